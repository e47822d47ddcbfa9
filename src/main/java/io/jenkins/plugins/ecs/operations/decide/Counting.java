package io.jenkins.plugins.ecs.operations.decide;

import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.operations.request.Goal;
import io.jenkins.plugins.ecs.operations.state.OperationPhase;
import io.jenkins.plugins.ecs.operations.state.OperationState;
import java.util.List;
import java.util.Optional;

/** {@link OperationPhase#COUNTING}: the count that was asked for, or 0 before a deletion. */
final class Counting extends ActingPhase {

    private static int count(OperationState state) {
        return state.request().goal() instanceof Goal.Scale scale && scale.count() != null ? scale.count() : 0;
    }

    @Override
    OperationRead check(OperationState state) {
        return Locating.service(state);
    }

    @Override
    List<OperationRead> before(OperationState state) {
        return List.of(Locating.service(state));
    }

    @Override
    Optional<OperationDecision> instead(OperationState state, OperationObservation seen, long now) {
        return isDone(state, seen)
                ? Optional.of(OperationDecision.go(state, next(state), now, List.of()))
                : Optional.empty();
    }

    @Override
    boolean isDone(OperationState state, OperationObservation seen) {
        return seen.service(Locating.service(state))
                .filter(view -> view.counts().desired() == count(state))
                .isPresent();
    }

    @Override
    OperationAction action(OperationState state) {
        return new OperationAction.Count(
                state.request().cluster(), state.request().service(), count(state));
    }

    private static OperationPhase next(OperationState state) {
        return state.request().goal() instanceof Goal.Delete ? OperationPhase.STOPPING_TASKS : OperationPhase.SETTLING;
    }

    @Override
    OperationDecision done(OperationState state, long now) {
        int before = state.counts() == null ? -1 : state.counts().desired();
        String line = OperationMessages.count(before, count(state));
        return OperationDecision.go(state.did(line, now), next(state), now, List.of(line));
    }

    /** Somebody deletes it at the same time. */
    @Override
    OperationDecision refused(OperationState state, AwsFailure failure, long now) {
        return failure.kind() == AwsFailure.Kind.SERVICE_NOT_FOUND
                        && state.request().goal() instanceof Goal.Delete
                ? OperationDecision.go(state, OperationPhase.VANISHING, now, List.of())
                : FailedCalls.end(state, failure, now);
    }
}
