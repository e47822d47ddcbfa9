package io.jenkins.plugins.ecs.operations.decide;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.operations.request.Goal;
import io.jenkins.plugins.ecs.operations.state.OperationPhase;
import io.jenkins.plugins.ecs.operations.state.OperationState;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.text.Durations;
import java.util.List;

/** Decisions that need no reads. */
public final class OperationDecider {

    private static final String DRAINING_ADVICE = "a service that stays DRAINING has a task that cannot be stopped:"
            + " check its container instance and its agent, and that the roles of the service still exist";

    private OperationDecider() {}

    /** A round whose decision is to wait, or to begin something, after the timeout: ends it. */
    @NonNull
    public static OperationDecision inTime(
            @NonNull OperationState before, @NonNull OperationDecision decision, long now) {
        boolean goesOn = !decision.state().hasEnded() && decision.state().phase() == before.phase();
        return goesOn && now >= before.deadline() ? timeout(before, now).after(decision.messages()) : decision;
    }

    @NonNull
    public static OperationDecision timeout(@NonNull OperationState state, long now) {
        boolean vanishes = state.phase() == OperationPhase.VANISHING || state.phase() == OperationPhase.STOPPING_TASKS;
        return OperationDecision.end(
                state,
                Verdict.TIMED_OUT,
                OperationMessages.timedOut(state, Durations.text(state.request().timeoutMillis())),
                vanishes ? DRAINING_ADVICE : "",
                now);
    }

    /** The build was aborted: AWS is left as it is. */
    @NonNull
    public static OperationDecision abort(@NonNull OperationState state, @NonNull String by, long now) {
        return OperationDecision.end(
                state, Verdict.ABORTED, OperationMessages.aborted(by) + OperationMessages.left(state), "", now);
    }

    /** Rules refuse the next action, which was not sent. */
    @NonNull
    public static OperationDecision forbidden(@NonNull OperationState state, @NonNull String why, long now) {
        String cause = "blocked by policy: " + why;
        if (state.phase().isAfterDeletion()) {
            return OperationDecision.end(
                            state.missed(cause),
                            state.hasActed() ? Verdict.SUCCESS : Verdict.NO_CHANGE,
                            OperationMessages.deleted(state),
                            "",
                            now)
                    .after(List.of(cause));
        }
        return OperationDecision.end(
                state,
                state.hasActed() ? Verdict.STOPPED : Verdict.REFUSED,
                cause + OperationMessages.left(state),
                state.request().goal() instanceof Goal.Delete
                        ? "see the page ecsDelete for what allows a deletion"
                        : "ask the contact named by the rule",
                now);
    }

    /** The build leaves the service, whatever becomes of it. */
    @NonNull
    public static OperationState abandoned(@NonNull OperationState state, @NonNull String why, long now) {
        return OperationDecision.end(state, Verdict.UNKNOWN, why + OperationMessages.left(state), "", now)
                .state();
    }

    /** What continues in AWS after the end of this step; empty if nothing was changed. */
    @NonNull
    public static String goesOn(@NonNull OperationState state) {
        return state.hasEnded() || !state.hasActed() ? "" : state.request().name() + OperationMessages.left(state);
    }
}
