package io.jenkins.plugins.ecs.rollout.decide;

import io.jenkins.plugins.ecs.rollout.messages.FailureMessages;
import io.jenkins.plugins.ecs.rollout.messages.StopMessages;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import java.util.Optional;

/**
 * What has to be decided although AWS can't be read: reads that fail, hang or wait must not keep a step beyond its
 * deadline. A stall is not among it: that nothing moved can only be said of what was seen.
 */
public final class Deadlines {

    /** After this number of failed looks in a row nothing is expected of the next one. */
    public static final int BLIND_AFTER = 3;

    /** A stop of which nothing can be seen ends after this time. */
    static final long STOP_WITHIN = 45_000;

    /** What ECS reported as complete has this time after the deadline to be verified. */
    static final long PROOF_WITHIN = 40_000;

    private static final long PROOF_WITHOUT_READS = 30_000;
    private static final long DIAGNOSIS_WITHIN = 10_000;
    private static final long WAITED = 10_000;

    private Deadlines() {}

    /**
     * @param waits whether reads have not been answered for long; otherwise they failed
     * @return empty where the next look is waited for
     */
    public static Optional<Decision> withoutLooking(RolloutState before, boolean waits, long now, double jitter) {
        Decision turn = new Decision(before, now, jitter);
        RolloutState state = turn.state;
        if (waits && state.failures < BLIND_AFTER) {
            state.failingSince = now - WAITED;
            state.failures = BLIND_AFTER;
            state.lastFailure = StopMessages.NO_ANSWER_YET;
        }
        Pauses.expireUnseen(turn);
        return decide(turn) ? Optional.of(turn) : Optional.empty();
    }

    private static boolean decide(Decision turn) {
        RolloutState state = turn.state;
        switch (state.phase) {
            case ENDED -> {
                return false;
            }
            case DIAGNOSING -> {
                boolean late = turn.now - state.phaseSince >= DIAGNOSIS_WITHIN;
                if (late) {
                    endDiagnosis(turn, state.lastFailure);
                }
                return late;
            }
            case TIDYING -> {
                boolean late = turn.now >= state.deadline() + PROOF_WITHOUT_READS;
                if (late) {
                    RevisionCleanup.leave(turn, state.lastFailure);
                }
                return late;
            }
            default -> {
                return state.isStopping() ? stop(turn) : outOfTime(turn);
            }
        }
    }

    /** The verdict stands, whatever keeps the cause from being found. */
    public static Decision withoutDiagnosis(RolloutState before, String why, long now) {
        Decision turn = new Decision(before, now, 0);
        endDiagnosis(turn, why);
        return turn;
    }

    private static void endDiagnosis(Decision turn, String why) {
        turn.say(FailureMessages.notDiagnosed(turn.masked(why)));
        turn.end(turn.state.verdictInSight, turn.state.cause, turn.state.advice);
    }

    private static boolean outOfTime(Decision turn) {
        RolloutState state = turn.state;
        long grace = state.phase == Phase.PROVING ? PROOF_WITHOUT_READS : 0;
        boolean late = StoppingPhase.isOutOfTime(turn, grace);
        if (late) {
            StoppingPhase.timeOut(turn);
        }
        return late;
    }

    private static boolean stop(Decision turn) {
        RolloutState state = turn.state;
        if (turn.now >= stopUntil(state)) {
            StoppingPhase.endUnseen(turn);
            return true;
        }
        if (state.phase == Phase.STOPPING && !EventualConsistency.isUndecided(turn)) {
            // Sent without a look: a deployment that is over refuses it.
            turn.act(DeploymentController.of(state).rollBack(state));
            return true;
        }
        return false;
    }

    private static long stopUntil(RolloutState state) {
        long since =
                state.stopReason.leavesVerdictToEcs() ? Math.max(state.stopSince, state.deadline()) : state.stopSince;
        return since + STOP_WITHIN;
    }

    /** The next look is due no later than the next deadline. */
    public static long atMost(RolloutState state, long now, long lookIn) {
        if (state.hasEnded() || (!state.isStopping() && !state.isTimeCounted(now))) {
            return lookIn;
        }
        long next = state.isStopping() ? stopUntil(state) : state.deadline();
        boolean counts = next > now && (!state.isStopping() || state.failures > 0);
        return counts ? Math.min(lookIn, next - now) : lookIn;
    }
}
