package io.jenkins.plugins.ecs.ui.build;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.rollout.LogTail;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The log of one deployment, as it was when it was read last. It is read in the background when a page shows it, at most
 * every five seconds however many pages do, and not at all while none does.
 */
final class RecentTail {

    private static final Logger LOGGER = Logger.getLogger(RecentTail.class.getName());
    private static final long INTERVAL = 5_000;

    private final Supplier<LogTail> read;
    private final Executor threads;
    private final LongSupplier clock;
    private LogTail last = LogTail.NONE;
    private long readAt = Long.MIN_VALUE / 2;
    private boolean isReading;

    /** @param clock milliseconds */
    RecentTail(@NonNull Supplier<LogTail> read, @NonNull Executor threads, @NonNull LongSupplier clock) {
        this.read = read;
        this.threads = threads;
        this.clock = clock;
    }

    @NonNull
    synchronized LogTail last() {
        return last;
    }

    /** What is known, at once; if that is old, it is read again for the next one who looks. */
    @NonNull
    LogTail look() {
        if (begins()) {
            try {
                threads.execute(this::readNow);
            } catch (RejectedExecutionException tooMany) {
                ended(null);
            }
        }
        return last();
    }

    private synchronized boolean begins() {
        boolean old = clock.getAsLong() - readAt >= INTERVAL;
        if (isReading || !old) {
            return false;
        }
        isReading = true;
        return true;
    }

    private void readNow() {
        LogTail fresh = null;
        try {
            fresh = read.get();
        } catch (RuntimeException | LinkageError broken) {
            LOGGER.log(Level.WARNING, "Could not read the logs of a deployment's tasks", broken);
        } finally {
            ended(fresh);
        }
    }

    private synchronized void ended(LogTail fresh) {
        isReading = false;
        readAt = clock.getAsLong();
        last = fresh == null ? last : last.followedBy(fresh);
    }
}
