package io.jenkins.plugins.ecs.rollout;

import io.jenkins.plugins.ecs.aws.LifecycleHook;
import java.util.Optional;

/**
 * {@link Phase#STOPPING} and {@link Phase#ANSWERING} where CodeDeploy deploys: {@code StopDeployment} with rollback, and
 * {@code ContinueDeployment}.
 */
final class CodeDeployStopping {

    private CodeDeployStopping() {}

    static void decide(Turn turn, Observation seen) {
        if (seen.codeDeployment == null) {
            if (!Failures.handled(turn, seen.codeDeployFailure)) {
                turn.lookIn(CodeDeployFollowing.LOOK_AGAIN);
            }
        } else if (seen.codeDeployment.isOver()) {
            Stopping.answered(turn);
        } else if (Settling.isUndecided(turn)) {
            turn.lookIn(Settling.LOOK_AGAIN);
        } else {
            turn.act(new Act.StopDeployment(turn.state.codeDeployment, ""));
        }
    }

    static void answer(Turn turn, Observation seen) {
        RolloutState state = turn.state;
        if (state.isStopping()) {
            turn.go(Phase.STOPPING);
            return;
        }
        if (seen.own == null) {
            if (!Failures.handled(turn, seen.codeDeployFailure)) {
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
        } else if (Settling.isUndecided(turn)) {
            turn.lookIn(Settling.LOOK_AGAIN);
        } else if (pause.get().answer() == PauseAnswer.ROLLBACK) {
            turn.act(new Act.StopDeployment(state.codeDeployment, wait.get().id()));
        } else {
            turn.act(new Act.ContinueDeployment(
                    state.codeDeployment, wait.get().id(), wait.get().targetType()));
        }
    }
}
