package io.jenkins.plugins.ecs.tasks;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.tasks.state.TaskRunState;

/** Where a run of tasks keeps its state and logs what happens. */
public interface TaskJournal {

    /**
     * Keeps the state.
     *
     * @param atOnce whether a restart must find it when this returns: an action or log lines follow
     */
    void save(@NonNull TaskRunState state, boolean atOnce);

    /** A call that changes AWS is about to be sent. Throws to keep it from being sent. */
    default void acting() {}

    /** One line for the build log, without control characters. */
    void say(@NonNull String line);
}
