package io.jenkins.plugins.ecs.rollout;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.List;

/**
 * The last lines of the logs of a deployment's new tasks. It is kept in memory only.
 *
 * @param parts one for each container of a task that has written lines
 * @param problem why a log could not be read; empty if nothing is wrong
 * @param isPostponed whether it was not read now, because of the rate limits of AWS or for want of a connection
 */
public record LogTail(@NonNull List<Part> parts, @NonNull String problem, boolean isPostponed) {

    /** There are no lines: what was shown before is gone. */
    public static final LogTail NONE = new LogTail(List.of(), "");

    /** It cannot be read for the moment, which is nothing to tell: what was shown before stays. */
    public static final LogTail NOT_READ = postponed("");

    public LogTail(@NonNull List<Part> parts, @NonNull String problem) {
        this(parts, problem, false);
    }

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

    @NonNull
    static LogTail postponed(@NonNull String why) {
        return new LogTail(List.of(), why, true);
    }

    /** What is shown now if this is what was shown before: lines that were read stay until the log is read again. */
    @NonNull
    public LogTail followedBy(@NonNull LogTail newer) {
        return newer.isPostponed ? new LogTail(parts, newer.problem, true) : newer;
    }
}
