package io.jenkins.plugins.ecs.rollout.decide.follow;

import io.jenkins.plugins.ecs.aws.AwsFailureMessages;
import io.jenkins.plugins.ecs.aws.ecs.EcsDeployment;
import io.jenkins.plugins.ecs.aws.ecs.EcsService;
import io.jenkins.plugins.ecs.aws.ecs.RevisionCounts;
import io.jenkins.plugins.ecs.aws.ecs.ServiceDeployment;
import io.jenkins.plugins.ecs.diagnosis.Cause;
import io.jenkins.plugins.ecs.diagnosis.FailFast;
import io.jenkins.plugins.ecs.diagnosis.TaskEvidence;
import io.jenkins.plugins.ecs.rollout.decide.controller.ControllerRules;
import io.jenkins.plugins.ecs.rollout.decide.phase.DecisionDraft;
import io.jenkins.plugins.ecs.rollout.decide.phase.Stop;
import io.jenkins.plugins.ecs.rollout.messages.StopMessages;
import io.jenkins.plugins.ecs.rollout.observe.Observation;
import io.jenkins.plugins.ecs.rollout.request.FailureReaction;
import io.jenkins.plugins.ecs.rollout.request.Reaction;
import io.jenkins.plugins.ecs.rollout.state.PersistedCause;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.rollout.state.StopReason;
import java.util.Optional;

/**
 * Whether stopped tasks of our deployment prove that it cannot succeed, and what is done about it. ECS itself waits for
 * its circuit breaker, or without one for ever.
 */
public final class EarlyFailureDetection {

    /**
     * While nothing of ours runs, stopped tasks are looked for after so many looks although ECS counts no failure (yet),
     * and each time in vain after twice as many: lists of tasks cannot be shared between builds.
     */
    private static final int LOOKS_WITHOUT_TASKS = 5;

    private static final int MOST_DOUBLINGS = 5;

    private static final String HIDDEN = "stopped tasks";

    private EarlyFailureDetection() {}

    /** Where the circuit breaker is off, only the service counts failures. */
    static boolean countsInService(ServiceDeployment own) {
        boolean counted = own.circuitBreaker().status().equals("MONITORING");
        return !counted
                && own.target() != null
                && own.target().running() < own.target().requested();
    }

    /** Whether a look at the stopped tasks may tell something new: a failure more than before, or nothing that runs. */
    public static boolean needsTasks(RolloutState state, Observation seen) {
        if (state.isStopping() || state.deploymentId == null || state.said.contains(HIDDEN) || isOver(seen.own)) {
            return false;
        }
        if (failures(state, seen) > state.detection.failuresLookedAt
                || ControllerRules.of(state).isInstalling(state)) {
            return true;
        }
        int doublings = Math.min(state.detection.looksAtTasks, MOST_DOUBLINGS);
        if (pending(state, seen) >= wanted(state, seen)) {
            // All of them are on their way: hardly any has stopped.
            doublings = MOST_DOUBLINGS;
        }
        return wanted(state, seen) > 0
                && running(state, seen) == 0
                && state.detection.looksWithoutTasks >= LOOKS_WITHOUT_TASKS << doublings;
    }

    private static boolean isOver(ServiceDeployment own) {
        return own != null
                && (!own.goesOn()
                        || own.circuitBreaker().isTriggered()
                        || own.alarms().isTriggered());
    }

    /** @return whether it is decided */
    public static boolean decide(DecisionDraft draft, Observation seen) {
        RolloutState state = draft.state;
        int failures = failures(state, seen);
        // It counts in a row: a task that came up well sets it back.
        state.detection.failuresLookedAt = Math.min(state.detection.failuresLookedAt, failures);
        if (!seen.withTasks) {
            state.detection.looksWithoutTasks++;
            return false;
        }
        state.detection.looksWithoutTasks = 0;
        state.detection.looksAtTasks++;
        if (seen.tasksFailure != null) {
            if (!seen.tasksFailure.isPassing()) {
                draft.logOnce(HIDDEN, StopMessages.detectionOff(AwsFailureMessages.reason(seen.tasksFailure)));
            }
            return false;
        }
        state.detection.failuresLookedAt = failures;
        Optional<Cause> cause = FailFast.decide(
                TaskEvidence.of(seen.tasks, state.deploymentId),
                failures,
                FailFast.budget(state.counts.failureThreshold, state.counts.desiredCount),
                running(state, seen) > 0);
        return cause.isPresent() && giveUp(draft, seen, cause.get());
    }

    private static boolean giveUp(DecisionDraft draft, Observation seen, Cause cause) {
        RolloutState state = draft.state;
        String words = StopMessages.cause(cause.title(), draft.masked(cause.evidence()));
        FailureReaction asked = state.request.onPermanentFailure();
        FailureReaction reaction = asked == null ? byDefault(state, seen) : asked;
        boolean hidden = state.byDeploymentId && reaction == FailureReaction.ROLLBACK;
        if (hidden && rollsBackByItself(seen.service)) {
            draft.logOnce("giving up " + cause.id(), StopMessages.cannotSucceedNorRollBack(words));
            return false;
        }
        if (reaction == FailureReaction.WAIT) {
            draft.logOnce("giving up " + cause.id(), StopMessages.cannotSucceedWaiting(words));
            return false;
        }
        draft.log(StopMessages.cannotSucceed(words));
        PersistedCause.put(state.detection.givenUpFor, cause, draft.masked(cause.evidence()));
        Stop.begin(
                draft,
                StopReason.FAILURE,
                "",
                reaction == FailureReaction.ROLLBACK ? Reaction.ROLLBACK : Reaction.LEAVE);
        return true;
    }

    /** A rollback needs a revision that was good, which may have been stopped to make room for ours. */
    private static FailureReaction byDefault(RolloutState state, Observation seen) {
        boolean sources = seen.own != null
                && seen.own.sources().stream().mapToInt(RevisionCounts::running).sum() > 0;
        boolean others = seen.service != null
                && seen.service.deployments().stream()
                        .filter(d -> !d.id().equals(state.deploymentId))
                        .anyMatch(d -> d.runningCount() > 0);
        return sources || others || state.previous.wasGood || rollsBackByItself(seen.service)
                ? FailureReaction.ROLLBACK
                : FailureReaction.FAIL;
    }

    private static boolean rollsBackByItself(EcsService service) {
        return service != null && service.settings().rollsBackByItself();
    }

    /** Failures in a row, as ECS counts them now. */
    private static int failures(RolloutState state, Observation seen) {
        int inService =
                seen.entry(state.deploymentId).map(EcsDeployment::failedTasks).orElse(0);
        return seen.own == null
                ? inService
                : Math.max(inService, seen.own.circuitBreaker().failureCount());
    }

    private static int running(RolloutState state, Observation seen) {
        if (seen.own != null && seen.own.target() != null) {
            return seen.own.target().running();
        }
        return seen.entry(state.deploymentId).map(EcsDeployment::runningCount).orElse(state.counts.runningCount);
    }

    private static int pending(RolloutState state, Observation seen) {
        if (seen.own != null && seen.own.target() != null) {
            return seen.own.target().pending();
        }
        return seen.entry(state.deploymentId).map(EcsDeployment::pendingCount).orElse(state.counts.pendingCount);
    }

    private static int wanted(RolloutState state, Observation seen) {
        if (seen.own != null && seen.own.target() != null) {
            return seen.own.target().requested();
        }
        return seen.entry(state.deploymentId).map(EcsDeployment::desiredCount).orElse(state.counts.desiredCount);
    }
}
