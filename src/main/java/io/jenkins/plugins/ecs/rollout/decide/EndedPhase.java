package io.jenkins.plugins.ecs.rollout.decide;

import io.jenkins.plugins.ecs.rollout.decide.phase.DecisionDraft;
import io.jenkins.plugins.ecs.rollout.decide.phase.PhaseHandler;
import io.jenkins.plugins.ecs.rollout.observe.Observation;
import io.jenkins.plugins.ecs.rollout.observe.Read;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import java.util.List;

/** {@link Phase#ENDED}: nothing is left to do. */
final class EndedPhase implements PhaseHandler {

    @Override
    public List<Read> reads(RolloutState state, Observation seen) {
        return List.of();
    }

    @Override
    public void decide(DecisionDraft draft, Observation seen) {
        // It has ended.
    }
}
