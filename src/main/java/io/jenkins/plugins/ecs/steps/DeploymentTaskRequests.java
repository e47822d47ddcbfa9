package io.jenkins.plugins.ecs.steps;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.config.settings.DeploymentTask;
import io.jenkins.plugins.ecs.config.settings.EcsSettings;
import io.jenkins.plugins.ecs.steps.execution.TaskOrigins;
import io.jenkins.plugins.ecs.taskdef.TraceTags;
import io.jenkins.plugins.ecs.tasks.request.DeploymentTasks;
import io.jenkins.plugins.ecs.tasks.request.TaskRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * From the tasks before and after a deployment, as they are written, to what is asked for.
 *
 * @param before those before it
 * @param after those after it
 */
record DeploymentTaskRequests(
        @NonNull List<DeploymentTask> before, @NonNull List<DeploymentTask> after) {

    /** What is wrong with them as they are written; each names its entry. */
    @NonNull
    Stream<Optional<String>> problems() {
        return Stream.concat(DeploymentTask.problems("before", before), DeploymentTask.problems("after", after))
                .map(Optional::of);
    }

    /**
     * {@link #problems} has none.
     *
     * @param trace tags that lead back to the build
     */
    @NonNull
    DeploymentTasks of(@NonNull EcsSettings settings, @NonNull String service, @NonNull Map<String, String> trace) {
        return new DeploymentTasks(all(before, settings, service, trace), all(after, settings, service, trace));
    }

    private static List<TaskRequest> all(
            List<DeploymentTask> tasks, EcsSettings settings, String service, Map<String, String> trace) {
        String job = trace.getOrDefault(TraceTags.JOB, "");
        String number = trace.getOrDefault(TraceTags.BUILD, "0");
        return tasks.stream()
                .map(task -> task.toRequest(
                        settings.region(),
                        settings.cluster(),
                        service,
                        TaskOrigins.of(
                                job + " #" + number,
                                job,
                                Integer.parseInt(number),
                                settings,
                                trace,
                                UUID.randomUUID().toString())))
                .toList();
    }
}
