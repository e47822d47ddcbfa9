package io.jenkins.plugins.ecs.rollout;

import io.jenkins.plugins.ecs.diagnosis.Cause;
import io.jenkins.plugins.ecs.diagnosis.CauseCatalogue;
import io.jenkins.plugins.ecs.diagnosis.DeadEnds;
import io.jenkins.plugins.ecs.diagnosis.Masking;
import io.jenkins.plugins.ecs.diagnosis.TaskEvidence;
import io.jenkins.plugins.ecs.diagnosis.TaskGroup;
import java.util.Optional;

/**
 * {@link Phase#DIAGNOSING}: one look at the stopped tasks of our deployment and the events since it began. What can't be
 * seen costs the cause only, never the verdict.
 */
final class Diagnosis {

    private static final int PATIENCE = 5;

    private Diagnosis() {}

    static void decide(Turn turn, Observation seen) {
        RolloutState state = turn.state;
        if (seen.tasksFailure != null && seen.tasksFailure.isPassing() && state.failures < PATIENCE) {
            Failures.passing(turn, seen.tasksFailure);
            return;
        }
        if (seen.tasksFailure != null) {
            turn.say("The stopped tasks can't be asked for the cause (%s)", seen.tasksFailure.getMessage());
        }
        Optional<Cause> givenUp = Kept.cause(state.givenUpFor);
        Optional<TaskGroup> tasks = TaskEvidence.of(seen.tasks, state.deploymentId).groups().stream()
                .filter(group -> givenUp.isEmpty()
                        || group.cause().id().equals(givenUp.get().id()))
                .findFirst();
        Optional<Cause> event = seen.service == null
                ? Optional.empty()
                : DeadEnds.ofEvents(seen.service.events(), state.deploymentCreatedAt).stream()
                        .findFirst();
        if (tasks.isPresent()) {
            conclude(turn, tasks.get().cause(), tasks.get().text());
        } else if (givenUp.isPresent()) {
            conclude(turn, givenUp.get(), givenUp.get().evidence());
        } else if (event.isPresent()) {
            conclude(turn, event.get(), event.get().evidence());
        } else {
            CauseCatalogue.ofText(state.cause).ifPresent(cause -> advise(state, cause));
            turn.end(state.verdictInSight, state.cause, state.advice);
        }
    }

    private static void conclude(Turn turn, Cause cause, String words) {
        RolloutState state = turn.state;
        String evidence = Masking.byPatterns().text(words);
        turn.say("Cause: %s: %s", cause.title(), evidence);
        advise(state, cause);
        String outcome = PlainText.phrase(state.cause);
        turn.end(
                state.verdictInSight,
                cause.title() + ": " + PlainText.phrase(evidence) + (outcome.isEmpty() ? "" : " (" + outcome + ")"),
                state.advice);
    }

    /** What the catalogue says of the cause is worth more than what can be said of any timeout. */
    private static void advise(RolloutState state, Cause cause) {
        if (!cause.advice().isEmpty()) {
            state.advice = cause.advice();
        }
        state.docUrl = cause.docUrl();
    }
}
