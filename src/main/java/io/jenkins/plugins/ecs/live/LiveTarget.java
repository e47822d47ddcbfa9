package io.jenkins.plugins.ecs.live;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.connection.SharedConnection;
import io.jenkins.plugins.ecs.aws.ecs.EcsApi;
import io.jenkins.plugins.ecs.aws.ecs.ServiceRevision;
import io.jenkins.plugins.ecs.polling.BoundedMap;
import io.jenkins.plugins.ecs.polling.PollSubscription;
import io.jenkins.plugins.ecs.polling.PollerExecutor;
import io.jenkins.plugins.ecs.polling.ReadPendingException;
import io.jenkins.plugins.ecs.polling.SharedPoller;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Reads the services of one target over the poller, some at a time, on the threads of the poller. Thread-safe. */
final class LiveTarget {

    /** Ten calls: reads of deployments come in between. */
    static final int MOST_A_ROUND = 100;

    /** More than a page shows. What is dropped is asked for again by the next request of the page. */
    static final int MOST_WAITING = 1_000;

    private static final int MOST_REVISIONS = 2_000;
    private static final Logger LOGGER = Logger.getLogger(LiveTarget.class.getName());

    private final String region;
    private final LiveConnection connection;
    private final Supplier<SharedPoller> poller;
    private final PollerExecutor workers;
    private final LongSupplier clock;
    private final Consumer<Map<LiveSubject, LiveAnswer>> answers;
    private final Set<LiveSubject> waiting = new LinkedHashSet<>();
    private final Map<String, ServiceRevision> revisions = BoundedMap.of(MOST_REVISIONS);

    /** What is being read; null if nothing is. */
    private LiveBatch batch;

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
        this.connection = new LiveConnection(connect, workers, clock);
        this.poller = poller;
        this.workers = workers;
        this.clock = clock;
        this.answers = answers;
    }

    /** @return whether it will be read: not if too many wait already */
    synchronized boolean ask(@NonNull LiveSubject subject) {
        if (batch != null && clock.getAsLong() - batch.at() > LiveReuse.GIVEN_UP_AFTER) {
            giveUp();
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
    private void giveUp() {
        batch.close();
        answers.accept(batch.unanswered(clock.getAsLong()));
        batch = null;
    }

    private void begin() {
        LiveBatch next = new LiveBatch(region, clock.getAsLong());
        try {
            workers.run(() -> start(next));
            batch = next;
        } catch (RuntimeException noThread) {
            LOGGER.log(Level.WARNING, "No thread to read the live state of services in " + region, noThread);
        }
    }

    private void start(LiveBatch next) {
        try {
            SharedConnection open = connection.get();
            if (!fill(next, MOST_A_ROUND)) {
                return;
            }
            PollSubscription seat = poller.get()
                    .join(open.key(), open.place(), open.connection().ecsCall(), null);
            next.readBy(seat);
            EcsApi ecs = open.connection().through(seat.ecs()).ecs();
            seat.next(0, () -> round(next, ecs));
        } catch (RuntimeException | LinkageError failed) {
            fill(next, MOST_WAITING);
            end(next, next.refused(failed));
        }
    }

    /**
     * Only now, because a page asks for many services one after the other.
     *
     * @return whether the batch was not given up
     */
    private synchronized boolean fill(LiveBatch next, int most) {
        if (batch == next) {
            next.take(waiting, most, clock.getAsLong());
        }
        return batch == next;
    }

    /** The poller runs it again until all of its reads are available. */
    private void round(LiveBatch current, EcsApi ecs) {
        Map<LiveSubject, LiveAnswer> read;
        try {
            read = new LiveRead(ecs, region, revisions).of(current.subjects(), current.at());
        } catch (ReadPendingException more) {
            throw more;
        } catch (RuntimeException | LinkageError failed) {
            read = current.refused(failed);
        }
        end(current, read);
    }

    private void end(LiveBatch ended, Map<LiveSubject, LiveAnswer> read) {
        ended.close();
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

    /** Whether it holds a connection, or is about to. */
    synchronized boolean isOpen() {
        return connection.isOpen() || batch != null || !waiting.isEmpty();
    }
}
