package io.jenkins.plugins.ecs.operations.decide;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.operations.state.OperationEnd;
import io.jenkins.plugins.ecs.operations.state.OperationPhase;
import io.jenkins.plugins.ecs.operations.state.OperationState;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import java.util.ArrayList;
import java.util.List;

/**
 * The result of a round.
 *
 * @param messages lines for the build log
 * @param action null for none
 * @param nextPoll milliseconds until the next round is due; 0 for at once
 */
public record OperationDecision(
        @NonNull OperationState state,
        @NonNull List<String> messages,
        @CheckForNull OperationAction action,
        long nextPoll) {

    @NonNull
    static OperationDecision poll(@NonNull OperationState state, long inMillis, @NonNull List<String> messages) {
        return new OperationDecision(state, messages, null, inMillis);
    }

    @NonNull
    static OperationDecision go(
            @NonNull OperationState state, @NonNull OperationPhase next, long now, @NonNull List<String> messages) {
        return new OperationDecision(state.in(next, now), messages, null, 0);
    }

    /** @param pending a state that says that the action was sent */
    @NonNull
    static OperationDecision act(@NonNull OperationState pending, @NonNull OperationAction action) {
        return new OperationDecision(pending, List.of(), action, 0);
    }

    @NonNull
    static OperationDecision end(
            @NonNull OperationState state,
            @NonNull Verdict verdict,
            @NonNull String cause,
            @NonNull String advice,
            long now) {
        return new OperationDecision(state.with(new OperationEnd(verdict, cause, advice, now)), List.of(), null, 0);
    }

    /** A copy with messages before its own. */
    @NonNull
    OperationDecision after(@NonNull List<String> earlier) {
        List<String> all = new ArrayList<>(earlier);
        all.addAll(messages);
        return new OperationDecision(state, List.copyOf(all), action, nextPoll);
    }
}
