package io.jenkins.plugins.ecs.sandbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * The time that the sandbox lives in. A {@linkplain #moved(Instant) moved} clock stands still until a test advances
 * it, a {@linkplain #real() real} one is the machine's, an {@linkplain #accelerated(double) accelerated} one starts now
 * and runs faster. Every kind can be advanced by hand.
 */
public final class SandboxClock extends Clock {

    /** Where {@link #moved()} starts. */
    public static final Instant DEFAULT_START = Instant.parse("2026-03-02T09:00:00Z");

    private final Instant start;
    private final long startNanos = System.nanoTime();
    private final double factor;
    private final ZoneId zone;
    private Duration moved = Duration.ZERO;

    private SandboxClock(Instant start, double factor, ZoneId zone) {
        this.start = start;
        this.factor = factor;
        this.zone = zone;
    }

    /** A clock that stands at a fixed, documented instant until it is advanced. */
    public static SandboxClock moved() {
        return moved(DEFAULT_START);
    }

    /** A clock that stands at the given instant until it is advanced. */
    public static SandboxClock moved(Instant start) {
        return new SandboxClock(start, 0, ZoneOffset.UTC);
    }

    /** A clock that runs as the machine's clock does. */
    public static SandboxClock real() {
        return accelerated(1);
    }

    /** A clock that starts now and runs {@code factor} times as fast as the machine's. */
    public static SandboxClock accelerated(double factor) {
        return new SandboxClock(Instant.now(), factor, ZoneOffset.UTC);
    }

    /** Moves the clock forward. What happens in that time is simulated at the next request. */
    public synchronized void advance(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("a clock does not go backwards: " + duration);
        }
        moved = moved.plus(duration);
    }

    @Override
    public synchronized Instant instant() {
        long ran = factor == 0 ? 0 : (long) ((System.nanoTime() - startNanos) * factor);
        return start.plusNanos(ran).plus(moved);
    }

    /** Whether it goes on by itself. */
    boolean isRunning() {
        return factor > 0;
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
        return zoned(other);
    }

    private Clock zoned(ZoneId other) {
        SandboxClock self = this;
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return other;
            }

            @Override
            public Clock withZone(ZoneId next) {
                return self.withZone(next);
            }

            @Override
            public Instant instant() {
                return self.instant();
            }
        };
    }
}
