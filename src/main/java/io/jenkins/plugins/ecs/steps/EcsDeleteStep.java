package io.jenkins.plugins.ecs.steps;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import io.jenkins.plugins.ecs.operations.request.Goal;
import java.util.List;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code ecsDelete}: deletes a service, usually that of a short-lived environment, and what belongs to it. */
public final class EcsDeleteStep extends EcsOperationStep {

    private static final long serialVersionUID = 1L;

    private boolean drain = true;
    private boolean deregister;
    private boolean scaling;
    private boolean schedules;
    private boolean force;

    @DataBoundConstructor
    public EcsDeleteStep(String service) {
        super(service);
    }

    /** Whether its tasks are stopped before it is deleted. */
    public boolean isDrain() {
        return drain;
    }

    @DataBoundSetter
    public void setDrain(boolean drain) {
        this.drain = drain;
    }

    /** Whether the revisions of its family are deregistered. */
    public boolean isDeregister() {
        return deregister;
    }

    @DataBoundSetter
    public void setDeregister(boolean deregister) {
        this.deregister = deregister;
    }

    /** Whether its scaling is removed first. */
    public boolean isScaling() {
        return scaling;
    }

    @DataBoundSetter
    public void setScaling(boolean scaling) {
        this.scaling = scaling;
    }

    /** Whether scheduled tasks of its family are removed. */
    public boolean isSchedules() {
        return schedules;
    }

    @DataBoundSetter
    public void setSchedules(boolean schedules) {
        this.schedules = schedules;
    }

    /** Whether it is deleted although another job deployed it lately. */
    public boolean isForce() {
        return force;
    }

    @DataBoundSetter
    public void setForce(boolean force) {
        this.force = force;
    }

    @NonNull
    @Override
    Goal goal() {
        return new Goal.Delete(drain, deregister, scaling, schedules);
    }

    @NonNull
    @Override
    List<String> problems() {
        return List.of();
    }

    @Override
    boolean forces() {
        return force;
    }

    @Extension
    public static final class DescriptorImpl extends EcsOperationStepDescriptor {

        @Override
        public String getFunctionName() {
            return "ecsDelete";
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return "Delete an Amazon ECS service";
        }
    }
}
