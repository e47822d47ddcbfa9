package io.jenkins.plugins.ecs.operations;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.operations.state.OperationState;

/** Where a change of a service keeps its state and logs what happens. */
public interface OperationJournal {

    /**
     * Keeps the state.
     *
     * @param atOnce whether a restart must find it when this returns, because a call follows
     */
    void save(@NonNull OperationState state, boolean atOnce);

    /** A call that changes AWS is about to be sent. Throws to keep it from being sent. */
    default void acting() {}

    /** One line for the build log, without control characters. */
    void say(@NonNull String line);
}
