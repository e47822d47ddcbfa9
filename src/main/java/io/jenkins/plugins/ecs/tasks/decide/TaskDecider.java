package io.jenkins.plugins.ecs.tasks.decide;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.tasks.messages.TaskMessages;
import io.jenkins.plugins.ecs.tasks.state.TaskPhase;
import io.jenkins.plugins.ecs.tasks.state.TaskRunState;
import io.jenkins.plugins.ecs.tasks.state.TaskVerdict;
import java.util.List;
import java.util.Optional;

/** Decisions that need no reads. */
public final class TaskDecider {

    private TaskDecider() {}

    /** What is decided although AWS does not answer: deadlines. */
    @NonNull
    public static Optional<TaskDecision> withoutReads(@NonNull TaskRunState state, long now) {
        if (state.phase() == TaskPhase.STOPPING) {
            return StoppingHandler.withoutReads(state, now);
        }
        if (now < state.deadline()) {
            return Optional.empty();
        }
        return switch (state.phase()) {
            case FOLLOWING -> Optional.of(FollowingHandler.timeout(state, List.of(), now));
            case PLANNING, REGISTERING ->
                Optional.of(TaskDecision.end(
                        state,
                        TaskVerdict.TIMED_OUT,
                        TaskMessages.expiredWhile(
                                state.phase().words(),
                                (state.failures().last().isEmpty()
                                        ? ""
                                        : ": " + state.failures().last())),
                        "",
                        now));
            default -> Optional.empty();
        };
    }

    /** The build was aborted: decides what happens to the tasks. */
    @NonNull
    public static TaskDecision abort(@NonNull TaskRunState state, @NonNull String by, long now) {
        return StoppingHandler.abort(state, by, now);
    }

    /** Rules refuse the next action. */
    @NonNull
    public static TaskDecision forbidden(@NonNull TaskRunState state, @NonNull String why, long now) {
        String cause = TaskMessages.blocked(why);
        return state.phase() == TaskPhase.STARTING && state.call().repeated() > 0
                ? StartingHandler.perhapsStarted(state, cause, now)
                : TaskDecision.end(state, TaskVerdict.NOT_STARTED, cause, TaskMessages.ASK_CONTACT, now);
    }

    /** The build leaves the tasks, whatever becomes of them. */
    @NonNull
    public static TaskRunState abandoned(@NonNull TaskRunState state, @NonNull String why, long now) {
        TaskVerdict verdict = state.stop() != null
                ? state.stop().verdict()
                : isStarted(state) ? TaskVerdict.UNKNOWN : TaskVerdict.NOT_STARTED;
        return TaskDecision.end(state, verdict, why, "", now).state();
    }

    /** Whether tasks were started, or may have been. */
    private static boolean isStarted(TaskRunState state) {
        return !state.tasks().isEmpty()
                || (state.phase() == TaskPhase.STARTING && state.call().isSent());
    }

    /** What may still run in AWS, for messages; empty if nothing was started. */
    @NonNull
    public static String mayRun(@NonNull TaskRunState state) {
        boolean over = !state.tasks().isEmpty() && state.allStopped();
        if (state.hasEnded() || !isStarted(state) || over) {
            return "";
        }
        return mayStillRun(state);
    }

    /** The same where something was started. */
    @NonNull
    public static String mayStillRun(@NonNull TaskRunState state) {
        return TaskMessages.mayStillRun(Texts.tasks(state));
    }
}
