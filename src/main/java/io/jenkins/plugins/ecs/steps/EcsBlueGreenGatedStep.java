package io.jenkins.plugins.ecs.steps;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Run;
import io.jenkins.plugins.ecs.config.settings.EcsSettings;
import io.jenkins.plugins.ecs.rollout.request.DeployRequestBuilder;
import io.jenkins.plugins.ecs.steps.execution.BuildTrace;
import io.jenkins.plugins.ecs.steps.execution.GatedRolloutExecution;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/**
 * {@code ecsBlueGreenGated}: the same, but its block runs at each pause and answers it. A step of its own, because Pipeline
 * knows no step that takes a block only sometimes.
 */
public final class EcsBlueGreenGatedStep extends EcsStagedStep {

    private static final long serialVersionUID = 1L;

    @DataBoundConstructor
    public EcsBlueGreenGatedStep(String service) {
        super(service);
    }

    @Override
    String until() {
        return null;
    }

    @Override
    void complete(DeployRequestBuilder request, EcsSettings settings) {
        super.complete(request, settings);
        request.gated(true);
    }

    @Override
    public StepExecution start(StepContext context) throws Exception {
        String origin = BuildTrace.origin(context.get(Run.class));
        return StepValidation.of(
                this,
                context,
                (settings, trace) -> new GatedRolloutExecution(
                        context, "ecsBlueGreenGated", settings, toRequest(settings, trace, origin)));
    }

    /** The form. */
    @Extension
    public static final class DescriptorImpl extends EcsStagedStepDescriptor {

        @Override
        public String getFunctionName() {
            return "ecsBlueGreenGated";
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return "Deploy to an Amazon ECS service (blue/green, canary or linear) with a block as approval gate";
        }

        @Override
        public boolean takesImplicitBlockArgument() {
            return true;
        }
    }
}
