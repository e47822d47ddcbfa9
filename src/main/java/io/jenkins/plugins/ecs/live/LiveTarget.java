package io.jenkins.plugins.ecs.live;

import edu.umd.cs.findbugs.annotations.NonNull;
import edu.umd.cs.findbugs.annotations.SuppressFBWarnings;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.EcsApi;
import io.jenkins.plugins.ecs.aws.ServiceRevision;
import io.jenkins.plugins.ecs.aws.SharedConnection;
import io.jenkins.plugins.ecs.polling.PollSubscription;
import io.jenkins.plugins.ecs.polling.PollerExecutor;
import io.jenkins.plugins.ecs.polling.ReadPendingException;
import io.jenkins.plugins.ecs.polling.SharedPoller;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Reads the services of one target over the poller, some at a time. Its connection is opened when it is asked for the
 * first service, on a thread of the poller, and closed after a while without questions. Thread-safe.
 */
@SuppressFBWarnings(value = "IS2_INCONSISTENT_SYNC", justification = "private methods are called with the lock held")
final class LiveTarget {

    /** Ten calls: reads of deployments come in between. */
    static final int MOST_A_ROUND = 100;

    /** More than a page shows. What is dropped is asked for again by the next request of the page. */
    static final int MOST_WAITING = 1_000;

    static final long CLOSED_AFTER = TimeUnit.MINUTES.toMillis(2);

    /** Then the credentials are looked up again: they may have been deleted, or replaced. */
    static final long KEPT_FOR = TimeUnit.MINUTES.toMillis(5);

    private static final int MOST_REVISIONS = 2_000;
    private static final Logger LOGGER = Logger.getLogger(LiveTarget.class.getName());

    private final String region;
    private final Supplier<SharedConnection> connect;
    private final Supplier<SharedPoller> poller;
    private final PollerExecutor workers;
    private final LongSupplier clock;
    private final Consumer<Map<LiveSubject, LiveAnswer>> answers;
    private final Set<LiveSubject> waiting = new LinkedHashSet<>();
    private final Map<String, ServiceRevision> revisions = BoundedMap.of(MOST_REVISIONS);

    /** Null while it is closed. */
    private SharedConnection connection;

    private long openedAt;
    private Batch batch;
    private boolean closing;
    private long lastAsked;

    /** Services that are read together, and the subscription that reads them. */
    private static final class Batch {
        private List<LiveSubject> subjects = List.of();
        private long at;
        private PollSubscription seat;
    }

    /**
     * @param connect opens a connection, and may throw
     * @param clock epoch milliseconds
     * @param answers takes what was read
     */
    LiveTarget(
            @NonNull String region,
            @NonNull Supplier<SharedConnection> connect,
            @NonNull Supplier<SharedPoller> poller,
            @NonNull PollerExecutor workers,
            @NonNull LongSupplier clock,
            @NonNull Consumer<Map<LiveSubject, LiveAnswer>> answers) {
        this.region = region;
        this.connect = connect;
        this.poller = poller;
        this.workers = workers;
        this.clock = clock;
        this.answers = answers;
    }

    /** @return whether it will be read: not if too many wait already */
    synchronized boolean ask(@NonNull LiveSubject subject) {
        lastAsked = clock.getAsLong();
        if (batch != null && lastAsked - batch.at > LiveReuse.GIVEN_UP_AFTER) {
            giveUp(batch);
        }
        if (waiting.size() >= MOST_WAITING) {
            return false;
        }
        waiting.add(subject);
        if (batch == null) {
            begin();
        }
        return true;
    }

    /** What it reads no longer counts. */
    private void giveUp(Batch hanging) {
        batch = null;
        if (hanging.seat != null) {
            hanging.seat.close();
        }
    }

    private void begin() {
        Batch next = new Batch();
        next.at = clock.getAsLong();
        try {
            workers.run(() -> start(next));
            batch = next;
        } catch (RuntimeException noThread) {
            LOGGER.log(Level.WARNING, "No thread to read the live state of services in " + region, noThread);
        }
    }

