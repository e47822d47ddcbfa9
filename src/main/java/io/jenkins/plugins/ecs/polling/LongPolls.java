package io.jenkins.plugins.ecs.polling;

import io.jenkins.plugins.ecs.aws.services.QueueApi;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * How long a receiver waits for its queue at a time. Receivers take turns on a few threads: the more of them, the
 * shorter each waits, so that no queue goes unheard for longer than one long poll.
 */
final class LongPolls {

    /** SQS waits for whole seconds. */
    private static final long SHORTEST = 1;

    private static final Logger LOGGER = Logger.getLogger(LongPolls.class.getName());

    private final int threads;
    /** One for each identity and queue: what one identity may receive, another may not. */
    private final AtomicInteger receivers = new AtomicInteger();

    /** @param threads how many receivers can wait at the same time */
    LongPolls(int threads) {
        this.threads = threads;
    }

    void opened() {
        int open = receivers.incrementAndGet();
        if (open == most() + 1) {
            LOGGER.log(
                    Level.WARNING,
                    "{0} receivers of ECS events are in use, more than the {1} that this controller can serve in time."
                            + " Deployments may be polled at the usual interval. Targets with the same credentials and"
                            + " role can share a queue",
                    new Object[] {open, most()});
        }
    }

    void closed() {
        receivers.decrementAndGet();
    }

    Duration next() {
        int open = Math.max(1, receivers.get());
        long seconds = QueueApi.LONG_POLL.toSeconds() * threads / open;
        return Duration.ofSeconds(Math.max(SHORTEST, Math.min(QueueApi.LONG_POLL.toSeconds(), seconds)));
    }

    /** Half of the time for which a queue is taken to deliver is left to the calls themselves. */
    private int most() {
        return (int) (threads * EventQueue.DELIVERS_FOR / 2 / (1000 * SHORTEST));
    }
}
