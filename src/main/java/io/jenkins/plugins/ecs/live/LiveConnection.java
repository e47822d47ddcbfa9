package io.jenkins.plugins.ecs.live;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.connection.SharedConnection;
import io.jenkins.plugins.ecs.polling.PollerExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The connection that the services of one target are read with: opened when it is needed, and closed after a while without
 * use.
 */
final class LiveConnection {

    static final long CLOSED_AFTER = TimeUnit.MINUTES.toMillis(2);

    /** Then the credentials are looked up again: they may have been deleted, or replaced. */
    static final long KEPT_FOR = TimeUnit.MINUTES.toMillis(5);

    private final Supplier<SharedConnection> connect;
    private final PollerExecutor workers;
    private final LongSupplier clock;
    /** Null while it is closed. */
    private SharedConnection connection;

    private long openedAt;
    private long usedAt;

    /**
     * @param connect opens it, and may throw
     * @param clock epoch milliseconds
     */
    LiveConnection(
            @NonNull Supplier<SharedConnection> connect, @NonNull PollerExecutor workers, @NonNull LongSupplier clock) {
        this.connect = connect;
        this.workers = workers;
        this.clock = clock;
    }

    /** For a use now. Looking up the credentials may take a while. */
    @NonNull
    SharedConnection get() {
        long now = clock.getAsLong();
        synchronized (this) {
            usedAt = now;
            if (connection != null && now - openedAt < KEPT_FOR) {
                return connection;
            }
        }
        replace(null, now);
        SharedConnection opened = connect.get();
        replace(opened, clock.getAsLong());
        workers.later(() -> closeIfUnused(opened), CLOSED_AFTER);
        return opened;
    }

    private void replace(SharedConnection by, long now) {
        SharedConnection old;
        synchronized (this) {
            old = connection;
            connection = by;
            openedAt = now;
        }
        if (old != null) {
            old.close();
        }
    }

    private void closeIfUnused(SharedConnection opened) {
        boolean used;
        synchronized (this) {
            if (connection != opened) {
                return;
            }
            used = clock.getAsLong() - usedAt < CLOSED_AFTER;
        }
        if (used) {
            workers.later(() -> closeIfUnused(opened), CLOSED_AFTER);
        } else {
            replace(null, 0);
        }
    }

    synchronized boolean isOpen() {
        return connection != null;
    }
}
