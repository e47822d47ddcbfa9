package io.jenkins.plugins.ecs.rollout.decide;

import io.jenkins.plugins.ecs.rollout.messages.QueueMessages;
import io.jenkins.plugins.ecs.rollout.state.Phase;

/** An act whose turn has not come: AWS takes so many a second from an account in a Region, and others were first. */
public final class RateLimitNotice {

    /** Shorter waits are not worth a line. */
    private static final long WORTH_SAYING = 2_000;

    private RateLimitNotice() {}

    /** The act is not sent; another round decides on it again when its turn is there. */
    public static void postpone(Decision turn, long turnIn) {
        String operation = turn.act().operation();
        turn.withdrawAct();
        // Its time may be over before; what comes after the verdict has its own.
        long left = turn.state.phase == Phase.TIDYING ? turnIn : turn.state.deadline() - turn.now;
        turn.lookIn(Math.max(1, Math.min(turnIn, left)));
        if (turnIn >= WORTH_SAYING) {
            turn.sayOnce(
                    "queue " + operation, QueueMessages.rateLimited(operation, turnIn));
        }
    }
}
