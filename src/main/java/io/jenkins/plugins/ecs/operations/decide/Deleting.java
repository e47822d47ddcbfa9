package io.jenkins.plugins.ecs.operations.decide;

import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.operations.request.Goal;
import io.jenkins.plugins.ecs.operations.state.LocatedService;
import io.jenkins.plugins.ecs.operations.state.OperationPhase;
import io.jenkins.plugins.ecs.operations.state.OperationState;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * {@link OperationPhase#DELETING}: the service is read once more, so that what is deleted is what was planned to be
 * deleted. So are its tags: the rules are asked about those that it has now.
 */
final class Deleting extends ActingPhase {

    private static final long RETRY = 10_000;
    private static final Pattern NOT_STOPPED =
            Pattern.compile("(?i)cannot be stopped while (?:deployments are active|.*scaled above 0)");

    private static Goal.Delete goal(OperationState state) {
        return (Goal.Delete) state.request().goal();
    }

    @Override
    OperationRead check(OperationState state) {
        return Locating.service(state);
    }

    @Override
    List<OperationRead> before(OperationState state) {
        return isMarked(state)
                ? List.of(Locating.service(state), DeletePlanning.tags(state))
                : List.of(Locating.service(state));
    }

    /** Only a tag that was there can have been taken away. */
    private static boolean isMarked(OperationState state) {
        return Objects.requireNonNull(state.service()).ephemeral();
    }

    @Override
    OperationState judged(OperationState state, OperationObservation seen) {
        return isMarked(state)
                ? state.with(Objects.requireNonNull(state.service()).tagged(DeletePlanning.isEphemeral(state, seen)))
                : state;
    }

    @Override
    Optional<OperationDecision> instead(OperationState state, OperationObservation seen, long now) {
        ServiceView view = seen.service(Locating.service(state)).orElse(null);
        if (view == null || !view.isActive()) {
            return Optional.of(OperationDecision.go(state, OperationPhase.VANISHING, now, List.of()));
        }
        LocatedService planned = Objects.requireNonNull(state.service());
        if (!view.located().arn().equals(planned.arn())
                || !view.located().createdAt().equals(planned.createdAt())) {
            return Optional.of(OperationDecision.end(
                    state, Verdict.STOPPED, OperationMessages.ANOTHER_SERVICE, OperationMessages.CHECK_NAMES, now));
        }
        if (isMarked(state) && !seen.has(DeletePlanning.tags(state))) {
            // The effect of a call was looked for, without its tags.
            return Optional.of(OperationDecision.poll(state, 0, List.of()));
        }
        return goal(state).drain() && !view.daemon() && view.counts().desired() > 0
                ? Optional.of(StoppingTasks.raised(state, view.counts().desired(), now))
                : Optional.empty();
    }

    @Override
    boolean isDone(OperationState state, OperationObservation seen) {
        return seen.service(Locating.service(state))
                .filter(ServiceView::isActive)
                .isEmpty();
    }

    @Override
    OperationAction action(OperationState state) {
        return new OperationAction.Delete(
                state.request().cluster(),
                state.request().service(),
                !goal(state).drain());
    }

    @Override
    OperationDecision done(OperationState state, long now) {
        return OperationDecision.go(
                state.did(OperationMessages.DELETION_REQUESTED, now),
                OperationPhase.VANISHING,
                now,
                List.of(OperationMessages.DELETION_REQUESTED));
    }

    @Override
    OperationDecision refused(OperationState state, AwsFailure failure, long now) {
        if (failure.kind() == AwsFailure.Kind.SERVICE_NOT_FOUND) {
            return OperationDecision.go(state, OperationPhase.VANISHING, now, List.of());
        }
        if (failure.awsMessage().contains("DeleteExpressGatewayService")) {
            return OperationDecision.end(
                    state, Verdict.REFUSED, OperationMessages.EXPRESS, OperationMessages.EXPRESS_ADVICE, now);
        }
        if (NOT_STOPPED.matcher(failure.awsMessage()).find()) {
            boolean first = state.failures().count() == 0;
            return OperationDecision.poll(
                    state.with(state.failures().and(failure.kind(), OperationMessages.NOT_STOPPED, now)),
                    RETRY,
                    first ? List.of(OperationMessages.NOT_STOPPED) : List.of());
        }
        return FailedCalls.end(state, failure, now);
    }
}
