package io.jenkins.plugins.ecs.rollout.decide.codedeploy;

import io.jenkins.plugins.ecs.aws.LifecycleHook;
import io.jenkins.plugins.ecs.rollout.decide.AwsAction;
import io.jenkins.plugins.ecs.rollout.decide.Decision;
import io.jenkins.plugins.ecs.rollout.decide.EventualConsistency;
import io.jenkins.plugins.ecs.rollout.decide.Pauses;
import io.jenkins.plugins.ecs.rollout.decide.ReadFailurePolicy;
import io.jenkins.plugins.ecs.rollout.decide.StoppingPhase;
import io.jenkins.plugins.ecs.rollout.observe.Observation;
import io.jenkins.plugins.ecs.rollout.state.Pause;
import io.jenkins.plugins.ecs.rollout.state.PauseAnswer;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import java.util.Optional;

/**
 * {@link io.jenkins.plugins.ecs.rollout.state.Phase#STOPPING} and {@link io.jenkins.plugins.ecs.rollout.state.Phase#ANSWERING} where CodeDeploy deploys: {@code StopDeployment} with rollback, and
 * {@code ContinueDeployment}.
 */
public final class CodeDeployStopping {

    private CodeDeployStopping() {}

    public static void decide(Decision turn, Observation seen) {
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

    public static void answer(Decision turn, Observation seen) {
        RolloutState state = turn.state;
        if (state.isStopping()) {
            turn.go(Phase.STOPPING);
            return;
        }
        if (seen.own == null) {
            if (!ReadFailurePolicy.handled(turn, seen.codeDeployFailure)) {
                turn.lookIn(CodeDeployFollowing.LOOK_AGAIN);
            }
            return;
        }
        Optional<Pause> pause = Pauses.toBeSent(state, turn.now);
        Optional<LifecycleHook> wait = pause.flatMap(asked -> seen.own.hooks().stream()
                .filter(hook -> hook.id().equals(asked.hookId()) && hook.awaitsAction())
                .findFirst());
        if (wait.isEmpty() || !seen.own.goesOn()) {
            turn.go(Phase.FOLLOWING);
        } else if (EventualConsistency.isUndecided(turn)) {
            turn.lookIn(EventualConsistency.LOOK_AGAIN);
        } else if (pause.get().answer() == PauseAnswer.ROLLBACK) {
            turn.act(new AwsAction.StopDeployment(
                    state.codeDeployment, wait.get().id()));
        } else {
            turn.act(new AwsAction.ContinueDeployment(
                    state.codeDeployment, wait.get().id(), wait.get().targetType()));
        }
    }
}
