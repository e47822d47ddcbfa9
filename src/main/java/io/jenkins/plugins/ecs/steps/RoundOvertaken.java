package io.jenkins.plugins.ecs.steps;

/** Ends a round whose deployment was aborted meanwhile, before it can act. Control flow, so it carries no stack trace. */
final class RoundOvertaken extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RoundOvertaken() {
        super(null, null, false, false);
    }
}
