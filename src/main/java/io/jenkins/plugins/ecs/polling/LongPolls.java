package io.jenkins.plugins.ecs.polling;

import io.jenkins.plugins.ecs.aws.services.QueueApi;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * How long a queue is waited for at a time. Queues take turns on a few threads: the more of them, the shorter each is
 * waited for, so that none goes unheard for longer than one long poll.
 */
final class LongPolls {

    /** SQS waits for whole seconds. */
    private static final long SHORTEST = 1;

    private static final Logger LOGGER = Logger.getLogger(LongPolls.class.getName());

    private final int threads;
    private final AtomicInteger queues = new AtomicInteger();

    /** @param threads how many queues can be waited for at the same time */
    LongPolls(int threads) {
        this.threads = threads;
    }

    void opened() {
        int open = queues.incrementAndGet();
        if (open == most() + 1) {
            LOGGER.log(
                    Level.WARNING,
                    "{0} queues of ECS events are in use, more than the {1} that this controller can receive in time."
                            + " Deployments may be polled at the usual interval. Let targets of one Region share a queue",
                    new Object[] {open, most()});
        }
    }

    void closed() {
        queues.decrementAndGet();
    }

    Duration next() {
        int open = Math.max(1, queues.get());
        long seconds = QueueApi.LONG_POLL.toSeconds() * threads / open;
        return Duration.ofSeconds(Math.max(SHORTEST, Math.min(QueueApi.LONG_POLL.toSeconds(), seconds)));
    }

    /** Half of the time for which a queue is taken to deliver is left to the calls themselves. */
    private int most() {
        return (int) (threads * EventQueue.DELIVERS_FOR / 2 / (1000 * SHORTEST));
    }
}
