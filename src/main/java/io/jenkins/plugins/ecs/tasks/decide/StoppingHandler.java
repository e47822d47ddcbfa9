package io.jenkins.plugins.ecs.tasks.decide;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.tasks.messages.TaskMessages;
import io.jenkins.plugins.ecs.tasks.request.OnStop;
import io.jenkins.plugins.ecs.tasks.state.ReadFailures;
import io.jenkins.plugins.ecs.tasks.state.StopRequest;
import io.jenkins.plugins.ecs.tasks.state.TaskPhase;
import io.jenkins.plugins.ecs.tasks.state.TaskRunState;
import io.jenkins.plugins.ecs.tasks.state.TaskVerdict;
import io.jenkins.plugins.ecs.tasks.state.TrackedTask;
import io.jenkins.plugins.ecs.text.Arns;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@link TaskPhase#STOPPING}: stops each task that still runs, and waits until it has stopped. */
final class StoppingHandler implements TaskPhaseHandler {

    /** ECS needs some time beside the time that a container has to end by itself. */
    private static final long GRACE = 30_000;

    @Override
    public List<TaskRead> reads(TaskRunState state, TaskObservation seen, long now) {
        return next(state).isPresent() ? List.of() : TaskReading.reads(state, seen, now);
    }

    private static Optional<TrackedTask> next(TaskRunState state) {
        return state.tasks().stream()
                .filter(task -> !task.isStopped() && !task.stopSent())
                .findFirst();
    }

    @Override
    public TaskDecision decide(TaskRunState state, TaskObservation seen, long now) {
        if (isOver(state, now)) {
            return stillRunning(state, now);
        }
        Optional<TrackedTask> next = next(state);
        if (next.isPresent()) {
            return TaskDecision.act(
                    state,
                    new TaskAction.Stop(
                            state.request().cluster(),
                            next.get().arn(),
                            Texts.stopReason(
                                    state.stop().why(), state.request().origin().build())));
        }
        TaskReading.Seen read = TaskReading.fold(state, seen, now);
        TaskRunState after = read.state();
        if (after.allStopped() || TaskReading.isLost(after, now)) {
            return TaskDecision.go(after, TaskPhase.DRAINING, now, read.messages())
                    .printedOnce();
        }
        if (read.failure().isPresent()) {
            return FailedReads.again(after, read.failure().get(), now)
                    .after(read.messages())
                    .notAfter(overAt(state), now);
        }
        TaskDecision poll =
                TaskDecision.poll(after, read.nextPoll(), read.messages()).notAfter(overAt(state), now);
        return read.printed() ? poll.printedOnce() : poll;
    }

    private static boolean isOver(TaskRunState state, long now) {
        return now >= overAt(state);
    }

    private static long overAt(TaskRunState state) {
        long stopSeconds = state.plan() == null ? 0 : state.plan().longestStopSeconds();
        return state.stop().at() + stopSeconds * 1000L + GRACE;
    }

    @NonNull
    static Optional<TaskDecision> withoutReads(@NonNull TaskRunState state, long now) {
        return isOver(state, now) ? Optional.of(stillRunning(state, now)) : Optional.empty();
    }

    private static TaskDecision stillRunning(TaskRunState state, long now) {
        StopRequest stop = state.stop();
        String words = stop.problem().isEmpty() ? state.failures().last() : stop.problem();
        String failure = words.isEmpty() ? "" : " (" + words + ")";
        return TaskDecision.end(
                state,
                stop.verdict(),
                TaskMessages.notStopped(stop.why(), Texts.running(state), failure),
                TaskMessages.STOP_THEM,
                now);
    }

    @Override
    public TaskDecision completed(TaskRunState state, TaskAction action, Object answer, long now) {
        return sent(state, ((TaskAction.Stop) action).task(), List.of());
    }

    private static TaskDecision sent(TaskRunState state, String arn, List<String> messages) {
        List<TrackedTask> tasks = state.tasks().stream()
                .map(task -> task.arn().equals(arn) ? task.stopSent(true) : task)
                .toList();
        return TaskDecision.poll(state.with(tasks).with(ReadFailures.NONE), 0, messages);
    }

    @Override
    public TaskDecision failed(TaskRunState state, TaskAction action, AwsFailure failure, long now) {
        if (failure.isPassing()) {
            return FailedReads.again(state, failure, now).notAfter(overAt(state), now);
        }
        String task = ((TaskAction.Stop) action).task();
        String words = Texts.cause(failure, state.request());
        // A task that is no longer there needs no stop; the next read tells.
        return sent(
                state.with(state.stop().failed(words)),
                task,
                List.of(TaskMessages.stopRefused(Arns.brief(task), words)));
    }

    /** The build was aborted. */
    @NonNull
    static TaskDecision abort(@NonNull TaskRunState state, @NonNull String by, long now) {
        String why = Texts.aborted(by);
        boolean nothingStarted = state.tasks().isEmpty()
                && !(state.phase() == TaskPhase.STARTING && state.call().isSent());
        if (nothingStarted || state.allStopped() && !state.tasks().isEmpty()) {
            return TaskDecision.end(
                    state,
                    TaskVerdict.ABORTED,
                    why + (nothingStarted ? TaskMessages.NO_TASK_WAS_STARTED : ""),
                    "",
                    now);
        }
        if (state.request().following().onAbort() == OnStop.LEAVE) {
            String left = state.tasks().isEmpty() ? Texts.tasks(state) : Texts.running(state);
            return TaskDecision.end(state, TaskVerdict.ABORTED, TaskMessages.leftRunning(why, left), "", now);
        }
        StopRequest stop = new StopRequest(TaskVerdict.ABORTED, why, now);
        List<String> messages = new ArrayList<>();
        messages.add(
                state.tasks().isEmpty()
                        ? TaskMessages.SEARCHING_TO_STOP
                        : TaskMessages.stoppingAfterAbort(Texts.running(state)));
        TaskPhase phase = state.tasks().isEmpty() ? TaskPhase.STARTING : TaskPhase.STOPPING;
        return TaskDecision.go(state.with(stop), phase, now, messages);
    }
}
