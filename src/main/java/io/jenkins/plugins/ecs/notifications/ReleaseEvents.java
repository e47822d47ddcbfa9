package io.jenkins.plugins.ecs.notifications;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.events.DeploymentEvent;
import io.jenkins.plugins.ecs.events.EventField;
import io.jenkins.plugins.ecs.events.EventType;
import io.jenkins.plugins.ecs.paths.proof.Answer;
import io.jenkins.plugins.ecs.paths.release.EnvironmentOutcome;
import io.jenkins.plugins.ecs.paths.release.ReleaseOutcome;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import java.util.ArrayList;
import java.util.List;

/**
 * The events of a release: approvals that it waits for, environments that it has reached, its end. Its deployments have
 * events of their own.
 */
public final class ReleaseEvents {

    private final String recordId;
    private final DeploymentEvents.Build build;
    private final ReleaseOutcome release;
    private final long now;

    private ReleaseEvents(String recordId, DeploymentEvents.Build build, ReleaseOutcome release, long now) {
        this.recordId = recordId;
        this.build = build;
        this.release = release;
        this.now = now;
    }

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
        return DeploymentEvents.added(
                before == null ? List.of() : new ReleaseEvents(recordId, build, before, now).all(),
                new ReleaseEvents(recordId, build, after, now).all());
    }

    private List<DeploymentEvent> all() {
        List<DeploymentEvent> events = new ArrayList<>();
        List<EnvironmentOutcome> environments = release.environments();
        for (int i = 0; i < environments.size(); i++) {
            addEnvironment(events, environments.get(i), String.valueOf(i));
        }
        Verdict verdict = release.verdict();
        if (verdict != null) {
            events.add(event(type(verdict), "", time(release.finishedAt()))
                    .with(EventField.VERDICT, verdict.name())
                    .with(EventField.CAUSE, release.cause())
                    .with(EventField.MESSAGE, release.message())
                    .build());
        }
        return events;
    }

    private void addEnvironment(List<DeploymentEvent> events, EnvironmentOutcome environment, String ordinal) {
        Verdict verdict = environment.verdict();
        if (environment.asksForApproval() && verdict == null) {
            String waitsFor = String.join(", ", environment.approvers());
            events.add(event(EventType.WAITING, ordinal, now, environment)
                    .with(EventField.WAITS_FOR, waitsFor)
                    .with(
                            EventField.MESSAGE,
                            NotificationMessages.releaseWaits(release.service(), environment.label(), waitsFor))
                    .build());
        }
        if (environment.deployment() != null && !environment.warnings().isEmpty()) {
            events.add(event(EventType.RELEASE_WARNED, ordinal, now, environment)
                    .with(EventField.CAUSE, environment.warnings())
                    .with(
                            EventField.MESSAGE,
                            NotificationMessages.wouldBeStopped(release.service(), environment.label()))
                    .build());
        }
        if (environment.deployment() != null && !environment.hotfix().isEmpty()) {
            events.add(event(EventType.RELEASE_HOTFIX, ordinal, now, environment)
                    .with(EventField.CAUSE, environment.hotfix())
                    .with(EventField.MESSAGE, NotificationMessages.hotfix(release.service(), environment.name()))
                    .build());
        }
        for (Answer answer : environment.answers()) {
            events.add(ApprovalEvents.answered(
                    event(
                            EventType.ANSWERED,
                            ordinal + "-" + answer.user() + "-" + answer.at(),
                            answer.at(),
                            environment),
                    answer,
                    NotificationMessages.releaseOf(release.service(), environment.label())));
        }
        if (verdict != null && verdict.isGreen()) {
            events.add(event(EventType.PROMOTED, ordinal, time(environment.finishedAt()), environment)
                    .with(EventField.VERDICT, verdict.name())
                    .with(EventField.MESSAGE, NotificationMessages.promoted(release.service(), environment.label()))
                    .build());
        }
    }

    private long time(long known) {
        return known == 0 ? now : known;
    }

    private DeploymentEvent.Builder event(EventType type, String ordinal, long time, EnvironmentOutcome environment) {
        return event(type, ordinal, time)
                .with(EventField.ENVIRONMENT, environment.name())
                .with(EventField.TARGET, environment.target());
    }

    private DeploymentEvent.Builder event(EventType type, String ordinal, long time) {
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
