package io.jenkins.plugins.ecs.rollout.decide.phase;

import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.AwsFailureMessages;
import io.jenkins.plugins.ecs.rollout.messages.FailureMessages;
import io.jenkins.plugins.ecs.rollout.messages.StopMessages;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.rollout.state.StopReason;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.text.Durations;
import io.jenkins.plugins.ecs.text.PlainText;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** What a failed read means: mostly nothing but patience. A describe error is never a verdict on a deployment. */
public final class ReadFailurePolicy {

    private ReadFailurePolicy() {}

    /** @return whether the read failed, in which case it is decided */
    public static boolean handled(DecisionDraft draft, AwsFailure... failures) {
        Optional<AwsFailure> failure =
                Stream.of(failures).filter(Objects::nonNull).findFirst();
        if (failure.isEmpty()) {
            // Between failing acts reads succeed; only the act's own answer ends its back-off.
            if (!draft.state.phase.changesAws()) {
                over(draft);
            }
            return false;
        }
        if (failure.get().isPassing() && !isHopeless(draft, failure.get())) {
            passing(draft, failure.get());
        } else {
            last(draft, failure.get());
        }
        return true;
    }

    /** What has begun waits until a mistake is mended. */
    private static boolean isHopeless(DecisionDraft draft, AwsFailure failure) {
        RolloutState state = draft.state;
        if (!state.phase.isBeforeUpdate() || state.pending) {
            return false;
        }
        boolean same = failure.kind().name().equals(state.reading.failureKind);
        return failure.isLikelyMistake(
                same ? state.reading.sameFailures : 0, draft.now - state.reading.sameFailureSince);
    }

    /** A failure that may pass: it is noted, and the next round comes later with each one. */
    public static void passing(DecisionDraft draft, AwsFailure failure) {
        RolloutState state = draft.state;
        state.reading.failures++;
        state.reading.lastFailure = PlainText.line(failure.getMessage());
        if (state.reading.failures == 1) {
            state.reading.failingSince = draft.now;
        }
        if (!failure.kind().name().equals(state.reading.failureKind)) {
            state.reading.failureKind = failure.kind().name();
            state.reading.sameFailures = 0;
            state.reading.sameFailureSince = draft.now;
        }
        state.reading.sameFailures++;
        if (state.reading.failures == 3) {
            draft.log(FailureMessages.stillTrying(failure.getMessage()));
        }
        draft.backOff();
    }

    /** AWS answers again. */
    public static void over(DecisionDraft draft) {
        RolloutState state = draft.state;
        if (state.reading.failures >= 3) {
            draft.log(FailureMessages.answersAgain(Durations.text(draft.now - state.reading.failingSince)));
        }
        draft.forgetFailures();
    }

    /** A failure that asking again does not mend. What was not touched is refused; of what was, the end is not known. */
    public static void last(DecisionDraft draft, AwsFailure failure) {
        RolloutState state = draft.state;
        if (state.isStopping()) {
            StopEnding.end(
                    draft,
                    StopMessages.cannotFollow(failure.getMessage()),
                    state.stop.stopReason == StopReason.REQUEST ? Verdict.UNKNOWN : state.stop.stopReason.verdict());
            return;
        }
        boolean untouched = state.phase.isBeforeUpdate() || (state.phase == Phase.UPDATING && !state.pending);
        Verdict verdict = untouched ? Verdict.REFUSED : Verdict.UNKNOWN;
        draft.end(verdict, words(state, failure), advice(state, failure));
    }

    /** The failure as the cause of a verdict. */
    public static String words(RolloutState state, AwsFailure failure) {
        DeployRequest request = state.request;
        return AwsFailureMessages.cause(failure, request.region(), request.cluster(), request.service());
    }

    /** What to do about it; may be empty. */
    public static String advice(RolloutState state, AwsFailure failure) {
        String known = AwsFailureMessages.advice(failure);
        boolean silent = !known.isEmpty() || failure.kind() == AwsFailure.Kind.NO_CREDENTIALS;
        return !silent && state.phase.isBeforeUpdate() ? FailureMessages.REQUEST_ADVICE : known;
    }
}
