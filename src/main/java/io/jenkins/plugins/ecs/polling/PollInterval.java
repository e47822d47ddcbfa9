package io.jenkins.plugins.ecs.polling;

/** How soon a look is due when many wait for theirs. With more of them it never comes sooner. */
final class PollInterval {

    /** Up to so many builds on one way to AWS have their looks as soon as they ask for them. */
    private static final int FEW = 70;

    /** No look that is asked for within {@link #NEAR_END} or {@link #LATEST} comes later than this. */
    private static final long SLOWEST = 7_000;

    private static final long SLOWEST_QUIET = 10_000;

    /** What is asked for sooner or later than this is no regular look: something is about to be done then. */
    private static final long SOONEST = 2_000;

    private static final long LATEST = 5_000;

    /** What is asked for sooner than this may end any moment. */
    private static final long NEAR_END = 2_500;

    /** Twenty go into a call, and 16 calls a second are ours: for those whose end is near nothing but that counts. */
    private static final double MILLIS_EACH = 3.5;

    private static final long EARLIEST = 2_500;

    private PollInterval() {}

    /**
     * Regular looks come less often where many wait, so that the calls grow less than the builds do; but not those of
     * deployments that are about to end, which are few at a time.
     *
     * @param asked milliseconds until the round asks to be run
     * @param nearEnd how many of those who wait ask to be run that soon
     */
    static long of(long asked, int waiting, int nearEnd) {
        if (asked < SOONEST || asked > LATEST) {
            return asked;
        }
        if (isNearEnd(asked)) {
            return Math.max(asked, (long) (nearEnd * MILLIS_EACH));
        }
        long slowest = asked > NEAR_END ? SLOWEST_QUIET : SLOWEST;
        return Math.max(asked, Math.min(slowest, asked * waiting / FEW));
    }

    /** Whether it is asked for as those do that may end any moment. */
    static boolean isNearEnd(long asked) {
        return asked >= SOONEST && asked < NEAR_END;
    }

    /** By how many milliseconds a round may come early, to share a call that goes out anyway. */
    static long early(long in) {
        return Math.min(in / 2, EARLIEST);
    }

    /** Whether what is asked for comes too soon to be a regular look. */
    static boolean isSoon(long asked) {
        return asked < SOONEST;
    }
}
