package io.jenkins.plugins.ecs.steps;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import io.jenkins.plugins.ecs.config.SettingsLayer;
import java.util.Map;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code withEcs}: what its body's steps need not be told again. Blocks nest; the inner one comes first. */
public final class WithEcsStep extends EcsScopeStep {

    private static final long serialVersionUID = 1L;

    @DataBoundConstructor
    public WithEcsStep() {}

    @NonNull
    @Override
    public SettingsLayer layer() {
        return layer(DescriptorImpl.FUNCTION);
    }

    @Override
    public StepExecution start(StepContext context) throws Exception {
        return new WithEcsExecution(context, layer());
    }

    @Extension
    public static final class DescriptorImpl extends EcsScopeStepDescriptor {

        static final String FUNCTION = "withEcs";

        @Override
        public String getFunctionName() {
            return FUNCTION;
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return "Set where and as whom to deploy to Amazon ECS";
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
