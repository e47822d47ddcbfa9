package io.jenkins.plugins.ecs.operations.decide;

import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.operations.state.OperationPhase;
import io.jenkins.plugins.ecs.operations.state.OperationState;
import io.jenkins.plugins.ecs.operations.state.ServiceCounts;
import io.jenkins.plugins.ecs.tasks.state.ReadFailures;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** {@link OperationPhase#VANISHING}: INACTIVE, or no longer known, is the proof of a deletion. */
final class Vanishing implements OperationHandler {

    private static final long POLL = 5_000;
    private static final long CONSISTENT_AFTER = 30_000;

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
        boolean another = view != null
                && view.isActive()
                && !view.located()
                        .createdAt()
                        .equals(Objects.requireNonNull(state.service()).createdAt());
        if (another) {
            return Removing.keep(state, OperationMessages.CREATED_AGAIN, now);
        }
        if (view == null || (!view.isActive() && !view.isDraining())) {
            return Removing.begin(state, now);
        }
        if (view.isActive() && now - state.phaseSince() > CONSISTENT_AFTER) {
            return OperationDecision.go(state, OperationPhase.DELETING, now, List.of());
        }
        ServiceCounts counts = view.counts();
        List<String> messages = counts.equals(state.counts()) || counts.isEmpty()
                ? List.of()
                : List.of(OperationMessages.stopping(counts));
        return OperationDecision.poll(state.with(counts).with(ReadFailures.NONE), POLL, messages);
    }
}
