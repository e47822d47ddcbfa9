package io.jenkins.plugins.ecs.rollout.decide;

import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.AwsFailureMessages;
import io.jenkins.plugins.ecs.aws.ecs.EcsDeployment;
import io.jenkins.plugins.ecs.aws.ecs.ServiceDeployment;
import io.jenkins.plugins.ecs.rollout.NextPoll;
import io.jenkins.plugins.ecs.rollout.messages.DeploymentMessages;
import io.jenkins.plugins.ecs.rollout.messages.StopMessages;
import io.jenkins.plugins.ecs.rollout.observe.EcsRead;
import io.jenkins.plugins.ecs.rollout.observe.Observation;
import io.jenkins.plugins.ecs.rollout.observe.Read;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.rollout.state.StopReason;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.text.Arns;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@link io.jenkins.plugins.ecs.rollout.state.Phase#FOLLOWING}: our own service deployment, by ARN, to its end. */
public final class FollowingPhase implements PhaseHandler {

    static final long LOOK_AGAIN = NextPoll.USUALLY;
    /** A strange sight (a stale read, two records that do not agree yet) must be seen so often before it counts. */
    public static final int SURE_AFTER = 3;

    /** Polls between two reads of the service, whose events report what our deployment does not. */
    static final int LOOKS_WITHOUT_SERVICE = 11;

    FollowingPhase() {}

    /**
     * Whether the service is to be read as well. While our deployment stands as it was, the service has seldom
     * anything to add, and a look at it costs as much as the one at the deployment.
     *
     * @param own null where it could not be seen
     */
    public static boolean needsService(RolloutState state, ServiceDeployment own) {
        return own == null
                || !own.isUnfinished()
                || state.progress.strangeSightings > 0
                || state.progress.looksWithoutService >= LOOKS_WITHOUT_SERVICE
                || EarlyFailureDetection.countsInService(own)
                || !Progress.words(state, own).equals(state.progress.lastSeen);
    }

    @Override
    public List<Read> reads(RolloutState state, Observation seen) {
        List<Read> reads = progressReads(state, seen);
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

    /** Our deployment, and the service if it may have something to add. */
    static List<Read> progressReads(RolloutState state, Observation seen) {
        List<Read> reads = new ArrayList<>(Reads.waiting(state));
        if (state.byDeploymentId) {
            reads.add(Reads.SERVICE);
            return reads;
        }
        Read own = new EcsRead.OwnDeployment(state.serviceDeployment);
        reads.add(own);
        if (seen.has(own) && needsService(state, seen.own)) {
            reads.add(Reads.SERVICE);
        }
        return reads;
    }

    @Override
    public void decide(DecisionDraft draft, Observation seen) {
        RolloutState state = draft.state;
        state.progress.looksWithoutService = seen.withoutService() ? state.progress.looksWithoutService + 1 : 0;
        draft.pollIn(LOOK_AGAIN);

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
            case "SUCCESSFUL" -> succeeded(draft);
            case "ROLLBACK_SUCCESSFUL" -> ended(draft, seen, Verdict.ROLLED_BACK);
            case "ROLLBACK_FAILED" -> ended(draft, seen, Verdict.ROLLBACK_FAILED);
            case "STOPPED" -> stopped(draft, seen);
            default -> underWay(draft, seen);
        }
    }

