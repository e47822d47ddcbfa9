package io.jenkins.plugins.ecs.rollout.decide.codedeploy;

import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.rollout.decide.follow.StoppingPhase;
import io.jenkins.plugins.ecs.rollout.decide.phase.AwsAction;
import io.jenkins.plugins.ecs.rollout.decide.phase.DecisionDraft;
import io.jenkins.plugins.ecs.rollout.decide.phase.EventualConsistency;
import io.jenkins.plugins.ecs.rollout.decide.phase.PhaseHandler;
import io.jenkins.plugins.ecs.rollout.decide.phase.ReadFailurePolicy;
import io.jenkins.plugins.ecs.rollout.observe.Observation;
import io.jenkins.plugins.ecs.rollout.observe.Read;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import java.util.List;

/** {@link Phase#STOPPING} with CodeDeploy: {@code StopDeployment} with rollback. */
public final class CodeDeployStopping implements PhaseHandler {

    @Override
    public List<Read> reads(RolloutState state, Observation seen) {
        return CodeDeployFollowing.progressReads(state);
    }

    @Override
    public void decide(DecisionDraft draft, Observation seen) {
        if (seen.codeDeployment == null) {
            if (!ReadFailurePolicy.handled(draft, seen.codeDeployFailure)) {
                draft.pollIn(CodeDeployFollowing.LOOK_AGAIN);
            }
        } else if (seen.codeDeployment.isOver()) {
            StoppingPhase.answered(draft);
        } else if (EventualConsistency.isUndecided(draft)) {
            draft.pollIn(EventualConsistency.LOOK_AGAIN);
        } else {
            draft.act(new AwsAction.StopDeployment(draft.state.codeDeploy.deployment, ""));
        }
    }

    @Override
    public void completed(DecisionDraft draft, AwsAction action, Object answer) {
        StoppingPhase.answered(draft);
    }

    @Override
    public void failed(DecisionDraft draft, AwsAction action, AwsFailure failure) {
        StoppingPhase.refused(draft, failure);
    }
}
