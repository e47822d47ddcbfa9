package io.jenkins.plugins.ecs.operations.decide;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.ecs.operations.request.Goal;
import io.jenkins.plugins.ecs.operations.state.OperationPhase;
import io.jenkins.plugins.ecs.operations.state.OperationState;
import io.jenkins.plugins.ecs.operations.state.ServiceCounts;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.tasks.state.ReadFailures;
import java.util.ArrayList;
import java.util.List;

/**
 * {@link OperationPhase#SETTLING}: until as many tasks run as the service wants. The count may move meanwhile, by its
 * scaling or another client; the tasks are compared with what it is at each poll.
 */
final class Settling extends ServicePhase {

    @Override
    OperationDecision decide(OperationState state, @CheckForNull ServiceView view, long now) {
        if (view == null || !view.isActive()) {
            return OperationDecision.end(state, Verdict.STOPPED, OperationMessages.DELETED_MEANWHILE, "", now);
        }
        Goal.Scale goal = (Goal.Scale) state.request().goal();
        ServiceCounts counts = view.counts();
        List<String> messages = new ArrayList<>();
        if (!counts.equals(state.counts())) {
            messages.add(counts.words());
        }
        OperationState next = state.with(counts).with(ReadFailures.NONE);
        boolean moved = goal.count() != null && counts.desired() != goal.count();
        boolean stale = moved && now - state.phaseSince() < CONSISTENT_AFTER && state.hasActed();
        if (stale || !isInRange(goal, counts) || !counts.isSettled()) {
            return OperationDecision.poll(next, POLL, messages);
        }
        if (moved) {
            messages.add(OperationMessages.moved(goal.count(), counts.desired()));
        }
        return OperationDecision.end(
                        next,
                        state.hasActed() ? Verdict.SUCCESS : Verdict.NO_CHANGE,
                        OperationMessages.settled(counts),
                        "",
                        now)
                .after(messages);
    }

    /** AWS moves the count into a new range. */
    private static boolean isInRange(Goal.Scale goal, ServiceCounts counts) {
        return (goal.min() == null || counts.desired() >= goal.min())
                && (goal.max() == null || counts.desired() <= goal.max());
    }
}
