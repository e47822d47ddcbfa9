package io.jenkins.plugins.ecs.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.ecs.config.settings.TaskFormChecks;
import io.jenkins.plugins.ecs.operations.request.Goal;
import io.jenkins.plugins.ecs.operations.request.OperationChecks;
import java.util.List;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** {@code ecsScale}: sets the count of a service or the range of its scaling, and waits for the tasks. */
public final class EcsScaleStep extends EcsOperationStep {

    private static final long serialVersionUID = 1L;

    private Integer count;
    private Integer min;
    private Integer max;

    @DataBoundConstructor
    public EcsScaleStep(String service) {
        super(service);
    }

    /** Null for the present one. */
    @CheckForNull
    public Integer getCount() {
        return count;
    }

    @DataBoundSetter
    public void setCount(Integer count) {
        this.count = count;
    }

    /** Of the scaling; null for the present one. */
    @CheckForNull
    public Integer getMin() {
        return min;
    }

    @DataBoundSetter
    public void setMin(Integer min) {
        this.min = min;
    }

    /** Of the scaling; null for the present one. */
    @CheckForNull
    public Integer getMax() {
        return max;
    }

    @DataBoundSetter
    public void setMax(Integer max) {
        this.max = max;
    }

    @NonNull
    @Override
    Goal.Scale goal() {
        return new Goal.Scale(count, min, max);
    }

    @NonNull
    @Override
    List<String> problems() {
        return OperationChecks.scale(goal());
    }

    @Extension
    public static final class DescriptorImpl extends EcsOperationStepDescriptor {

        @Override
        public String getFunctionName() {
            return "ecsScale";
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return "Scale an Amazon ECS service";
        }

        @POST
        @Restricted(NoExternalUse.class)
        public FormValidation doCheckCount(@AncestorInPath Item item, @QueryParameter String value) {
            return number(item, "count", value);
        }

        @POST
        @Restricted(NoExternalUse.class)
        public FormValidation doCheckMin(@AncestorInPath Item item, @QueryParameter String value) {
            return number(item, "min", value);
        }

        @POST
        @Restricted(NoExternalUse.class)
        public FormValidation doCheckMax(@AncestorInPath Item item, @QueryParameter String value) {
            return number(item, "max", value);
        }

        private static FormValidation number(Item item, String field, String value) {
            return TaskFormChecks.number(item, field, value, number -> OperationChecks.number(field, number));
        }
    }
}
