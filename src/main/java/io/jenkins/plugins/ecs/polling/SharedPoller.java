package io.jenkins.plugins.ecs.polling;

import edu.umd.cs.findbugs.annotations.NonNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import io.jenkins.plugins.ecs.aws.AwsCall;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * The poller of a controller. Builds that go to one Region with one identity share a lane: one queue, one set of calls.
 * Lanes of one account share its quotas.
 */
public final class SharedPoller {

    private record Account(String place, String id) {}

    private final PollerExecutor workers;
    private final LongSupplier clock;
    private final DoubleSupplier jitter;
    private final Map<Object, PollGroup> lanes = new HashMap<>();
    private final Map<Account, AccountRateLimits> budgets = new HashMap<>();
    private long seats;

    /**
     * @param clock milliseconds that never go back
     * @param jitter numbers from 0 to 1
     */
    public SharedPoller(@NonNull PollerExecutor workers, @NonNull LongSupplier clock, @NonNull DoubleSupplier jitter) {
        this.workers = workers;
        this.clock = clock;
        this.jitter = jitter;
    }

    /**
     * Takes a place. It must be closed.
     *
     * @param identity who asks, and on which way; equal for builds that may share what is read
     * @param place Region and endpoint: with the account, what AWS's quotas are for
     * @param reads ECS with that identity; that of the first who joins serves all
     * @param acts how this build sends calls that change something; null for the same way
     */
    @NonNull
    public PollSubscription join(
            @NonNull Object identity, @NonNull String place, @NonNull AwsCall reads, @Nullable AwsCall acts) {
        synchronized (lanes) {
            return lanes.computeIfAbsent(identity, i -> new PollGroup(this, place, reads))
                    .join(acts, seats++);
        }
    }

    /** Who joins from now on gets another lane: this one does not work as it should. */
    void forsake(PollGroup lane) {
        synchronized (lanes) {
            lanes.values().removeIf(each -> each == lane);
        }
    }

    /** Lanes that anybody is in. */
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

    /** Kept for good: a controller has to do with few accounts, and a quota that was used up stays so. */
    AccountRateLimits budget(String place, String account) {
        synchronized (budgets) {
            return budgets.computeIfAbsent(new Account(place, account), a -> newBudget());
        }
    }
}
