package io.jenkins.plugins.ecs.steps.execution;

import io.jenkins.plugins.ecs.rollout.RoundEnded;

/** Ends a round whose deployment was aborted meanwhile, before it can act. Control flow, so it carries no stack trace. */
public final class RoundCancelledException extends RoundEnded {

    private static final long serialVersionUID = 1L;

    public RoundCancelledException() {
        super(null);
    }
}
