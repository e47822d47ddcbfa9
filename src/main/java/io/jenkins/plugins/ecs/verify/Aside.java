package io.jenkins.plugins.ecs.verify;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Reads that may take their own time, so that one slow check does not hold the others: they run on threads of their own,
 * and a later round takes their results. A restart forgets them, and they are made anew.
 */
public final class Aside {

    private static final Logger LOGGER = Logger.getLogger(Aside.class.getName());

    private final Executor threads;
    private final Map<Integer, FutureTask<Reading>> running = new ConcurrentHashMap<>();

    /** @param threads a bounded pool; what it refuses is asked of it again in the next round */
    public Aside(@NonNull Executor threads) {
        this.threads = threads;
    }

    boolean isUnderWay(int check) {
        return running.containsKey(check);
    }

    /** The result of the read that was begun for a check, once; null while there is none. */
    @CheckForNull
    Reading take(int check) {
        FutureTask<Reading> read = running.get(check);
        if (read == null || !read.isDone()) {
            return null;
        }
        running.remove(check);
        try {
            return read.get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Begins a read for a check that has none under way. */
    void begin(int check, @NonNull Supplier<Reading> read) {
        FutureTask<Reading> task = new FutureTask<>(() -> safely(read));
        running.put(check, task);
        try {
            threads.execute(task);
        } catch (RejectedExecutionException full) {
            running.remove(check);
        }
    }

    /** Nobody waits for them any more. */
    public void close() {
        running.values().forEach(read -> read.cancel(true));
        running.clear();
    }

    private static Reading safely(Supplier<Reading> read) {
        try {
            return read.get();
        } catch (AwsFailure failure) {
            return spec -> Measurement.of(spec, failure);
        } catch (RuntimeException bug) {
            LOGGER.log(Level.WARNING, "a check broke", bug);
            return spec -> Measurement.lastError("an error in this plugin: " + bug);
        }
    }
}
