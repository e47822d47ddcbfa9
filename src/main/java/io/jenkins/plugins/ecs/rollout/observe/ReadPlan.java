package io.jenkins.plugins.ecs.rollout.observe;

import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import java.util.List;

/** Which reads are needed before a decision. */
@FunctionalInterface
public interface ReadPlan {

    /**
     * All reads that are needed as far as that is known from what has been seen; a pure function. It is asked again with
     * what they showed, until it names no new one.
     */
    List<Read> reads(RolloutState state, Observation seen);
}
