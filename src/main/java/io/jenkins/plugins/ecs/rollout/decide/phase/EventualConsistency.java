package io.jenkins.plugins.ecs.rollout.decide.phase;

/**
 * How long to look for the effect of an act whose answer was lost. The ECS API is eventually consistent: "not there" means
 * "not done" only after a while.
 */
public final class EventualConsistency {

    public static final long LOOK_AGAIN = 3_000;
    public static final long SETTLED_AFTER = 30_000;

    /** A strange sight (a stale read, two records that do not agree yet) must be seen so often before it counts. */
    public static final int SURE_AFTER = 3;

    /** A clock that shows more, or less than nothing, may have jumped: then reads are counted. */
    private static final long PLAUSIBLE = 10 * 60_000;

    private static final int ENOUGH_READS = 11;

    private EventualConsistency() {}

    /** Whether an act is pending and it is too early to call it undone. Called once after each read. */
    public static boolean isUndecided(DecisionDraft draft) {
        if (!draft.state.pending) {
            return false;
        }
        int reads = ++draft.state.readsWhilePending;
        long since = draft.readsBegunAt() - draft.state.pendingSince;
        return since < 0 || since > PLAUSIBLE ? reads < ENOUGH_READS : since < SETTLED_AFTER;
    }
}
