package io.jenkins.plugins.ecs.polling;

/**
 * A token bucket with reservations: a caller that finds the bucket empty gets the time at which its token is due, and
 * later callers get later times. So tokens are used in order, and no thread waits. All times are in milliseconds.
 */
final class TokenBucket {

    /** Maximum back-off. Failing builds back off themselves, too. */
    private static final long LONGEST_PAUSE = 8_000;

    private final double burst;
    private final double ratePerMilli;
    private double tokens;
    private long filledAt;
    private int refusals;
    private long pausedUntil;
    private int used;

    /**
     * @param burst number of tokens in a full bucket
     * @param ratePerSecond tokens added per second
     */
    TokenBucket(double burst, double ratePerSecond, long now) {
        this.burst = burst;
        this.ratePerMilli = ratePerSecond / 1000;
        this.tokens = burst;
        this.filledAt = now;
    }

    /** Takes a token, possibly a future one. Returns the time from which it may be used. */
    synchronized long reserve(long now) {
        fill(now);
        tokens -= 1;
        used++;
        return tokens >= 0 ? now : now + (long) Math.ceil(-tokens / ratePerMilli);
    }

    /** Takes a token without waiting. Later callers wait correspondingly longer. */
    synchronized void spend(long now) {
        fill(now);
        tokens -= 1;
        used++;
    }

    /**
     * Takes a token only where at least half of a full bucket remains, so that a read that may be left out is never in the
     * way of others.
     */
    synchronized boolean takeSpare(long now) {
        fill(now);
        if (tokens - 1 < burst / 2) {
            return false;
        }
        tokens -= 1;
        used++;
        return true;
    }

    /** Returns a reserved token that is not needed any more. */
    synchronized void giveBack(long now) {
        fill(now);
        tokens = Math.min(burst, tokens + 1);
        used--;
    }

    /**
     * AWS throttled a call, because others use the same quota. All callers back off for a random part of a time that
     * doubles with each consecutive throttling.
     *
     * @param jitter 0 to 1
     */
    synchronized void refused(long now, double jitter) {
        fill(now);
        if (now < pausedUntil) {
            // The throttling of a call that was already in flight.
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

    /** Number of tokens that have been taken. */
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
