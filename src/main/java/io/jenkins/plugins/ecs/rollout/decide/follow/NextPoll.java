package io.jenkins.plugins.ecs.rollout.decide.follow;

import io.jenkins.plugins.ecs.aws.ecs.ServiceDeployment;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;

/** When a deployment that is followed is polled again: soon where it may end any moment, seldom where it cannot. */
public final class NextPoll {

    public static final long USUALLY = 2_500;
    static final long NEAR_END = 2_000;
    /** While nothing moves: a bake time, a slow start. */
    static final long QUIETLY = 5_000;

    private static final long QUIET_AFTER = 2 * 60_000;
    /** ECS ends a bake time at about its time. */
    private static final long ABOUT = 10_000;

    private NextPoll() {}

    /** Milliseconds until the deployment is polled again. */
    static long in(RolloutState state, ServiceDeployment own, long now) {
        boolean quiet = now - state.progress.lastProgressAt > QUIET_AFTER;
        if (mayEnd(state, own, now) && (!quiet || state.bakeEndsAt() > 0)) {
            return NEAR_END;
        }
        return quiet ? QUIETLY : USUALLY;
    }

    /** All new tasks run; before that it cannot succeed. */
    private static boolean mayEnd(RolloutState state, ServiceDeployment own, long now) {
        boolean complete = own.target() != null
                && own.target().requested() > 0
                && own.target().running() >= own.target().requested();
        long bakeEndsAt = state.bakeEndsAt();
        return complete && !own.awaitsAction() && (bakeEndsAt == 0 || Math.abs(bakeEndsAt - now) < ABOUT);
    }
}
