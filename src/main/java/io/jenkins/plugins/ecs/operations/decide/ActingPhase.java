package io.jenkins.plugins.ecs.operations.decide;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.operations.state.OperationState;
import java.util.List;
import java.util.Optional;

/**
 * A phase of one call. The state says that it was sent before it is sent. After a lost answer or a restart, its effect is
 * looked for; only if there is none for half a minute, because reads of AWS may be older, it is sent again.
 */
abstract class ActingPhase implements OperationHandler {

    private static final long LOOK_EVERY = 2_500;

    /** The read that shows the effect of the call. */
    @NonNull
    abstract OperationRead check(@NonNull OperationState state);

    /** Whether what was read has the effect of the call. */
    abstract boolean isDone(@NonNull OperationState state, @NonNull OperationObservation seen);

    @NonNull
    abstract OperationAction action(@NonNull OperationState state);

    /** Where it continues after the call. */
    @NonNull
    abstract OperationDecision done(@NonNull OperationState state, long now);

    /** What it must know before the call. */
    @NonNull
    List<OperationRead> before(@NonNull OperationState state) {
        return List.of();
    }

    /** What is decided instead of the call; empty to send it. */
    @NonNull
    Optional<OperationDecision> instead(@NonNull OperationState state, @NonNull OperationObservation seen, long now) {
        return Optional.empty();
    }

    /** The state that the rules are asked about, with what was read before the call. */
    @NonNull
    OperationState judged(@NonNull OperationState state, @NonNull OperationObservation seen) {
        return state;
    }

    /** AWS refused the call. */
    @NonNull
    OperationDecision refused(@NonNull OperationState state, @NonNull AwsFailure failure, long now) {
        return FailedCalls.end(state, failure, now);
    }

    @Override
    public final List<OperationRead> reads(OperationState state, OperationObservation seen, long now) {
        return state.call().isSent() ? List.of(check(state)) : before(state);
    }

    @Override
    public final OperationDecision decide(OperationState state, OperationObservation seen, long now) {
        Optional<AwsFailure> failure = seen.failure(reads(state, seen, now));
        if (failure.isPresent()) {
            return FailedCalls.retry(state, failure.get(), now);
        }
        if (!state.call().isSent()) {
            return instead(state, seen, now).orElseGet(() -> send(judged(state, seen), now));
        }
        if (isDone(state, seen)) {
            return done(state, now);
        }
        if (now - state.call().sentAt() < CONSISTENT_AFTER) {
            return OperationDecision.poll(state, LOOK_EVERY, List.of());
        }
        // What kept it from being sent at first does so again: there may be another service by now.
        OperationState unsent = state.with(state.call().notSent());
        return instead(unsent, seen, now).orElseGet(() -> send(judged(unsent, seen), now));
    }

    private OperationDecision send(OperationState state, long now) {
        return OperationDecision.act(state.with(state.call().sent(now)), action(state));
    }

    @Override
    public final OperationDecision completed(OperationState state, OperationAction action, long now) {
        return done(state, now);
    }

    @Override
    public final OperationDecision failed(OperationState state, OperationAction action, AwsFailure failure, long now) {
        if (failure.mayHaveHappened()) {
            return FailedCalls.again(state, failure, now);
        }
        OperationState unsent = state.with(state.call().notSent());
        return failure.isPassing() ? FailedCalls.retry(unsent, failure, now) : refused(unsent, failure, now);
    }
}
