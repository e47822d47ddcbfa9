package io.jenkins.plugins.ecs.tasks.decide;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.tasks.logs.LogCursor;
import io.jenkins.plugins.ecs.tasks.logs.LogFolding;
import io.jenkins.plugins.ecs.tasks.logs.LogPages;
import io.jenkins.plugins.ecs.tasks.logs.LogState;
import io.jenkins.plugins.ecs.tasks.state.ContainerPlan;
import io.jenkins.plugins.ecs.tasks.state.ContainerState;
import io.jenkins.plugins.ecs.tasks.state.TaskPlan;
import io.jenkins.plugins.ecs.tasks.state.TaskRunState;
import io.jenkins.plugins.ecs.tasks.state.TrackedTask;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which streams of the tasks are read, and what comes of it. */
final class LogReading {

    /**
     * @param lines to print
     * @param postponed milliseconds until a read that had to wait may be made; 0 for none
     */
    record Read(@NonNull TaskRunState state, @NonNull List<String> lines, long postponed) {}

    private LogReading() {}

    /** A cursor for each container of each task whose stream is known by now. */
    @NonNull
    static TaskRunState withCursors(@NonNull TaskRunState state) {
        TaskPlan plan = state.plan();
        if (plan == null || state.request().following().logLines() == 0) {
            return state;
        }
        List<LogCursor> cursors = new ArrayList<>(state.logs().cursors());
        for (TrackedTask task : state.tasks()) {
            if (!task.hasRun()) {
                continue;
            }
            for (ContainerPlan container : plan.containers()) {
                boolean known = cursors.stream().anyMatch(each -> each.isOf(task.arn(), container.name()));
                String stream = container.log().streamOf(task.id(), runtimeId(task, container.name()));
                if (!known && container.log().isReadable() && !stream.isEmpty()) {
                    cursors.add(LogCursor.atHead(
                            task.arn(),
                            container.name(),
                            label(state, task, container),
                            container.log(),
                            state.request().region(),
                            stream));
                }
            }
        }
        return cursors.size() == state.logs().cursors().size()
                ? state
                : state.with(state.logs().with(cursors));
    }

    private static String runtimeId(TrackedTask task, String container) {
        return task.containers().stream()
                .filter(each -> each.name().equals(container))
                .map(ContainerState::runtimeId)
                .findFirst()
                .orElse("");
    }

    /** {@code app | }, or {@code app/1a2b | } where there are several tasks. */
    private static String label(TaskRunState state, TrackedTask task, ContainerPlan container) {
        String id = task.id();
        String of = state.request().count() > 1 ? "/" + id.substring(0, Math.min(4, id.length())) : "";
        return container.name() + of + " | ";
    }

    /** @param state with its cursors */
    @NonNull
    static List<TaskRead> reads(@NonNull TaskRunState state, long now) {
        LogState logs = state.logs();
        if (!logs.isOpen() || now < logs.retryAt()) {
            return List.of();
        }
        return logs.cursors().stream()
                .map(cursor -> (TaskRead) read(state, cursor))
                .toList();
    }

    private static TaskRead.Log read(TaskRunState state, LogCursor cursor) {
        return new TaskRead.Log(cursor, state.request().following().logLines() + 1);
    }

    /** @param state with its cursors, as the reads were made from it */
    @NonNull
    static Read fold(@NonNull TaskRunState state, @NonNull TaskObservation seen, long now) {
        LogFolding folding = folding(state, seen);
        LogState logs = state.logs();
        List<String> lines = new ArrayList<>();
        long postponed = 0;
        for (LogCursor cursor : state.logs().cursors()) {
            TaskRead.Log read = read(state, cursor);
            Optional<LogPages> pages = seen.answer(read, LogPages.class);
            Optional<AwsFailure> failure = seen.failure(read);
            LogFolding.Folded folded = null;
            if (logs.isOpen() && pages.isPresent()) {
                long wait = pages.get().postponed();
                postponed = wait > 0 && (postponed == 0 || wait < postponed) ? wait : postponed;
                folded = wait > 0 && pages.get().events().isEmpty()
                        ? null
                        : folding.read(logs, cursor, pages.get(), now);
            } else if (logs.isOpen() && failure.isPresent()) {
                folded = folding.failed(logs, cursor, failure.get(), now);
            }
            if (folded != null) {
                logs = folded.state();
                lines.addAll(folded.lines());
            }
        }
        return new Read(state.with(logs), lines, postponed);
    }

    private static LogFolding folding(TaskRunState state, TaskObservation seen) {
        boolean captures = state.request().following().captureOutput();
        return new LogFolding(
                seen.masking(), state.request().following().logLines(), captures ? outputContainer(state) : "");
    }

    /** The watched container, or else the first one. */
    @NonNull
    static String outputContainer(@NonNull TaskRunState state) {
        TaskPlan plan = state.plan();
        if (plan == null || plan.containers().isEmpty()) {
            return "";
        }
        return plan.watched() == null ? plan.containers().get(0).name() : plan.watched();
    }
}
