package io.jenkins.plugins.ecs.steps;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.AbortException;
import hudson.EnvVars;
import hudson.model.Run;
import io.jenkins.plugins.ecs.config.EcsGlobalConfiguration;
import io.jenkins.plugins.ecs.config.EcsSettings;
import java.io.IOException;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** From a step and the admin's settings to an execution; everything that can be wrong without asking AWS is told here. */
final class EcsDeployStart {

    private EcsDeployStart() {}

    @NonNull
    static EcsDeployExecution of(@NonNull EcsDeployStep step, @NonNull StepContext context)
            throws IOException, InterruptedException {
        EcsGlobalConfiguration global = EcsGlobalConfiguration.get();
        EnvVars environment = context.get(EnvVars.class);
        try {
            EcsSettings settings = EcsSettings.merge(
                    step.getRegion(),
                    step.getCredentialsId(),
                    step.getRoleArn(),
                    global.getRegion(),
                    global.getCredentialsId(),
                    global.effectiveEndpoint() != null);
            return new EcsDeployExecution(
                    context,
                    settings,
                    step.toRequest(
                            settings.region(),
                            BuildTrace.of(context.get(Run.class), environment == null ? new EnvVars() : environment)));
        } catch (IllegalArgumentException wrong) {
            throw new AbortException("ecsDeploy: " + wrong.getMessage());
        }
    }
}
