package io.jenkins.plugins.ecs.tasks.decide;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.tasks.messages.TaskMessages;
import io.jenkins.plugins.ecs.tasks.state.StopRequest;
import io.jenkins.plugins.ecs.tasks.state.TaskRunState;
import io.jenkins.plugins.ecs.tasks.state.TaskVerdict;
import io.jenkins.plugins.ecs.tasks.state.TrackedTask;
import java.util.List;

/** How a run ended, from how all its tasks did. */
final class EndingRules {

    private EndingRules() {}

    @NonNull
    static TaskDecision end(@NonNull TaskRunState state, long now) {
        StopRequest stop = state.stop();
        if (stop != null) {
            return TaskDecision.end(
                    state,
                    stop.verdict(),
                    firstCode(state),
                    stop.why() + (state.allStopped() ? TaskMessages.STOPPED : TaskMessages.NOT_ALL_STOPPED),
                    "",
                    now);
        }
        TaskEnding worst = null;
        for (TrackedTask task : state.tasks()) {
            TaskEnding ending = TaskEnding.of(task, state.plan());
            if (worst == null || weight(ending.verdict()) > weight(worst.verdict())) {
                worst = ending;
            }
        }
        if (worst == null) {
            return TaskDecision.end(state, TaskVerdict.UNKNOWN, TaskMessages.NO_TASK, "", now);
        }
        int asked = state.request().count();
        if (worst.verdict().isGreen() && state.tasks().size() < asked) {
            return TaskDecision.end(
                    state,
                    TaskVerdict.NOT_STARTED,
                    TaskMessages.onlySomeStarted(state.tasks().size(), asked),
                    "",
                    now);
        }
        return TaskDecision.end(
                state, worst.verdict(), worst.exitCode(), which(state, worst) + worst.cause(), worst.advice(), now);
    }

    private static String which(TaskRunState state, TaskEnding ending) {
        if (state.tasks().size() == 1) {
            return "";
        }
        return ending.verdict().isGreen()
                ? TaskMessages.allTasks(state.tasks().size())
                : TaskMessages.taskOf(ending.task(), state.tasks().size());
    }

    private static Integer firstCode(TaskRunState state) {
        List<TrackedTask> tasks = state.tasks();
        return tasks.isEmpty() || state.plan() == null
                ? null
                : TaskEnding.of(tasks.get(0), state.plan()).exitCode();
    }

    /** What did not run is worse than what failed. */
    private static int weight(TaskVerdict verdict) {
        return switch (verdict) {
            case SUCCESS -> 0;
            case TASK_FAILED -> 1;
            case NOT_STARTED -> 2;
            default -> 3;
        };
    }
}
