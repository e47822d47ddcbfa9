package io.jenkins.plugins.ecs.rollout.decide;

import io.jenkins.plugins.ecs.rollout.decide.follow.ExpectedTime;
import io.jenkins.plugins.ecs.rollout.decide.follow.ProvingPhase;
import io.jenkins.plugins.ecs.rollout.decide.phase.DecisionDraft;
import io.jenkins.plugins.ecs.rollout.decide.phase.StopEnding;
import io.jenkins.plugins.ecs.rollout.messages.StopMessages;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.text.Durations;

/** The step's own timeout, and the bound on following a rollback, after a round that has read AWS. */
public final class Timeouts {

    /** A rollback that is not over by then is left to itself, in milliseconds. */
    public static final long FOLLOW_ROLLBACK_FOR = 10 * 60_000;

    /** What ECS reported as complete has this time after the deadline to be verified, in milliseconds. */
    private static final long PROOF_WITHIN = 40_000;

    private Timeouts() {}

    /** Stops what is late. What has ended, or is being proven, is in time. */
    public static void ifOutOfTime(DecisionDraft draft) {
        RolloutState state = draft.state;
        if (state.phase == Phase.ENDED || state.phase == Phase.DIAGNOSING || state.phase.isAfterVerdict()) {
            return;
        }
        if (state.isStopping()) {
            if (draft.now - state.stop.stopSince > followFor(state)) {
                draft.withdraw();
                StopEnding.end(draft, unfinished(state, followFor(state)));
            }
            return;
        }
        boolean proving = state.phase == Phase.PROVING
                && !ProvingPhase.isOverdue(draft)
                && draft.now < Math.max(state.deadline(), state.phaseSince) + PROOF_WITHIN;
        if (!proving && isOutOfTime(draft, 0)) {
            draft.withdraw();
            Interruption.timeOut(draft);
        }
    }

    /** @param grace milliseconds after the deadline that are let pass */
    static boolean isOutOfTime(DecisionDraft draft, long grace) {
        RolloutState state = draft.state;
        return state.isTimeCounted(draft.now)
                && draft.now >= state.deadline() + grace
                && !ExpectedTime.bakes(state, draft.now);
    }

    /** Nothing can be seen of what the stop leads to: it is left to itself. */
    static void endUnseen(DecisionDraft draft) {
        StopEnding.end(draft, unfinished(draft.state, draft.now - draft.state.stop.stopSince));
    }

    /** One that was given up within its time has that time to roll back, too. */
    private static long followFor(RolloutState state) {
        return state.stop.stopReason.leavesVerdictToEcs()
                ? Math.max(FOLLOW_ROLLBACK_FOR, state.deadline() - state.stop.stopSince)
                : FOLLOW_ROLLBACK_FOR;
    }

    private static String unfinished(RolloutState state, long followed) {
        String after = Durations.text(followed);
        if (state.stop.rollbackSeen) {
            return StopMessages.rollbackUnfinished(after);
        }
        return state.stop.stopSentAt == 0
                ? StopMessages.rollbackNotRequested(state.deployer(), after)
                : StopMessages.rollbackNotStarted(state.deployer(), after);
    }
}
