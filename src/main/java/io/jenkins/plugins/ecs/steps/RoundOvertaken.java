package io.jenkins.plugins.ecs.steps;

import io.jenkins.plugins.ecs.rollout.RoundEnded;

/** Ends a round whose deployment was aborted meanwhile, before it can act. Control flow, so it carries no stack trace. */
final class RoundOvertaken extends RoundEnded {

    private static final long serialVersionUID = 1L;

    RoundOvertaken() {
        super(null);
    }
}
