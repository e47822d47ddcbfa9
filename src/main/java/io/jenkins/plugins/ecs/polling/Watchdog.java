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
 * Finds what nobody polls any more, whatever bug or lost thread it may be, and has it taken up again. One short task every
 * half minute for all of them, and none while there is nothing to poll.
 */
public final class Watchdog {

    /** What is to be polled again and again. */
    public interface Polled {
        /** When that last happened, or when it is due if that is later: milliseconds of the watchdog's clock. */
        long polledAt();

        /** Has it polled again, by other means than those that failed. */
        void takeUpAgain();

        /** For the log. */
        String name();
    }

    private static final Logger LOGGER = Logger.getLogger(Watchdog.class.getName());
    private static final long EVERY = 30_000;
    private static final long NEGLECTED_AFTER = 2 * 60_000;
    /** A check that comes so late says that the whole JVM stood still: all get their time to go on by themselves. */
    private static final long LATE = 30_000;

    private final PollerExecutor workers;
    private final LongSupplier clock;
    private final Set<Polled> all = Collections.newSetFromMap(new IdentityHashMap<>());
    private long checkAt;
    private boolean waits;

    /** @param clock milliseconds that never go back */
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
            LOGGER.log(Level.WARNING, "nobody has polled {0} for {1} s; taking it up again", new Object[] {
                each.name(), (now - each.polledAt()) / 1000
            });
            try {
                each.takeUpAgain();
            } catch (RuntimeException | Error error) {
                LOGGER.log(Level.SEVERE, "could not take up " + each.name() + " again", error);
            }
        }
    }
}
