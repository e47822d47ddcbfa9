package io.jenkins.plugins.ecs.verify.http;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The time that one poll of an {@code http} check may take, over all its requests and their redirects, and the way to end
 * it early: blocking reads of a socket do not notice an interrupt, but they notice that the socket is closed.
 */
public final class HttpBudget {

    /** A poll takes no longer, unless a single request may. */
    static final Duration MOST = Duration.ofSeconds(60);

    private static final Logger LOGGER = Logger.getLogger(HttpBudget.class.getName());

    private final Duration request;
    private final Duration poll;
    private final LongSupplier nanos;
    /** When the first request began; null before. */
    private Long start;

    private Socket open;
    private boolean cancelled;

    /** @param request what one request may take, redirects included */
    public HttpBudget(@NonNull Duration request) {
        this(request, System::nanoTime);
    }

    /** @param nanos {@link System#nanoTime()}, or what a test says in its place */
    HttpBudget(@NonNull Duration request, @NonNull LongSupplier nanos) {
        this.request = request;
        this.poll = request.compareTo(MOST) > 0 ? request : MOST;
        this.nanos = nanos;
    }

    /** When a request that begins now must be over, in {@link System#nanoTime()}. The poll begins with the first one. */
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

    /** Takes note of the socket that {@link #cancel()} must close. */
    synchronized void opens(@NonNull Socket socket) throws SocketException {
        if (cancelled) {
            throw new SocketException("cancelled");
        }
        open = socket;
    }

    /** Ends the request that is under way, and lets no other begin. May be called from any thread. */
    public void cancel() {
        Socket socket;
        synchronized (this) {
            cancelled = true;
            socket = open;
            open = null;
        }
        if (socket != null) {
            try {
                socket.close();
            } catch (IOException e) {
                LOGGER.log(Level.FINE, "could not close the connection of an http check", e);
            }
        }
    }
}
