package io.jenkins.plugins.ecs.operations.decide;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.AwsFailureMessages;
import io.jenkins.plugins.ecs.operations.request.OperationRequest;
import io.jenkins.plugins.ecs.operations.state.OperationState;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.tasks.state.ReadFailures;
import io.jenkins.plugins.ecs.text.PlainText;
import java.util.List;

/** What a call that failed means: mostly that it is made again later. */
final class FailedCalls {

    private static final int REPORTED_AFTER = 3;
    /** Failures in a row that are no coincidence. */
    private static final int ENOUGH = 5;

    private static final long REACHED_WITHIN = 3 * 60_000;
    private static final long FIRST = 1_000;
    private static final long LONGEST = 15_000;

    private FailedCalls() {}

    /** Makes it again later, or ends where that does not help. */
    @NonNull
    static OperationDecision retry(@NonNull OperationState state, @NonNull AwsFailure failure, long now) {
        return helps(state, failure, now) ? again(state, failure, now) : end(state, failure, now);
    }

    private static boolean helps(OperationState state, AwsFailure failure, long now) {
        ReadFailures failures = state.failures();
        if (state.hasActed()) {
            return failure.isPassing() || failures.count() + 1 < ENOUGH;
        }
        return switch (failure.kind()) {
            case NO_CREDENTIALS -> false;
            case UNAUTHENTICATED, NOT_AWS -> failures.count() + 1 < ENOUGH;
            case UNREACHABLE -> failures.count() == 0 || now - failures.since() < REACHED_WITHIN;
            default -> failure.isPassing();
        };
    }

    /** Ends without trying again. */
    @NonNull
    static OperationDecision end(@NonNull OperationState state, @NonNull AwsFailure failure, long now) {
        boolean sent = state.call().isSent();
        Verdict verdict = sent ? Verdict.UNKNOWN : state.hasActed() ? Verdict.STOPPED : Verdict.REFUSED;
        return OperationDecision.end(
                state,
                verdict,
                cause(state.request(), failure) + OperationMessages.left(state),
                AwsFailureMessages.advice(failure),
                now);
    }

    @NonNull
    static String cause(@NonNull OperationRequest request, @NonNull AwsFailure failure) {
        return AwsFailureMessages.cause(failure, request.region(), request.clusterName(), request.serviceName());
    }

    @NonNull
    static OperationDecision again(@NonNull OperationState state, @NonNull AwsFailure failure, long now) {
        String words = PlainText.line(failure.getMessage());
        ReadFailures failures = state.failures().and(failure.kind(), words, now);
        List<String> messages =
                failures.count() == REPORTED_AFTER ? List.of(OperationMessages.stillTrying(words)) : List.of();
        long wait = Math.min(LONGEST, FIRST << Math.min(4, failures.count()));
        return OperationDecision.poll(state.with(failures), wait, messages);
    }
}
