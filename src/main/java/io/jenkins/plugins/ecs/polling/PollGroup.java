package io.jenkins.plugins.ecs.polling;

import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.SuppressFBWarnings;
import io.jenkins.plugins.ecs.aws.AwsCall;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * All builds with one identity in one Region. It runs their rounds when they are due and makes their reads: batched,
 * within the quotas, in order. Problems here do not delay other poll groups, because a poll group uses only some of the
 * threads, and makes one call at a time while its endpoint is slow or unreachable.
 */
@SuppressFBWarnings(value = "IS2_INCONSISTENT_SYNC", justification = "private methods are called with the lock held")
final class PollGroup {

    private static final Logger LOGGER = Logger.getLogger(PollGroup.class.getName());
    private static final int MOST_WORKERS = 4;
    /** One thread is reserved for rounds, which must run while calls hang. */
    private static final int MOST_CALLS = MOST_WORKERS - 1;

    private static final long SLOW = 3_000;

    /** How often a waiting round is run without its reads, because it may have a deadline. */
    static final long RUN_AGAIN_AFTER = 5_000;

    /** Delay of the next round after one that threw. */
    private static final long RECOVER_AFTER = 10_000;

    /** Delay before trying again if no thread was available. */
    private static final long NO_THREAD_FOR = 1_000;

    private final SharedPoller watch;
    private final String place;
    private final AwsCall wire;
    private final PendingReads inbox = new PendingReads();
    private final TreeSet<PollSubscription> asleep = new TreeSet<>(
            Comparator.<PollSubscription>comparingLong(seat -> seat.due).thenComparingLong(seat -> seat.number));
    /** Subscriptions that wait for reads, by the time at which their round is run without them. */
    private final TreeSet<PollSubscription> waiting = new TreeSet<>(
            Comparator.<PollSubscription>comparingLong(seat -> seat.runAgainAt).thenComparingLong(seat -> seat.number));

    private final Set<PollSubscription> ready = new LinkedHashSet<>();
    private AccountRateLimits budget;
    private boolean accountKnown;
    private boolean troubled;
    private int seats;
    private int nearEnd;
    private int calls;
    private int rounds;
    private long wakeAt = Long.MAX_VALUE;
    private long tryAgainAt = Long.MAX_VALUE;

    PollGroup(SharedPoller watch, String place, AwsCall wire) {
        this.watch = watch;
        this.place = place;
        this.wire = wire;
        this.budget = watch.newBudget();
    }

    synchronized PollSubscription join(AwsCall acts, long number) {
        seats++;
        return new PollSubscription(this, acts, number);
    }

    void leave(PollSubscription seat) {
        synchronized (this) {
            if (seat.closed) {
                return;
            }
            seat.closed = true;
            seats--;
            setNearEnd(seat, false);
            forget(seat);
            seat.turns.keySet().forEach(operation -> budget.giveBack(operation, watch.now()));
        }
        watch.left(this);
    }

    /** Its builds leave one by one, as far as they are not polled here. */
    void forsake() {
        watch.forsake(this);
    }

    synchronized boolean isEmpty() {
        return seats == 0;
    }

    void next(PollSubscription seat, long inMillis, Runnable round) {
        synchronized (this) {
            if (seat.closed) {
                return;
            }
            if (seat.running) {
                seat.upcoming = round;
                seat.upcomingIn = inMillis;
            } else {
                schedule(seat, inMillis, round);
            }
        }
        pump();
    }

    private void forget(PollSubscription seat) {
        asleep.remove(seat);
        waiting.remove(seat);
        ready.remove(seat);
        inbox.cancel(seat);
        seat.reruns = 0;
        seat.missing.clear();
        seat.answers.clear();
        seat.round = null;
    }

    private void schedule(PollSubscription seat, long inMillis, Runnable round) {
        forget(seat);
        long now = watch.now();
        seat.round = round;
        seat.regular = !PollInterval.isSoon(inMillis);
        if (inMillis <= 0) {
            ready.add(seat);
        } else {
            setNearEnd(seat, PollInterval.isNearEnd(inMillis));
            long in = PollInterval.of(inMillis, seats, nearEnd);
            seat.due = now + in;
            seat.earliest = now + in - PollInterval.early(in);
            asleep.add(seat);
        }
    }

    private void setNearEnd(PollSubscription seat, boolean isNear) {
        if (seat.nearEnd != isNear) {
            seat.nearEnd = isNear;
            nearEnd += isNear ? 1 : -1;
        }
    }

    private void makeReady(PollSubscription seat) {
        waiting.remove(seat);
        if (!seat.running) {
            ready.add(seat);
        }
    }

