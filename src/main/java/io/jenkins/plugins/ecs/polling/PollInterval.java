package io.jenkins.plugins.ecs.polling;

/** The poll interval for a given number of builds. More builds never shorten it. */
final class PollInterval {

    /** Up to this number of builds in a poll group, polls are made at the requested intervals. */
    private static final int FEW = 70;

    /** Maximum interval of a poll that was requested within {@link #NEAR_END} or {@link #LATEST}. */
    private static final long SLOWEST = 7_000;

    private static final long SLOWEST_QUIET = 10_000;

    /** Shorter or longer requested intervals are not regular polls: an action is due then. */
    private static final long SOONEST = 2_000;

    static final long LATEST = 5_000;

    /** A shorter requested interval means that the deployment may end at any moment. */
    private static final long NEAR_END = 2_500;

    /** Twenty reads share a call, and we may make 16 calls per second. Only this limits polls near the end. */
    private static final double MILLIS_EACH = 3.5;

    private static final long EARLIEST = 2_500;

    /** From this interval on, a poll is only needed in case an event was lost. */
    private static final long SELDOM = 30_000;

    /** Such polls may share calls more generously. */
    private static final long EARLIEST_SELDOM = 20_000;

    private PollInterval() {}

    /**
     * Regular polls are less frequent with many builds, so that the number of calls grows more slowly than the number
     * of builds. Deployments that are about to end are excepted, because there are few at a time.
     *
     * @param asked requested interval in milliseconds
     * @param nearEnd number of waiting builds whose deployment is about to end
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

    /** Whether the interval is that of a deployment that may end at any moment. */
    static boolean isNearEnd(long asked) {
        return asked >= SOONEST && asked < NEAR_END;
    }

    /** How many milliseconds a round may run early to share a call that is sent anyway. */
    static long early(long in) {
        return Math.min(in / 2, isSeldom(in) ? EARLIEST_SELDOM : EARLIEST);
    }

    static boolean isSeldom(long in) {
        return in >= SELDOM;
    }

    /** Whether the interval is too short for a regular poll. */
    static boolean isSoon(long asked) {
        return asked < SOONEST;
    }
}
