package io.jenkins.plugins.ecs.steps.execution;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Run;
import io.jenkins.plugins.ecs.config.settings.EcsSettings;
import io.jenkins.plugins.ecs.tasks.request.TaskRequest;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** Who runs tasks: the build, in the words that ECS takes. */
public final class TaskOrigins {

    /** Of {@code startedBy}. */
    private static final int LONGEST = 128;

    private TaskOrigins() {}

    @NonNull
    public static TaskRequest.Origin of(
            @NonNull StepContext context, @NonNull EcsSettings settings, @NonNull Map<String, String> trace) {
        Run<?, ?> run;
        try {
            run = context.get(Run.class);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return of(
                run.getFullDisplayName(),
                run.getParent().getFullName(),
                run.getNumber(),
                settings,
                trace,
                UUID.randomUUID().toString());
    }

    /** @param token unique to this run of the step */
    @NonNull
    public static TaskRequest.Origin of(
            @NonNull String build,
            @NonNull String job,
            int number,
            @NonNull EcsSettings settings,
            @NonNull Map<String, String> trace,
            @NonNull String token) {
        return new TaskRequest.Origin(
                build,
                startedBy(job, number, token),
                token,
                Map.copyOf(trace),
                settings.target(),
                settings.targetLabel());
    }

    /** {@code jenkins/<job>/<number>/<beginning of the token>}; of a long name of a job, its end. */
    private static String startedBy(String job, int number, String token) {
        String rest = "/" + number + "/" + token.substring(0, Math.min(8, token.length()));
        String name = job.replaceAll("[^A-Za-z0-9/_-]", "_");
        int room = LONGEST - "jenkins/".length() - rest.length();
        return "jenkins/" + name.substring(Math.max(0, name.length() - room)) + rest;
    }
}
