package io.jenkins.plugins.ecs.rollout;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.List;

/**
 * The last lines of the logs of a deployment's new tasks. It is kept in memory only.
 *
 * @param parts one for each container of a task that has written lines
 * @param problem why a log could not be read; empty if nothing is wrong
 */
public record LogTail(@NonNull List<Part> parts, @NonNull String problem) {

    public static final LogTail NONE = new LogTail(List.of(), "");

    /**
     * The lines of one container, cleaned and masked, oldest first.
     *
     * @param container its name
     * @param task id of its task
     */
    public record Part(
            @NonNull String container,
            @NonNull String task,
            @NonNull List<String> lines) {}

    @NonNull
    static LogTail failed(@NonNull String why) {
        return new LogTail(List.of(), why);
    }
}
