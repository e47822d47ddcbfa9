package io.jenkins.plugins.ecs.rollout.decide.follow;

import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.AwsFailureMessages;
import io.jenkins.plugins.ecs.aws.ecs.ServiceDeployment;
import io.jenkins.plugins.ecs.rollout.decide.phase.DecisionDraft;
import io.jenkins.plugins.ecs.rollout.decide.phase.EventualConsistency;
import io.jenkins.plugins.ecs.rollout.decide.phase.PhaseHandler;
import io.jenkins.plugins.ecs.rollout.decide.phase.ReadFailurePolicy;
import io.jenkins.plugins.ecs.rollout.decide.phase.Reads;
import io.jenkins.plugins.ecs.rollout.decide.phase.StopEnding;
import io.jenkins.plugins.ecs.rollout.messages.DeploymentMessages;
import io.jenkins.plugins.ecs.rollout.messages.StopMessages;
import io.jenkins.plugins.ecs.rollout.observe.Observation;
import io.jenkins.plugins.ecs.rollout.observe.Read;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.rollout.state.StopReason;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import java.util.List;
import java.util.Optional;

/** {@link Phase#FOLLOWING}: our own service deployment, by ARN, to its end. */
public final class FollowingPhase implements PhaseHandler {

    @Override
    public List<Read> reads(RolloutState state, Observation seen) {
        List<Read> reads = FollowedReads.progress(state, seen);
        if (!reads.stream().allMatch(seen::has)) {
            return reads;
        }
        if (EarlyFailureDetection.needsTasks(state, seen)) {
            reads.add(Reads.STOPPED_TASKS);
        }
        if (Diagnosis.needsTargets(state, seen)) {
            reads.add(Reads.targets(seen.service));
        }
        return reads;
    }

    @Override
    public void decide(DecisionDraft draft, Observation seen) {
        RolloutState state = draft.state;
        state.progress.looksWithoutService = seen.withoutService() ? state.progress.looksWithoutService + 1 : 0;
        draft.pollIn(NextPoll.USUALLY);
        if (state.byDeploymentId) {
            DescribeServicesFallback.decide(draft, seen);
            return;
        }
        Replacement.noteOwnEntry(state, seen.service);
        if (seen.ownFailure != null && !seen.ownFailure.isPassing()) {
            withoutOwn(draft, seen.ownFailure);
            return;
        }
        if (ReadFailurePolicy.handled(draft, seen.ownFailure)) {
            return;
        }
        if (seen.own == null) {
            missing(draft);
            return;
        }
        Progress.note(draft, seen);
        CountChanges.note(draft, seen.service);
        draft.pollIn(NextPoll.in(state, seen.own, draft.now));
        Diagnosis.noteTargets(draft, seen);
        Pauses.note(draft, seen.own);
        switch (seen.own.status()) {
            case "SUCCESSFUL" -> FollowedEnd.succeeded(draft);
            case "ROLLBACK_SUCCESSFUL" -> ended(draft, seen, Verdict.ROLLED_BACK);
            case "ROLLBACK_FAILED" -> ended(draft, seen, Verdict.ROLLBACK_FAILED);
            case "STOPPED" -> stopped(draft, seen);
            default -> underWay(draft, seen);
        }
    }

    private static void ended(DecisionDraft draft, Observation seen, Verdict verdict) {
        RolloutState state = draft.state;
        ServiceDeployment own = seen.own;
        if (state.stop.stopReason == StopReason.REQUEST && verdict == Verdict.ROLLED_BACK) {
            RollbackByEcs.ended(draft, seen);
            return;
        }
        state.rollbackTaskDefinition = seen.service == null ? null : seen.service.taskDefinition();
        Optional<String> pause = state.isStopping() ? Optional.empty() : Pauses.rollbackCause(state);
        String why = pause.orElseGet(() -> Causes.of(own));
        if (pause.isPresent()) {
            draft.end(verdict, why, "");
        } else if (state.isStopping()) {
            StopEnding.end(
                    draft,
                    verdict == Verdict.ROLLED_BACK ? StopMessages.ROLLED_BACK : StopMessages.rollbackFailed(why),
                    verdict);
        } else {
            draft.endAfterDiagnosis(verdict, why);
        }
    }

