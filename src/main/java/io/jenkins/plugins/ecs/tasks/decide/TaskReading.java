package io.jenkins.plugins.ecs.tasks.decide;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.ecs.EcsTask;
import io.jenkins.plugins.ecs.tasks.messages.TaskMessages;
import io.jenkins.plugins.ecs.tasks.state.ReadFailures;
import io.jenkins.plugins.ecs.tasks.state.TaskRunState;
import io.jenkins.plugins.ecs.tasks.state.TaskVerdict;
import io.jenkins.plugins.ecs.tasks.state.TrackedTask;
import io.jenkins.plugins.ecs.text.Durations;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What {@code DescribeTasks} and the logs say in one round; shared by the phases that follow tasks. */
final class TaskReading {

    static final long POLL = 2_500;
    /**
     * A log read that has to wait for the rate limit is made in a round of its own, between two that read the tasks: those
     * share their calls with other builds and stay regular.
     */
    private static final long DESCRIBED_FOR = 2_000;
    /** Reads are eventually consistent: a task that ECS does not show may be there. */
    private static final long MISSING_FOR = 60_000;

    private static final long SOONEST = 200;

    /**
     * @param messages what changed, and log lines
     * @param printed whether there are log lines among them
     */
    record Seen(
            @NonNull TaskRunState state,
            @NonNull List<String> messages,
            boolean printed,
            @CheckForNull AwsFailure readFailure,
            long nextPoll) {

        Optional<AwsFailure> failure() {
            return Optional.ofNullable(readFailure);
        }
    }

    private TaskReading() {}

    @NonNull
    static List<TaskRead> reads(@NonNull TaskRunState state, @NonNull TaskObservation seen, long now) {
        List<TaskRead> reads = new ArrayList<>();
        TaskRead.Tasks tasks = tasks(state);
        boolean due = isDue(state, now);
        if (due) {
            reads.add(tasks);
        }
        if (!due || seen.has(tasks)) {
            reads.addAll(LogReading.reads(updated(state, seen, now), now));
        }
        return reads;
    }

    private static boolean isDue(TaskRunState state, long now) {
        return !state.allStopped() && Math.abs(now - state.describedAt()) >= DESCRIBED_FOR;
    }

    private static TaskRead.Tasks tasks(TaskRunState state) {
        return new TaskRead.Tasks(
                state.request().cluster(),
                state.tasks().stream()
                        .filter(task -> !task.isStopped())
                        .map(TrackedTask::arn)
                        .toList());
    }

    /** With what was read of the tasks. */
    @SuppressWarnings("unchecked")
    private static TaskRunState updated(TaskRunState state, TaskObservation seen, long now) {
        TaskRead.Tasks read = tasks(state);
        Optional<List> answer = seen.answer(read, List.class);
        if (answer.isEmpty()) {
            return LogReading.withCursors(state);
        }
        Map<String, EcsTask> found = new LinkedHashMap<>();
        ((List<EcsTask>) answer.get()).forEach(task -> found.put(id(task.arn()), task));
        List<TrackedTask> tasks = new ArrayList<>();
        for (TrackedTask task : state.tasks()) {
            EcsTask shown = found.get(task.id());
            if (task.isStopped()) {
                tasks.add(task);
            } else {
                tasks.add(shown == null ? task.missing(now) : task.seen(shown));
            }
        }
        return LogReading.withCursors(state.with(tasks).with(ReadFailures.NONE).described(now));
    }

    private static String id(String arn) {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }

    @NonNull
    static Seen fold(@NonNull TaskRunState state, @NonNull TaskObservation seen, long now) {
        AwsFailure failure = isDue(state, now) ? seen.failure(tasks(state)).orElse(null) : null;
        TaskRunState updated = updated(state, seen, now);
        List<String> messages = new ArrayList<>();
        if (failure == null) {
            messages.addAll(FailedReads.over(state, now));
        }
        for (int i = 0; i < state.tasks().size(); i++) {
            changed(state, state.tasks().get(i), updated.tasks().get(i), now).ifPresent(messages::add);
        }
        LogReading.Read logs = LogReading.fold(updated, seen, now);
        messages.addAll(logs.lines());
        boolean between = logs.postponed() > 0 && isDue(state, now) && failure == null;
        long next = between ? Math.max(SOONEST, logs.postponed()) : POLL;
        return new Seen(
                between ? logs.state().described(now + next) : logs.state(),
                messages,
                !logs.lines().isEmpty(),
                failure,
                next);
    }

    /** One line for each change of a task's status. */
    private static Optional<String> changed(TaskRunState state, TrackedTask before, TrackedTask after, long now) {
        if (before.lastStatus().equals(after.lastStatus())) {
            return Optional.empty();
        }
        String name = state.request().count() > 1 ? "Task " + after.id() : "Task";
        String at = Durations.text(now - state.startedAt());
        if (!after.isStopped()) {
            return Optional.of(name + " " + after.lastStatus() + " after " + at);
        }
        String exits = after.hasRun() ? ": " + Texts.exits(after.containers()) : "";
        String reason = after.stoppedReason().isEmpty() ? "" : " (" + after.stoppedReason() + ")";
        return Optional.of(name + " STOPPED after " + at + exits + reason);
    }

    /** Whether ECS has not shown what remains for so long that it won't any more; no task runs beside it. */
    static boolean isLost(@NonNull TaskRunState state, long now) {
        return !state.allStopped()
                && state.tasks().stream()
                        .filter(task -> !task.isStopped())
                        .allMatch(task -> task.missingSince() != 0 && now - task.missingSince() >= MISSING_FOR);
    }

    /** ECS shows stopped tasks for an hour. How they ended can't be found out, and that is no success. */
    @NonNull
    static TaskDecision lost(@NonNull TaskRunState state, long now) {
        TrackedTask task = state.tasks().stream()
                .filter(each -> each.missingSince() != 0)
                .findFirst()
                .orElseThrow();
        String last =
                task.lastStatus().isEmpty() ? TaskMessages.NEVER_LISTED : TaskMessages.lastStatus(task.lastStatus());
        return TaskDecision.end(
                state,
                TaskVerdict.UNKNOWN,
                TaskMessages.noLongerShown(task.id(), last),
                TaskMessages.SHOWN_FOR_AN_HOUR,
                now);
    }
}
