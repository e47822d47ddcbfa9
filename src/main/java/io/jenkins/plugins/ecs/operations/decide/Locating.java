package io.jenkins.plugins.ecs.operations.decide;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.operations.request.Goal;
import io.jenkins.plugins.ecs.operations.state.OperationPhase;
import io.jenkins.plugins.ecs.operations.state.OperationState;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import java.util.List;

/** {@link OperationPhase#LOCATING}: finds the service, so that its ARN can be locked. */
final class Locating extends ServicePhase {

    @NonNull
    static OperationRead.Service service(@NonNull OperationState state) {
        return new OperationRead.Service(
                state.request().cluster(), state.request().service());
    }

    @Override
    OperationDecision decide(OperationState state, @CheckForNull ServiceView view, long now) {
        return view == null
                ? missing(state, now)
                : OperationDecision.go(state.with(view.located()), OperationPhase.PLANNING, now, List.of());
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
