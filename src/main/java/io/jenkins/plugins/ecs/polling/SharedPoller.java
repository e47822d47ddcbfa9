package io.jenkins.plugins.ecs.polling;

import edu.umd.cs.findbugs.annotations.NonNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import io.jenkins.plugins.ecs.aws.AwsCall;
import io.jenkins.plugins.ecs.aws.services.QueueApi;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * The poller of a controller. Builds with one identity in one Region share a poll group: one queue, one set of calls.
 * Poll groups of one account share its quotas.
 */
public final class SharedPoller {

    private record Notified(Object identity, String queue) {}

    private record Account(String place, String id) {}

    private final PollerExecutor workers;
    private final PollerExecutor listeners;
    private final LongPolls waits;
    private final LongSupplier clock;
    private final DoubleSupplier jitter;
    private final Map<Object, PollGroup> lanes = new HashMap<>();
    private final Map<Account, AccountRateLimits> budgets = new HashMap<>();
    private long seats;

    /**
     * @param clock monotonic milliseconds
     * @param jitter numbers from 0 to 1
     */
    public SharedPoller(@NonNull PollerExecutor workers, @NonNull LongSupplier clock, @NonNull DoubleSupplier jitter) {
        this(workers, workers, 1, clock, jitter);
    }

    /**
     * @param listeners threads that wait for events, each for up to {@link QueueApi#LONG_POLL} at a time
     * @param listenerThreads how many these are
     */
    public SharedPoller(
            @NonNull PollerExecutor workers,
            @NonNull PollerExecutor listeners,
            int listenerThreads,
            @NonNull LongSupplier clock,
            @NonNull DoubleSupplier jitter) {
        this.workers = workers;
        this.listeners = listeners;
        waits = new LongPolls(listenerThreads);
        this.clock = clock;
        this.jitter = jitter;
    }

    /**
     * Creates a subscription, which must be closed.
     *
     * @param identity identity and connection settings; equal for builds that may share reads
     * @param place Region and endpoint; together with the account, the scope of the quotas
     * @param reads ECS client of that identity; the first one is used for all
     * @param acts ECS client for the build's changes; null for the same client
     */
    @NonNull
    public PollSubscription join(
            @NonNull Object identity, @NonNull String place, @NonNull AwsCall reads, @Nullable AwsCall acts) {
        synchronized (lanes) {
            return lanes.computeIfAbsent(identity, i -> new PollGroup(this, place, reads))
                    .join(acts, seats++);
        }
    }

    /**
     * The same, for builds whose target has a queue of ECS events. The events of a queue reach all subscriptions, whoever
     * received them.
     *
     * @param queue whose events are received with the credentials of the first build
     * @param queueUrl part of the identity: only builds with the same queue share it
     */
    @NonNull
    public PollSubscription join(
            @NonNull Object identity,
            @NonNull String place,
            @NonNull AwsCall reads,
            @Nullable AwsCall acts,
            @NonNull QueueApi queue,
            @NonNull String queueUrl) {
        synchronized (lanes) {
            PollGroup group = lanes.computeIfAbsent(new Notified(identity, queueUrl), i -> {
                PollGroup made = new PollGroup(this, place, reads);
                EventQueue events = new EventQueue(queue, queueUrl, listeners, waits, clock, this::heard, made::isDeaf);
                made.listenTo(events);
                events.open();
                return made;
            });
            return group.join(acts, seats++);
        }
    }

    private void heard(StateEvent event) {
        List<PollGroup> all;
        synchronized (lanes) {
            all = List.copyOf(lanes.values());
        }
        all.forEach(each -> each.heard(event));
    }

    /** New subscriptions get a new poll group, because this one no longer works. */
    void forsake(PollGroup lane) {
        synchronized (lanes) {
            lanes.values().removeIf(each -> each == lane);
        }
    }

    /** Poll groups with at least one subscription. */
    public int lanes() {
        synchronized (lanes) {
            return lanes.size();
        }
    }

    void left(PollGroup lane) {
        synchronized (lanes) {
            if (lane.isEmpty()) {
                for (Iterator<PollGroup> each = lanes.values().iterator(); each.hasNext(); ) {
                    if (each.next() == lane) {
                        each.remove();
                    }
                }
                lane.close();
            }
        }
    }

    long now() {
        return clock.getAsLong();
    }

    PollerExecutor workers() {
        return workers;
    }

    AccountRateLimits newBudget() {
        return new AccountRateLimits(now(), jitter);
    }

    /** Never removed: a controller uses few accounts, and an exhausted quota must not be forgotten. */
    AccountRateLimits budget(String place, String account) {
        synchronized (budgets) {
            return budgets.computeIfAbsent(new Account(place, account), a -> newBudget());
        }
    }
}
