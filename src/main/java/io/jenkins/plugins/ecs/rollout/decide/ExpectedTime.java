package io.jenkins.plugins.ecs.rollout.decide;

import io.jenkins.plugins.ecs.aws.ecs.DeploymentWaits;
import io.jenkins.plugins.ecs.aws.ecs.LifecycleHook;
import io.jenkins.plugins.ecs.aws.ecs.ServiceDeployment;
import io.jenkins.plugins.ecs.rollout.messages.PlanningMessages;
import io.jenkins.plugins.ecs.rollout.observe.Observation;
import io.jenkins.plugins.ecs.rollout.request.CodeDeployEvents;
import io.jenkins.plugins.ecs.rollout.state.ExpectedWaits;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.rollout.strategy.Stage;
import io.jenkins.plugins.ecs.text.Durations;
import java.util.ArrayList;
import java.util.List;

/**
 * The time that a deployment is configured to take, which is no lateness: bake times and traffic steps are known before the
 * first change and added to the timeout; lifecycle hooks and pauses take as long as they take, and stop the clock.
 */
public final class ExpectedTime {

    private ExpectedTime() {}

    /** The plan is made and nothing is changed yet. */
    static void planned(DecisionDraft draft, Observation seen) {
        RolloutState state = draft.state;
        boolean deploys = state.phase == Phase.REGISTERING
                || state.phase == Phase.RUNNING_BEFORE
                || (state.phase == Phase.UPDATING && !state.unchanged)
                || (state.plan != null && state.plan.startsDeployment());
        if (!deploys) {
            state.expected.longestWaitMillis = 0L;
            return;
        }
        ControllerRules rules = DeploymentController.rules(state);
        DeploymentWaits waits = rules.waits(state, seen);
        take(state, waits);
        if (!rules.areWaitsKnown(seen)) {
            state.expected.longestWaitMillis = null;
        }
        if (!state.request.waitForEnd() || state.plan != null) {
            return;
        }
        if (state.expected.waitMillis > 0) {
            draft.log(PlanningMessages.expectedTime(
                    Durations.text(state.expected.waitMillis),
                    Durations.text(state.allowedMillis()),
                    waits.parts(rules.lastWait())));
        }
        List<String> uncounted = new ArrayList<>();
        if (waits.longestHookMinutes() > 0) {
            uncounted.add(
                    PlanningMessages.upTo("lifecycle hooks", Durations.text(waits.longestHookMinutes() * 60_000L)));
        }
        if (waits.longestPauseMinutes() > 0 && state.request.clockStopsAtPauses()) {
            uncounted.add(PlanningMessages.upTo("pauses", Durations.text(waits.longestPauseMinutes() * 60_000L)));
        }
        if (!uncounted.isEmpty()) {
            draft.log(PlanningMessages.notCounted(uncounted));
        }
    }

    private static void take(RolloutState state, DeploymentWaits waits) {
        state.expected.waitMillis = waits.millis();
        state.expected.hookMinutes = waits.longestHookMinutes();
        state.expected.pauseMinutes = waits.longestPauseMinutes();
        state.expected.longestWaitMillis = waits.longestMillis();
    }

    /** What the deployment itself says of how it is configured; and whether the clock stands still while a hook runs. */
    static void note(DecisionDraft draft, ServiceDeployment own) {
        RolloutState state = draft.state;
        DeploymentWaits waits = own.configuration().waits();
        boolean unknown = state.expected.longestWaitMillis == null && !state.byCodeDeploy;
        if (unknown
                || waits.millis() > state.expected.waitMillis
                || waits.longestHookMinutes() > state.expected.hookMinutes) {
            take(state, waits);
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
    public static LifecycleHook hook(ServiceDeployment own) {
        return own.hooks().stream()
                .filter(hook -> hook.status().equals("IN_PROGRESS"))
                .findFirst()
                .orElse(null);
    }

    /** All traffic is on new tasks that run, and what is left is to wait: that is never taken back for being late. */
    static boolean isWell(RolloutState state) {
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
