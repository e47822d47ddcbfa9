package io.jenkins.plugins.ecs.rollout.decide.phase;

import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.rollout.Seen;
import io.jenkins.plugins.ecs.rollout.observe.Observation;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;

/** A phase as a plain function of a state and of what was seen, a minute after {@link Seen#NOW}. */
public final class PhaseCalls {

    public static final long NOW = Seen.NOW + 60_000;

    private PhaseCalls() {}

    public static Decision decide(PhaseHandler phase, RolloutState state, Observation seen) {
        DecisionDraft draft = new DecisionDraft(state, NOW, 0);
        phase.decide(draft, seen);
        return draft.decision();
    }

    public static Decision completed(PhaseHandler phase, RolloutState state, AwsAction call, Object answer) {
        DecisionDraft draft = new DecisionDraft(state, NOW, 0);
        phase.completed(draft, call, answer);
        return draft.decision();
    }

    public static Decision failed(PhaseHandler phase, RolloutState state, AwsAction call, AwsFailure failure) {
        DecisionDraft draft = new DecisionDraft(state, NOW, 0);
        phase.failed(draft, call, failure);
        return draft.decision();
    }
}
