package io.jenkins.plugins.ecs.rollout.decide;

import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.text.Durations;

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
                    "queue " + operation,
                    "Waiting about %s for a turn: AWS limits how often %s may be called in an account and Region, and"
                            + " other deployments of this Jenkins are first",
                    Durations.text(turnIn / 1000 * 1000),
                    operation);
        }
    }
}
