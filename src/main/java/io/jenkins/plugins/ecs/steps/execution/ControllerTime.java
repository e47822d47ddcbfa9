package io.jenkins.plugins.ecs.steps.execution;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.polling.SteadyClock;
import java.time.Clock;
import java.util.concurrent.TimeUnit;

/**
 * The time by which this controller polls and keeps deadlines. It is the machine's, except in tests on a real Jenkins,
 * where it may pass faster: then a poll interval of five seconds takes half a second, and is five seconds for whoever
 * reads a clock.
 */
final class ControllerTime {

    private static volatile ControllerTime current = new ControllerTime(1, machine());

    private final int factor;
    private final long machineStart = machine();
    private final long start;
    private final Clock clock;

    private ControllerTime(int factor, long start) {
        this.factor = factor;
        this.start = start;
        this.clock = new SteadyClock(() -> System.currentTimeMillis() + gained(), this::millis);
    }

    /**
     * For tests, between their builds: from now on time passes this many times as fast, and the clock shows the machine's
     * time again.
     */
    static synchronized void accelerate(int factor) {
        current = new ControllerTime(factor, now());
    }

    /** Milliseconds that never go back. */
    static long now() {
        return current.millis();
    }

    /** By which deadlines are kept. */
    @NonNull
    static Clock clock() {
        return current.clock;
    }

    /** How long a machine waits until these milliseconds have passed here. */
    static long onMachine(long millis) {
        int factor = current.factor;
        return (millis + factor - 1) / factor;
    }

    private long millis() {
        return start + (machine() - machineStart) * factor;
    }

    private long gained() {
        return (machine() - machineStart) * (factor - 1);
    }

    private static long machine() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }
}
