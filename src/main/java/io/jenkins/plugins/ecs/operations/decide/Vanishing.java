package io.jenkins.plugins.ecs.operations.decide;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.ecs.operations.state.OperationPhase;
import io.jenkins.plugins.ecs.operations.state.OperationState;
import io.jenkins.plugins.ecs.operations.state.ServiceCounts;
import io.jenkins.plugins.ecs.tasks.state.ReadFailures;
import java.util.List;
import java.util.Objects;

/** {@link OperationPhase#VANISHING}: INACTIVE, or no longer known, is the proof of a deletion. */
final class Vanishing extends ServicePhase {

    @Override
    OperationDecision decide(OperationState state, @CheckForNull ServiceView view, long now) {
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
