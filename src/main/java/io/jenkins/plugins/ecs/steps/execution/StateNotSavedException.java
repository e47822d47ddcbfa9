package io.jenkins.plugins.ecs.steps.execution;

import io.jenkins.plugins.ecs.rollout.RoundEnded;

/** Ends a round before it acts, because a restart would not know of the act. */
final class StateNotSavedException extends RoundEnded {

    private static final long serialVersionUID = 1L;

    StateNotSavedException(Throwable cause) {
        super(cause);
    }
}
