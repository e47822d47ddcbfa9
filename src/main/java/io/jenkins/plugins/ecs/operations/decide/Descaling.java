package io.jenkins.plugins.ecs.operations.decide;

import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.services.ScalableTarget;
import io.jenkins.plugins.ecs.operations.state.OperationPhase;
import io.jenkins.plugins.ecs.operations.state.OperationState;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** {@link OperationPhase#DESCALING}: policies and scheduled actions go first, so that none starts tasks again. */
final class Descaling extends ActingPhase {

    @Override
    OperationRead check(OperationState state) {
        return ScalePlanning.target(state);
    }

    @Override
    List<OperationRead> before(OperationState state) {
        return List.of(ScalePlanning.target(state));
    }

    @Override
    Optional<OperationDecision> instead(OperationState state, OperationObservation seen, long now) {
        return isDone(state, seen)
                ? Optional.of(OperationDecision.go(state, next(state), now, List.of(OperationMessages.NO_TARGET)))
                : Optional.empty();
    }

    @Override
    boolean isDone(OperationState state, OperationObservation seen) {
        return seen.found(check(state), ScalableTarget.class).isEmpty();
    }

    @Override
    OperationAction action(OperationState state) {
        return new OperationAction.Descale(
                Objects.requireNonNull(state.service()).resourceId());
    }

    /** A DAEMON service has no scaling. */
    private static OperationPhase next(OperationState state) {
        return DeletePlanning.afterScaling(state, false);
    }

    @Override
    OperationDecision done(OperationState state, long now) {
        return OperationDecision.go(
                state.did(OperationMessages.DESCALED, now), next(state), now, List.of(OperationMessages.DESCALED));
    }

    /** ECS removes it with the service in any case. */
    @Override
    OperationDecision refused(OperationState state, AwsFailure failure, long now) {
        String line = OperationMessages.notDescaled(FailedCalls.cause(state.request(), failure));
        return OperationDecision.go(state.missed(line), next(state), now, List.of(line));
    }
}
