package io.jenkins.plugins.ecs.steps.withecs;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import io.jenkins.plugins.ecs.config.settings.SettingsLayer;
import io.jenkins.plugins.ecs.rollout.request.Setting;
import io.jenkins.plugins.ecs.steps.AbstractEcsStep;
import io.jenkins.plugins.ecs.steps.AbstractEcsStepDescriptor;
import java.util.Map;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code withEcs}: settings for the steps of its body. Blocks nest; the inner one takes precedence. */
public final class WithEcsStep extends AbstractEcsStep {

    private static final long serialVersionUID = 1L;

    @DataBoundConstructor
    public WithEcsStep() {}

    /** Whether the body gets short-lived credentials as environment variables. */
    public boolean isExportCredentials() {
        return values().flag(Setting.EXPORT_CREDENTIALS);
    }

    @DataBoundSetter
    public void setExportCredentials(boolean exportCredentials) {
        set(Setting.EXPORT_CREDENTIALS, exportCredentials);
    }

    @NonNull
    @Override
    public SettingsLayer layer() {
        return layer(DescriptorImpl.FUNCTION);
    }

    @Override
    public StepExecution start(StepContext context) throws Exception {
        return new WithEcsExecution(context, layer(), isExportCredentials());
    }

    @Extension
    public static final class DescriptorImpl extends AbstractEcsStepDescriptor {

        static final String FUNCTION = "withEcs";

        @Override
        public String getFunctionName() {
            return FUNCTION;
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return "Set the target, Region, cluster and credentials for Amazon ECS steps";
        }

        @Override
        public boolean takesImplicitBlockArgument() {
            return true;
        }

        @Override
        public String argumentsToString(@NonNull Map<String, Object> arguments) {
            Object target = arguments.get("target");
            return target == null ? super.argumentsToString(arguments) : target.toString();
        }
    }
}
