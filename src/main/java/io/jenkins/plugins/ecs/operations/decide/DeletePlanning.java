package io.jenkins.plugins.ecs.operations.decide;

import com.fasterxml.jackson.databind.node.ArrayNode;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.operations.request.Goal;
import io.jenkins.plugins.ecs.operations.state.OperationPhase;
import io.jenkins.plugins.ecs.operations.state.OperationState;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.servicedef.EphemeralMark;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** {@link OperationPhase#PLANNING} of {@code ecsDelete}: what there is to delete. */
final class DeletePlanning implements OperationHandler {

    @Override
    public List<OperationRead> reads(OperationState state, OperationObservation seen, long now) {
        return List.of(Locating.service(state), tags(state));
    }

    @NonNull
    static OperationRead.Tags tags(@NonNull OperationState state) {
        return new OperationRead.Tags(Objects.requireNonNull(state.service()).arn());
    }

    /** Whether its tags allow its deletion; false also if they cannot be read. */
    static boolean isEphemeral(@NonNull OperationState state, @NonNull OperationObservation seen) {
        return seen.answer(tags(state), ArrayNode.class)
                .filter(EphemeralMark::counts)
                .isPresent();
    }

    @Override
    public OperationDecision decide(OperationState state, OperationObservation seen, long now) {
        Optional<AwsFailure> unread = seen.failure(tags(state));
        Optional<AwsFailure> failure =
                seen.failure(Locating.service(state)).or(() -> unread.filter(AwsFailure::isPassing));
        if (failure.isPresent()) {
            return FailedCalls.retry(state, failure.get(), now);
        }
        ServiceView view = seen.service(Locating.service(state)).orElse(null);
        if (view == null) {
            return Locating.missing(state, now);
        }
        if (view.express()) {
            return OperationDecision.end(
                    state, Verdict.REFUSED, OperationMessages.EXPRESS, OperationMessages.EXPRESS_ADVICE, now);
        }
        OperationState next =
                state.with(view.located().tagged(isEphemeral(state, seen))).with(view.counts());
        List<String> messages = new ArrayList<>();
        if (unread.isPresent() && view.isActive()) {
            messages.add(OperationMessages.tagsUnknown(unread.get().iamAction()));
        }
        return next(next, view, now).after(messages);
    }

    private static OperationDecision next(OperationState state, ServiceView view, long now) {
        if (view.isDraining()) {
            return OperationDecision.go(
                    state, OperationPhase.VANISHING, now, List.of(OperationMessages.DRAINING_ALREADY));
        }
        if (!view.isActive()) {
            return Removing.begin(state, now).after(List.of(OperationMessages.INACTIVE_ALREADY));
        }
        Goal.Delete goal = (Goal.Delete) state.request().goal();
        if (goal.scaling() && !view.daemon()) {
            return OperationDecision.go(state, OperationPhase.DESCALING, now, List.of());
        }
        return OperationDecision.go(state, afterScaling(state, view.daemon()), now, List.of());
    }

    /** ECS stops the tasks of a DAEMON service itself. */
    static OperationPhase afterScaling(OperationState state, boolean daemon) {
        Goal.Delete goal = (Goal.Delete) state.request().goal();
        return daemon || !goal.drain() ? OperationPhase.DELETING : OperationPhase.COUNTING;
    }
}