    /** Distributes all current work, and schedules itself for the next. */
    void pump() {
        synchronized (this) {
            long now = watch.now();
            tryAgainAt = Long.MAX_VALUE;
            while (!asleep.isEmpty() && asleep.first().due <= now) {
                wake(asleep.pollFirst(), now);
            }
            while (!waiting.isEmpty() && waiting.first().runAgainAt <= now) {
                PollSubscription late = waiting.pollFirst();
                late.reruns++;
                makeReady(late);
            }
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
            Optional<BatchRequest> parcel = inbox.next(budget, !ready.isEmpty() || rounds > 0, now);
            if (parcel.isPresent()) {
                fillUp(parcel.get(), now);
                calls++;
                return handOut(() -> ask(parcel.get()), error -> {
                    calls--;
                    answered(parcel.get(), null, broken(parcel.get(), error), now);
                });
            }
        }
        if (ready.isEmpty()) {
            return false;
        }
        PollSubscription seat = ready.iterator().next();
        ready.remove(seat);
        Runnable round = seat.round;
        seat.running = true;
        rounds++;
        return handOut(() -> run(seat, round), error -> {
            LOGGER.log(Level.SEVERE, "No thread for a round of a deployment; trying again", error);
            ran(seat, List.of(), true);
        });
    }

    private boolean hasRoomForCall() {
        return calls < (troubled ? 1 : MOST_CALLS);
    }

    /** @param otherwise runs if no thread is available: the pool is closed or memory is exhausted */
    private boolean handOut(Runnable work, Consumer<Throwable> otherwise) {
        try {
            watch.workers().run(() -> {
                try {
                    work.run();
                } finally {
                    pump();
                }
            });
            return true;
        } catch (RuntimeException | Error error) {
            otherwise.accept(error);
            tryAgainAt = watch.now() + NO_THREAD_FOR;
            return false;
        }
    }

