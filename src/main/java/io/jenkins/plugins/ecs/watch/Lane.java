package io.jenkins.plugins.ecs.watch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.aws.AwsCall;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * All builds that go to one Region with one identity. It runs their rounds when they are due, and asks AWS for what they
 * want to know: together, within the quotas, and for each of them in its turn. What goes wrong here keeps no other lane
 * waiting, because a lane has a part of the threads only, and but one while its endpoint is slow or away.
 */
final class Lane {

    private static final Logger LOGGER = Logger.getLogger(Lane.class.getName());
    private static final int MOST_WORKERS = 4;
    private static final long SLOW = 3_000;

    private final Watch watch;
    private final String place;
    private final AwsCall wire;
    private final Inbox inbox = new Inbox();
    private final TreeSet<Seat> asleep =
            new TreeSet<>(Comparator.<Seat>comparingLong(seat -> seat.due).thenComparingLong(seat -> seat.number));
    private final Deque<Seat> ready = new ArrayDeque<>();
    private Budget budget;
    private boolean accountKnown;
    private boolean troubled;
    private int seats;
    private int workers;
    private int rounds;
    private long wakeAt = Long.MAX_VALUE;

    Lane(Watch watch, String place, AwsCall wire) {
        this.watch = watch;
        this.place = place;
        this.wire = wire;
        this.budget = watch.newBudget();
    }

    synchronized Seat join(AwsCall acts, long number) {
        seats++;
        return new Seat(this, acts, number);
    }

    void leave(Seat seat) {
        synchronized (this) {
            if (seat.closed) {
                return;
            }
            seat.closed = true;
            seats--;
            forget(seat);
            seat.turns.keySet().forEach(operation -> budget.giveBack(operation, watch.now()));
        }
        watch.left(this);
    }

    synchronized boolean isEmpty() {
        return seats == 0;
    }

