package io.jenkins.plugins.ecs.polling;

import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.SuppressFBWarnings;
import io.jenkins.plugins.ecs.aws.AwsCall;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * All builds with one identity in one Region. It runs their rounds when they are due ({@link RoundSchedule}) and makes
 * their reads: batched ({@link PendingReads}), within the quotas ({@link GroupRateLimits}), in order. Problems here do
 * not delay other poll groups, because a poll group uses only some of the threads, and makes one call at a time while
 * its endpoint is slow or unreachable.
 */
@SuppressFBWarnings(value = "IS2_INCONSISTENT_SYNC", justification = "private methods are called with the lock held")
final class PollGroup {

    private static final Logger LOGGER = Logger.getLogger(PollGroup.class.getName());
    private static final int MOST_WORKERS = 4;
    /** One thread is reserved for rounds, which must run while calls hang. */
    private static final int MOST_CALLS = MOST_WORKERS - 1;

    /** Delay of the next round after one that threw. */
    private static final long RECOVER_AFTER = 10_000;

    /** Delay before trying again if no thread was available. */
    private static final long NO_THREAD_FOR = 1_000;

    private final SharedPoller poller;
    private final AwsCall ecs;
    private final GroupRateLimits limits;
    private final PendingReads pending = new PendingReads();
    private final RoundSchedule schedule = new RoundSchedule();
    private boolean troubled;
    private int calls;
    private int rounds;
    private final String region;
    /** Null without a queue of events. */
    private EventQueue events;

    private final Set<PollSubscription> members = new HashSet<>();
    private long wakeAt = Long.MAX_VALUE;
    private long tryAgainAt = Long.MAX_VALUE;

    PollGroup(SharedPoller poller, String place, AwsCall ecs) {
        this.poller = poller;
        this.ecs = ecs;
        this.limits = new GroupRateLimits(poller, place);
        this.region = place.split(" ")[0];
    }

    /** Receives events from a queue as long as there are subscriptions. */
    synchronized void listenTo(EventQueue queue) {
        events = queue;
    }

    synchronized PollSubscription join(AwsCall acts, long number) {
        schedule.joined();
        PollSubscription subscription = new PollSubscription(this, acts, number);
        members.add(subscription);
        return subscription;
    }

    void leave(PollSubscription subscription) {
        synchronized (this) {
            if (subscription.closed) {
                return;
            }
            subscription.closed = true;
            members.remove(subscription);
            schedule.left(subscription);
            forget(subscription);
            limits.returnAll(subscription);
        }
        poller.left(this);
    }

    /** Nobody can join it any more. */
    synchronized void close() {
        if (events != null) {
            events.close();
        }
    }

    /** Its builds leave one by one, as far as they are not polled here. */
    void forsake() {
        poller.forsake(this);
    }

    synchronized boolean isEmpty() {
        return schedule.isEmpty();
    }

    void next(PollSubscription subscription, long inMillis, Runnable round) {
        synchronized (this) {
            if (subscription.closed) {
                return;
            }
            if (subscription.running) {
                subscription.upcoming = round;
                subscription.upcomingIn = inMillis;
            } else {
                schedule(subscription, inMillis, round);
            }
        }
        pump();
    }

    /** Runs the rounds that an event is about. Events of other accounts or Regions are about none. */
    void heard(StateEvent event) {
        synchronized (this) {
            if (!event.region().equals(region) || !limits.mayBeOf(event.account())) {
                return;
            }
            long now = poller.now();
            for (PollSubscription each : members) {
                if (Subjects.has(each.subjects, event)) {
                    each.announced |= event.provesDelivery();
                    if (event.isWorthARead()) {
                        schedule.rouse(each, now);
                    }
                }
            }
        }
        pump();
    }

    /** The queue no longer delivers: whoever relied on it is polled again. */
    void isDeaf() {
        synchronized (this) {
            schedule.rouseAll(poller.now());
        }
        pump();
    }

    synchronized boolean isNotified(PollSubscription subscription) {
        return events != null
                && events.delivers(poller.now())
                && subscription.announced
                && subscription.attentiveUntil <= poller.now();
    }

