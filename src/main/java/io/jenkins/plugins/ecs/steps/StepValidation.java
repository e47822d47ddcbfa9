package io.jenkins.plugins.ecs.steps;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.AbortException;
import hudson.EnvVars;
import hudson.model.Run;
import io.jenkins.plugins.ecs.config.settings.EcsSettings;
import io.jenkins.plugins.ecs.steps.execution.BuildTrace;
import java.io.IOException;
import java.util.Map;
import java.util.function.BiFunction;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** Makes an execution of a step and the settings; every problem that can be found without AWS is reported here. */
final class StepValidation {

    private StepValidation() {}

    /**
     * @param execution makes it from the effective settings and the tags that lead back to the build; throws {@link
     *     IllegalArgumentException} naming every field that is wrong
     * @throws AbortException with the step's name and all that is wrong
     */
    @NonNull
    static <T> T of(
            @NonNull EcsStep step,
            @NonNull StepContext context,
            @NonNull BiFunction<EcsSettings, Map<String, String>, T> execution)
            throws IOException, InterruptedException {
        try {
            return execution.apply(StepSettings.of(context, step.layer()), trace(context));
        } catch (IllegalArgumentException wrong) {
            throw new AbortException(step.getDescriptor().getFunctionName() + ": " + wrong.getMessage());
        }
    }

    private static Map<String, String> trace(StepContext context) throws IOException, InterruptedException {
        EnvVars environment = context.get(EnvVars.class);
        return BuildTrace.of(context.get(Run.class), environment == null ? new EnvVars() : environment);
    }
}
