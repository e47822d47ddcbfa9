package io.jenkins.plugins.ecs.notifications;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.events.DeploymentEvent;
import io.jenkins.plugins.ecs.events.EventField;
import io.jenkins.plugins.ecs.events.EventType;
import io.jenkins.plugins.ecs.operations.OperationOutcome;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.store.Drift;
import io.jenkins.plugins.ecs.tasks.TaskOutcome;
import io.jenkins.plugins.ecs.tasks.state.TaskVerdict;
import io.jenkins.plugins.ecs.text.Arns;
import io.jenkins.plugins.ecs.verify.Verification;
import io.jenkins.plugins.ecs.verify.check.CheckVerdict;
import java.util.ArrayList;
import java.util.List;

/** The events of verifications, task runs and changes of services: when they end, and if a service has drifted. */
public final class CheckEvents {

    private CheckEvents() {}

    /** Empty while it is in progress. */
    @NonNull
    public static List<DeploymentEvent> of(
            @NonNull String recordId, @NonNull DeploymentEvents.Build build, @NonNull Verification verification) {
        CheckVerdict verdict = verification.verdict();
        if (verdict == null) {
            return List.of();
        }
        List<DeploymentEvent> events = new ArrayList<>();
        events.add(verification(recordId, type(verification, verdict), build, verification)
                .with(EventField.VERDICT, verdict.name())
                .with(EventField.ADVICE, String.join(" ", verification.advice()))
                .build());
        boolean drifted =
                Drift.of(verification).map(drift -> drift.look().drifted()).orElse(false);
        if (drifted) {
            events.add(verification(recordId, EventType.DRIFTED, build, verification)
                    .build());
        }
        return events;
    }

    private static DeploymentEvent.Builder verification(
            String recordId, EventType type, DeploymentEvents.Build build, Verification verification) {
        return DeploymentEvents.of(recordId, type, "", verification.finishedAt(), build)
                .with(EventField.REGION, verification.region())
                .with(EventField.CLUSTER, verification.cluster())
                .with(EventField.SERVICE, verification.service())
                .with(EventField.BY, verification.endedBy())
                .with(EventField.MESSAGE, verification.message());
    }

    private static EventType type(Verification verification, CheckVerdict verdict) {
        if (!verification.endedBy().isEmpty()) {
            return EventType.VERIFICATION_INCONCLUSIVE;
        }
        if (verdict == CheckVerdict.FAILED) {
            return EventType.VERIFICATION_FAILED;
        }
        return verdict == CheckVerdict.PASSED ? EventType.VERIFIED : EventType.VERIFICATION_INCONCLUSIVE;
    }

    /** Empty while they run. */
    @NonNull
    public static List<DeploymentEvent> of(
            @NonNull String recordId, @NonNull DeploymentEvents.Build build, @NonNull TaskOutcome outcome) {
        TaskVerdict verdict = outcome.verdict();
        if (verdict == null) {
            return List.of();
        }
        String revision = outcome.taskDefinition() == null ? "" : outcome.taskDefinition();
        return List.of(DeploymentEvents.of(recordId, type(verdict), "", outcome.finishedAt(), build)
                .with(EventField.ACCOUNT, Arns.account(revision))
                .with(EventField.REGION, outcome.region())
                .with(EventField.CLUSTER, outcome.cluster())
                .with(EventField.SERVICE, outcome.service())
                .with(EventField.TARGET, outcome.target())
                .with(EventField.TASK_DEFINITION, revision)
                .with(EventField.VERDICT, verdict.name())
                .with(EventField.CAUSE, outcome.cause())
                .with(EventField.ADVICE, outcome.advice())
                .with(EventField.MESSAGE, outcome.message())
                .build());
    }

    /** Empty while it is in progress. */
    @NonNull
    public static List<DeploymentEvent> of(
            @NonNull String recordId, @NonNull DeploymentEvents.Build build, @NonNull OperationOutcome outcome) {
        Verdict verdict = outcome.verdict();
        if (verdict == null) {
            return List.of();
        }
        EventType type = verdict.isGreen() ? EventType.CHANGED : EventType.CHANGE_FAILED;
        return List.of(DeploymentEvents.of(recordId, type, "", outcome.finishedAt(), build)
                .with(EventField.REGION, outcome.region())
                .with(EventField.CLUSTER, outcome.cluster())
                .with(EventField.SERVICE, outcome.service())
                .with(EventField.TARGET, outcome.target())
                .with(EventField.VERDICT, verdict.name())
                .with(EventField.CAUSE, outcome.cause())
                .with(EventField.ADVICE, outcome.advice())
                .with(EventField.MESSAGE, outcome.message())
                .build());
    }

    private static EventType type(TaskVerdict verdict) {
        return switch (verdict) {
            case SUCCESS -> EventType.TASKS_SUCCEEDED;
            case TASK_FAILED, NOT_STARTED, TIMED_OUT -> EventType.TASKS_FAILED;
            case ABORTED -> EventType.TASKS_ABORTED;
            case UNKNOWN -> EventType.TASKS_UNKNOWN;
        };
    }
}
