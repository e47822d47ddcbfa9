package io.jenkins.plugins.ecs.operations.decide;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.operations.request.Goal;
import io.jenkins.plugins.ecs.operations.state.OperationPhase;
import io.jenkins.plugins.ecs.operations.state.OperationState;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import java.util.List;
import java.util.Optional;

/** {@link OperationPhase#LOCATING}: finds the service, so that its ARN can be locked. */
final class Locating implements OperationHandler {

    @Override
    public List<OperationRead> reads(OperationState state, OperationObservation seen, long now) {
        return List.of(service(state));
    }

    @NonNull
    static OperationRead.Service service(@NonNull OperationState state) {
        return new OperationRead.Service(
                state.request().cluster(), state.request().service());
    }

    @Override
    public OperationDecision decide(OperationState state, OperationObservation seen, long now) {
        Optional<AwsFailure> failure = seen.failure(service(state));
        if (failure.isPresent()) {
            return FailedCalls.retry(state, failure.get(), now);
        }
        return seen.service(service(state))
                .map(view -> OperationDecision.go(state.with(view.located()), OperationPhase.PLANNING, now, List.of()))
                .orElseGet(() -> missing(state, now));
    }

    /** What does not exist need not be deleted, and cannot be scaled. */
    @NonNull
    static OperationDecision missing(@NonNull OperationState state, long now) {
        return state.request().goal() instanceof Goal.Delete
                ? OperationDecision.end(state, Verdict.NO_CHANGE, OperationMessages.missing(state.request()), "", now)
                : OperationDecision.end(
                        state,
                        Verdict.REFUSED,
                        OperationMessages.missing(state.request()),
                        OperationMessages.CHECK_NAMES,
                        now);
    }
}
