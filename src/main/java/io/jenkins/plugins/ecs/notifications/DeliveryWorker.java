package io.jenkins.plugins.ecs.notifications;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.time.Clock;
import java.util.concurrent.Executor;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Sends what is due in the outbox: to each receiver one event at a time, to different receivers at the same time. */
final class DeliveryWorker {

    private static final Logger LOGGER = Logger.getLogger(DeliveryWorker.class.getName());

    private final Outbox outbox;
    private final Function<String, Sender> senders;
    private final Executor executor;
    private final Clock clock;
    private final DoubleSupplier random;
    private final LongConsumer wakeUp;

    /**
     * @param senders by the name of the receiver
     * @param wakeUp calls {@link #poke} after that many milliseconds
     */
    DeliveryWorker(
            @NonNull Outbox outbox,
            @NonNull Function<String, Sender> senders,
            @NonNull Executor executor,
            @NonNull Clock clock,
            @NonNull DoubleSupplier random,
            @NonNull LongConsumer wakeUp) {
        this.outbox = outbox;
        this.senders = senders;
        this.executor = executor;
        this.clock = clock;
        this.random = random;
        this.wakeUp = wakeUp;
    }

    /** Starts the deliveries that are due. */
    void poke() {
        long now = clock.millis();
        for (String lane : outbox.due(now)) {
            outbox.take(lane, now).ifPresent(one -> executor.execute(() -> deliver(lane, one)));
        }
        long next = outbox.dueAt();
        if (next != Long.MAX_VALUE) {
            wakeUp.accept(Math.max(0, next - now));
        }
    }

    private void deliver(String lane, Lane.Waiting one) {
        SendResult result;
        try {
            result = senders.apply(lane).send(one.event());
        } catch (RuntimeException | LinkageError | StackOverflowError broken) {
            LOGGER.log(Level.WARNING, "Could not deliver " + one.event() + " to " + lane, broken);
            result = SendResult.failed(0, NotificationMessages.error(broken), 0);
        }
        outbox.sent(lane, one, result, clock.millis(), random.getAsDouble());
        poke();
    }
}
