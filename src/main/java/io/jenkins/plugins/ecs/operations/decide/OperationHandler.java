package io.jenkins.plugins.ecs.operations.decide;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.operations.request.Goal;
import io.jenkins.plugins.ecs.operations.state.OperationState;
import java.util.List;

/** One phase: what it reads, and what it decides. No I/O, and no clock but the passed one. */
public interface OperationHandler {

    /** Until then, in milliseconds, a read may be older than a call before it. */
    long CONSISTENT_AFTER = 30_000;

    /** What it must know; asked again with the answers until nothing is missing. */
    @NonNull
    List<OperationRead> reads(@NonNull OperationState state, @NonNull OperationObservation seen, long now);

    @NonNull
    OperationDecision decide(@NonNull OperationState state, @NonNull OperationObservation seen, long now);

    /** Its action was answered. */
    @NonNull
    default OperationDecision completed(@NonNull OperationState state, @NonNull OperationAction action, long now) {
        throw new IllegalStateException(state.phase() + " has no actions");
    }

    /** Its action was not answered, or refused. */
    @NonNull
    default OperationDecision failed(
            @NonNull OperationState state, @NonNull OperationAction action, @NonNull AwsFailure failure, long now) {
        throw new IllegalStateException(state.phase() + " has no actions");
    }

    @NonNull
    static OperationHandler of(@NonNull OperationState state) {
        boolean scales = state.request().goal() instanceof Goal.Scale;
        return switch (state.phase()) {
            case LOCATING -> new Locating();
            case PLANNING -> scales ? new ScalePlanning() : new DeletePlanning();
            case RANGING -> new Ranging();
            case DESCALING -> new Descaling();
            case COUNTING -> new Counting();
            case SETTLING -> new Settling();
            case STOPPING_TASKS -> new StoppingTasks();
            case DELETING -> new Deleting();
            case VANISHING -> new Vanishing();
            case UNSCHEDULING, DEREGISTERING -> new Removing();
            case ENDED -> throw new IllegalStateException("it has ended");
        };
    }
}
