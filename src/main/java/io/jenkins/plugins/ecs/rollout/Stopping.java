package io.jenkins.plugins.ecs.rollout;

import io.jenkins.plugins.ecs.aws.AwsFailure;
import java.util.Set;

/** Stopping before the end: abort, timeout, stall; {@link Phase#STOPPING} asks ECS to roll back. */
final class Stopping {

    /** A rollback that is not over by then is left to itself. */
    static final long FOLLOW_ROLLBACK_FOR = 10 * 60_000;

    private static final Set<String> STOPPABLE = Set.of("PENDING", "IN_PROGRESS");
    private static final Set<String> PATIENT_STAGES = Set.of("BAKE_TIME");

    private Stopping() {}

    /** Abort: takes the wish into the facts; what follows is decided by the phase that the rollout is in. */
    static Turn abort(RolloutState before, String by, long now) {
        Turn turn = new Turn(before, now, 0);
        if (!before.hasEnded() && before.stopReason != StopReason.ABORT) {
            begin(turn, StopReason.ABORT, by, turn.state.request.onAbort());
        }
        return turn;
    }

    /** The step's own timeout, and the bound on following a rollback. */
    static boolean ranOutOfTime(Turn turn) {
        RolloutState state = turn.state;
        if (state.phase == Phase.DIAGNOSING) {
            return false;
        }
        if (state.isStopping()) {
            boolean over = turn.now - state.stopSince > FOLLOW_ROLLBACK_FOR;
            if (over) {
                end(turn, "the rollback was not over after " + Spans.text(FOLLOW_ROLLBACK_FOR) + "; it goes on by itself");
            }
            return over;
        }
        boolean proving = state.phase == Phase.PROVING && !Proof.isOverdue(turn);
        if (proving || turn.now < state.deadline()) {
            return false;
        }
        begin(turn, StopReason.TIMEOUT, "", state.request.onTimeout());
        return true;
    }

    static void ifStalled(Turn turn, Observation seen) {
        RolloutState state = turn.state;
        boolean patient = seen.own != null && PATIENT_STAGES.contains(String.valueOf(seen.own.lifecycleStage()));
        if (!patient && !state.isStopping() && turn.now - state.lastProgressAt >= state.request.stallTimeoutMillis()) {
            begin(turn, StopReason.STALL, "", state.request.onTimeout());
        }
    }

    private static void begin(Turn turn, StopReason reason, String by, Reaction reaction) {
        RolloutState state = turn.state;
        state.stopReason = reason;
        state.stoppedBy = PlainText.line(by);
        state.stopSince = turn.now;
        if (state.phase.isBeforeUpdate() || (state.phase == Phase.UPDATING && !state.pending)) {
            end(turn, "nothing was deployed");
        } else if (state.phase == Phase.DIAGNOSING) {
            turn.end(state.verdictInSight, state.cause, "");
        } else if (state.unchanged || state.phase == Phase.PROVING) {
            end(turn, "the deployment was over already");
        } else if (reaction == Reaction.LEAVE) {
            end(turn, "the deployment is left to go on by itself");
        } else {
            turn.say("%s: asking ECS to roll back", opening(state));
            if (state.phase == Phase.FOLLOWING) {
                onceFound(turn);
            }
        }
    }

    /** Our deployment is known: now it can be stopped. */
    static void onceFound(Turn turn) {
        if (turn.state.byDeploymentId) {
            end(turn, "ECS can't be asked to roll back, because it shows no service deployment; it goes on by itself");
        } else {
            turn.go(Phase.STOPPING);
        }
    }

    static void decide(Turn turn, Observation seen) {
        if (seen.own != null && STOPPABLE.contains(seen.own.status())) {
            if (Settling.isUndecided(turn)) {
                turn.lookIn(Settling.LOOK_AGAIN);
                return;
            }
            turn.act(new Act.RollBack(turn.state.serviceDeployment));
        } else if (seen.own != null) {
            answered(turn);
        } else if (!Failures.handled(turn, seen.ownFailure)) {
            turn.lookIn(Following.LOOK_AGAIN);
        }
    }

    static void answered(Turn turn) {
        turn.state.stopSent = true;
        turn.state.lastProgressAt = turn.now;
        turn.go(Phase.FOLLOWING);
    }

    static void refused(Turn turn, AwsFailure failure) {
        if (failure.kind() == AwsFailure.Kind.CONFLICT) {
            // It has ended, or is being rolled back already: the next look tells.
            answered(turn);
            return;
        }
        end(turn, "ECS can't be asked to roll back: " + Failures.words(turn.state, failure) + "; it goes on by itself");
    }

    /** @param how what became of the deployment */
    static void end(Turn turn, String how) {
        RolloutState state = turn.state;
        String cause = opening(state) + ": " + how;
        state.advice = advice(state);
        if (state.stopReason == StopReason.ABORT || state.phase.isBeforeUpdate()) {
            turn.end(state.stopReason.verdict(), cause, state.advice);
        } else {
            turn.endAfterDiagnosis(state.stopReason.verdict(), cause);
        }
    }

    private static String opening(RolloutState state) {
        switch (state.stopReason) {
            case ABORT:
                return state.stoppedBy.isEmpty() ? "aborted" : state.stoppedBy;
            case TIMEOUT:
                return "not complete after " + Spans.text(state.request.timeoutMillis()) + " (" + state.phase.words() + ")";
            default:
                return "no progress for " + Spans.text(state.request.stallTimeoutMillis())
                        + (state.lastSeen.isEmpty() ? "" : " (" + state.lastSeen + ")");
        }
    }

    private static String advice(RolloutState state) {
        return state.stopReason == StopReason.ABORT
                ? ""
                : "see the service's events in the log or the console; if it is only slow, raise '"
                        + (state.stopReason == StopReason.STALL ? "stallTimeout" : "timeout") + "'";
    }
}