    private static void stopped(DecisionDraft draft, Observation seen) {
        RolloutState state = draft.state;
        ServiceDeployment own = seen.own;
        if (state.isStopping()) {
            StopEnding.end(draft, StopMessages.stopped(Causes.of(own)), Verdict.STOPPED);
            return;
        }
        boolean byMonitor = own.circuitBreaker().isTriggered() || own.alarms().isTriggered();
        if (byMonitor) {
            draft.endAfterDiagnosis(Verdict.STOPPED, Causes.of(own));
        } else if (FollowedEnd.isGone(seen)) {
            draft.endAfterDiagnosis(Verdict.STOPPED, DeploymentMessages.SERVICE_DELETED);
        } else if (seen.service != null && Replacement.isSuperseded(state, seen)) {
            Replacement.superseded(draft, seen);
        } else if (++state.progress.strangeSightings >= EventualConsistency.SURE_AFTER
                && draft.now - state.progress.lastProgressAt >= EventualConsistency.SETTLED_AFTER) {
            // Until then a newer deployment, by another user, may not be visible yet.
            draft.endAfterDiagnosis(Verdict.STOPPED, Causes.of(own));
        }
    }

    private static void underWay(DecisionDraft draft, Observation seen) {
        RolloutState state = draft.state;
        boolean gone = FollowedEnd.isGone(seen);
        boolean goingBack = seen.own.status().startsWith("ROLLBACK")
                || seen.own.circuitBreaker().isTriggered()
                || seen.own.alarms().isTriggered();
        state.stop.rollbackSeen |= goingBack;
        boolean replaced =
                !goingBack && !state.isStopping() && seen.service != null && Replacement.isSuperseded(state, seen);
        if (gone || replaced) {
            if (++state.progress.strangeSightings < EventualConsistency.SURE_AFTER) {
                return;
            }
            if (gone) {
                draft.endAfterDiagnosis(Verdict.STOPPED, DeploymentMessages.SERVICE_DELETED);
            } else {
                Replacement.superseded(draft, seen);
            }
            return;
        }
        // A look without the service is one only where nothing was strange.
        state.progress.strangeSightings = 0;
        if (state.isStopping()) {
            StoppingPhase.insist(draft);
        } else if (Pauses.toBeSent(state, draft.now).isPresent()) {
            draft.go(Phase.ANSWERING);
        } else if (goingBack || !(FollowedEnd.reached(draft, seen) || EarlyFailureDetection.decide(draft, seen))) {
            StoppingPhase.ifStalled(draft, seen);
        }
    }

    private static void withoutOwn(DecisionDraft draft, AwsFailure failure) {
        if (draft.state.deploymentId == null) {
            if (draft.now - draft.state.phaseSince < EventualConsistency.SETTLED_AFTER) {
                // The service may not show the entry of our deployment yet.
                draft.pollIn(NextPoll.USUALLY);
                return;
            }
            ReadFailurePolicy.last(draft, failure);
            return;
        }
        draft.state.byDeploymentId = true;
        draft.logOnce(
                "fallback", DeploymentMessages.fallback(draft.state.deploymentId, AwsFailureMessages.reason(failure)));
    }

    private static void missing(DecisionDraft draft) {
        RolloutState state = draft.state;
        if (++state.progress.strangeSightings < 10) {
            return;
        }
        if (state.deploymentId == null) {
            draft.end(Verdict.UNKNOWN, DeploymentMessages.unknownDeployment("ECS", state.serviceDeployment), "");
            return;
        }
        state.progress.strangeSightings = 0;
        state.byDeploymentId = true;
        draft.logOnce("fallback", DeploymentMessages.fallback(state.deploymentId, DeploymentMessages.NOT_KNOWN));
    }
}