    private void start(Batch next) {
        try {
            SharedConnection open = connection();
            fill(next, MOST_A_ROUND);
            PollSubscription seat =
                    poller.get().join(open.key(), open.place(), open.connection().ecsCall(), null);
            synchronized (this) {
                next.seat = seat;
            }
            EcsApi ecs = open.connection().through(seat.ecs()).ecs();
            seat.next(0, () -> round(next, ecs));
        } catch (AwsFailure failure) {
            fill(next, MOST_WAITING);
            end(next, all(next, failure));
        } catch (RuntimeException | LinkageError bug) {
            fill(next, MOST_WAITING);
            end(next, all(next, bug));
        }
    }

    /** Only now, because a page asks for many services one after the other. */
    private synchronized void fill(Batch next, int most) {
        List<LiveSubject> some = new ArrayList<>(next.subjects);
        waiting.stream().limit(most).forEach(some::add);
        some.forEach(waiting::remove);
        next.subjects = List.copyOf(some);
        next.at = clock.getAsLong();
    }

    /** Only the batch that is being read calls this. */
    private SharedConnection connection() {
        SharedConnection old;
        synchronized (this) {
            old = connection;
            if (old != null && clock.getAsLong() - openedAt < KEPT_FOR) {
                return old;
            }
            connection = null;
        }
        if (old != null) {
            old.close();
        }
        SharedConnection opened = connect.get();
        synchronized (this) {
            connection = opened;
            openedAt = clock.getAsLong();
            closeLater();
        }
        return opened;
    }

    private void round(Batch current, EcsApi ecs) {
        Map<LiveSubject, LiveAnswer> read;
        try {
            read = new LiveRead(ecs, region, revisions).of(current.subjects, current.at);
        } catch (ReadPendingException more) {
            throw more;
        } catch (RuntimeException | LinkageError bug) {
            read = all(current, bug);
        }
        end(current, read);
    }

    private void end(Batch ended, Map<LiveSubject, LiveAnswer> read) {
        if (ended.seat != null) {
            ended.seat.close();
        }
        synchronized (this) {
            if (batch != ended) {
                return;
            }
            batch = null;
        }
        answers.accept(read);
        synchronized (this) {
            if (batch == null && !waiting.isEmpty()) {
                begin();
            }
        }
    }

    private Map<LiveSubject, LiveAnswer> all(Batch failed, AwsFailure failure) {
        Map<LiveSubject, LiveAnswer> refused = new LinkedHashMap<>();
        failed.subjects.forEach(each -> refused.put(
                each, LiveMessages.refused(failed.at, failure, region, each.cluster(), each.service())));
        return refused;
    }

    private Map<LiveSubject, LiveAnswer> all(Batch failed, Throwable bug) {
        LOGGER.log(Level.WARNING, "Could not read the live state of services in " + region, bug);
        Map<LiveSubject, LiveAnswer> refused = new LinkedHashMap<>();
        failed.subjects.forEach(
                each -> refused.put(each, LiveAnswer.refused(failed.at, LiveMessages.NOT_READ, LiveMessages.SEE_LOG)));
        return refused;
    }

    private void closeLater() {
        if (!closing) {
            closing = true;
            workers.later(this::closeIfIdle, CLOSED_AFTER);
        }
    }

    private void closeIfIdle() {
        SharedConnection idle = null;
        synchronized (this) {
            closing = false;
            long quiet = clock.getAsLong() - lastAsked;
            if (batch == null && waiting.isEmpty() && quiet >= CLOSED_AFTER) {
                idle = connection;
                connection = null;
            } else if (connection != null) {
                closeLater();
            }
        }
        if (idle != null) {
            idle.close();
        }
    }

    /** Whether it holds a connection, or is about to. */
    synchronized boolean isOpen() {
        return connection != null || batch != null || !waiting.isEmpty();
    }
}
