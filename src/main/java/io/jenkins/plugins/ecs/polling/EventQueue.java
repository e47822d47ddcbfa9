package io.jenkins.plugins.ecs.polling;

import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.services.QueueApi;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Receives the events of one queue by long polls, one after the other. A message is deleted as soon as its event was
 * handed on: whatever happens then, the next poll finds out.
 */
final class EventQueue {

    /** For how long after an answer the queue is taken to deliver, in milliseconds. */
    static final long DELIVERS_FOR = 60_000;

    /** After a failure: a missing permission or queue is not there a moment later. */
    static final long TRY_AGAIN_IN = 30_000;

    /** An endpoint that does not wait for messages is not asked all the time. */
    private static final long NOT_MORE_OFTEN_THAN = 1_000;

    private static final Logger LOGGER = Logger.getLogger(EventQueue.class.getName());

    private final QueueApi queue;
    private final String url;
    private final PollerExecutor threads;
    private final LongPolls waits;
    private final LongSupplier clock;
    private final Consumer<StateEvent> events;
    private final Runnable lost;
    private volatile boolean closed;
    private volatile long answeredAt;
    private volatile boolean fails = true;
    private boolean warned;

    /**
     * @param clock monotonic milliseconds
     * @param lost called when the queue does not deliver any more
     */
    EventQueue(
            QueueApi queue,
            String url,
            PollerExecutor threads,
            LongPolls waits,
            LongSupplier clock,
            Consumer<StateEvent> events,
            Runnable lost) {
        this.queue = queue;
        this.url = url;
        this.threads = threads;
        this.waits = waits;
        this.clock = clock;
        this.events = events;
        this.lost = lost;
    }

    void open() {
        waits.opened();
        listen(0);
    }

    private void listen(long inMillis) {
        if (!closed) {
            Runnable receive = () -> threads.run(this::receive);
            if (inMillis == 0) {
                receive.run();
            } else {
                threads.later(receive, inMillis);
            }
        }
    }

    void close() {
        if (!closed) {
            closed = true;
            waits.closed();
        }
    }

    boolean delivers(long now) {
        return !fails && now - answeredAt < DELIVERS_FOR;
    }

    private void receive() {
        if (closed) {
            return;
        }
        long next;
        try {
            next = receiveOnce();
        } catch (RuntimeException | Error failure) {
            failed(failure);
            next = TRY_AGAIN_IN;
        }
        listen(next);
    }

    private long receiveOnce() {
        long asked = clock.getAsLong();
        List<QueueApi.Message> messages = queue.receive(url, waits.next());
        answered();
        for (QueueApi.Message each : messages) {
            StateEvent.of(each.body()).ifPresent(events);
        }
        if (!messages.isEmpty()) {
            queue.delete(url, messages);
            return 0;
        }
        long waited = clock.getAsLong() - asked;
        return waited < NOT_MORE_OFTEN_THAN ? NOT_MORE_OFTEN_THAN - waited : 0;
    }

    private void answered() {
        answeredAt = clock.getAsLong();
        fails = false;
        if (warned) {
            warned = false;
            LOGGER.log(Level.INFO, "ECS events are received again from {0}", url);
        }
    }

    private void failed(Throwable failure) {
        if (closed) {
            return;
        }
        if (!warned) {
            warned = true;
            String why = failure instanceof AwsFailure known ? known.getMessage() : failure.toString();
            LOGGER.log(
                    Level.WARNING,
                    "No ECS events from {0}, so deployments are polled at the usual interval: {1}",
                    new Object[] {url, why});
        }
        if (!fails) {
            fails = true;
            lost.run();
        }
    }
}
