package io.jenkins.plugins.ecs.paths.release;

import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.text.Durations;
import java.time.Duration;

/** How the plan of what a release would change in a target is made. Pure functions. */
final class TargetPlan {

    private TargetPlan() {}

    /** @param target one of the current environment */
    static ReleaseDecision begin(ReleaseState state, EnvironmentRun target, long now) {
        EnvironmentRun here = state.current().in(Slot.PLANNING, now);
        here.planned = target.target();
        here.planning = RolloutState.begin(target.request().planned(), now);
        return ReleaseDecision.of(state.with(here));
    }

    /**
     * Whether it is still being made.
     *
     * @param longest after which it is given up
     */
    static boolean goesOn(EnvironmentRun here, Duration longest, long now) {
        return !here.planning.hasEnded() && now - here.since() < longest.toMillis();
    }

    /** Why there is none. */
    static String missing(RolloutState planning, Duration longest) {
        return planning.hasEnded()
                ? Outcome.of(planning).message()
                : ReleaseMessages.noPlanWithin(Durations.text(longest.toMillis()));
    }
}
