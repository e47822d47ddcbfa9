package io.jenkins.plugins.ecs.notifications;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.events.DeploymentEvent;
import io.jenkins.plugins.ecs.events.EventField;
import io.jenkins.plugins.ecs.events.EventType;
import io.jenkins.plugins.ecs.paths.ReleaseOutcome;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The events of a release: approvals that it waits for, environments that it has reached, its end. Its deployments have
 * events of their own.
 */
public final class ReleaseEvents {

    private ReleaseEvents() {}

    /**
     * The events that lie between two states.
     *
     * @param before null if none was recorded before
     * @param now epoch milliseconds; for events whose state has no time
     */
    @NonNull
    public static List<DeploymentEvent> between(
            @NonNull String recordId,
            @NonNull DeploymentEvents.Build build,
            @CheckForNull ReleaseOutcome before,
            @NonNull ReleaseOutcome after,
            long now) {
        Set<String> known = before == null
                ? Set.of()
                : all(recordId, build, before, now).stream()
                        .map(DeploymentEvent::getId)
                        .collect(Collectors.toSet());
        return all(recordId, build, after, now).stream()
                .filter(event -> !known.contains(event.getId()))
                .toList();
    }

    private static List<DeploymentEvent> all(
            String recordId, DeploymentEvents.Build build, ReleaseOutcome release, long now) {
        List<DeploymentEvent> events = new ArrayList<>();
        List<ReleaseOutcome.Environment> environments = release.environments();
        for (int i = 0; i < environments.size(); i++) {
            ReleaseOutcome.Environment each = environments.get(i);
            String ordinal = String.valueOf(i);
            if (each.asksForApproval() && each.verdict() == null) {
                String waitsFor = String.join(", ", each.approvers());
                events.add(environment(recordId, EventType.WAITING, ordinal, now, build, release, each)
                        .with(EventField.WAITS_FOR, waitsFor)
                        .with(
                                EventField.MESSAGE,
                                NotificationMessages.releaseWaits(release.service(), each.name(), waitsFor))
                        .build());
            }
            Verdict verdict = each.verdict();
            if (verdict != null && verdict.isGreen()) {
                long time = time(each.finishedAt(), now);
                events.add(environment(recordId, EventType.PROMOTED, ordinal, time, build, release, each)
                        .with(EventField.VERDICT, verdict.name())
                        .with(EventField.MESSAGE, NotificationMessages.promoted(release.service(), each.name()))
                        .build());
            }
        }
        Verdict verdict = release.verdict();
        if (verdict != null) {
            events.add(release(recordId, type(verdict), "", time(release.finishedAt(), now), build, release)
                    .with(EventField.VERDICT, verdict.name())
                    .with(EventField.CAUSE, release.cause())
                    .with(EventField.MESSAGE, release.message())
                    .build());
        }
        return events;
    }

    private static long time(long known, long now) {
        return known == 0 ? now : known;
    }

    private static DeploymentEvent.Builder environment(
            String recordId,
            EventType type,
            String ordinal,
            long time,
            DeploymentEvents.Build build,
            ReleaseOutcome release,
            ReleaseOutcome.Environment environment) {
        return release(recordId, type, ordinal, time, build, release)
                .with(EventField.ENVIRONMENT, environment.name())
                .with(EventField.TARGET, environment.target());
    }

    private static DeploymentEvent.Builder release(
            String recordId,
            EventType type,
            String ordinal,
            long time,
            DeploymentEvents.Build build,
            ReleaseOutcome release) {
        DeploymentEvent.Builder event = DeploymentEvents.of(recordId, type, ordinal, time, build)
                .with(EventField.SERVICE, release.service())
                .with(EventField.PATH, release.path());
        release.digests().forEach(event::withDigest);
        return event;
    }

    private static EventType type(Verdict verdict) {
        if (verdict.isGreen()) {
            return EventType.RELEASED;
        }
        return switch (verdict) {
            case ABORTED -> EventType.RELEASE_ABORTED;
            case UNKNOWN -> EventType.RELEASE_UNKNOWN;
            default -> EventType.RELEASE_FAILED;
        };
    }
}
