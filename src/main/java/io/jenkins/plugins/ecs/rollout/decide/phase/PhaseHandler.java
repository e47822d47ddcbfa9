package io.jenkins.plugins.ecs.rollout.decide.phase;

import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.rollout.observe.Observation;
import io.jenkins.plugins.ecs.rollout.observe.Read;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import java.util.List;

/**
 * One phase of a deployment: the reads that it needs, the decision that follows from them, and what the answer to its call
 * means. Pure functions: the time and all that AWS shows are passed in.
 */
public interface PhaseHandler {

    /** The reads that are needed, as far as that is known from what has been seen so far. */
    List<Read> reads(RolloutState state, Observation seen);

    /** Decides once all reads have been made. */
    void decide(DecisionDraft draft, Observation seen);

    /** The call of this phase was answered. */
    default void completed(DecisionDraft draft, AwsAction action, Object answer) {
        throw new IllegalStateException("no call in phase " + draft.state.phase);
    }

    /** AWS refused the call of this phase. */
    default void failed(DecisionDraft draft, AwsAction action, AwsFailure failure) {
        throw new IllegalStateException("no call in phase " + draft.state.phase);
    }
}
