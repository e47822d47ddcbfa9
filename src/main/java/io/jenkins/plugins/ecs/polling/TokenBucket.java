package io.jenkins.plugins.ecs.polling;

/**
 * A token bucket whose tokens are given out in advance: who comes when it is empty is told when his turn is, and those who
 * come later get a later one. So turns are in order, and nobody waits in a thread. All times are milliseconds.
 */
final class TokenBucket {

    /** Not longer: builds that fail hold back by themselves as well. */
    private static final long LONGEST_PAUSE = 8_000;

    private final double burst;
    private final double ratePerMilli;
    private double tokens;
    private long filledAt;
    private int refusals;
    private long pausedUntil;
    private int used;

    /**
     * @param burst tokens of a full bucket
     * @param ratePerSecond tokens that come back
     */
    TokenBucket(double burst, double ratePerSecond, long now) {
        this.burst = burst;
        this.ratePerMilli = ratePerSecond / 1000;
        this.tokens = burst;
        this.filledAt = now;
    }

    /** Takes a token, if need be one that is still to come; gives the time from which it may be used. */
    synchronized long reserve(long now) {
        fill(now);
        tokens -= 1;
        used++;
        return tokens >= 0 ? now : now + (long) Math.ceil(-tokens / ratePerMilli);
    }

    /** For what is sent in any case: those who come later wait the longer. */
    synchronized void spend(long now) {
        fill(now);
        tokens -= 1;
        used++;
    }

    /** A reserved token that nobody needs any more. */
    synchronized void giveBack(long now) {
        fill(now);
        tokens = Math.min(burst, tokens + 1);
        used--;
    }

    /**
     * AWS refused a call: somebody else uses the same quota. Everybody here holds back for a random part of a time that
     * doubles with each refusal in a row.
     *
     * @param jitter 0 to 1
     */
    synchronized void refused(long now, double jitter) {
        fill(now);
        if (now < pausedUntil) {
            // Of a call that was under way already.
            return;
        }
        long pause = (long) (jitter * Math.min(LONGEST_PAUSE, 1000L << Math.min(refusals, 5)));
        refusals++;
        pausedUntil = now + pause;
        tokens = Math.min(tokens, -pause * ratePerMilli);
    }

    synchronized void accepted() {
        refusals = 0;
    }

    /** Tokens that were taken since it was made. */
    synchronized int used() {
        return used;
    }

    private void fill(long now) {
        if (now > filledAt) {
            tokens = Math.min(burst, tokens + (now - filledAt) * ratePerMilli);
            filledAt = now;
        }
    }
}
