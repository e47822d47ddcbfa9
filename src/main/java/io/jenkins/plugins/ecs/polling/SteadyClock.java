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
 * The time by which deadlines are kept: the machine's, as it was when this was made, and from then on what a clock that
 * nobody sets has measured. Where the machine's is set by a little this follows it, without ever going back; a jump it
 * ignores, as no deployment became late by it. After a restart it begins with the machine's time anew.
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
     * @param monotonic milliseconds that never go back
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
                    "the clock of this machine was set by {0} s; deadlines of deployments do not move",
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
        throw new UnsupportedOperationException("deadlines have no zone");
    }
}
