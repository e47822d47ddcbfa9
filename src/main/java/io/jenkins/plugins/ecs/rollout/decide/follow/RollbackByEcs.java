package io.jenkins.plugins.ecs.rollout.decide.follow;

import io.jenkins.plugins.ecs.aws.ecs.EcsDeployment;
import io.jenkins.plugins.ecs.rollout.decide.phase.DecisionDraft;
import io.jenkins.plugins.ecs.rollout.decide.phase.EventualConsistency;
import io.jenkins.plugins.ecs.rollout.decide.phase.StopEnding;
import io.jenkins.plugins.ecs.rollout.messages.RollbackMessages;
import io.jenkins.plugins.ecs.rollout.observe.Observation;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.text.Arns;
import java.util.Optional;

/** A rollback of the deployment in progress, which ECS makes itself. */
final class RollbackByEcs {

    private RollbackByEcs() {}

    /** ECS is done with rolling back: what runs is verified as after any deployment. */
    static void ended(DecisionDraft draft, Observation seen) {
        RolloutState state = draft.state;
        Optional<EcsDeployment> primary = seen.service == null ? Optional.empty() : seen.service.primary();
        boolean stale = primary.isEmpty() || primary.get().taskDefinition().equals(state.previous.taskDefinition);
        if (stale && ++state.progress.strangeSightings < EventualConsistency.SURE_AFTER) {
            return;
        }
        if (primary.isEmpty()) {
            StopEnding.end(draft, RollbackMessages.INVISIBLE, Verdict.UNKNOWN);
            return;
        }
        state.taskDefinition = primary.get().taskDefinition();
        state.deploymentId = primary.get().id();
        state.deploymentCreatedAt = primary.get().createdAt();
        state.counts.desiredCount = seen.service.desiredCount();
        state.targetRevision = null;
        state.digests.clear();
        state.stop.stopReason = null;
        draft.log(RollbackMessages.rolledBack(Arns.brief(state.taskDefinition)));
        draft.go(Phase.PROVING);
    }

    /** It came to its end before it could be rolled back: now there is nothing under way, and going back is a deployment. */
    static void cameTooLate(DecisionDraft draft) {
        RolloutState state = draft.state;
        draft.log(RollbackMessages.COMPLETED_FIRST);
        state.stop.stopReason = null;
        state.rollback.provenRollback = false;
        state.stop.stopSentAt = 0;
        state.serviceDeployment = null;
        state.targetRevision = null;
        state.deploymentId = null;
        state.deploymentCreatedAt = 0;
        state.previous.deployments.clear();
        state.previous.serviceDeployments.clear();
        draft.go(Phase.PLANNING);
    }
}
