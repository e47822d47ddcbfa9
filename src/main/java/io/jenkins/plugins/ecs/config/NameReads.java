package io.jenkins.plugins.ecs.config;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Reads of names for forms. A result is kept for a minute, a failure too, and each list is read once at a time however
 * many forms show it. A form waits for at most two seconds; a read that takes longer continues, and its result is there
 * when the form asks again.
 */
final class NameReads {

    private static final Duration KEPT_FOR = Duration.ofMinutes(1);
    private static final int MOST_KEPT = 200;

    private final Executor threads;
    private final LongSupplier clock;
    private final Duration patience;
    private final Map<Object, Read> reads = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Object, Read> eldest) {
            return size() > MOST_KEPT;
        }
    };

    private record Read(long at, CompletableFuture<Names> names) {}

    /**
     * @param threads may reject a read if too many wait
     * @param clock milliseconds
     * @param patience how long a caller waits
     */
    NameReads(@NonNull Executor threads, @NonNull LongSupplier clock, @NonNull Duration patience) {
        this.threads = threads;
        this.clock = clock;
        this.patience = patience;
    }

    /**
     * The names of a list; none, and the problem, if they are not there in time.
     *
     * @param key equal for the same list, read in the same way
     * @param read makes the calls; it reports failures as a problem
     */
    @NonNull
    Names names(@NonNull Object key, @NonNull Supplier<Names> read) {
        CompletableFuture<Names> names = started(key, read);
        try {
            return names.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException slow) {
            return Names.none(ConnectionMessages.listTooSlow(patience.toSeconds()));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Names.NONE;
        } catch (ExecutionException broken) {
            return Names.none(String.valueOf(broken.getCause()));
        }
    }

    private CompletableFuture<Names> started(Object key, Supplier<Names> read) {
        CompletableFuture<Names> names = new CompletableFuture<>();
        synchronized (reads) {
            Read known = reads.get(key);
            long now = clock.getAsLong();
            if (known != null && (!known.names().isDone() || now - known.at() < KEPT_FOR.toMillis())) {
                return known.names();
            }
            reads.remove(key);
            reads.put(key, new Read(now, names));
        }
        try {
            threads.execute(() -> complete(names, read));
        } catch (RejectedExecutionException tooMany) {
            synchronized (reads) {
                reads.remove(key);
            }
            names.complete(Names.none(ConnectionMessages.TOO_MANY_LISTS));
        }
        return names;
    }

    private static void complete(CompletableFuture<Names> names, Supplier<Names> read) {
        try {
            names.complete(read.get());
        } catch (RuntimeException | LinkageError broken) {
            names.completeExceptionally(broken);
        }
    }
}
