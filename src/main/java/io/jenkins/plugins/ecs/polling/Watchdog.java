package io.jenkins.plugins.ecs.polling;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Finds deployments that are no longer polled, for example because of a bug or a lost thread, and resumes them. One
 * short task every 30 seconds for all of them, and none while there is nothing to poll.
 */
public final class Watchdog {

    /** A deployment that must be polled regularly. */
    public interface Polled {
        /**
         * When it was last polled, or when the next poll is due if that is later, in milliseconds of the watchdog's
         * clock.
         */
        long polledAt();

        /** Resumes polling, by other means than those that failed. */
        void takeUpAgain();

        /** The name in the log. */
        String name();
    }

    private static final Logger LOGGER = Logger.getLogger(Watchdog.class.getName());
    private static final long EVERY = 30_000;
    private static final long NEGLECTED_AFTER = 2 * 60_000;
    /**
     * A check this late means that the whole JVM was suspended. Then all deployments get time to continue themselves.
     */
    private static final long LATE = 30_000;

    private final PollerExecutor workers;
    private final LongSupplier clock;
    private final Set<Polled> all = Collections.newSetFromMap(new IdentityHashMap<>());
    private long checkAt;
    private boolean waits;

    /** @param clock monotonic milliseconds */
    public Watchdog(@NonNull PollerExecutor workers, @NonNull LongSupplier clock) {
        this.workers = workers;
        this.clock = clock;
    }

    public void add(@NonNull Polled polled) {
        synchronized (all) {
            all.add(polled);
            checkLater();
        }
    }

    public void remove(@NonNull Polled polled) {
        synchronized (all) {
            all.remove(polled);
        }
    }

    private void checkLater() {
        if (!waits && !all.isEmpty()) {
            checkAt = clock.getAsLong() + EVERY;
            workers.later(this::check, EVERY);
            waits = true;
        }
    }

    private void check() {
        long now = clock.getAsLong();
        List<Polled> neglected;
        synchronized (all) {
            waits = false;
            boolean late = now - checkAt > LATE;
            neglected = late
                    ? List.of()
                    : all.stream()
                            .filter(each -> now - each.polledAt() > NEGLECTED_AFTER)
                            .toList();
            checkLater();
        }
        for (Polled each : neglected) {
            LOGGER.log(Level.WARNING, "{0} was not polled for {1} s; resuming it", new Object[] {
                each.name(), (now - each.polledAt()) / 1000
            });
            try {
                each.takeUpAgain();
            } catch (RuntimeException | Error error) {
                LOGGER.log(Level.SEVERE, "Could not resume " + each.name(), error);
            }
        }
    }
}
