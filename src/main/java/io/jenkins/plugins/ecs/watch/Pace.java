package io.jenkins.plugins.ecs.watch;

/** How soon a look is due when many wait for theirs. */
final class Pace {

    /** Up to so many builds on one way to AWS have their looks as soon as they ask for them. */
    private static final int FEW = 70;

    /** Up to so many cost no more calls than {@link #FEW} do. */
    private static final int MANY = 200;

    private static final long SLOWEST = 7_000;

    /** What is asked for sooner or later than this is no regular look: something is about to be done then. */
    private static final long SOONEST = 2_000;

    private static final long LATEST = 5_000;

    private static final long EARLIEST = 2_500;

    private Pace() {}

    /**
     * Regular looks come less often where many wait, so that the calls grow less than the builds do. Very many need more
     * calls in any case; they have their looks every five seconds, so that the end of each is noticed in time.
     *
     * @param asked milliseconds until the round asks to be run
     */
    static long of(long asked, int waiting) {
        if (asked < SOONEST || asked > LATEST || waiting <= FEW) {
            return asked;
        }
        return waiting <= MANY ? Math.max(asked, Math.min(SLOWEST, asked * waiting / FEW)) : LATEST;
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
