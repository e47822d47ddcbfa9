package io.jenkins.plugins.ecs.rollout.decide.follow;

import io.jenkins.plugins.ecs.aws.ecs.EcsDeployment;
import io.jenkins.plugins.ecs.rollout.decide.phase.DecisionDraft;
import io.jenkins.plugins.ecs.rollout.decide.phase.StopEnding;
import io.jenkins.plugins.ecs.rollout.messages.DeploymentMessages;
import io.jenkins.plugins.ecs.rollout.messages.StopMessages;
import io.jenkins.plugins.ecs.rollout.observe.Observation;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.rollout.state.StopReason;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.text.Arns;
import java.util.Optional;

/** How a deployment that is followed comes to its end, whoever carries it out. */
public final class FollowedEnd {

    private FollowedEnd() {}

    /** The deployment has completed, although it may have been asked to stop. */
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

    /** Whether the service was read and is not there any more. */
    public static boolean isGone(Observation seen) {
        return !seen.withoutService()
                && seen.serviceFailure == null
                && (seen.service == null || !seen.service.isActive());
    }

    /** As far as the step was told to wait. */
    public static boolean reached(DecisionDraft draft, Observation seen) {
        Optional<String> reached = draft.state.request.waitUntil().reached(seen.own);
        reached.ifPresent(point -> draft.end(Verdict.REACHED, DeploymentMessages.reached(point), ""));
        return reached.isPresent();
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
}
