package io.jenkins.plugins.ecs.rollout.decide.phase;

import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import java.util.List;
import java.util.Optional;

/**
 * What is decided in one round, as one value.
 *
 * @param state the new state; nobody changes it any more
 * @param messages for the log, one line each
 * @param action the call to send once the state was saved as pending; empty for none
 * @param nextPollMillis milliseconds until the next round; 0 for at once
 */
public record Decision(RolloutState state, List<String> messages, Optional<AwsAction> action, long nextPollMillis) {

    public Decision {
        messages = List.copyOf(messages);
    }
}