    public static void succeeded(DecisionDraft draft) {
        RolloutState state = draft.state;
        if (state.stop.stopReason == StopReason.FAILURE || state.stop.stopReason == StopReason.VERIFICATION) {
            // ECS knows better.
            draft.log(StopMessages.LINE_COMPLETED_FIRST);
            state.stop.stopReason = null;
            state.verification.result = null;
            state.detection.givenUpFor.clear();
            draft.go(Phase.PROVING);
        } else if (state.stop.stopReason == StopReason.REQUEST) {
            RollbackByEcs.cameTooLate(draft);
        } else if (state.isStopping()) {
            StopEnding.end(draft, StopMessages.COMPLETED_FIRST);
        } else {
            draft.go(Phase.PROVING);
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
        } else if (isGone(seen)) {
            draft.endAfterDiagnosis(Verdict.STOPPED, DeploymentMessages.SERVICE_DELETED);
        } else if (seen.service != null && isSuperseded(state, seen)) {
            superseded(draft, seen);
        } else if (++state.progress.strangeSightings >= SURE_AFTER
                && draft.now - state.progress.lastProgressAt >= EventualConsistency.SETTLED_AFTER) {
            // Until then a newer deployment, by another user, may not be visible yet.
            draft.endAfterDiagnosis(Verdict.STOPPED, Causes.of(own));
        }
    }

    public static boolean isGone(Observation seen) {
        return !seen.withoutService()
                && seen.serviceFailure == null
                && (seen.service == null || !seen.service.isActive());
    }

    private static void underWay(DecisionDraft draft, Observation seen) {
        RolloutState state = draft.state;
        boolean gone = isGone(seen);
        boolean goingBack = seen.own.status().startsWith("ROLLBACK")
                || seen.own.circuitBreaker().isTriggered()
                || seen.own.alarms().isTriggered();
        state.stop.rollbackSeen |= goingBack;
        boolean replaced = !goingBack && !state.isStopping() && seen.service != null && isSuperseded(state, seen);
        if (gone || replaced) {
            if (++state.progress.strangeSightings < SURE_AFTER) {
                return;
            }
            if (gone) {
                draft.endAfterDiagnosis(Verdict.STOPPED, DeploymentMessages.SERVICE_DELETED);
            } else {
                superseded(draft, seen);
            }
            return;
        }
        // A look without the service is one only where nothing was strange.
        state.progress.strangeSightings = 0;
        if (state.isStopping()) {
            StoppingPhase.insist(draft);
        } else if (Pauses.toBeSent(state, draft.now).isPresent()) {
            draft.go(Phase.ANSWERING);
        } else if (goingBack || !(reached(draft, seen) || EarlyFailureDetection.decide(draft, seen))) {
            StoppingPhase.ifStalled(draft, seen);
        }
    }

    /** As far as the step was told to wait. */
    public static boolean reached(DecisionDraft draft, Observation seen) {
        Optional<String> reached = draft.state.request.waitUntil().reached(seen.own);
        reached.ifPresent(point -> draft.end(Verdict.REACHED, DeploymentMessages.reached(point), ""));
        return reached.isPresent();
    }

    /** The service follows another, newer deployment. In a rollback it still follows ours. */
    static boolean isSuperseded(RolloutState state, Observation seen) {
        String current = seen.service.currentServiceDeployment();
        if (current != null && current.equals(state.serviceDeployment)) {
            return false;
        }
        return seen.service
                .primary()
                .filter(primary -> Replacement.isNewer(state, primary, state.deploymentId, state.deploymentCreatedAt)
                        || (primary.createdAt() == 0 && Replacement.isNew(state, current)))
                .isPresent();
    }

    static void superseded(DecisionDraft draft, Observation seen) {
        Replacement.by(draft, seen.service.primary().orElseThrow(), false);
    }

    /** @param completed whether our deployment completed first */
    static void superseded(DecisionDraft draft, EcsDeployment newer, boolean completed) {
        String revision = Arns.brief(newer.taskDefinition());
        draft.end(
                Verdict.SUPERSEDED,
                completed
                        ? DeploymentMessages.supersededAfterSuccess(newer.id(), revision)
                        : DeploymentMessages.superseded(newer.id(), revision),
                DeploymentMessages.CONSOLE_ADVICE);
    }

    private static void withoutOwn(DecisionDraft draft, AwsFailure failure) {
        if (draft.state.deploymentId == null) {
            if (draft.now - draft.state.phaseSince < EventualConsistency.SETTLED_AFTER) {
                // The service may not show the entry of our deployment yet.
                draft.pollIn(LOOK_AGAIN);
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
