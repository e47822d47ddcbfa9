package io.jenkins.plugins.ecs.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Run;
import io.jenkins.plugins.ecs.config.settings.EcsSettings;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.request.DeployRequestBuilder;
import io.jenkins.plugins.ecs.rollout.request.Setting;
import io.jenkins.plugins.ecs.steps.execution.BuildTrace;
import io.jenkins.plugins.ecs.steps.execution.RolloutExecution;
import io.jenkins.plugins.ecs.steps.execution.imports.MigrationExecution;
import java.util.List;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code ecsBlueGreen}: blue/green, canary and linear deployments; users answer their pauses on the build page. */
public final class EcsBlueGreenStep extends EcsStagedStep {

    private static final long serialVersionUID = 1L;

    @DataBoundConstructor
    public EcsBlueGreenStep(String service) {
        super(service);
    }

    /** {@code deployed}, {@code stage:<STAGE>}, {@code paused} or {@code traffic:<percent>}. */
    @CheckForNull
    public String getWaitUntil() {
        return values().get(Setting.WAIT_UNTIL);
    }

    @DataBoundSetter
    public void setWaitUntil(String waitUntil) {
        set(Setting.WAIT_UNTIL, waitUntil);
    }

    /** Users and groups who alone may answer; empty for all that have the permission. */
    public List<String> getSubmitters() {
        return names(Setting.SUBMITTERS);
    }

    /** For the form, where a list is one line. */
    @Restricted(NoExternalUse.class)
    public String getSubmittersText() {
        return String.join(", ", getSubmitters());
    }

    @DataBoundSetter
    public void setSubmitters(List<String> submitters) {
        set(Setting.SUBMITTERS, TextLines.joined(submitters));
    }

    /** Nothing is deployed: the log shows what would replace CodeDeploy. */
    public boolean isMigrationPlan() {
        return values().flag(Setting.MIGRATION_PLAN);
    }

    @DataBoundSetter
    public void setMigrationPlan(boolean migrationPlan) {
        set(Setting.MIGRATION_PLAN, migrationPlan);
    }

    @Override
    String until() {
        return getWaitUntil();
    }

    @Override
    void complete(DeployRequestBuilder request, EcsSettings settings) {
        super.complete(request, settings);
        request.submitters(getSubmitters());
    }

    @Override
    public StepExecution start(StepContext context) throws Exception {
        String origin = BuildTrace.origin(context.get(Run.class));
        return StepValidation.of(this, context, (settings, trace) -> {
            DeployRequest request = toRequest(settings, trace, origin);
            return isMigrationPlan()
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
