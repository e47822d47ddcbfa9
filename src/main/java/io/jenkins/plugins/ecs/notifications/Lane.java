package io.jenkins.plugins.ecs.notifications;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.events.DeploymentEvent;
import io.jenkins.plugins.ecs.events.EventField;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The events that wait for one receiver. Those of one service are delivered in order: while one of them is to be tried
 * again, the later ones wait, and those of other services do not. After {@value #FAILURES_OF_A_DEAD_RECEIVER} failures
 * in a row only the oldest event is tried, until the receiver accepts it. Not thread-safe.
 */
final class Lane {

    static final int MOST_WAITING = 5_000;
    static final long LONGEST_WAIT = Duration.ofHours(36).toMillis();
    private static final int FAILURES_OF_A_DEAD_RECEIVER = 5;

    /** An event, and when it may be sent. */
    static final class Waiting {
        private final DeploymentEvent event;
        private final String service;
        private final long since;
        private int attempts;
        private long notBefore;

        Waiting(DeploymentEvent event, long since, long notBefore) {
            this.event = event;
            this.service = String.join(
                    "/", event.get(EventField.REGION), event.get(EventField.CLUSTER), event.get(EventField.SERVICE));
            this.since = since;
            this.notBefore = notBefore;
        }

        @NonNull
        DeploymentEvent event() {
            return event;
        }

        long since() {
            return since;
        }

        int attempts() {
            return attempts;
        }
    }

    private final Map<String, Waiting> waiting = new LinkedHashMap<>();
    /** Failures in a row. */
    private int failures;

    private long notBefore;
    private String disabledBecause = "";
    private String lastProblem = "";
    private long failingSince;
    private boolean sending;

    /** @return events that are given up because too many wait: the oldest */
    @NonNull
    List<Waiting> add(@NonNull DeploymentEvent event, long since, long notBefore) {
        waiting.putIfAbsent(event.getId(), new Waiting(event, since, notBefore));
        List<Waiting> tooMany = new ArrayList<>();
        Iterator<Waiting> oldest = waiting.values().iterator();
        while (waiting.size() > MOST_WAITING) {
            tooMany.add(oldest.next());
            oldest.remove();
        }
        return tooMany;
    }

    /** Removes and returns the events that have waited for too long. */
    @NonNull
    List<Waiting> expire(long now) {
        List<Waiting> old = waiting.values().stream()
                .filter(each -> now - each.since > LONGEST_WAIT)
                .toList();
        old.forEach(each -> waiting.remove(each.event.getId()));
        return old;
    }

    /** The event to send now. Until its result is known, there is no other one. */
    @NonNull
    Optional<Waiting> take(long now) {
        if (isSilent() || notBefore > now) {
            return Optional.empty();
        }
        Optional<Waiting> next =
                candidates().filter(each -> each.notBefore <= now).findFirst();
        sending = next.isPresent();
        return next;
    }

    private boolean isSilent() {
        return sending || !disabledBecause.isEmpty();
    }

    /** The oldest event of each service; only the oldest of all if the receiver does not respond. */
    private Stream<Waiting> candidates() {
        if (failures >= FAILURES_OF_A_DEAD_RECEIVER) {
            return waiting.values().stream().limit(1);
        }
        Set<String> services = new HashSet<>();
        return waiting.values().stream().filter(each -> services.add(each.service));
    }

    /** When there is something to send; {@link Long#MAX_VALUE} for never. */
    long dueAt() {
        if (isSilent()) {
            return Long.MAX_VALUE;
        }
        return candidates()
                .mapToLong(each -> Math.max(each.notBefore, notBefore))
                .min()
                .orElse(Long.MAX_VALUE);
    }

    /**
     * @param random between 0 and 1
     * @return whether the event is done with
     */
    boolean sent(@NonNull Waiting one, @NonNull SendResult result, long now, double random) {
        sending = false;
        switch (result.kind()) {
            case DELIVERED -> {
                failures = 0;
                failingSince = 0;
                lastProblem = "";
            }
            case FAILED -> {
                failed(one, result, now, random);
                return false;
            }
            case GONE -> {
                disable(NotificationMessages.STOPPED_BY_RECEIVER);
                return false;
            }
            default -> lastProblem = result.why();
        }
        waiting.remove(one.event.getId());
        return true;
    }

    private void failed(Waiting one, SendResult result, long now, double random) {
        one.attempts++;
        failures++;
        failingSince = failingSince == 0 ? now : failingSince;
        lastProblem = result.why();
        one.notBefore = now + RetryDelay.after(one.attempts, random);
        if (result.retryAfterMillis() > 0) {
            notBefore = now + result.retryAfterMillis();
        } else if (failures >= FAILURES_OF_A_DEAD_RECEIVER) {
            notBefore = now + RetryDelay.after(failures, random);
            one.notBefore = notBefore;
        }
    }

    void remove(@NonNull String id) {
        waiting.remove(id);
    }

    void disable(@NonNull String why) {
        disabledBecause = why;
    }

    /** It is tried again at once. */
    void enable() {
        disabledBecause = "";
        failures = 0;
        failingSince = 0;
        notBefore = 0;
        waiting.values().forEach(each -> each.notBefore = 0);
    }

    /** Why nothing is sent; empty if something is. */
    @NonNull
    String disabledBecause() {
        return disabledBecause;
    }

    /** The last failure; empty if the last event was delivered. */
    @NonNull
    String lastProblem() {
        return lastProblem;
    }

    /** Epoch milliseconds; 0 if the last event was delivered. */
    long failingSince() {
        return failingSince;
    }

    @NonNull
    List<Waiting> waiting() {
        return List.copyOf(waiting.values());
    }

    /** How many events wait. */
    int size() {
        return waiting.size();
    }
}
