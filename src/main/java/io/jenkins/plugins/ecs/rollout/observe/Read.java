package io.jenkins.plugins.ecs.rollout.observe;

import io.jenkins.plugins.ecs.rollout.state.RolloutState;

/**
 * One read that a phase needs before it decides. Phases declare them, {@link Observer} makes each of them once. Two reads
 * are the same if they are equal, so a read is a record or an enum constant.
 */
public interface Read {

    /** In the order in which they are made: the reads of an earlier kind come first. */
    enum Kind {
        /** Of this Jenkins: records of builds, the queue. */
        LOCAL,
        /** ECS, through the shared poller. A read that is missing ends the round. */
        ECS,
        /** Other services of AWS, called directly. So they come after ECS, and are made once in a round. */
        OTHER,
        /** CodeDeploy, which has a rate limit of its own. */
        CODE_DEPLOY
    }

    Kind kind();

    /** Puts what AWS shows, or why it does not, into the observation. */
    void into(Observation seen, RolloutState state, ReadSources from);
}
