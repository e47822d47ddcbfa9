package io.jenkins.plugins.ecs.rollout.decide;

import io.jenkins.plugins.ecs.rollout.decide.after.AfterRollback;
import io.jenkins.plugins.ecs.rollout.decide.after.RevisionCleanup;
import io.jenkins.plugins.ecs.rollout.decide.after.ScalingPhase;
import io.jenkins.plugins.ecs.rollout.decide.after.ScheduledTasksPhase;
import io.jenkins.plugins.ecs.rollout.decide.after.TaskStages;
import io.jenkins.plugins.ecs.rollout.decide.after.VerificationStages;
import io.jenkins.plugins.ecs.rollout.decide.follow.ExpectedTime;
import io.jenkins.plugins.ecs.rollout.decide.phase.Decision;
import io.jenkins.plugins.ecs.rollout.decide.phase.DecisionDraft;
import io.jenkins.plugins.ecs.rollout.decide.phase.Stop;
import io.jenkins.plugins.ecs.rollout.decide.phase.StopEnding;
import io.jenkins.plugins.ecs.rollout.decide.update.CreatedServiceRemoval;
import io.jenkins.plugins.ecs.rollout.decide.update.ResumingPhase;
import io.jenkins.plugins.ecs.rollout.messages.StopMessages;
import io.jenkins.plugins.ecs.rollout.request.Reaction;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.rollout.state.StopReason;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.text.PlainText;

/** What ends a deployment from outside, in whichever phase it is: an abort, a timeout, a build that goes away. */
public final class Interruption {

    private Interruption() {}

    /** Abort: takes the wish into the state; what follows is decided by the phase that the rollout is in. */
    public static Decision abort(RolloutState before, String by, long now) {
        DecisionDraft draft = new DecisionDraft(before, now, 0);
        RolloutState state = draft.state;
        if (state.hasEnded() || state.stop.stopReason == StopReason.ABORT) {
            return draft.decision();
        }
        if (state.phase.isNested()) {
            state.stop.stopReason = StopReason.ABORT;
            state.stop.stoppedBy = PlainText.line(by);
            state.stop.stopSince = now;
            abortNested(draft, by);
        } else {
            begin(draft, StopReason.ABORT, by, state.request.onAbort());
        }
        return draft.decision();
    }

    private static void abortNested(DecisionDraft draft, String by) {
        RolloutState state = draft.state;
        if (state.phase == Phase.ROLLING_BACK) {
            AfterRollback.aborted(draft, abort(state.tasks.rollback, by, draft.now));
        } else if (state.phase.isVerification()) {
            StopEnding.end(draft, VerificationStages.interrupted(draft, by));
        } else {
            TaskStages.abort(draft, by);
        }
    }

    /** The step's own timeout is over. */
    static void timeOut(DecisionDraft draft) {
        RolloutState state = draft.state;
        begin(draft, StopReason.TIMEOUT, "", ExpectedTime.isWell(state) ? Reaction.LEAVE : state.request.onTimeout());
    }

    private static void begin(DecisionDraft draft, StopReason reason, String by, Reaction asked) {
        RolloutState state = draft.state;
        Reaction reaction = Stop.note(draft, reason, by, asked);
        if (state.phase.isBeforeUpdate() || (state.phase == Phase.UPDATING && !state.pending)) {
            StopEnding.end(draft, StopMessages.NOTHING_DEPLOYED);
        } else if (state.phase == Phase.UPDATING && state.serviceFile.creates) {
            // Whether ECS has created it is looked for.
            draft.pollIn(0);
        } else if (state.phase == Phase.DIAGNOSING) {
            draft.end(state.verdictInSight, state.cause, "");
        } else if (state.phase == Phase.REMOVING || state.phase == Phase.RESUMING) {
            // The deployment has ended; what is left to do is done in any case.
            draft.pollIn(0);
        } else if (state.phase == Phase.SCALING) {
            ScalingPhase.stop(draft);
        } else if (state.phase == Phase.SCHEDULING) {
            ScheduledTasksPhase.stop(draft);
        } else if (state.phase == Phase.TIDYING) {
            RevisionCleanup.end(draft);
        } else {
            Stop.leaveOrRollBack(draft, reaction);
        }
    }

    /** The build went away from it: what is known now is all there will be. */
    public static RolloutState abandoned(RolloutState before, String why, long now) {
        DecisionDraft draft = new DecisionDraft(before, now, 0);
        ResumingPhase.abandon(draft.state);
        if (before.phase == Phase.REMOVING) {
            CreatedServiceRemoval.finish(draft);
        } else if (before.phase == Phase.RESUMING) {
            ResumingPhase.end(draft);
        } else if (before.phase.isAfterVerdict()) {
            RevisionCleanup.end(draft);
        } else if (!before.hasEnded()) {
            abandonNested(draft, why);
            draft.finish(before.isAborted() ? Verdict.ABORTED : Verdict.UNKNOWN, why, "");
        }
        return draft.state;
    }

    private static void abandonNested(DecisionDraft draft, String why) {
        RolloutState state = draft.state;
        if (state.phase == Phase.ROLLING_BACK) {
            state.tasks.rollback = abandoned(state.tasks.rollback, why, draft.now);
        } else if (state.phase.isVerification()) {
            VerificationStages.interrupted(draft, why);
        } else if (state.phase.isNested()) {
            TaskStages.abandon(draft, why);
        }
    }
}
