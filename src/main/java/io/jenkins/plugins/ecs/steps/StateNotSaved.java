package io.jenkins.plugins.ecs.steps;

import io.jenkins.plugins.ecs.rollout.RoundEnded;

/** Ends a round before it acts, because a restart would not know of the act. */
final class StateNotSaved extends RoundEnded {

    private static final long serialVersionUID = 1L;

    StateNotSaved(Throwable cause) {
        super(cause);
    }
}