    void next(Seat seat, long inMillis, Runnable round) {
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

    private void forget(Seat seat) {
        asleep.remove(seat);
        ready.remove(seat);
        inbox.cancel(seat);
        seat.missing.clear();
        seat.answers.clear();
        seat.round = null;
    }

    private void schedule(Seat seat, long inMillis, Runnable round) {
        forget(seat);
        long now = watch.now();
        seat.round = round;
        seat.regular = !Pace.isSoon(inMillis);
        if (inMillis <= 0) {
            ready.add(seat);
        } else {
            long in = Pace.of(inMillis, seats);
            seat.due = now + in;
            seat.earliest = now + in - Pace.early(in);
            asleep.add(seat);
        }
    }

    /** Hands out all the work that there is now, and sees to it that somebody looks again when there is more. */
    void pump() {
        synchronized (this) {
            long now = watch.now();
            while (!asleep.isEmpty() && asleep.first().due <= now) {
                wake(asleep.pollFirst(), now);
            }
            while (workers < (troubled ? 1 : MOST_WORKERS)) {
                Optional<Runnable> work = work(now);
                if (work.isEmpty()) {
                    break;
                }
                workers++;
                watch.workers().run(() -> work(work.get()));
            }
            comeBack(now);
        }
    }

    private void work(Runnable task) {
        try {
            task.run();
        } finally {
            synchronized (this) {
                workers--;
            }
            pump();
        }
    }

    private void comeBack(long now) {
        long at = Math.min(inbox.nextTurn(), asleep.isEmpty() ? Long.MAX_VALUE : asleep.first().due);
        if (at < wakeAt) {
            wakeAt = at;
            watch.workers().later(() -> comeBackNow(at), Math.max(1, at - now));
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

    /** What its round will want to know is asked for first, so that it need not be run in vain. */
    private void wake(Seat seat, long now) {
        if (seat.expected == null || !seat.regular) {
            ready.add(seat);
        } else {
            want(seat, List.of(seat.expected), now);
        }
    }

    private void want(Seat seat, List<Read> reads, long now) {
        seat.missing.addAll(reads);
        reads.forEach(read -> inbox.add(seat, read, now));
    }

    private Optional<Runnable> work(long now) {
        boolean othersMayJoin = !ready.isEmpty() || rounds > 0;
        Optional<Parcel> parcel = inbox.next(budget, othersMayJoin, now);
        if (parcel.isPresent()) {
            Parcel full = parcel.get();
            fillUp(full, now);
            return Optional.of(() -> ask(full));
        }
        if (ready.isEmpty()) {
            return Optional.empty();
        }
        Seat seat = ready.poll();
        Runnable round = seat.round;
        seat.running = true;
        rounds++;
        return Optional.of(() -> run(seat, round));
    }

    /** A call that is not full takes along what will be asked soon. */
    private void fillUp(Parcel parcel, long now) {
        for (Iterator<Seat> next = asleep.iterator(); parcel.hasRoom() && next.hasNext(); ) {
            Seat seat = next.next();
            if (seat.regular && seat.earliest <= now && seat.expected != null && parcel.takes(seat.expected)) {
                next.remove();
                seat.regular = false;
                seat.missing.add(seat.expected);
                parcel.add(seat.expected, seat);
            }
        }
    }

    private void run(Seat seat, Runnable round) {
        List<Read> reads = List.of();
        boolean broken = true;
        try {
            seat.run(round);
            broken = false;
        } catch (NotReadYet more) {
            reads = more.reads();
            broken = false;
        } catch (RuntimeException bug) {
            LOGGER.log(Level.WARNING, "a round broke", bug);
        } finally {
            ran(seat, reads, broken);
        }
    }

    private synchronized void ran(Seat seat, List<Read> reads, boolean broken) {
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
            seat.answers.clear();
            seat.round = null;
            if (upcoming != null) {
                schedule(seat, seat.upcomingIn, upcoming);
            }
        } else {
            want(seat, reads, now);
        }
    }

    /** A round that came early, or between two regular looks, and asked for nothing tells nothing of the next look. */
    private static void expect(Seat seat, boolean wentWell) {
        if (!wentWell) {
            seat.expected = null;
        } else if (seat.first() != null || seat.regular) {
            seat.expected = Inbox.shareable(seat.first());
        }
    }

    private void ask(Parcel parcel) {
        long sent = watch.now();
        ObjectNode json = null;
        RuntimeException failure = null;
        try {
            json = wire.call(parcel.operation(), parcel.input());
        } catch (RuntimeException e) {
            failure = e;
        }
        answered(parcel, json, failure, sent);
    }

    private synchronized void answered(Parcel parcel, ObjectNode json, RuntimeException failure, long sent) {
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
        for (Map.Entry<Read, List<Seat>> read : parcel.reads().entrySet()) {
            Answer answer = new Answer(json == null ? null : parcel.answerFor(read.getKey(), json), failure, now);
            for (Seat seat : read.getValue()) {
                if (seat.missing.remove(read.getKey())) {
                    seat.answers.put(read.getKey(), answer);
                    if (seat.missing.isEmpty()) {
                        ready.add(seat);
                    }
                }
            }
        }
    }

    private static boolean isTrouble(AwsFailure failure) {
        return failure.kind() == AwsFailure.Kind.LOST || failure.kind() == AwsFailure.Kind.UNREACHABLE;
    }

    /** From now on it shares the account's quotas with all who use it, whoever they are. */
    private void isOfAccount(String account) {
        if (!accountKnown) {
            accountKnown = true;
            Budget shared = watch.budget(place, account);
            budget.chargeTo(shared, watch.now());
            budget = shared;
        }
    }

    synchronized Answer answer(Seat seat, Read read) {
        Answer answer = seat.answers.get(read);
        return answer != null && answer.isFresh(read, watch.now()) ? answer : null;
    }

    synchronized long turnIn(Seat seat, String operation) {
        long now = watch.now();
        long turn = seat.turns.computeIfAbsent(operation, o -> budget.reserve(o, now));
        if (turn <= now) {
            // Its token is used up by the call that follows.
            seat.turns.remove(operation);
            seat.admitted = operation;
        }
        return Math.max(0, turn - now);
    }

    /** A turn that had come and was not used, because there was nothing to do any more. */
    private void giveUpTurns(Seat seat, long now) {
        seat.turns.entrySet().removeIf(turn -> {
            boolean unused = turn.getValue() <= now;
            if (unused) {
                budget.giveBack(turn.getKey(), now);
            }
            return unused;
        });
    }

    /** Without waiting for a turn; what was not let through by {@link #turnIn} is made up for by those who come later. */
    ObjectNode send(Seat seat, String operation, ObjectNode input, AwsCall acts) {
        Budget ours;
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
