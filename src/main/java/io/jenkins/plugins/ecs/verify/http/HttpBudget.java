package io.jenkins.plugins.ecs.verify.http;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.IOException;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The time that one poll of an {@code http} check may take, over all its requests and their redirects, and a way to end
 * it early: a blocking read ignores an interrupt, but not that its connection is closed.
 */
public final class HttpBudget {

    /** Maximum duration of a poll, unless the timeout of a single request is longer. */
    static final Duration MOST = Duration.ofSeconds(60);

    private final Duration request;
    private final Duration poll;
    private final LongSupplier nanos;
    /** When the first request was started; null before. */
    private Long start;

    /** Closes the connection of the current request; null before the first. */
    private Runnable open;

    private boolean cancelled;

    /** @param request the timeout of one request including its redirects */
    public HttpBudget(@NonNull Duration request) {
        this(request, System::nanoTime);
    }

    /** @param nanos {@link System#nanoTime()}, or a test's clock */
    HttpBudget(@NonNull Duration request, @NonNull LongSupplier nanos) {
        this.request = request;
        this.poll = request.compareTo(MOST) > 0 ? request : MOST;
        this.nanos = nanos;
    }

    /**
     * The deadline of a request that starts now, in {@link System#nanoTime()}. The poll starts with its first request.
     */
    synchronized long deadline() {
        long now = nanos.getAsLong();
        if (start == null) {
            start = now;
        }
        return now + Math.min(request.toNanos(), start + poll.toNanos() - now);
    }

    synchronized boolean isSpent() {
        return start != null && nanos.getAsLong() - start >= poll.toNanos();
    }

    /** Registers the request that {@link #cancel()} must abort. */
    synchronized void opens(@NonNull Runnable abort) throws IOException {
        if (cancelled) {
            throw new IOException("cancelled");
        }
        open = abort;
    }

    synchronized boolean isCancelled() {
        return cancelled;
    }

    /** Aborts the current request and prevents further ones. May be called from any thread. */
    public void cancel() {
        Runnable abort;
        synchronized (this) {
            cancelled = true;
            abort = open;
            open = null;
        }
        if (abort != null) {
            abort.run();
        }
    }
}
