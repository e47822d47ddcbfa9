package io.jenkins.plugins.ecs.rollout;

import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.rollout.state.Pause;
import io.jenkins.plugins.ecs.rollout.state.PauseAnswer;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.rollout.strategy.Strategy;
import io.jenkins.plugins.ecs.rollout.strategy.StrategySettings;

/** Outcomes of deployments with one pause, for tests of what is shown of it. */
public final class PausedOutcomes {

    private PausedOutcomes() {}

    public static Outcome open(String stage, double traffic, long expiresAt, String timeoutAction) {
        return outcome(new Pause("hook-1", stage, traffic, 1, expiresAt, timeoutAction));
    }

    public static Outcome answered(PauseAnswer answer, String by, long at) {
        return outcome(new Pause("hook-1", "POST_SCALE_UP", -1, 1, 0, "").answered(answer, by, at));
    }

    private static Outcome outcome(Pause pause) {
        RolloutState state = RolloutState.begin(
                RolloutTestCase.request()
                        .strategy(StrategySettings.of(Strategy.BLUE_GREEN).build())
                        .build(),
                1);
        state.phase = Phase.FOLLOWING;
        state.pauses.add(pause);
        return Outcome.of(state);
    }
}
