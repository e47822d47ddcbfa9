package io.jenkins.plugins.ecs.rollout.decide.codedeploy;

import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.rollout.decide.AwsAction;
import io.jenkins.plugins.ecs.rollout.decide.Decision;
import io.jenkins.plugins.ecs.rollout.decide.EventualConsistency;
import io.jenkins.plugins.ecs.rollout.decide.PhaseHandler;
import io.jenkins.plugins.ecs.rollout.decide.ReadFailurePolicy;
import io.jenkins.plugins.ecs.rollout.decide.StoppingPhase;
import io.jenkins.plugins.ecs.rollout.observe.Observation;
import io.jenkins.plugins.ecs.rollout.observe.Read;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import java.util.List;

/** {@link io.jenkins.plugins.ecs.rollout.state.Phase#STOPPING} with CodeDeploy: {@code StopDeployment} with rollback. */
public final class CodeDeployStopping implements PhaseHandler {

    

    @Override
    public List<Read> reads(RolloutState state, Observation seen) {
        return CodeDeployFollowing.progressReads(state);
    }

    @Override
    public void decide(Decision turn, Observation seen) {
        if (seen.codeDeployment == null) {
            if (!ReadFailurePolicy.handled(turn, seen.codeDeployFailure)) {
                turn.lookIn(CodeDeployFollowing.LOOK_AGAIN);
            }
        } else if (seen.codeDeployment.isOver()) {
            StoppingPhase.answered(turn);
        } else if (EventualConsistency.isUndecided(turn)) {
            turn.lookIn(EventualConsistency.LOOK_AGAIN);
        } else {
            turn.act(new AwsAction.StopDeployment(turn.state.codeDeployment, ""));
        }
    }

    @Override
    public void completed(Decision turn, AwsAction action, Object answer) {
        StoppingPhase.answered(turn);
    }

    @Override
    public void failed(Decision turn, AwsAction action, AwsFailure failure) {
        StoppingPhase.refused(turn, failure);
    }
}
