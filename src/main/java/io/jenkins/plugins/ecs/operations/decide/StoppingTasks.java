package io.jenkins.plugins.ecs.operations.decide;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.ecs.operations.state.OperationPhase;
import io.jenkins.plugins.ecs.operations.state.OperationState;
import io.jenkins.plugins.ecs.operations.state.ServiceCounts;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.tasks.state.ReadFailures;
import java.util.List;

/** {@link OperationPhase#STOPPING_TASKS}: until no task runs. */
final class StoppingTasks extends ServicePhase {

    private static final int MOST_TRIES = 3;

    @Override
    OperationDecision decide(OperationState state, @CheckForNull ServiceView view, long now) {
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
