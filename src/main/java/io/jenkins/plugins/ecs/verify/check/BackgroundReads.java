package io.jenkins.plugins.ecs.verify.check;

import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * What a verification holds in memory from round to round. First of all reads that may take their own time, so that one
 * slow check holds neither the others nor the poller: they run on threads of their own, and a later round takes their
 * results. A restart forgets all of it, and it is read anew.
 */
public final class BackgroundReads {

    private static final Logger LOGGER = Logger.getLogger(BackgroundReads.class.getName());

    /** A look of one check that began in one round and is to be judged in a later one. */
    private record Pending(long since, List<FutureTask<?>> reads, Callable<Reading> result, Runnable cancel) {

        boolean isDone() {
            return reads.stream().allMatch(FutureTask::isDone);
        }
    }

    /** Of the threads for all verifications, one may have no more, so that a few slow checks do not hold up the others. */
    static final int MOST_OWN = 4;

    private final Executor threads;
    private final AtomicInteger own = new AtomicInteger();
    private final Map<Integer, Pending> pending = new ConcurrentHashMap<>();
    private final Map<String, ObjectNode> definitions = new ConcurrentHashMap<>();
    private volatile List<String> tasks = List.of();

    /** @param threads a bounded pool; what it refuses is asked of it again in the next round */
    public BackgroundReads(@NonNull Executor threads) {
        this.threads = threads;
    }

    public boolean isUnderWay(int check) {
        return pending.containsKey(check);
    }

    /** When the look of a check began that is under way; {@code now} where none is. */
    public long since(int check, long now) {
        Pending look = pending.get(check);
        return look == null ? now : look.since();
    }

    /** The result of the look that was begun for a check, once; null while there is none. */
    @CheckForNull
    public Reading take(int check) {
        Pending look = pending.get(check);
        if (look == null || !look.isDone()) {
            return null;
        }
        pending.remove(check);
        try {
            for (FutureTask<?> read : look.reads()) {
                read.get();
            }
            return look.result().call();
        } catch (ExecutionException broken) {
            if (broken.getCause() instanceof AwsFailure failure) {
                return (spec, state, at) -> Measurement.of(spec, failure);
            }
            LOGGER.log(Level.WARNING, "a check broke", broken.getCause());
            return (spec, state, at) -> Measurement.lastError("an error in this plugin: " + broken.getCause());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Begins a look that is one read, unless as many of this verification are under way as may be.
     *
     * @param cancel ends the read early; an interrupt alone does not end a read of a socket
     */
    public void begin(int check, long now, @NonNull Supplier<Reading> read, @NonNull Runnable cancel) {
        if (own.get() >= MOST_OWN) {
            return;
        }
        own.incrementAndGet();
        FutureTask<Reading> task = start(() -> {
            try {
                return read.get();
            } finally {
                own.decrementAndGet();
            }
        });
        if (task == null) {
            own.decrementAndGet();
        } else {
            pending.put(check, new Pending(now, List.of(task), task::get, cancel));
        }
    }

    /** @param reads which all have to be done before there is a result; several checks may wait for the same one */
    public void await(int check, long now, @NonNull List<FutureTask<?>> reads, @NonNull Callable<Reading> result) {
        pending.put(check, new Pending(now, reads, result, () -> {}));
    }

    /** @return null where there is no thread for it, nor a place in the queue */
    @CheckForNull
    public <T> FutureTask<T> start(@NonNull Supplier<T> read) {
        FutureTask<T> task = new FutureTask<>(read::get);
        try {
            threads.execute(task);
            return task;
        } catch (RejectedExecutionException full) {
            return null;
        }
    }

    /** A revision never changes, so its definition is read once. */
    @NonNull
    public ObjectNode definition(@NonNull String arn, @NonNull Supplier<ObjectNode> read) {
        ObjectNode known = definitions.get(arn);
        if (known == null) {
            // Not computeIfAbsent: the read may end the round.
            known = read.get();
            definitions.put(arn, known);
        }
        return known;
    }

    /** ARNs of the tasks that the newest list had; empty before the first. */
    @NonNull
    public List<String> tasks() {
        return tasks;
    }

    public void tasks(@NonNull List<String> listed) {
        tasks = List.copyOf(listed);
    }

    /** Nobody waits for them any more. */
    public void close() {
        pending.values().forEach(look -> {
            look.cancel().run();
            look.reads().forEach(read -> read.cancel(true));
        });
        pending.clear();
    }
}
