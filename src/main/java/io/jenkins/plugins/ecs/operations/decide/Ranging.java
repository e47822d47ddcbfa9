package io.jenkins.plugins.ecs.operations.decide;

import io.jenkins.plugins.ecs.aws.services.ScalableTarget;
import io.jenkins.plugins.ecs.operations.request.Goal;
import io.jenkins.plugins.ecs.operations.state.OperationPhase;
import io.jenkins.plugins.ecs.operations.state.OperationState;
import java.util.List;
import java.util.Objects;

/** {@link OperationPhase#RANGING}: the range first, so that a scaling activity does not undo the new count. */
final class Ranging extends ActingPhase {

    private static Goal.Scale goal(OperationState state) {
        return (Goal.Scale) state.request().goal();
    }

    @Override
    OperationRead check(OperationState state) {
        return ScalePlanning.target(state);
    }

    @Override
    boolean isDone(OperationState state, OperationObservation seen) {
        return ScalePlanning.isInPlace(
                goal(state),
                seen.found(ScalePlanning.target(state), ScalableTarget.class).orElse(null));
    }

    @Override
    OperationAction action(OperationState state) {
        return new OperationAction.Range(
                Objects.requireNonNull(state.service()).resourceId(),
                goal(state).min(),
                goal(state).max());
    }

    /** The registration may have moved the count, so it is set even if it was right before. */
    @Override
    OperationDecision done(OperationState state, long now) {
        OperationState next = state.did(OperationMessages.rangeIs(goal(state)), now);
        return OperationDecision.go(
                next, goal(state).count() == null ? OperationPhase.SETTLING : OperationPhase.COUNTING, now, List.of());
    }
}
