package io.jenkins.plugins.ecs.notifications;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.events.DeploymentEvent;
import io.jenkins.plugins.ecs.events.EventField;
import io.jenkins.plugins.ecs.events.EventType;
import io.jenkins.plugins.ecs.history.BuildFacts;
import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.rollout.state.Pause;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.text.Arns;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The events of a deployment, derived from its state. The same state has the same events with the same ids, so a state
 * that is recorded again, also after a restart, has none that are new.
 */
public final class DeploymentEvents {

    /** The build, and where its pages are. */
    public record Build(@NonNull BuildFacts facts, @NonNull String path) {}

    private final String recordId;
    private final Build build;
    private final Outcome outcome;
    private final long now;

    private DeploymentEvents(String recordId, Build build, Outcome outcome, long now) {
        this.recordId = recordId;
        this.build = build;
        this.outcome = outcome;
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
            @NonNull Build build,
            @CheckForNull Outcome before,
            @NonNull Outcome after,
            long now) {
        return added(
                before == null ? List.of() : new DeploymentEvents(recordId, build, before, now).all(),
                new DeploymentEvents(recordId, build, after, now).all());
    }

    /** The events of a state that the state before it did not have. */
    @NonNull
    static List<DeploymentEvent> added(@NonNull List<DeploymentEvent> before, @NonNull List<DeploymentEvent> after) {
        Set<String> known = before.stream().map(DeploymentEvent::getId).collect(Collectors.toSet());
        return after.stream().filter(event -> !known.contains(event.getId())).toList();
    }

    private List<DeploymentEvent> all() {
        List<DeploymentEvent> events = new ArrayList<>();
        if (outcome.hasBegun()) {
            events.add(event(EventType.STARTED, "", now)
                    .with(EventField.MESSAGE, NotificationMessages.started(name(), outcome.version()))
                    .build());
        }
        List<Pause> pauses = outcome.pauses();
        for (int i = 0; i < pauses.size(); i++) {
            addPause(events, pauses.get(i), String.valueOf(i));
        }
        Verdict verdict = outcome.verdict();
        if (verdict != null) {
            events.add(ended(verdict));
        }
        return events;
    }

    private void addPause(List<DeploymentEvent> events, Pause pause, String ordinal) {
        if (pause.isOptional()) {
            return;
        }
        String waitsFor = String.join(", ", outcome.submitters());
        events.add(pauseEvent(EventType.WAITING, ordinal, pause, pause.since())
                .with(EventField.WAITS_FOR, waitsFor)
                .with(EventField.ANSWER, pause.timeoutAction())
                .with(EventField.EXPIRES_AT, pause.expiresAt() == 0 ? null : iso(pause.expiresAt()))
                .with(EventField.MESSAGE, NotificationMessages.waiting(name(), outcome.version(), waitsFor))
                .build());
        if (pause.answer() != null) {
            // An answer that AWS did not accept may be given again: that is another event.
            String given = ordinal + "-" + pause.answeredAt();
            events.add(answered(EventType.ANSWERED, given, pause)
                    .with(EventField.MESSAGE, NotificationMessages.answered(name(), pause.end()))
                    .build());
            if (pause.isHeld()) {
                events.add(answered(EventType.HELD, given, pause)
                        .with(EventField.MESSAGE, NotificationMessages.held(name()))
                        .build());
            }
        } else if (pause.isClosed()) {
            events.add(pauseEvent(EventType.WAIT_ENDED, ordinal, pause, now)
                    .with(EventField.MESSAGE, NotificationMessages.answered(name(), pause.end()))
                    .build());
        }
    }

    private DeploymentEvent.Builder answered(EventType type, String ordinal, Pause pause) {
        return pauseEvent(type, ordinal, pause, pause.answeredAt())
                .with(EventField.BY, pause.by())
                .with(EventField.ANSWER, String.valueOf(pause.answer()));
    }

    private DeploymentEvent.Builder pauseEvent(EventType type, String ordinal, Pause pause, long time) {
        return event(type, ordinal, time).with(EventField.STAGE, pause.stage());
    }

    private DeploymentEvent ended(Verdict verdict) {
        long time = outcome.finishedAt() == 0 ? now : outcome.finishedAt();
        return event(type(verdict, outcome.isRollback()), "", time)
                .with(EventField.VERDICT, verdict.name())
                .with(EventField.CAUSE, outcome.cause())
                .with(EventField.ADVICE, outcome.advice())
                .with(EventField.MESSAGE, outcome.message())
                .build();
    }

    @NonNull
    static EventType type(@NonNull Verdict verdict, boolean rollback) {
        return switch (verdict) {
            case SUCCESS -> rollback ? EventType.ROLLED_BACK : EventType.SUCCEEDED;
            case NO_CHANGE, REGISTERED -> EventType.UNCHANGED;
            case STARTED, REACHED -> EventType.CONTINUES;
            case PLANNED -> EventType.PLANNED;
            case ROLLED_BACK -> EventType.ROLLED_BACK;
            case ROLLBACK_FAILED, STOPPED, FAILED, TASK_FAILED, STALLED, TIMED_OUT -> EventType.FAILED;
            case SUPERSEDED -> EventType.SUPERSEDED;
            case ABORTED -> EventType.ABORTED;
            case REFUSED -> EventType.REFUSED;
            case NOT_STARTED -> EventType.NOT_STARTED;
            case UNKNOWN -> EventType.UNKNOWN;
        };
    }

    private String name() {
        return outcome.cluster() + "/" + outcome.service();
    }

    private static String iso(long time) {
        return Instant.ofEpochMilli(time).toString();
    }

    private DeploymentEvent.Builder event(EventType type, String ordinal, long time) {
        DeploymentEvent.Builder event = of(recordId, type, ordinal, time, build)
                .with(EventField.ACCOUNT, account())
                .with(EventField.REGION, outcome.region())
                .with(EventField.CLUSTER, outcome.cluster())
                .with(EventField.SERVICE, outcome.service())
                .with(EventField.TARGET, outcome.target())
                .with(EventField.TASK_DEFINITION, outcome.taskDefinition())
                .with(EventField.PREVIOUS_TASK_DEFINITION, outcome.previousTaskDefinition())
                .with(EventField.ROLLBACK_TASK_DEFINITION, outcome.rollbackTaskDefinition())
                .with(EventField.VERSION, outcome.version())
                .with(EventField.COMMIT, outcome.commit())
                .with(EventField.DEPLOYMENT, deployment());
        outcome.imageDigests().forEach(event::withDigest);
        return event;
    }

    /** The part of an event that is the same for deployments, verifications and task runs. */
    @NonNull
    static DeploymentEvent.Builder of(String recordId, EventType type, String ordinal, long time, Build build) {
        String id = recordId + "-" + type.name().toLowerCase(Locale.ROOT).replace('_', '-')
                + (ordinal.isEmpty() ? "" : "-" + ordinal);
        return DeploymentEvent.of(id, type, time)
                .with(EventField.JOB, build.facts().job())
                .with(EventField.BUILD, String.valueOf(build.facts().build()))
                .with(EventField.BUILD_PATH, build.path())
                .with(EventField.STARTED_BY, build.facts().startedBy());
    }

    private String deployment() {
        return Stream.of(outcome.codeDeploymentId(), outcome.serviceDeploymentArn(), outcome.deploymentId())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("");
    }

    private String account() {
        return Stream.of(outcome.serviceDeploymentArn(), outcome.taskDefinition(), outcome.previousTaskDefinition())
                .filter(Objects::nonNull)
                .map(Arns::account)
                .filter(account -> !account.isEmpty())
                .findFirst()
                .orElse("");
    }
}
