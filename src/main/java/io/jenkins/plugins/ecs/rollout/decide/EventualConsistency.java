package io.jenkins.plugins.ecs.rollout.decide;

/**
 * How long to look for the effect of an act whose answer was lost. The ECS API is eventually consistent: "not there" means
 * "not done" only after a while.
 */
public final class EventualConsistency {

    public static final long LOOK_AGAIN = 3_000;
    private static final long SETTLED_AFTER = 30_000;

    private EventualConsistency() {}

    /** Whether an act is pending and it is too early to call it undone. */
    public static boolean isUndecided(Decision turn) {
        return turn.state.pending && turn.now - turn.state.pendingSince < SETTLED_AFTER;
    }
}