    private void comeBack(long now) {
        // A call in flight processes the pending reads when it ends.
        long at = hasRoomForCall() ? inbox.nextTurn() : Long.MAX_VALUE;
        at = ready.isEmpty() ? at : Math.min(at, tryAgainAt);
        at = asleep.isEmpty() ? at : Math.min(at, asleep.first().due);
        at = waiting.isEmpty() ? at : Math.min(at, waiting.first().runAgainAt);
        if (at < wakeAt) {
            long then = at;
            try {
                watch.workers().later(() -> comeBackNow(then), Math.max(1, at - now));
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
    private void wake(PollSubscription seat, long now) {
        if (seat.expected == null || !seat.regular) {
            makeReady(seat);
        } else {
            want(seat, List.of(seat.expected), now);
        }
    }

    /** Requests reads that are neither available nor pending. */
    private void want(PollSubscription seat, List<ReadRequest> reads, long now) {
        for (ReadRequest read : reads) {
            if (!seat.answers.containsKey(read) && seat.missing.add(read)) {
                inbox.add(seat, read, now);
            }
        }
        if (seat.missing.isEmpty()) {
            makeReady(seat);
        } else {
            await(seat, now);
        }
    }

    private void await(PollSubscription seat, long now) {
        waiting.remove(seat);
        seat.runAgainAt = now + RUN_AGAIN_AFTER;
        waiting.add(seat);
    }

    /** A call with free capacity includes reads that will be needed soon. */
    private void fillUp(BatchRequest parcel, long now) {
        for (Iterator<PollSubscription> next = asleep.iterator(); parcel.hasRoom() && next.hasNext(); ) {
            PollSubscription seat = next.next();
            if (seat.regular && seat.earliest <= now && seat.expected != null && parcel.takes(seat.expected)) {
                next.remove();
                seat.regular = false;
                seat.missing.add(seat.expected);
                parcel.add(seat.expected, seat);
                await(seat, now);
            }
        }
    }

    private void run(PollSubscription seat, Runnable round) {
        List<ReadRequest> reads = List.of();
        boolean broken = true;
        try {
            seat.run(round);
            broken = false;
        } catch (ReadPendingException more) {
            reads = more.reads();
            broken = false;
        } catch (RuntimeException | Error bug) {
            LOGGER.log(Level.SEVERE, "Error in a round of a deployment; it is run again", bug);
        } finally {
            ran(seat, reads, broken);
        }
    }

    private synchronized void ran(PollSubscription seat, List<ReadRequest> reads, boolean broken) {
        rounds--;
        seat.running = false;
        long now = watch.now();
        Runnable upcoming = seat.upcoming;
        seat.upcoming = null;
        if (seat.closed) {
            forget(seat);
        } else if (reads.isEmpty() || upcoming != null) {
            expect(seat, reads.isEmpty() && !broken);
            giveUpTurns(seat, now);
            Runnable before = seat.round;
            forget(seat);
            if (upcoming != null) {
                schedule(seat, seat.upcomingIn, upcoming);
            } else if (broken) {
                schedule(seat, RECOVER_AFTER, before);
            }
        } else {
            want(seat, reads, now);
        }
    }

    /** A round that ran early, or between two regular polls, and read nothing does not predict the next poll. */
    private static void expect(PollSubscription seat, boolean wentWell) {
        if (!wentWell) {
            seat.expected = null;
        } else if (seat.first() != null || seat.regular) {
            seat.expected = PendingReads.shareable(seat.first());
        }
    }

    private void ask(BatchRequest parcel) {
        long sent = watch.now();
        ObjectNode json = null;
        RuntimeException failure = null;
        try {
            json = wire.call(parcel.operation(), parcel.input());
        } catch (RuntimeException e) {
            failure = e;
        } catch (Error e) {
            failure = broken(parcel, e);
        }
        synchronized (this) {
            calls--;
            try {
                answered(parcel, json, failure, sent);
            } catch (RuntimeException | Error e) {
                tell(parcel, null, broken(parcel, e));
            }
        }
    }

    /** The failure for all subscriptions of a call that threw in our code. They poll again. */
    private static AwsFailure broken(BatchRequest parcel, Throwable error) {
        LOGGER.log(Level.SEVERE, parcel.operation() + " failed for all deployments that wait for it", error);
        return new AwsFailure(
                AwsFailure.Kind.LOST, parcel.operation(), null, "an error in this plugin: " + error, error);
    }

    private void answered(BatchRequest parcel, ObjectNode json, RuntimeException failure, long sent) {
        long now = watch.now();
        AwsFailure ofAws = failure instanceof AwsFailure f ? f : null;
        budget.answered(parcel.operation(), ofAws, now);
        troubled = now - sent > SLOW || (ofAws != null && isTrouble(ofAws));
        int size = ofAws == null ? 0 : parcel.splitAfter(ofAws);
        if (size > 0) {
            inbox.split(parcel, size);
            return;
        }
        if (json != null) {
            parcel.account(json).ifPresent(this::isOfAccount);
        }
        tell(parcel, json, failure);
    }

    private void tell(BatchRequest parcel, ObjectNode json, RuntimeException failure) {
        for (Map.Entry<ReadRequest, List<PollSubscription>> read :
                parcel.reads().entrySet()) {
            ReadResult answer = answerOf(parcel, read.getKey(), json, failure);
            for (PollSubscription seat : read.getValue()) {
                if (seat.missing.remove(read.getKey())) {
                    seat.answers.put(read.getKey(), answer);
                    if (seat.missing.isEmpty()) {
                        makeReady(seat);
                    }
                }
            }
        }
    }

    private static ReadResult answerOf(
            BatchRequest parcel, ReadRequest read, ObjectNode json, RuntimeException failure) {
        if (json == null) {
            return new ReadResult(null, failure);
        }
        try {
            return new ReadResult(parcel.answerFor(read, json), null);
        } catch (RuntimeException | Error e) {
            return new ReadResult(null, broken(parcel, e));
        }
    }

    private static boolean isTrouble(AwsFailure failure) {
        return !failure.isAnswerOfAws() && failure.kind() != AwsFailure.Kind.NO_CREDENTIALS;
    }

    /** From now on the group shares the quotas of the account with other groups. */
    private void isOfAccount(String account) {
        if (!accountKnown) {
            accountKnown = true;
            AccountRateLimits shared = watch.budget(place, account);
            budget.chargeTo(shared, watch.now());
            budget = shared;
        }
    }

    synchronized ReadResult answer(PollSubscription seat, ReadRequest read) {
        return seat.answers.get(read);
    }

    synchronized boolean waitsLong(PollSubscription seat) {
        return seat.reruns >= PollSubscription.MANY_RERUNS;
    }

    synchronized long turnIn(PollSubscription seat, String operation) {
        long now = watch.now();
        long turn = seat.turns.computeIfAbsent(operation, o -> budget.reserve(o, now));
        if (turn <= now) {
            // The following call uses its token.
            seat.turns.remove(operation);
            seat.admitted = operation;
        }
        return Math.max(0, turn - now);
    }

    /** Returns a reserved token that is not needed any more. */
    private void giveUpTurns(PollSubscription seat, long now) {
        seat.turns.entrySet().removeIf(turn -> {
            boolean unused = turn.getValue() <= now;
            if (unused) {
                budget.giveBack(turn.getKey(), now);
            }
            return unused;
        });
    }

    /** Takes a token without waiting. Later callers wait correspondingly longer. */
    ObjectNode send(PollSubscription seat, String operation, ObjectNode input, AwsCall acts) {
        AccountRateLimits ours;
        synchronized (this) {
            ours = budget;
            if (!operation.equals(seat.admitted)) {
                ours.spend(operation, watch.now());
            }
            seat.admitted = null;
        }
        AwsCall by = acts == null ? wire : acts;
        try {
            ObjectNode json = by.call(operation, input);
            ours.answered(operation, null, watch.now());
            return json;
        } catch (AwsFailure failure) {
            ours.answered(operation, failure, watch.now());
            throw failure;
        }
    }
}
