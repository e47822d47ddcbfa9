package io.jenkins.plugins.ecs.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.Run;
import io.jenkins.plugins.ecs.config.EcsSettings;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.steps.execution.BuildTrace;
import io.jenkins.plugins.ecs.steps.execution.MigrationExecution;
import io.jenkins.plugins.ecs.steps.execution.RolloutExecution;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code ecsBlueGreen}: blue/green, canary and linear deployments; somebody answers their pauses on the build page. */
public final class EcsBlueGreenStep extends EcsStagedStep {

    private static final long serialVersionUID = 1L;

    private String waitUntil;
    private boolean migrationPlan;
    private ArrayList<String> submitters = new ArrayList<>();

    @DataBoundConstructor
    public EcsBlueGreenStep(String service) {
        super(service);
    }

    /** {@code deployed}, {@code stage:<STAGE>}, {@code paused} or {@code traffic:<percent>}. */
    @CheckForNull
    public String getWaitUntil() {
        return waitUntil;
    }

    @DataBoundSetter
    public void setWaitUntil(String waitUntil) {
        String plain = Util.fixEmptyAndTrim(waitUntil);
        this.waitUntil = "deployed".equalsIgnoreCase(plain) ? null : plain;
    }

    /** Users and groups; nobody else may answer then. */
    public List<String> getSubmitters() {
        return Collections.unmodifiableList(submitters);
    }

    /** For the form, where a list is one line. */
    @Restricted(NoExternalUse.class)
    public String getSubmittersText() {
        return String.join(", ", submitters);
    }

    @DataBoundSetter
    public void setSubmitters(List<String> submitters) {
        this.submitters = TextLines.clean(submitters);
    }

    /** Nothing is deployed: the log says what would replace CodeDeploy. */
    public boolean isMigrationPlan() {
        return migrationPlan;
    }

    @DataBoundSetter
    public void setMigrationPlan(boolean migrationPlan) {
        this.migrationPlan = migrationPlan;
    }

    @Override
    String until() {
        return waitUntil;
    }

    @Override
    void complete(DeployRequest.Builder request, EcsSettings settings) {
        super.complete(request, settings);
        request.submitters(submitters);
    }

    @Override
    public StepExecution start(StepContext context) throws Exception {
        String origin = BuildTrace.origin(context.get(Run.class));
        return StepValidation.of(this, context, (settings, trace) -> {
            DeployRequest request = toRequest(settings, trace, origin);
            return migrationPlan
                    ? new MigrationExecution(context, settings, getService())
                    : new RolloutExecution(context, "ecsBlueGreen", settings, request);
        });
    }

    /** The form. */
    @Extension
    public static final class DescriptorImpl extends EcsStagedStepDescriptor {

        @Override
        public String getFunctionName() {
            return "ecsBlueGreen";
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return "Deploy to an Amazon ECS service (blue/green, canary or linear)";
        }
    }
}
