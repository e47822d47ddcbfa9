package io.jenkins.plugins.ecs.rollout.decide.phase;

import io.jenkins.plugins.ecs.rollout.messages.DeploymentMessages;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.schedules.ScheduleProgress;

/**
 * What comes after a phase, where the request or the service decides which of the following phases there are. A phase that
 * is done calls this instead of the next one, so that none has to know the others.
 */
public final class NextPhase {

    private NextPhase() {}

    /** The revision that is to run is there: the tasks before the update come first. */
    public static void beginUpdate(DecisionDraft draft) {
        if (draft.state.request.tasks().before().isEmpty()) {
            afterTasksBefore(draft);
        } else {
            draft.go(Phase.RUNNING_BEFORE);
        }
    }

    /** Nothing is left to do before the service is updated but to suspend its scaling, if that is asked for. */
    public static void afterTasksBefore(DecisionDraft draft) {
        RolloutState state = draft.state;
        boolean suspends = state.request.suspendScaling() && state.serviceArn != null && state.clusterArn != null;
        draft.go(suspends ? Phase.SUSPENDING : Phase.UPDATING);
    }

    /**
     * The service was updated: its tags come next, if they change.
     *
     * @param next the phase after the tags; {@link Phase#ENDED} if the step does not wait
     */
    public static void afterUpdate(DecisionDraft draft, Phase next) {
        draft.state.serviceFile.next = next;
        if (draft.state.serviceFile.changesTags()) {
            draft.go(Phase.TAGGING);
        } else {
            afterTags(draft);
        }
    }

    /** What {@link #afterUpdate} was told. */
    public static void afterTags(DecisionDraft draft) {
        Phase next = draft.state.serviceFile.next;
        if (next == Phase.ENDED) {
            draft.end(Verdict.STARTED, DeploymentMessages.NOT_WAITING_FOR_TASKS, "");
        } else {
            draft.go(next);
        }
    }

    /** The running tasks are those that were asked for: the tasks after the deployment come next. */
    public static void afterProof(DecisionDraft draft, Verdict verdict) {
        RolloutState state = draft.state;
        boolean runsTasks = verdict == Verdict.SUCCESS
                && !state.unchanged
                && !state.request.tasks().after().isEmpty();
        if (runsTasks) {
            draft.go(Phase.RUNNING_AFTER);
        } else {
            afterTasks(draft, verdict);
        }
    }

    /** The tasks after the deployment have succeeded, if there are any: the deployment is verified before anything else. */
    public static void afterTasks(DecisionDraft draft, Verdict verdict) {
        RolloutState state = draft.state;
        if (isVerified(state)) {
            state.verdictInSight = verdict;
            state.verification.run = null;
            state.verification.nextAt = 0;
            draft.go(Phase.VERIFYING);
        } else {
            afterVerification(draft, verdict);
        }
    }

    private static boolean isVerified(RolloutState state) {
        DeployRequest request = state.request;
        return request.verification() != null
                && request.verification().isAfterwards()
                && !request.goesBack()
                && state.taskDefinition != null;
    }

    /** The deployment is a success: what a service definition says of the scaling comes next. */
    public static void afterVerification(DecisionDraft draft, Verdict verdict) {
        RolloutState state = draft.state;
        draft.complete();
        boolean scales = state.request.serviceFile() != null
                && state.request.serviceFile().managedScaling() != null
                && state.serviceArn != null
                && state.clusterArn != null;
        if (scales) {
            state.verdictInSight = verdict;
            draft.forgetFailures();
            draft.go(Phase.SCALING);
        } else {
            afterScaling(draft, verdict);
        }
    }

    /** The scaling of the service is what the service definition says, as far as that could be done. */
    public static void afterScaling(DecisionDraft draft, Verdict verdict) {
        RolloutState state = draft.state;
        boolean moves =
                !state.request.scheduledTasks().isNone() && state.taskDefinition != null && state.clusterArn != null;
        if (moves) {
            state.verdictInSight = verdict;
            state.schedules = ScheduleProgress.NOT_LISTED;
            draft.go(Phase.SCHEDULING);
        } else {
            afterSchedules(draft, verdict);
        }
    }

    /** Old revisions are deregistered if the request says so, and otherwise it ends here. */
    public static void afterSchedules(DecisionDraft draft, Verdict verdict) {
        RolloutState state = draft.state;
        if (verdict == Verdict.SUCCESS && state.request.keepRevisions() != null && state.taskDefinition != null) {
            state.verdictInSight = verdict;
            draft.go(Phase.TIDYING);
        } else {
            draft.end(verdict, "", "");
        }
    }
}
