package io.jenkins.plugins.ecs.tasks.state;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.Serializable;

/**
 * That the tasks are to be stopped.
 *
 * @param why becomes the cause of the verdict
 * @param at epoch milliseconds
 * @param problem why a task could not be stopped; empty if that is not known
 */
public record StopRequest(
        @NonNull TaskVerdict verdict,
        @NonNull String why,
        long at,
        @NonNull String problem) implements Serializable {

    private static final long serialVersionUID = 1L;

    public StopRequest(@NonNull TaskVerdict verdict, @NonNull String why, long at) {
        this(verdict, why, at, "");
    }

    @NonNull
    public StopRequest failed(@NonNull String words) {
        return new StopRequest(verdict, why, at, words);
    }
}
