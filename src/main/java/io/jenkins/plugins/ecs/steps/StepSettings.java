package io.jenkins.plugins.ecs.steps;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Run;
import io.jenkins.plugins.ecs.config.JobSettings;
import io.jenkins.plugins.ecs.config.evidence.BeginningAction;
import io.jenkins.plugins.ecs.config.settings.EcsContext;
import io.jenkins.plugins.ecs.config.settings.EcsSettings;
import io.jenkins.plugins.ecs.config.settings.SettingsLayer;
import java.io.IOException;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** The settings that count for a step: its own, those of the blocks around it, and what admins set for its job. */
public final class StepSettings {

    private StepSettings() {}

    /**
     * @param step what the step itself sets
     * @throws IllegalArgumentException naming what is missing or wrong
     */
    @NonNull
    public static EcsSettings of(@NonNull StepContext context, @NonNull SettingsLayer step)
            throws IOException, InterruptedException {
        Run<?, ?> run = context.get(Run.class);
        BeginningAction.note(run);
        JobSettings job = JobSettings.of(run.getParent());
        return job.merge(EcsContext.around(step, context.get(EcsContext.class)));
    }
}
