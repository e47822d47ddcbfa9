package io.jenkins.plugins.ecs.rollout.decide.follow;

import io.jenkins.plugins.ecs.aws.ecs.DeploymentWaits;
import io.jenkins.plugins.ecs.aws.ecs.LifecycleHook;
import io.jenkins.plugins.ecs.aws.ecs.ServiceDeployment;
import io.jenkins.plugins.ecs.rollout.decide.phase.DecisionDraft;
import io.jenkins.plugins.ecs.rollout.request.CodeDeployEvents;
import io.jenkins.plugins.ecs.rollout.state.ExpectedWaits;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.rollout.strategy.Stage;

/**
 * The time that a deployment may wait without being late, while it is followed: bake times, and lifecycle hooks and pauses,
 * which take as long as they take and stop the clock.
 */
public final class ExpectedTime {

    private ExpectedTime() {}

    /** What the deployment itself says of how it is configured; and whether the clock stands still while a hook runs. */
    static void note(DecisionDraft draft, ServiceDeployment own) {
        RolloutState state = draft.state;
        DeploymentWaits waits = own.configuration().waits();
        boolean unknown = state.expected.longestWaitMillis == null && !state.byCodeDeploy;
        if (unknown
                || waits.millis() > state.expected.waitMillis
                || waits.longestHookMinutes() > state.expected.hookMinutes) {
            draft.expect(waits);
        }
        boolean runs = own.goesOn() && hook(own) != null;
        if (runs && state.pausedSince == 0) {
            state.expected.hookSince = state.expected.hookSince == 0 ? draft.now : state.expected.hookSince;
        } else if (state.expected.hookSince != 0) {
            state.expected.hookMillis += draft.now - state.expected.hookSince;
            state.expected.hookSince = 0;
        }
    }

    /** One that runs; null where none does. */
    static LifecycleHook hook(ServiceDeployment own) {
        return own.hooks().stream()
                .filter(hook -> hook.status().equals("IN_PROGRESS"))
                .findFirst()
                .orElse(null);
    }

    /** All traffic is on new tasks that run, and what is left is to wait: that is never taken back for being late. */
    public static boolean isWell(RolloutState state) {
        boolean last = state.display.ownStage.equals(Stage.BAKE_TIME.name())
                || state.display.ownStage.equals(Stage.CLEAN_UP.name())
                || state.display.ownStage.equals(CodeDeployEvents.TERMINATION_WAIT)
                || isRollingBake(state);
        boolean all = state.counts.desiredCount > 0
                && state.counts.runningCount >= state.counts.desiredCount
                && state.counts.pendingCount == 0;
        boolean traffic = state.display.productionWeight == null || state.display.productionWeight >= 100;
        return state.phase == Phase.FOLLOWING && last && all && traffic && !state.stop.rollbackSeen;
    }

    /** A rolling update has no stages: it bakes when the old tasks have gone. */
    private static boolean isRollingBake(RolloutState state) {
        return state.display.ownStage.isEmpty() && state.display.bakeMinutes > 0 && state.counts.oldCount == 0;
    }

    /** It only bakes, and its bake time is not over. */
    public static boolean bakes(RolloutState state, long now) {
        long since = isRollingBake(state) ? state.progress.lastProgressAt : state.display.stageSince;
        return isWell(state) && now < since + state.display.bakeMinutes * 60_000L + ExpectedWaits.ABOUT;
    }
}
