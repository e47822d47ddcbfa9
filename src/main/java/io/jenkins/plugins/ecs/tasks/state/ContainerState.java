package io.jenkins.plugins.ecs.tasks.state;

import edu.umd.cs.findbugs.annotations.NonNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import io.jenkins.plugins.ecs.aws.ecs.EcsTask;
import io.jenkins.plugins.ecs.text.PlainText;
import java.io.Serializable;

/**
 * A container of a task.
 *
 * @param exitCode null while it runs, and where it never ran
 */
public record ContainerState(
        @NonNull String name,
        @Nullable Integer exitCode,
        @NonNull String reason,
        @NonNull String healthStatus,
        @NonNull String runtimeId)
        implements Serializable {

    private static final long serialVersionUID = 1L;

    @NonNull
    static ContainerState of(@NonNull EcsTask.Container container) {
        return new ContainerState(
                PlainText.line(container.name()),
                container.exitCode(),
                PlainText.line(container.reason()),
                PlainText.line(container.healthStatus()),
                PlainText.line(container.runtimeId()));
    }
}
