package io.jenkins.plugins.ecs.tasks.decide;

import edu.umd.cs.findbugs.annotations.NonNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import io.jenkins.plugins.ecs.tasks.state.TaskEnd;
import io.jenkins.plugins.ecs.tasks.state.TaskPhase;
import io.jenkins.plugins.ecs.tasks.state.TaskRunState;
import io.jenkins.plugins.ecs.tasks.state.TaskVerdict;
import java.util.ArrayList;
import java.util.List;

/**
 * What a round comes to.
 *
 * @param messages lines for the build log
 * @param action null for none
 * @param nextPoll milliseconds until the next round is due; 0 for at once
 * @param once whether a restart must know of it before the messages are printed
 */
public record TaskDecision(
        @NonNull TaskRunState state,
        @NonNull List<String> messages,
        @Nullable TaskAction action,
        long nextPoll,
        boolean once) {

    /** The state as it is; look again later. */
    @NonNull
    public static TaskDecision poll(@NonNull TaskRunState state, long inMillis, @NonNull List<String> messages) {
        return new TaskDecision(state, messages, null, inMillis, false);
    }

    @NonNull
    public static TaskDecision go(
            @NonNull TaskRunState state, @NonNull TaskPhase next, long now, @NonNull List<String> messages) {
        return new TaskDecision(state.in(next, now), messages, null, 0, false);
    }

    @NonNull
    public static TaskDecision act(@NonNull TaskRunState pending, @NonNull TaskAction action) {
        return new TaskDecision(pending, List.of(), action, 0, true);
    }

    @NonNull
    public static TaskDecision end(
            @NonNull TaskRunState state,
            @NonNull TaskVerdict verdict,
            @Nullable Integer exitCode,
            @NonNull String cause,
            @NonNull String advice,
            long now) {
        return new TaskDecision(
                state.with(new TaskEnd(verdict, exitCode, cause, advice, now)), List.of(), null, 0, false);
    }

    @NonNull
    public static TaskDecision end(
            @NonNull TaskRunState state,
            @NonNull TaskVerdict verdict,
            @NonNull String cause,
            @NonNull String advice,
            long now) {
        return end(state, verdict, null, cause, advice, now);
    }

    /** The same with messages before its own. */
    @NonNull
    public TaskDecision after(@NonNull List<String> earlier) {
        List<String> all = new ArrayList<>(earlier);
        all.addAll(messages);
        return new TaskDecision(state, List.copyOf(all), action, nextPoll, once);
    }

    /** The same with the next poll at this time at the latest, at which something is decided without AWS. */
    @NonNull
    public TaskDecision notAfter(long time, long now) {
        return new TaskDecision(state, messages, action, Math.min(nextPoll, Math.max(0, time - now)), once);
    }

    /** The same; its messages must not be printed twice. */
    @NonNull
    public TaskDecision printedOnce() {
        return new TaskDecision(state, messages, action, nextPoll, true);
    }
}
