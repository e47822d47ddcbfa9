package io.jenkins.plugins.ecs.steps;

import hudson.Extension;
import io.jenkins.plugins.ecs.config.EcsSettings;
import io.jenkins.plugins.ecs.rollout.DeployRequest;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code ecsDeploy}: updates a service and follows its deployment to the verdict. */
public final class EcsDeployStep extends EcsRevisionStep {

    private static final long serialVersionUID = 1L;

    private boolean wait = true;

    @DataBoundConstructor
    public EcsDeployStep(String service) {
        super(service);
    }

    public boolean isWait() {
        return wait;
    }

    @DataBoundSetter
    public void setWait(boolean wait) {
        this.wait = wait;
    }

    @Override
    void complete(DeployRequest.Builder request, EcsSettings settings) {
        request.waitForEnd(wait).circuitBreaker(circuitBreaker(settings));
    }

    @Override
    public StepExecution start(StepContext context) throws Exception {
        return StepStart.of(
                this,
                context,
                (settings, trace) -> new RolloutExecution(context, "ecsDeploy", settings, toRequest(settings, trace)));
    }

    @Extension
    public static final class DescriptorImpl extends EcsDeployDescriptor {}
}
