package io.jenkins.plugins.ecs.polling;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.LongSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The clock for deadlines. It starts with the system time and then advances by elapsed time. It follows small
 * corrections of the system clock without ever going back, and ignores jumps, because no deployment became late by
 * them. After a restart it starts with the system time again.
 */
public final class SteadyClock extends Clock {

    private static final Logger LOGGER = Logger.getLogger(SteadyClock.class.getName());
    private static final long A_LITTLE = 60_000;

    private final LongSupplier machine;
    private final LongSupplier monotonic;
    private long ahead;
    private long last;
    private boolean jumped;

    /**
     * @param machine epoch milliseconds
     * @param monotonic monotonic milliseconds
     */
    public SteadyClock(@NonNull LongSupplier machine, @NonNull LongSupplier monotonic) {
        this.machine = machine;
        this.monotonic = monotonic;
        this.ahead = machine.getAsLong() - monotonic.getAsLong();
    }

    @Override
    public synchronized long millis() {
        long time = monotonic.getAsLong();
        long now = machine.getAsLong();
        long off = now - (ahead + time);
        if (Math.abs(off) <= A_LITTLE) {
            ahead += off;
            jumped = false;
        } else if (!jumped) {
            jumped = true;
            LOGGER.log(
                    Level.WARNING,
                    "The system clock was set by {0} s; deadlines of deployments stay the same",
                    off / 1000);
        }
        last = Math.max(last, ahead + time);
        return last;
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(millis());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("deadlines have no time zone");
    }
}
