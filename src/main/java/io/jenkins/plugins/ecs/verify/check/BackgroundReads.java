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
 * What a verification keeps in memory between rounds, above all its slow reads. They run on separate threads, so that
 * one slow check delays neither the others nor the poller, and a later round takes their results. After a restart they
 * are made again.
 */
public final class BackgroundReads {

    private static final Logger LOGGER = Logger.getLogger(BackgroundReads.class.getName());

    /** A poll of one check that was started in one round and is evaluated in a later one. */
    private record Pending(long since, List<FutureTask<?>> reads, Callable<Reading> result, Runnable cancel) {

        boolean isDone() {
            return reads.stream().allMatch(FutureTask::isDone);
        }
    }

    /** How many threads one verification may use, so that its slow checks do not delay other verifications. */
    static final int MOST_OWN = 4;

    private final Executor threads;
    private final AtomicInteger own = new AtomicInteger();
    private final Map<Integer, Pending> pending = new ConcurrentHashMap<>();
    private final Map<String, ObjectNode> definitions = new ConcurrentHashMap<>();
    private volatile List<String> tasks = List.of();

    /** @param threads a bounded pool; a rejected read is started again in the next round */
    public BackgroundReads(@NonNull Executor threads) {
        this.threads = threads;
    }

    public boolean isPending(int check) {
        return pending.containsKey(check);
    }

    /** When the pending poll of a check was started; {@code now} if none is pending. */
    public long since(int check, long now) {
        Pending poll = pending.get(check);
        return poll == null ? now : poll.since();
    }

    /** The result of the pending poll of a check, once; null while there is none. */
    @CheckForNull
    public Reading take(int check) {
        Pending poll = pending.get(check);
        if (poll == null || !poll.isDone()) {
            return null;
        }
        pending.remove(check);
        try {
            for (FutureTask<?> read : poll.reads()) {
                read.get();
            }
            return poll.result().call();
        } catch (ExecutionException broken) {
            if (broken.getCause() instanceof AwsFailure failure) {
                return (spec, state, at) -> Measurement.of(spec, failure);
            }
            LOGGER.log(Level.WARNING, "Unexpected error in a check of ecsVerify", broken.getCause());
            return (spec, state, at) -> Measurement.lastError(CheckMessages.pluginError(broken.getCause()));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Starts a poll that consists of one read, unless this verification already uses {@link #MOST_OWN} threads.
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

    /** @param reads all of which must finish before there is a result; several checks may wait for the same read */
    public void await(int check, long now, @NonNull List<FutureTask<?>> reads, @NonNull Callable<Reading> result) {
        pending.put(check, new Pending(now, reads, result, () -> {}));
    }

    /** @return null if no thread is free and the queue is full */
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
            // Not computeIfAbsent: the read may throw to end the round.
            known = read.get();
            definitions.put(arn, known);
        }
        return known;
    }

    /** ARNs of the tasks in the latest ListTasks response; empty before the first. */
    @NonNull
    public List<String> tasks() {
        return tasks;
    }

    public void tasks(@NonNull List<String> listed) {
        tasks = List.copyOf(listed);
    }

    /** Cancels all pending reads. */
    public void close() {
        pending.values().forEach(poll -> {
            poll.cancel().run();
            poll.reads().forEach(read -> read.cancel(true));
        });
        pending.clear();
    }
}
