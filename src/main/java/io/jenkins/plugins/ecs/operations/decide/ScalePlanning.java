package io.jenkins.plugins.ecs.operations.decide;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.services.ScalableTarget;
import io.jenkins.plugins.ecs.operations.request.Goal;
import io.jenkins.plugins.ecs.operations.state.OperationPhase;
import io.jenkins.plugins.ecs.operations.state.OperationState;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** {@link OperationPhase#PLANNING} of {@code ecsScale}: compares the request with the service and its scaling. */
final class ScalePlanning implements OperationHandler {

    @Override
    public List<OperationRead> reads(OperationState state, OperationObservation seen, long now) {
        return List.of(Locating.service(state), target(state));
    }

    static OperationRead.Target target(OperationState state) {
        return new OperationRead.Target(Objects.requireNonNull(state.service()).resourceId());
    }

    @Override
    public OperationDecision decide(OperationState state, OperationObservation seen, long now) {
        Goal.Scale goal = (Goal.Scale) state.request().goal();
        Optional<AwsFailure> unread = seen.failure(target(state));
        Optional<AwsFailure> failure = seen.failure(Locating.service(state))
                // Without its range, a count can still be set.
                .or(() -> unread.filter(each -> each.isPassing() || goal.changesRange()));
        if (failure.isPresent()) {
            return FailedCalls.retry(state, failure.get(), now);
        }
        ServiceView view = seen.service(Locating.service(state)).orElse(null);
        if (view == null) {
            return Locating.missing(state, now);
        }
        Optional<ScalableTarget> target = seen.found(target(state), ScalableTarget.class);
        String problem = problem(goal, view, target.orElse(null));
        if (problem != null) {
            return OperationDecision.end(state, Verdict.REFUSED, problem, OperationMessages.CORRECT, now);
        }
        List<String> messages = new ArrayList<>();
        unread.ifPresent(each -> messages.add(OperationMessages.rangeUnknown(each.iamAction())));
        return next(state.with(view.located()).with(view.counts()), goal, target.orElse(null), now)
                .after(messages);
    }

    @CheckForNull
    private static String problem(Goal.Scale goal, ServiceView view, @CheckForNull ScalableTarget target) {
        if (!view.isActive()) {
            return OperationMessages.notActive(view.status());
        }
        if (view.express()) {
            return OperationMessages.EXPRESS_SCALING;
        }
        if (view.daemon()) {
            return OperationMessages.DAEMON;
        }
        if (target == null) {
            return goal.changesRange() && (goal.min() == null || goal.max() == null)
                    ? OperationMessages.NO_SCALING
                    : null;
        }
        int min = goal.min() == null ? target.min() : goal.min();
        int max = goal.max() == null ? target.max() : goal.max();
        if (min > max) {
            return OperationMessages.noRange(goal, target);
        }
        return goal.count() != null && (goal.count() < min || goal.count() > max)
                ? OperationMessages.outside(goal.count(), min, max)
                : null;
    }

    private static OperationDecision next(
            OperationState state, Goal.Scale goal, @CheckForNull ScalableTarget target, long now) {
        if (goal.changesRange() && !isInPlace(goal, target)) {
            return OperationDecision.go(
                    state, OperationPhase.RANGING, now, List.of(OperationMessages.range(goal, target)));
        }
        return count(state, goal, now);
    }

    /** Whether the range is as it should be, so that nothing has to be sent: a registration may move the count. */
    static boolean isInPlace(Goal.Scale goal, @CheckForNull ScalableTarget target) {
        return target != null
                && (goal.min() == null || goal.min() == target.min())
                && (goal.max() == null || goal.max() == target.max());
    }

    static OperationDecision count(OperationState state, Goal.Scale goal, long now) {
        boolean counts = goal.count() != null
                && state.counts() != null
                && goal.count() != state.counts().desired();
        return OperationDecision.go(state, counts ? OperationPhase.COUNTING : OperationPhase.SETTLING, now, List.of());
    }
}
