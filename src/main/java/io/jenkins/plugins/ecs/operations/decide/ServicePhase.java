package io.jenkins.plugins.ecs.operations.decide;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.operations.state.OperationState;
import java.util.List;
import java.util.Optional;

/** A phase that changes nothing and reads the service only. */
abstract class ServicePhase implements OperationHandler {

    /** How often a phase reads the service while it waits. */
    static final long POLL = 5_000;

    /** @param view null if the service does not exist */
    @NonNull
    abstract OperationDecision decide(@NonNull OperationState state, @CheckForNull ServiceView view, long now);

    @Override
    public final List<OperationRead> reads(OperationState state, OperationObservation seen, long now) {
        return List.of(Locating.service(state));
    }

    @Override
    public final OperationDecision decide(OperationState state, OperationObservation seen, long now) {
        Optional<AwsFailure> failure = seen.failure(Locating.service(state));
        return failure.isPresent()
                ? FailedCalls.retry(state, failure.get(), now)
                : decide(state, seen.service(Locating.service(state)).orElse(null), now);
    }
}
