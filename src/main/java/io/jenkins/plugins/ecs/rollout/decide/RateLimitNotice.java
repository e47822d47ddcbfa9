package io.jenkins.plugins.ecs.rollout.decide;

import io.jenkins.plugins.ecs.rollout.decide.phase.Decision;
import io.jenkins.plugins.ecs.rollout.decide.phase.DecisionDraft;
import io.jenkins.plugins.ecs.rollout.messages.QueueMessages;

/** An act whose turn has not come: AWS takes so many a second from an account in a Region, and others were first. */
public final class RateLimitNotice {

    /** Shorter waits are not worth a line. */
    private static final long WORTH_SAYING = 2_000;

    private RateLimitNotice() {}

    /** The act is not sent; another round decides on it again when its turn is there. */
    public static Decision postpone(Decision decided, long turnIn, long now) {
        String operation = decided.action().orElseThrow().operation();
        DecisionDraft draft = DecisionDraft.of(decided, now);
        draft.withdraw();
        // If its deadline is before, RolloutDriver brings the next round forward.
        draft.pollIn(Math.max(1, turnIn));
        if (turnIn >= WORTH_SAYING) {
            draft.logOnce("queue " + operation, QueueMessages.rateLimited(operation, turnIn));
        }
        return draft.decision();
    }
}
