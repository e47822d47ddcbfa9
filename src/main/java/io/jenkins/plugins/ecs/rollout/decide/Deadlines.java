package io.jenkins.plugins.ecs.rollout.decide;

import io.jenkins.plugins.ecs.rollout.decide.after.RevisionCleanup;
import io.jenkins.plugins.ecs.rollout.decide.after.ScalingPhase;
import io.jenkins.plugins.ecs.rollout.decide.after.ScheduledTasksPhase;
import io.jenkins.plugins.ecs.rollout.decide.controller.ControllerRules;
import io.jenkins.plugins.ecs.rollout.decide.follow.Pauses;
import io.jenkins.plugins.ecs.rollout.decide.phase.Decision;
import io.jenkins.plugins.ecs.rollout.decide.phase.DecisionDraft;
import io.jenkins.plugins.ecs.rollout.decide.phase.EventualConsistency;
import io.jenkins.plugins.ecs.rollout.decide.update.CreatedServiceRemoval;
import io.jenkins.plugins.ecs.rollout.decide.update.ResumingPhase;
import io.jenkins.plugins.ecs.rollout.messages.FailureMessages;
import io.jenkins.plugins.ecs.rollout.messages.StopMessages;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.ReadFailures;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * What has to be decided although AWS cannot be read: reads that fail, hang or wait must not keep a step beyond its
 * deadline. A stall is not among it: that nothing moved can only be said of what was seen.
 */
public final class Deadlines {

    /** A stop of which nothing can be seen ends after this time. */
    static final long STOP_WITHIN = 45_000;

    private static final long PROOF_WITHOUT_READS = 30_000;
    /** Longer than others: scaling that stays suspended is an outage in waiting. */
    private static final long RESUMED_WITHIN = 10 * 60_000;

    private static final long DIAGNOSIS_WITHIN = 10_000;
    private static final long WAITED = 10_000;

    private Deadlines() {}

    /**
     * @param waits whether reads have not been answered for long; otherwise they failed
     * @return empty where the next poll is waited for
     */
    public static Optional<Decision> withoutLooking(RolloutState before, boolean waits, long now, double jitter) {
        DecisionDraft draft = new DecisionDraft(before, now, jitter);
        RolloutState state = draft.state;
        if (waits && !state.reading.isBlind()) {
            state.reading.failingSince = now - WAITED;
            state.reading.failures = ReadFailures.BLIND_AFTER;
            state.reading.lastFailure = StopMessages.NO_ANSWER_YET;
        }
        Pauses.expireUnseen(draft);
        return decide(draft) ? Optional.of(draft.decision()) : Optional.empty();
    }

    private static boolean decide(DecisionDraft draft) {
        RolloutState state = draft.state;
        return switch (state.phase) {
            case ENDED -> false;
            case DIAGNOSING -> leave(draft, state.phaseSince + DIAGNOSIS_WITHIN, Deadlines::endDiagnosis);
            case REMOVING -> leave(draft, state.phaseSince + PROOF_WITHOUT_READS, CreatedServiceRemoval::leave);
            case RESUMING -> leave(draft, state.phaseSince + RESUMED_WITHIN, ResumingPhase::leave);
            case SCALING -> leave(draft, afterSuccess(state), ScalingPhase::leave);
            case SCHEDULING -> leave(draft, afterSuccess(state), ScheduledTasksPhase::leave);
            case TIDYING -> leave(draft, afterSuccess(state), RevisionCleanup::leave);
            default -> state.isStopping() ? stop(draft) : outOfTime(draft);
        };
    }

    /** A verification or a watch before it may have taken longer than the deployment may. */
    private static long afterSuccess(RolloutState state) {
        return Math.max(state.deadline(), state.phaseSince) + PROOF_WITHOUT_READS;
    }

    /** @param how ends what cannot be finished, with the reason */
    private static boolean leave(DecisionDraft draft, long at, BiConsumer<DecisionDraft, String> how) {
        boolean late = draft.now >= at;
        if (late) {
            how.accept(draft, draft.state.reading.lastFailure);
        }
        return late;
    }

    /** The verdict stands, whatever keeps the cause from being found. */
    public static Decision withoutDiagnosis(RolloutState before, String why, long now) {
        DecisionDraft draft = new DecisionDraft(before, now, 0);
        endDiagnosis(draft, why);
        return draft.decision();
    }

    private static void endDiagnosis(DecisionDraft draft, String why) {
        draft.log(FailureMessages.notDiagnosed(draft.masked(why)));
        draft.end(draft.state.verdictInSight, draft.state.cause, draft.state.advice);
    }

    private static boolean outOfTime(DecisionDraft draft) {
        RolloutState state = draft.state;
        long grace = state.phase == Phase.PROVING ? PROOF_WITHOUT_READS : 0;
        boolean late = Timeouts.isOutOfTime(draft, grace);
        if (late) {
            Interruption.timeOut(draft);
        }
        return late;
    }

    private static boolean stop(DecisionDraft draft) {
        RolloutState state = draft.state;
        if (draft.now >= stopUntil(state)) {
            Timeouts.endUnseen(draft);
            return true;
        }
        if (state.phase == Phase.STOPPING && !EventualConsistency.isUndecided(draft)) {
            // Sent without a read: a deployment that is over refuses it.
            draft.act(ControllerRules.of(state).rollBack(state));
            return true;
        }
        return false;
    }

    private static long stopUntil(RolloutState state) {
        long since = state.stop.stopReason.leavesVerdictToEcs()
                ? Math.max(state.stop.stopSince, state.deadline())
                : state.stop.stopSince;
        return since + STOP_WITHIN;
    }

    /** The next poll is due no later than the next deadline. */
    public static long atMost(RolloutState state, long now, long lookIn) {
        if (state.hasEnded() || (!state.isStopping() && !state.isTimeCounted(now))) {
            return lookIn;
        }
        long next = state.isStopping() ? stopUntil(state) : state.deadline();
        boolean counts = next > now && (!state.isStopping() || state.reading.failures > 0);
        return counts ? Math.min(lookIn, next - now) : lookIn;
    }
}
