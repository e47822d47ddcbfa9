package io.jenkins.plugins.ecs.notifications;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.events.DeploymentEvent;
import io.jenkins.plugins.ecs.events.EventField;
import io.jenkins.plugins.ecs.events.EventType;
import io.jenkins.plugins.ecs.paths.approval.ApprovalOutcome;
import io.jenkins.plugins.ecs.paths.approval.ApprovalState;
import io.jenkins.plugins.ecs.paths.proof.Answer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The events of an approval that a build asks for outside of a deployment. */
public final class ApprovalEvents {

    private ApprovalEvents() {}

    /**
     * The events that lie between two states.
     *
     * @param before null if none was recorded before
     */
    @NonNull
    public static List<DeploymentEvent> between(
            @NonNull String recordId,
            @NonNull DeploymentEvents.Build build,
            @CheckForNull ApprovalOutcome before,
            @NonNull ApprovalOutcome after) {
        return DeploymentEvents.added(
                before == null ? List.of() : all(recordId, build, before), all(recordId, build, after));
    }

    private static List<DeploymentEvent> all(String id, DeploymentEvents.Build build, ApprovalOutcome approval) {
        List<DeploymentEvent> events = new ArrayList<>();
        String waitsFor = String.join(", ", approval.approvers());
        if (!approval.waits().isEmpty() || !approval.answers().isEmpty()) {
            events.add(DeploymentEvents.of(id, EventType.WAITING, "", approval.askedAt(), build)
                    .with(EventField.WAITS_FOR, waitsFor)
                    .with(
                            EventField.EXPIRES_AT,
                            approval.expiresAt() == 0
                                    ? ""
                                    : Instant.ofEpochMilli(approval.expiresAt()).toString())
                    .with(EventField.MESSAGE, NotificationMessages.asks(approval.message(), waitsFor))
                    .build());
        }
        for (Answer answer : approval.answers()) {
            events.add(answered(
                    DeploymentEvents.of(id, EventType.ANSWERED, answer.user() + "-" + answer.at(), answer.at(), build),
                    answer,
                    approval.message()));
        }
        ApprovalState.End end = approval.end();
        if (end == ApprovalState.End.TIMED_OUT
                || end == ApprovalState.End.ABORTED
                || end == ApprovalState.End.REFUSED) {
            events.add(DeploymentEvents.of(id, EventType.WAIT_ENDED, "", approval.finishedAt(), build)
                    .with(EventField.MESSAGE, approval.summary())
                    .build());
        }
        return events;
    }

    @NonNull
    static DeploymentEvent answered(DeploymentEvent.Builder event, Answer answer, String what) {
        return event.with(EventField.BY, answer.user())
                .with(EventField.ANSWER, answer.approves() ? "APPROVE" : "REJECT")
                .with(EventField.MESSAGE, NotificationMessages.answeredBy(what, answer.user(), answer.approves()))
                .build();
    }
}
