package io.jenkins.plugins.ecs.rollout.decide.phase;

import io.jenkins.plugins.ecs.rollout.messages.StopMessages;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.rollout.state.StopReason;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.text.Durations;

/** How a deployment ends that was stopped: with which verdict, and in which words. */
public final class StopEnding {

    private StopEnding() {}

    /** @param how what became of the deployment */
    public static void end(DecisionDraft draft, String how) {
        end(draft, how, draft.state.stop.stopReason.verdict());
    }

    /** @param end what ECS reports; it is the verdict where the deployment was given up for a failure of its own */
    public static void end(DecisionDraft draft, String how, Verdict end) {
        RolloutState state = draft.state;
        Verdict verdict = state.stop.stopReason.leavesVerdictToEcs() ? end : state.stop.stopReason.verdict();
        String cause = StopMessages.ended(opening(state), how);
        state.advice = advice(state);
        boolean nothingToAsk = state.deploymentId == null && state.codeDeploy.deployment == null;
        boolean blind = state.reading.isBlind();
        boolean known = state.stop.stopReason == StopReason.ABORT || state.stop.stopReason == StopReason.VERIFICATION;
        if (known || nothingToAsk || blind || verdict == Verdict.REFUSED) {
            draft.end(verdict, cause, state.advice);
        } else {
            draft.endAfterDiagnosis(verdict, cause);
        }
    }

    static String opening(RolloutState state) {
        switch (state.stop.stopReason) {
            case ABORT:
                return state.stop.stoppedBy.isEmpty() ? StopMessages.ABORTED : state.stop.stoppedBy;
            case TIMEOUT:
                return StopMessages.timedOut(
                        Durations.text(state.allowedMillis()),
                        state.phase.words(),
                        isBlind(state)
                                ? StopMessages.noAnswerFor(blindFor(state), state.reading.lastFailure)
                                : StopMessages.waitedFor(state.waiting.waitsFor));
            case FAILURE:
                return StopMessages.GIVEN_UP;
            case VERIFICATION:
                return state.stop.stoppedBy;
            case REQUEST:
                return StopMessages.ROLLBACK_REQUESTED;
            default:
                return StopMessages.stalled(
                        Durations.text(state.request.stallTimeoutMillis()),
                        state.progress.lastSeen.isEmpty()
                                ? ""
                                : state.progress.lastSeen + StopMessages.waitedFor(state.waiting.waitsFor));
        }
    }

    /** It cannot be told that it was slow: nothing was seen. */
    private static boolean isBlind(RolloutState state) {
        return state.reading.isBlind() && state.reading.lastFailure != null && !state.reading.lastFailure.isEmpty();
    }

    private static String blindFor(RolloutState state) {
        return Durations.text(Math.max(0, state.stop.stopSince - state.reading.failingSince));
    }

    private static String advice(RolloutState state) {
        if (isBlind(state) && state.stop.stopReason == StopReason.TIMEOUT) {
            return StopMessages.ENDPOINT_ADVICE;
        }
        return state.stop.stopReason == StopReason.ABORT || state.stop.stopReason.leavesVerdictToEcs()
                ? ""
                : StopMessages.raise(state.stop.stopReason == StopReason.STALL ? "stallTimeout" : "timeout");
    }
}
