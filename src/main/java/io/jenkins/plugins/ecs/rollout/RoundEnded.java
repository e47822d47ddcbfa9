package io.jenkins.plugins.ecs.rollout;

import edu.umd.cs.findbugs.annotations.Nullable;

/** A journal ends the round that uses it: nothing is broken, and all services of the round are meant. */
public abstract class RoundEnded extends RuntimeException {

    private static final long serialVersionUID = 1L;

    protected RoundEnded(@Nullable Throwable cause) {
        super(null, cause, false, cause != null);
    }
}
