package io.jenkins.plugins.ecs.rollout.decide;

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
        // Its time may be over before; what comes after the verdict has its own.
        long left = draft.state.phase.isAfterVerdict() ? turnIn : draft.state.deadline() - draft.now;
        draft.pollIn(Math.max(1, Math.min(turnIn, left)));
        if (turnIn >= WORTH_SAYING) {
            draft.logOnce("queue " + operation, QueueMessages.rateLimited(operation, turnIn));
        }
        return draft.decision();
    }
}
