package io.jenkins.plugins.ecs.rollout.decide.codedeploy;

import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.ecs.LifecycleHook;
import io.jenkins.plugins.ecs.rollout.decide.follow.Answering;
import io.jenkins.plugins.ecs.rollout.decide.follow.Pauses;
import io.jenkins.plugins.ecs.rollout.decide.phase.AwsAction;
import io.jenkins.plugins.ecs.rollout.decide.phase.DecisionDraft;
import io.jenkins.plugins.ecs.rollout.decide.phase.EventualConsistency;
import io.jenkins.plugins.ecs.rollout.decide.phase.PhaseHandler;
import io.jenkins.plugins.ecs.rollout.decide.phase.ReadFailurePolicy;
import io.jenkins.plugins.ecs.rollout.observe.Observation;
import io.jenkins.plugins.ecs.rollout.observe.Read;
import io.jenkins.plugins.ecs.rollout.state.Pause;
import io.jenkins.plugins.ecs.rollout.state.PauseAnswer;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import java.util.List;
import java.util.Optional;

/**
 * {@link Phase#ANSWERING} with CodeDeploy: {@code ContinueDeployment}, or {@code
 * StopDeployment} with rollback.
 */
public final class CodeDeployAnswering implements PhaseHandler {

    @Override
    public List<Read> reads(RolloutState state, Observation seen) {
        return CodeDeployFollowing.progressReads(state);
    }

    @Override
    public void decide(DecisionDraft draft, Observation seen) {
        RolloutState state = draft.state;
        if (state.isStopping()) {
            draft.go(Phase.STOPPING);
            return;
        }
        if (seen.own == null) {
            if (!ReadFailurePolicy.handled(draft, seen.codeDeployFailure)) {
                draft.pollIn(CodeDeployFollowing.LOOK_AGAIN);
            }
            return;
        }
        Optional<Pause> pause = Pauses.toBeSent(state, draft.now);
        Optional<LifecycleHook> wait = pause.flatMap(asked -> seen.own.hooks().stream()
                .filter(hook -> hook.id().equals(asked.hookId()) && hook.awaitsAction())
                .findFirst());
        if (wait.isEmpty() || !seen.own.goesOn()) {
            draft.go(Phase.FOLLOWING);
        } else if (EventualConsistency.isUndecided(draft)) {
            draft.pollIn(EventualConsistency.LOOK_AGAIN);
        } else if (pause.get().answer() == PauseAnswer.ROLLBACK) {
            draft.act(new AwsAction.StopDeployment(
                    state.codeDeploy.deployment, wait.get().id()));
        } else {
            draft.act(new AwsAction.ContinueDeployment(
                    state.codeDeploy.deployment, wait.get().id(), wait.get().targetType()));
        }
    }

    @Override
    public void completed(DecisionDraft draft, AwsAction action, Object answer) {
        Answering.answered(draft, (AwsAction.Answer) action);
    }

    @Override
    public void failed(DecisionDraft draft, AwsAction action, AwsFailure failure) {
        Answering.refused(draft, (AwsAction.Answer) action, failure);
    }
}