    private void forget(PollSubscription subscription) {
        schedule.remove(subscription);
        pending.cancel(subscription);
        subscription.reruns = 0;
        subscription.missing.clear();
        subscription.answers.clear();
        subscription.round = null;
    }

    private void schedule(PollSubscription subscription, long inMillis, Runnable round) {
        forget(subscription);
        subscription.round = round;
        schedule.add(subscription, inMillis, poller.now());
    }

    /** Distributes all current work, and schedules itself for the next. */
    void pump() {
        synchronized (this) {
            long now = poller.now();
            tryAgainAt = Long.MAX_VALUE;
            schedule.wake(now, due -> wake(due, now));
            while (handOut(now)) {
                // One at a time.
            }
            comeBack(now);
        }
    }

    /** @return whether there was work and a thread for it */
    private boolean handOut(long now) {
        if (calls + rounds >= (troubled ? 2 : MOST_WORKERS)) {
            return false;
        }
        if (hasRoomForCall()) {
            Optional<BatchRequest> batch = pending.next(limits.current(), schedule.hasReady() || rounds > 0, now);
            if (batch.isPresent()) {
                schedule.fillUp(batch.get(), now);
                calls++;
                return handOut(() -> send(batch.get()), error -> {
                    calls--;
                    answered(BatchResponse.broken(batch.get(), error, now));
                });
            }
        }
        if (!schedule.hasReady()) {
            return false;
        }
        PollSubscription subscription = schedule.takeReady();
        Runnable round = subscription.round;
        subscription.running = true;
        rounds++;
        return handOut(() -> run(subscription, round), error -> {
            LOGGER.log(Level.SEVERE, "No thread for a round of a deployment; trying again", error);
            ran(subscription, List.of(), true);
        });
    }

    private boolean hasRoomForCall() {
        return calls < (troubled ? 1 : MOST_CALLS);
    }

    /** @param otherwise runs if no thread is available: the pool is closed or memory is exhausted */
    private boolean handOut(Runnable work, Consumer<Throwable> otherwise) {
        try {
            poller.workers().run(() -> {
                try {
                    work.run();
                } finally {
                    pump();
                }
            });
            return true;
        } catch (RuntimeException | Error error) {
            otherwise.accept(error);
            tryAgainAt = poller.now() + NO_THREAD_FOR;
            return false;
        }
    }

    private void comeBack(long now) {
        // A call in flight processes the pending reads when it ends.
        long at = hasRoomForCall() ? pending.nextTurn() : Long.MAX_VALUE;
        at = schedule.hasReady() ? Math.min(at, tryAgainAt) : at;
        at = Math.min(at, schedule.nextDue());
        if (at < wakeAt) {
            long then = at;
            try {
                poller.workers().later(() -> comeBackNow(then), Math.max(1, at - now));
                wakeAt = at;
            } catch (RuntimeException | Error error) {
                LOGGER.log(Level.SEVERE, "Could not schedule the poller", error);
            }
        }
    }

    private void comeBackNow(long at) {
        synchronized (this) {
            if (wakeAt == at) {
                wakeAt = Long.MAX_VALUE;
            }
        }
        pump();
    }

    /** Requests the reads of the next round in advance, so that it need not be run twice. */
    private void wake(PollSubscription subscription, long now) {
        if (subscription.expected == null || !subscription.regular) {
            schedule.makeReady(subscription);
        } else {
            request(subscription, List.of(subscription.expected), now);
        }
    }

    /** Requests reads that are neither available nor pending. */
    private void request(PollSubscription subscription, List<ReadRequest> reads, long now) {
        for (ReadRequest read : reads) {
            if (!subscription.answers.containsKey(read) && subscription.missing.add(read)) {
                pending.add(subscription, read, now);
            }
        }
        if (subscription.missing.isEmpty()) {
            schedule.makeReady(subscription);
        } else {
            schedule.awaitReads(subscription, now);
        }
    }

    private void run(PollSubscription subscription, Runnable round) {
        List<ReadRequest> reads = List.of();
        boolean broken = true;
        try {
            subscription.run(round);
            broken = false;
        } catch (ReadPendingException more) {
            reads = more.reads();
            broken = false;
        } catch (RuntimeException | Error bug) {
            LOGGER.log(Level.SEVERE, "Error in a round of a deployment; it is run again", bug);
        } finally {
            ran(subscription, reads, broken);
        }
    }

