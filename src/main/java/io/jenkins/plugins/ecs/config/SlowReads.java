package io.jenkins.plugins.ecs.config;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.config.settings.DaemonThreads;
import io.jenkins.plugins.ecs.polling.BoundedMap;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Reads for forms and pages. A result is kept for a minute, a failure too, and each is read once at a time however many
 * users look. A form waits for a short time only; a read that takes longer continues, and its result is there when the
 * form asks again.
 *
 * @param <V> what is read, or the problem
 */
public final class SlowReads<V> {

    private static final Duration KEPT_FOR = Duration.ofMinutes(1);
    private static final int MOST_KEPT = 200;

    private final Executor threads;
    private final LongSupplier clock;
    private final Duration patience;
    private final Function<String, V> problem;
    private final Map<Object, Read<V>> reads = BoundedMap.of(MOST_KEPT);

    private record Read<V>(long at, CompletableFuture<V> result) {}

    /**
     * @param threads may reject a read if too many wait
     * @param clock milliseconds
     * @param patience how long a caller waits
     * @param problem makes a result of why there is none
     */
    SlowReads(
            @NonNull Executor threads,
            @NonNull LongSupplier clock,
            @NonNull Duration patience,
            @NonNull Function<String, V> problem) {
        this.threads = threads;
        this.clock = clock;
        this.patience = patience;
        this.problem = problem;
    }

    /**
     * On threads of its own.
     *
     * @param name of the threads
     * @param most reads at the same time
     * @param mostWaiting for a thread; more are a problem
     * @param patience how long a caller waits
     * @param problem makes a result of why there is none
     */
    @NonNull
    public static <V> SlowReads<V> onThreads(
            @NonNull String name,
            int most,
            int mostWaiting,
            @NonNull Duration patience,
            @NonNull Function<String, V> problem) {
        return new SlowReads<>(
                DaemonThreads.of(name, most, mostWaiting),
                () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime()),
                patience,
                problem);
    }

    /**
     * What is read; the problem if it is not there in time.
     *
     * @param key equal for what is the same, read in the same way
     * @param read makes the calls; it reports failures as a problem
     */
    @NonNull
    public V get(@NonNull Object key, @NonNull Supplier<V> read) {
        CompletableFuture<V> result = started(key, read);
        try {
            return result.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException slow) {
            return problem.apply(ConnectionMessages.listTooSlow(patience.toSeconds()));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return problem.apply("");
        } catch (ExecutionException broken) {
            return problem.apply(String.valueOf(broken.getCause()));
        }
    }

    private CompletableFuture<V> started(Object key, Supplier<V> read) {
        CompletableFuture<V> result = new CompletableFuture<>();
        synchronized (reads) {
            Read<V> known = reads.get(key);
            long now = clock.getAsLong();
            if (known != null && (!known.result().isDone() || now - known.at() < KEPT_FOR.toMillis())) {
                return known.result();
            }
            reads.remove(key);
            reads.put(key, new Read<>(now, result));
        }
        try {
            threads.execute(() -> complete(result, read));
        } catch (RejectedExecutionException tooMany) {
            synchronized (reads) {
                reads.remove(key);
            }
            result.complete(problem.apply(ConnectionMessages.TOO_MANY_LISTS));
        }
        return result;
    }

    private static <V> void complete(CompletableFuture<V> result, Supplier<V> read) {
        try {
            result.complete(read.get());
        } catch (RuntimeException | LinkageError broken) {
            result.completeExceptionally(broken);
        }
    }
}
