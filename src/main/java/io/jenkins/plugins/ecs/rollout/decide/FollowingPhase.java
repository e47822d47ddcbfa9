package io.jenkins.plugins.ecs.rollout.decide;

import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.EcsDeployment;
import io.jenkins.plugins.ecs.aws.ServiceDeployment;
import io.jenkins.plugins.ecs.rollout.NextPoll;
import io.jenkins.plugins.ecs.rollout.messages.DeploymentMessages;
import io.jenkins.plugins.ecs.rollout.messages.FailureMessages;
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

    /** So many looks may be had without one at the service, whose events tell what our deployment does not. */
    static final int LOOKS_WITHOUT_SERVICE = 11;

    

    FollowingPhase() {}

    /**
     * Whether the service is to be looked at as well. While our deployment stands as it was, the service has seldom
     * anything to add, and a look at it costs as much as the one at the deployment.
     *
     * @param own null where it could not be seen
     */
    public static boolean needsService(RolloutState state, ServiceDeployment own) {
        return own == null
                || !own.isUnfinished()
                || state.strangeSightings > 0
                || state.looksWithoutService >= LOOKS_WITHOUT_SERVICE
                || EarlyFailureDetection.countsInService(own)
                || !Progress.words(state, own).equals(state.lastSeen);
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
    public void decide(Decision turn, Observation seen) {
        RolloutState state = turn.state;
        state.looksWithoutService = seen.withoutService() ? state.looksWithoutService + 1 : 0;
        turn.lookIn(LOOK_AGAIN);
        
        if (state.byDeploymentId) {
            DescribeServicesFallback.decide(turn, seen);
            return;
        }
        Replacement.noteOwnEntry(state, seen.service);
        if (seen.ownFailure != null && !seen.ownFailure.isPassing()) {
            withoutOwn(turn, seen.ownFailure);
            return;
        }
        if (ReadFailurePolicy.handled(turn, seen.ownFailure)) {
            return;
        }
        if (seen.own == null) {
            missing(turn);
            return;
        }
        Progress.note(turn, seen);
        turn.lookIn(NextPoll.in(state, seen.own, turn.now));
        Diagnosis.noteTargets(turn, seen);
        Pauses.note(turn, seen.own);
        switch (seen.own.status()) {
            case "SUCCESSFUL" -> succeeded(turn);
            case "ROLLBACK_SUCCESSFUL" -> ended(turn, seen, Verdict.ROLLED_BACK);
            case "ROLLBACK_FAILED" -> ended(turn, seen, Verdict.ROLLBACK_FAILED);
            case "STOPPED" -> stopped(turn, seen);
            default -> underWay(turn, seen);
        }
    }

    public static void succeeded(Decision turn) {
        RolloutState state = turn.state;
        if (state.stopReason == StopReason.FAILURE) {
            // ECS knows better.
            turn.say(StopMessages.LINE_COMPLETED_FIRST);
            state.stopReason = null;
            state.givenUpFor.clear();
            turn.go(Phase.PROVING);
        } else if (state.stopReason == StopReason.REQUEST) {
            RollbackPlanning.afterAll(turn);
        } else if (state.isStopping()) {
            StoppingPhase.end(turn, StopMessages.COMPLETED_FIRST);
        } else {
            turn.go(Phase.PROVING);
        }
    }

    private static void ended(Decision turn, Observation seen, Verdict verdict) {
        RolloutState state = turn.state;
        ServiceDeployment own = seen.own;
        if (state.stopReason == StopReason.REQUEST && verdict == Verdict.ROLLED_BACK) {
            RollbackPlanning.rolledBack(turn, seen);
            return;
        }
        state.rollbackTaskDefinition = seen.service == null ? null : seen.service.taskDefinition();
        Optional<String> pause = state.isStopping() ? Optional.empty() : Pauses.rollbackCause(state);
        String why = pause.orElseGet(() -> Causes.of(own));
        if (pause.isPresent()) {
            turn.end(verdict, why, "");
        } else if (state.isStopping()) {
            StoppingPhase.end(
                    turn, verdict == Verdict.ROLLED_BACK ? StopMessages.ROLLED_BACK : StopMessages.rollbackFailed(why), verdict);
        } else {
            turn.endAfterDiagnosis(verdict, why);
        }
    }

    private static void stopped(Decision turn, Observation seen) {
        RolloutState state = turn.state;
        ServiceDeployment own = seen.own;
        if (state.isStopping()) {
            StoppingPhase.end(turn, StopMessages.stopped(Causes.of(own)), Verdict.STOPPED);
            return;
        }
        boolean byMonitor = own.circuitBreaker().isTriggered() || own.alarms().isTriggered();
        if (byMonitor) {
            turn.endAfterDiagnosis(Verdict.STOPPED, Causes.of(own));
        } else if (isGone(seen)) {
            turn.endAfterDiagnosis(Verdict.STOPPED, DeploymentMessages.SERVICE_DELETED);
        } else if (seen.service != null && isSuperseded(state, seen)) {
            superseded(turn, seen);
        } else if (++state.strangeSightings >= SURE_AFTER
                && turn.now - state.lastProgressAt >= EventualConsistency.SETTLED_AFTER) {
            // Until then a newer deployment, by another user, may not be visible yet.
            turn.endAfterDiagnosis(Verdict.STOPPED, Causes.of(own));
        }
    }

    public static boolean isGone(Observation seen) {
        return !seen.withoutService()
                && seen.serviceFailure == null
                && (seen.service == null || !seen.service.isActive());
    }

    private static void underWay(Decision turn, Observation seen) {
        RolloutState state = turn.state;
        boolean gone = isGone(seen);
        boolean goingBack = seen.own.status().startsWith("ROLLBACK")
                || seen.own.circuitBreaker().isTriggered()
                || seen.own.alarms().isTriggered();
        state.rollbackSeen |= goingBack;
        boolean replaced = !goingBack && !state.isStopping() && seen.service != null && isSuperseded(state, seen);
        if (gone || replaced) {
            if (++state.strangeSightings < SURE_AFTER) {
                return;
            }
            if (gone) {
                turn.endAfterDiagnosis(Verdict.STOPPED, DeploymentMessages.SERVICE_DELETED);
            } else {
                superseded(turn, seen);
            }
            return;
        }
        // A look without the service is one only where nothing was strange.
        state.strangeSightings = 0;
        if (state.isStopping()) {
            StoppingPhase.insist(turn);
        } else if (Pauses.toBeSent(state, turn.now).isPresent()) {
            turn.go(Phase.ANSWERING);
        } else if (goingBack || !(reached(turn, seen) || EarlyFailureDetection.decide(turn, seen))) {
            StoppingPhase.ifStalled(turn, seen);
        }
    }

    /** As far as the step was told to wait. */
    public static boolean reached(Decision turn, Observation seen) {
        Optional<String> reached = turn.state.request.waitUntil().reached(seen.own);
        reached.ifPresent(point -> turn.end(Verdict.REACHED, DeploymentMessages.reached(point), ""));
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
                .filter(primary -> !primary.id().equals(state.deploymentId))
                .filter(primary -> primary.createdAt() > state.deploymentCreatedAt)
                .isPresent();
    }

    static void superseded(Decision turn, Observation seen) {
        Replacement.by(turn, seen.service.primary().orElseThrow(), false);
    }

    /** @param completed whether our deployment completed first */
    static void superseded(Decision turn, EcsDeployment newer, boolean completed) {
        String revision = Arns.brief(newer.taskDefinition());
        turn.end(
                Verdict.SUPERSEDED,
                completed
                        ? DeploymentMessages.supersededAfterSuccess(newer.id(), revision)
                        : DeploymentMessages.superseded(newer.id(), revision),
                DeploymentMessages.CONSOLE_ADVICE);
    }

    private static void withoutOwn(Decision turn, AwsFailure failure) {
        if (turn.state.deploymentId == null) {
            if (turn.now - turn.state.phaseSince < EventualConsistency.SETTLED_AFTER) {
                // The service may not show the entry of our deployment yet.
                turn.lookIn(LOOK_AGAIN);
                return;
            }
            ReadFailurePolicy.last(turn, failure);
            return;
        }
        turn.state.byDeploymentId = true;
        turn.sayOnce(
                "fallback", DeploymentMessages.fallback(turn.state.deploymentId, FailureMessages.reason(failure)));
    }

    private static void missing(Decision turn) {
        RolloutState state = turn.state;
        if (++state.strangeSightings < 10) {
            return;
        }
        if (state.deploymentId == null) {
            turn.end(Verdict.UNKNOWN, DeploymentMessages.unknownDeployment("ECS", state.serviceDeployment), "");
            return;
        }
        state.strangeSightings = 0;
        state.byDeploymentId = true;
        turn.sayOnce(
                "fallback", DeploymentMessages.fallback(state.deploymentId, DeploymentMessages.NOT_KNOWN));
    }
}