    private synchronized void ran(PollSubscription subscription, List<ReadRequest> reads, boolean broken) {
        rounds--;
        subscription.running = false;
        long now = poller.now();
        if (!subscription.subjectsOfRound().isEmpty()) {
            subscription.subjects = Set.copyOf(subscription.subjectsOfRound());
        }
        Runnable upcoming = subscription.upcoming;
        subscription.upcoming = null;
        if (subscription.closed) {
            forget(subscription);
        } else if (reads.isEmpty() || upcoming != null) {
            expect(subscription, reads.isEmpty() && !broken);
            limits.returnUnused(subscription, now);
            Runnable before = subscription.round;
            forget(subscription);
            if (upcoming != null) {
                schedule(subscription, subscription.upcomingIn, upcoming);
            } else if (broken) {
                schedule(subscription, RECOVER_AFTER, before);
            }
        } else {
            request(subscription, reads, now);
        }
    }

    /** A round that ran early, or between two regular polls, and read nothing does not predict the next poll. */
    private static void expect(PollSubscription subscription, boolean wentWell) {
        if (!wentWell) {
            subscription.expected = null;
        } else if (subscription.first() != null || subscription.regular) {
            subscription.expected = PendingReads.shareable(subscription.first());
        }
    }

    private void send(BatchRequest batch) {
        BatchResponse response = BatchResponse.of(batch, ecs, poller.now());
        synchronized (this) {
            calls--;
            try {
                answered(response);
            } catch (RuntimeException | Error e) {
                deliver(BatchResponse.broken(batch, e, response.sent()));
            }
        }
    }

    private void answered(BatchResponse response) {
        BatchRequest batch = response.batch();
        long now = poller.now();
        AwsFailure failure = response.ofAws();
        limits.answered(batch.operation(), failure, now);
        troubled = response.showsTrouble(now);
        int size = failure == null ? 0 : batch.splitAfter(failure);
        if (size > 0) {
            pending.split(batch, size);
            return;
        }
        if (response.json() != null) {
            batch.account(response.json()).ifPresent(limits::isOfAccount);
        }
        deliver(response);
    }

    private void deliver(BatchResponse response) {
        for (Map.Entry<ReadRequest, List<PollSubscription>> read :
                response.batch().reads().entrySet()) {
            ReadResult result = response.resultOf(read.getKey());
            for (PollSubscription subscription : read.getValue()) {
                if (subscription.missing.remove(read.getKey())) {
                    subscription.answers.put(read.getKey(), result);
                    if (subscription.missing.isEmpty()) {
                        schedule.makeReady(subscription);
                    }
                }
            }
        }
    }

    synchronized ReadResult answer(PollSubscription subscription, ReadRequest read) {
        return subscription.answers.get(read);
    }

    synchronized boolean waitsLong(PollSubscription subscription) {
        return subscription.reruns >= PollSubscription.MANY_RERUNS;
    }

    synchronized long turnIn(PollSubscription subscription, String operation) {
        return limits.turnIn(subscription, operation);
    }

    /** Makes a read that may be left out; see {@link SpareReads}. */
    <T> T readIfSpare(String operation, Supplier<T> read) {
        AccountRateLimits spent;
        synchronized (this) {
            spent = limits.current();
        }
        if (!spent.takeSpare(operation, poller.now())) {
            throw new NoSpareCallException(operation);
        }
        return answered(spent, operation, read);
    }

    /** @param acts the client for a change; null for a read */
    ObjectNode send(PollSubscription subscription, String operation, ObjectNode input, AwsCall acts) {
        AccountRateLimits spent;
        synchronized (this) {
            spent = limits.spend(subscription, operation);
        }
        AwsCall by = acts == null ? ecs : acts;
        return answered(spent, operation, () -> by.call(operation, input));
    }

    /** Makes a call, and tells the rate limits whether AWS throttled it. */
    private <T> T answered(AccountRateLimits spent, String operation, Supplier<T> call) {
        try {
            T answer = call.get();
            spent.answered(operation, null, poller.now());
            return answer;
        } catch (AwsFailure failure) {
            spent.answered(operation, failure, poller.now());
            throw failure;
        }
    }
}
