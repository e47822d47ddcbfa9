package io.jenkins.plugins.ecs.polling;

import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * When the rounds of a poll group run. A subscription sleeps until its round is due, then waits for its reads, then is
 * ready for a thread. All methods are called with the lock of the group held.
 */
final class RoundSchedule {

    /** After an event, a subscription is polled at the usual interval for this time. */
    static final long ATTENTIVE_FOR = 15_000;

    /** Events that follow each other more closely cause one read. */
    private static final long ROUSED_AT_MOST_EVERY = 1_000;

    /** How often a waiting round is run without its reads, because it may have a deadline. */
    static final long RUN_AGAIN_AFTER = 5_000;

    private final TreeSet<PollSubscription> asleep = new TreeSet<>(
            Comparator.<PollSubscription>comparingLong(each -> each.due).thenComparingLong(each -> each.number));
    /** Subscriptions that wait for reads, by the time at which their round is run without them. */
    private final TreeSet<PollSubscription> waiting = new TreeSet<>(
            Comparator.<PollSubscription>comparingLong(each -> each.runAgainAt).thenComparingLong(each -> each.number));

    private final Set<PollSubscription> ready = new LinkedHashSet<>();
    private int subscriptions;
    private int nearEnd;

    void joined() {
        subscriptions++;
    }

    void left(PollSubscription subscription) {
        subscriptions--;
        setNearEnd(subscription, false);
    }

    boolean isEmpty() {
        return subscriptions == 0;
    }

    void remove(PollSubscription subscription) {
        asleep.remove(subscription);
        waiting.remove(subscription);
        ready.remove(subscription);
    }

    void add(PollSubscription subscription, long inMillis, long now) {
        subscription.regular = !PollInterval.isSoon(inMillis);
        if (inMillis <= 0) {
            ready.add(subscription);
        } else {
            setNearEnd(subscription, PollInterval.isNearEnd(inMillis));
            long in = PollInterval.of(inMillis, subscriptions, nearEnd);
            subscription.scheduledAt = now;
            subscription.due = now + in;
            subscription.earliest = now + in - PollInterval.early(in);
            asleep.add(subscription);
        }
    }

    private void setNearEnd(PollSubscription subscription, boolean isNear) {
        if (subscription.nearEnd != isNear) {
            subscription.nearEnd = isNear;
            nearEnd += isNear ? 1 : -1;
        }
    }

    /** @param due takes each subscription whose round is due; it sleeps no longer */
    void wake(long now, Consumer<PollSubscription> due) {
        while (!asleep.isEmpty() && asleep.first().due <= now) {
            due.accept(asleep.pollFirst());
        }
        while (!waiting.isEmpty() && waiting.first().runAgainAt <= now) {
            PollSubscription late = waiting.pollFirst();
            late.reruns++;
            makeReady(late);
        }
    }

    void makeReady(PollSubscription subscription) {
        waiting.remove(subscription);
        if (!subscription.running) {
            ready.add(subscription);
        }
    }

    void awaitReads(PollSubscription subscription, long now) {
        waiting.remove(subscription);
        subscription.runAgainAt = now + RUN_AGAIN_AFTER;
        waiting.add(subscription);
    }

    /** A call with free capacity includes reads that will be needed soon. */
    void fillUp(BatchRequest batch, long now) {
        for (Iterator<PollSubscription> next = asleep.iterator(); batch.hasRoom() && next.hasNext(); ) {
            PollSubscription subscription = next.next();
            ReadRequest expected = subscription.expected;
            if (subscription.regular && subscription.earliest <= now && expected != null && batch.takes(expected)) {
                next.remove();
                subscription.regular = false;
                subscription.missing.add(expected);
                batch.add(expected, subscription);
                awaitReads(subscription, now);
            }
        }
    }

    /** The round of a sleeping subscription is due now, and the next ones follow at the usual interval. */
    void rouse(PollSubscription subscription, long now) {
        boolean isRecent = now - (subscription.attentiveUntil - ATTENTIVE_FOR) < ROUSED_AT_MOST_EVERY;
        subscription.attentiveUntil = now + ATTENTIVE_FOR;
        if (asleep.remove(subscription)) {
            subscription.due = Math.min(subscription.due, isRecent ? now + ROUSED_AT_MOST_EVERY : now);
            asleep.add(subscription);
        }
    }

    /** The rounds that were to run seldom are due soon. */
    void rouseAll(long now) {
        for (PollSubscription each : List.copyOf(asleep)) {
            if (each.due > now + PollInterval.LATEST && PollInterval.isSeldom(each.due - each.scheduledAt)) {
                asleep.remove(each);
                each.due = now + PollInterval.LATEST;
                asleep.add(each);
            }
        }
    }

    boolean hasReady() {
        return !ready.isEmpty();
    }

    PollSubscription takeReady() {
        PollSubscription first = ready.iterator().next();
        ready.remove(first);
        return first;
    }

    /** When the next sleeping or waiting subscription is due. */
    long nextDue() {
        long at = asleep.isEmpty() ? Long.MAX_VALUE : asleep.first().due;
        return waiting.isEmpty() ? at : Math.min(at, waiting.first().runAgainAt);
    }
}
