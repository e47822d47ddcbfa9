package io.jenkins.plugins.ecs.rollout.decide.follow;

import io.jenkins.plugins.ecs.aws.ecs.EcsDeployment;
import io.jenkins.plugins.ecs.aws.ecs.EcsService;
import io.jenkins.plugins.ecs.rollout.decide.phase.DecisionDraft;
import io.jenkins.plugins.ecs.rollout.decide.phase.EventualConsistency;
import io.jenkins.plugins.ecs.rollout.decide.phase.ReadFailurePolicy;
import io.jenkins.plugins.ecs.rollout.decide.phase.StopEnding;
import io.jenkins.plugins.ecs.rollout.messages.DeploymentMessages;
import io.jenkins.plugins.ecs.rollout.messages.StopMessages;
import io.jenkins.plugins.ecs.rollout.observe.Observation;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.text.Arns;
import io.jenkins.plugins.ecs.text.PlainText;
import java.util.Optional;

/**
 * Following where service deployments are not to be had: by our entry in {@code DescribeServices.deployments[]}. That list
 * forgets a deployment soon after it is over, so what was seen of it is remembered, and events fill the gaps. What
 * cannot be told is never taken for a success.
 */
final class DescribeServicesFallback {

    /** Reads that a rollback may take from being announced to being there. */
    private static final int ROLLBACK_BEGINS_WITHIN = 12;

    private static final long RESOLVE_AGAIN_AFTER = 120_000;

    private DescribeServicesFallback() {}

    static void decide(DecisionDraft draft, Observation seen) {
        if (ReadFailurePolicy.handled(draft, seen.serviceFailure)) {
            return;
        }
        RolloutState state = draft.state;
        EcsService service = seen.service;
        if (service == null || !service.isActive()) {
            if (++state.progress.strangeSightings >= EventualConsistency.SURE_AFTER) {
                draft.endAfterDiagnosis(Verdict.STOPPED, DeploymentMessages.SERVICE_DELETED);
            }
            return;
        }
        if (isWorthResolving(draft)) {
            draft.go(Phase.RESOLVING);
            return;
        }
        Progress.note(draft, seen);
        if (state.request.strategy() != null) {
            draft.logOnce("no stages", DeploymentMessages.NO_STAGES);
        }
        Diagnosis.noteTargets(draft, seen);
        Optional<EcsDeployment> ours = service.deployment(state.deploymentId);
        if (ours.isPresent() && ours.get().isPrimary()) {
            primary(draft, seen, ours.get());
        } else {
            ours.ifPresent(d -> remember(state, d));
            rememberEvents(state, service);
            notPrimary(draft, seen, service);
        }
    }

    /** A pause that nobody can see is answered by its timeout, with a rollback. */
    private static boolean isWorthResolving(DecisionDraft draft) {
        RolloutState state = draft.state;
        return state.mayBeListedLater
                && state.request.strategy() != null
                && state.serviceDeployment == null
                && !state.isStopping()
                && draft.now - state.phaseSince > RESOLVE_AGAIN_AFTER;
    }

    private static void primary(DecisionDraft draft, Observation seen, EcsDeployment ours) {
        RolloutState state = draft.state;
        String rollout = state.alteredDeployment ? null : ours.rolloutState();
        if ("COMPLETED".equals(rollout) || (rollout == null && looksComplete(seen.service, ours))) {
            FollowedEnd.succeeded(draft);
        } else if ("FAILED".equals(rollout)) {
            remember(state, ours);
            // With rollback on, another deployment becomes the primary one in a moment.
            int sure = ours.rolloutStateReason().contains("rolling back")
                    ? ROLLBACK_BEGINS_WITHIN
                    : EventualConsistency.SURE_AFTER;
            if (++state.progress.strangeSightings < sure) {
                return;
            }
            draft.endAfterDiagnosis(Verdict.STOPPED, reason(ours));
        } else {
            state.progress.strangeSightings = 0;
            if (!EarlyFailureDetection.decide(draft, seen)) {
                StoppingPhase.ifStalled(draft, seen);
            }
        }
    }

    /** For endpoints that tell no rollout state: nothing but our tasks, all of them, none on its way. */
    private static boolean looksComplete(EcsService service, EcsDeployment ours) {
        return service.deployments().size() == 1
                && ours.runningCount() >= service.desiredCount()
                && service.runningCount() == ours.runningCount()
                && ours.pendingCount() == 0;
    }

    private static void notPrimary(DecisionDraft draft, Observation seen, EcsService service) {
        RolloutState state = draft.state;
        Optional<EcsDeployment> primary = service.primary();
        boolean back = (state.isStopping() || state.stop.rollbackSeen)
                && primary.filter(d -> d.taskDefinition().equals(state.previous.taskDefinition))
                        .isPresent();
        if ((state.progress.failureSeen || back) && primary.isPresent()) {
            if (++state.progress.strangeSightings >= EventualConsistency.SURE_AFTER) {
                rollingBack(draft, primary.get());
            }
        } else if (primary.isEmpty()
                || !Replacement.isNewer(state, primary.get(), state.deploymentId, state.deploymentCreatedAt)) {
            // A stale read: what is shown is older than our deployment.
            StoppingPhase.ifStalled(draft, seen);
        } else if (++state.progress.strangeSightings >= EventualConsistency.SURE_AFTER) {
            Replacement.superseded(draft, seen);
        }
    }

    private static void rollingBack(DecisionDraft draft, EcsDeployment primary) {
        RolloutState state = draft.state;
        if ("IN_PROGRESS".equals(primary.rolloutState())) {
            return;
        }
        boolean failed = "FAILED".equals(primary.rolloutState());
        String why = state.cause.isEmpty()
                ? DeploymentMessages.rolledBackTo(Arns.brief(primary.taskDefinition()))
                : state.cause;
        if (state.isStopping()) {
            StopEnding.end(draft, failed ? StopMessages.ROLLBACK_FAILED : StopMessages.ROLLED_BACK);
        } else {
            draft.endAfterDiagnosis(failed ? Verdict.ROLLBACK_FAILED : Verdict.ROLLED_BACK, why);
        }
    }

    private static void remember(RolloutState state, EcsDeployment ours) {
        if ("FAILED".equals(ours.rolloutState()) || ours.rolloutStateReason().contains("rolling back")) {
            state.progress.failureSeen = true;
            state.cause = PlainText.line(reason(ours));
        }
    }

    /** {@code (service api) (deployment ecs-svc/1) deployment failed: tasks failed to start.} */
    private static void rememberEvents(RolloutState state, EcsService service) {
        String failed = "(deployment " + state.deploymentId + ") deployment failed";
        service.events().stream()
                .filter(e -> e.message().contains(failed))
                .findFirst()
                .ifPresent(e -> {
                    state.progress.failureSeen = true;
                    if (state.cause.isEmpty()) {
                        state.cause = PlainText.line(e.message());
                    }
                });
    }

    private static String reason(EcsDeployment ours) {
        return ours.rolloutStateReason().isEmpty() ? DeploymentMessages.FAILED : ours.rolloutStateReason();
    }
}
