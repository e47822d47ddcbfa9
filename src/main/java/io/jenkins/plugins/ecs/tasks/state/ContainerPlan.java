package io.jenkins.plugins.ecs.tasks.state;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.tasks.logs.LogSource;
import java.io.Serializable;

/**
 * A container of the definition that runs.
 *
 * @param stopSeconds how long ECS waits between SIGTERM and SIGKILL
 */
public record ContainerPlan(
        @NonNull String name,
        boolean essential,
        int stopSeconds,
        @NonNull LogSource log) implements Serializable {

    private static final long serialVersionUID = 1L;
}
