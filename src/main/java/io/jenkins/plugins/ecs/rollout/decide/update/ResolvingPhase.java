package io.jenkins.plugins.ecs.rollout.decide.update;

import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.AwsFailureMessages;
import io.jenkins.plugins.ecs.aws.ecs.ServiceDeployment;
import io.jenkins.plugins.ecs.rollout.decide.phase.DecisionDraft;
import io.jenkins.plugins.ecs.rollout.decide.phase.PhaseHandler;
import io.jenkins.plugins.ecs.rollout.decide.phase.ReadFailurePolicy;
import io.jenkins.plugins.ecs.rollout.messages.DeploymentMessages;
import io.jenkins.plugins.ecs.rollout.observe.Observation;
import io.jenkins.plugins.ecs.rollout.observe.Read;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.text.Arns;
import java.util.List;
import java.util.Optional;

/**
 * {@link Phase#RESOLVING}: which service deployment did our {@code UpdateService} make? One that was not there before, as
 * old as our entry in {@code deployments[]}, whose target revision has the task definition that we sent. All times
 * compared here are AWS's own.
 */
public final class ResolvingPhase implements PhaseHandler {

    private static final long FIND_WITHIN = 45_000;
    /** The service names its new current deployment a few seconds after the update. */
    private static final long NAMED_WITHIN = 8_000;

    private static final long LOOK_AGAIN = 2_000;

    @Override
    public List<Read> reads(RolloutState state, Observation seen) {
        return state.request.attachTo() == null
                ? OwnServiceDeployment.reads(state, seen)
                : AttachedDeployment.reads(state, seen);
    }

    @Override
    public void decide(DecisionDraft draft, Observation seen) {
        RolloutState state = draft.state;
        if (state.request.attachTo() != null) {
            AttachedDeployment.decide(draft, seen);
            return;
        }
        boolean lastsTooLong = draft.now - state.phaseSince > FIND_WITHIN;
        if (state.deploymentId == null && seen.service != null) {
            OwnEntry.newDeployment(state, seen.service)
                    .or(() -> OwnEntry.alteredDeployment(draft, seen.service))
                    .ifPresent(ours -> OwnEntry.follow(draft, ours));
        }
        Optional<ServiceDeployment> found = OwnServiceDeployment.find(state, seen, lastsTooLong);
        if (found.isPresent()) {
            ReadFailurePolicy.over(draft);
            OwnServiceDeployment.take(draft, found.get(), seen);
            return;
        }
        AwsFailure failure = seen.serviceDeploymentsFailure;
        boolean isFinal = failure != null && state.deploymentId != null && isFinal(draft, seen, failure);
        if (seen.serviceFailure == null && failure != null && (isFinal || lastsTooLong)) {
            fallBack(draft, seen, AwsFailureMessages.reason(failure));
            return;
        }
        AwsFailure passing = failure != null && failure.isPassing() ? failure : null;
        if (ReadFailurePolicy.handled(draft, seen.serviceFailure, passing)) {
            return;
        }
        if (lastsTooLong) {
            fallBack(draft, seen, DeploymentMessages.NOT_LISTED);
        } else {
            draft.pollIn(LOOK_AGAIN);
        }
    }

    /**
     * Whether there is no use in asking on. Emulators say of an operation that they don't have that it is an internal error,
     * without the code that AWS's own errors have.
     */
    private static boolean isFinal(DecisionDraft draft, Observation seen, AwsFailure failure) {
        boolean nobodyNamesIt = failure.kind() == AwsFailure.Kind.UNSUPPORTED
                && seen.service != null
                && seen.service.currentServiceDeployment() == null
                && seen.service.settings().currentRevisions().isEmpty();
        if (nobodyNamesIt) {
            return true;
        }
        boolean noCode = failure.isInternalError() && failure.code() == null;
        return draft.now - draft.state.phaseSince > NAMED_WITHIN
                && (!failure.isPassing() || (noCode && draft.state.reading.failures >= 2));
    }

    private static void fallBack(DecisionDraft draft, Observation seen, String why) {
        RolloutState state = draft.state;
        if (state.deploymentId == null && isTakenWithoutDeployment(state, seen)) {
            draft.logOnce("no deployment", DeploymentMessages.noDeployment(Arns.brief(state.taskDefinition)));
            state.alteredDeployment = true;
            draft.go(Phase.PROVING);
            return;
        }
        if (state.deploymentId == null) {
            draft.end(
                    Verdict.UNKNOWN,
                    DeploymentMessages.noneShown(Arns.brief(state.taskDefinition)),
                    DeploymentMessages.CHECK_SERVICE);
            return;
        }
        state.byDeploymentId = true;
        AwsFailure failure = seen.serviceDeploymentsFailure;
        state.mayBeListedLater = failure == null || failure.isPassing();
        draft.logOnce("fallback", DeploymentMessages.fallback(state.deploymentId, why));
        OwnServiceDeployment.found(draft);
    }

    /** Emulators whose deployments never change; with one that ECS rolled back the service is set to what was before. */
    private static boolean isTakenWithoutDeployment(RolloutState state, Observation seen) {
        return seen.service != null
                && !state.isStopping()
                && state.request.waitForEnd()
                && seen.service.taskDefinition().equals(state.taskDefinition)
                && !state.taskDefinition.equals(state.previous.taskDefinition);
    }
}
