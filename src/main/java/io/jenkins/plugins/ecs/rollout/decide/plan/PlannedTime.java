package io.jenkins.plugins.ecs.rollout.decide.plan;

import io.jenkins.plugins.ecs.aws.ecs.DeploymentWaits;
import io.jenkins.plugins.ecs.rollout.decide.controller.ControllerRules;
import io.jenkins.plugins.ecs.rollout.decide.phase.DecisionDraft;
import io.jenkins.plugins.ecs.rollout.messages.PlanningMessages;
import io.jenkins.plugins.ecs.rollout.observe.Observation;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.text.Durations;
import java.util.ArrayList;
import java.util.List;

/**
 * The time that a deployment is configured to take, which is no lateness: bake times and traffic steps are known before the
 * first change and added to the timeout.
 */
public final class PlannedTime {

    private PlannedTime() {}

    /** The plan is made and nothing is changed yet. */
    public static void note(DecisionDraft draft, Observation seen) {
        RolloutState state = draft.state;
        boolean deploys = state.phase == Phase.REGISTERING
                || state.phase == Phase.RUNNING_BEFORE
                || (state.phase == Phase.UPDATING && !state.unchanged)
                || (state.plan != null && state.plan.startsDeployment());
        if (!deploys) {
            state.expected.longestWaitMillis = 0L;
            return;
        }
        ControllerRules rules = ControllerRules.of(state);
        DeploymentWaits waits = rules.waits(state, seen);
        draft.expect(waits);
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
}
