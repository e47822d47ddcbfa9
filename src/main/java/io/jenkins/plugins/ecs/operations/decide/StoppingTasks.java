package io.jenkins.plugins.ecs.operations.decide;

import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.operations.state.OperationPhase;
import io.jenkins.plugins.ecs.operations.state.OperationState;
import io.jenkins.plugins.ecs.operations.state.ServiceCounts;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.tasks.state.ReadFailures;
import java.util.List;
import java.util.Optional;

/** {@link OperationPhase#STOPPING_TASKS}: until no task runs. */
final class StoppingTasks implements OperationHandler {

    private static final long POLL = 5_000;
    private static final long CONSISTENT_AFTER = 30_000;
    private static final int MOST_TRIES = 3;

    @Override
    public List<OperationRead> reads(OperationState state, OperationObservation seen, long now) {
        return List.of(Locating.service(state));
    }

    @Override
    public OperationDecision decide(OperationState state, OperationObservation seen, long now) {
        Optional<AwsFailure> failure = seen.failure(Locating.service(state));
        if (failure.isPresent()) {
            return FailedCalls.retry(state, failure.get(), now);
        }
        ServiceView view = seen.service(Locating.service(state)).orElse(null);
        if (view == null || !view.isActive()) {
            return OperationDecision.go(state, OperationPhase.VANISHING, now, List.of());
        }
        ServiceCounts counts = view.counts();
        if (counts.desired() > 0) {
            return now - state.phaseSince() < CONSISTENT_AFTER
                    ? OperationDecision.poll(state, POLL, List.of())
                    : raised(state, counts.desired(), now);
        }
        List<String> messages = counts.equals(state.counts()) ? List.of() : List.of(OperationMessages.stopping(counts));
        OperationState next = state.with(counts).with(ReadFailures.NONE);
        return counts.isEmpty()
                ? OperationDecision.go(next, OperationPhase.DELETING, now, messages)
                : OperationDecision.poll(next, POLL, messages);
    }

    /** A scaling, a schedule or another client wants tasks again. */
    static OperationDecision raised(OperationState state, int desired, long now) {
        return state.progress().tries() < MOST_TRIES
                ? OperationDecision.go(
                        state.again(), OperationPhase.COUNTING, now, List.of(OperationMessages.raised(desired)))
                : OperationDecision.end(
                        state,
                        Verdict.STOPPED,
                        OperationMessages.raised(desired),
                        OperationMessages.RAISED_ADVICE,
                        now);
    }
}
