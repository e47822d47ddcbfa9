package io.jenkins.plugins.ecs.sandbox;

import java.time.Duration;
import java.time.Instant;

/** A burst of calls, and a rate per second. */
final class TokenBucket {

    private final int burst;
    private final int rate;
    private double tokens;
    private Instant filledAt;

    TokenBucket(int burst, int rate, Instant now) {
        this.burst = burst;
        this.rate = rate;
        tokens = burst;
        filledAt = now;
    }

    boolean take(Instant now) {
        if (now.isAfter(filledAt)) {
            double seconds = Duration.between(filledAt, now).toMillis() / 1000.0;
            tokens = Math.min(burst, tokens + seconds * rate);
            filledAt = now;
        }
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }
}
