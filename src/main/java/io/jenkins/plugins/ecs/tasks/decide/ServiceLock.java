package io.jenkins.plugins.ecs.tasks.decide;

import io.jenkins.plugins.ecs.tasks.state.TaskPhase;
import io.jenkins.plugins.ecs.tasks.state.TaskPlan;
import io.jenkins.plugins.ecs.tasks.state.TaskRunState;

/** When a run of tasks needs the lock of its service: from before its first action to the end, if it was asked for. */
public final class ServiceLock {

    private ServiceLock() {}

    /** Whether the next action must wait until the lock is held. A run that is too late needs it no longer. */
    public static boolean isNeeded(TaskRunState state, long now) {
        boolean beforeActions = (state.phase() == TaskPhase.REGISTERING || state.phase() == TaskPhase.STARTING)
                && !state.call().isSent();
        return isWanted(state) && beforeActions && now < state.deadline();
    }

    /** Whether it is held: something was started, or may have been. */
    public static boolean isHeld(TaskRunState state) {
        return isWanted(state)
                && !state.hasEnded()
                && (state.call().isSent() || !state.tasks().isEmpty());
    }

    private static boolean isWanted(TaskRunState state) {
        TaskPlan plan = state.plan();
        return state.request().following().lockService() && plan != null && plan.serviceArn() != null;
    }
}
