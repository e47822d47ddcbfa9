package io.jenkins.plugins.ecs.diagnosis;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.EcsTask;
import java.util.List;

/** Why tasks stopped, in one line. */
public final class StoppedTasks {

    private StoppedTasks() {}

    /**
     * The reason that weighs most among the tasks that this deployment started, with its count; empty where there is
     * none.
     *
     * @param deploymentId {@code ecs-svc/<number>}; tasks of other deployments do not count, nor does scaling
     */
    @NonNull
    public static String summary(@NonNull List<EcsTask> tasks, @CheckForNull String deploymentId) {
        return TaskEvidence.of(tasks, deploymentId)
                .dominant()
                .map(TaskGroup::text)
                .orElse("");
    }
}
