package io.jenkins.plugins.ecs.rollout;

/**
 * How long to look for the effect of an act whose answer was lost. The ECS API is eventually consistent: "not there" means
 * "not done" only after a while.
 */
final class Settling {

    static final long LOOK_AGAIN = 3_000;
    private static final long SETTLED_AFTER = 30_000;

    private Settling() {}

    /** Whether an act is pending and it is too early to call it undone. */
    static boolean isUndecided(Turn turn) {
        return turn.state.pending && turn.now - turn.state.pendingSince < SETTLED_AFTER;
    }
}
