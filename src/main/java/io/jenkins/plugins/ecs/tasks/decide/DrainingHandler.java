package io.jenkins.plugins.ecs.tasks.decide;

import io.jenkins.plugins.ecs.tasks.logs.LogCursor;
import io.jenkins.plugins.ecs.tasks.logs.LogFolding;
import io.jenkins.plugins.ecs.tasks.logs.LogState;
import io.jenkins.plugins.ecs.tasks.logs.LogText;
import io.jenkins.plugins.ecs.tasks.messages.TaskMessages;
import io.jenkins.plugins.ecs.tasks.state.TaskPhase;
import io.jenkins.plugins.ecs.tasks.state.TaskRunState;
import io.jenkins.plugins.ecs.text.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@link TaskPhase#DRAINING}: the last lines of a container reach CloudWatch Logs some seconds after its end. They are
 * waited for, but a log never decides how a run ended.
 */
final class DrainingHandler implements TaskPhaseHandler {

    private static final long POLL = 2_500;
    /** A stream that is at its end so long after the tasks have stopped is complete. */
    private static final long SETTLED_AFTER = 6_000;

    private static final long LONGEST = 30_000;
    private static final long LONGEST_WITH_FAILURES = 90_000;
    private static final long LONGEST_AFTER_STOP = 8_000;

    @Override
    public List<TaskRead> reads(TaskRunState state, TaskObservation seen, long now) {
        TaskRunState ready = LogReading.withCursors(state);
        if (needsEnd(ready)) {
            return output(ready)
                    .<TaskRead>map(TaskRead.LogEnd::new)
                    .map(List::of)
                    .orElse(List.of());
        }
        return LogReading.reads(ready, now);
    }

    @Override
    public TaskDecision decide(TaskRunState state, TaskObservation seen, long now) {
        TaskRunState ready = LogReading.withCursors(state);
        if (needsEnd(ready)) {
            return EndingRules.end(withEnd(ready, seen), now);
        }
        LogReading.Read read = LogReading.fold(ready, seen, now);
        TaskRunState next = read.state();
        List<String> messages = new ArrayList<>(read.lines());
        if (needsEnd(next)) {
            return TaskDecision.poll(next, 0, messages).printedOnce();
        }
        if (!isDrained(next, now) && now < latest(next)) {
            TaskDecision poll = TaskDecision.poll(next, read.postponed() > 0 ? read.postponed() : POLL, messages);
            return messages.isEmpty() ? poll : poll.printedOnce();
        }
        messages.addAll(missing(next));
        TaskDecision end = EndingRules.end(next, now).after(messages);
        return messages.isEmpty() ? end : end.printedOnce();
    }

    /** An aborted build does not wait for a stream that may never come, and no build long after its timeout. */
    private static long latest(TaskRunState state) {
        if (state.isStopping()) {
            return state.phaseSince() + LONGEST_AFTER_STOP;
        }
        return state.logs().failures() > 0
                ? Math.min(
                        state.phaseSince() + LONGEST_WITH_FAILURES,
                        Math.max(state.phaseSince(), state.deadline()) + LONGEST)
                : state.phaseSince() + LONGEST;
    }

    private static boolean isDrained(TaskRunState state, long now) {
        LogState logs = state.logs();
        return !logs.isOpen()
                || logs.cursors().isEmpty()
                || (now - state.phaseSince() >= SETTLED_AFTER
                        && logs.cursors().stream().allMatch(cursor -> cursor.endSeenAt() > state.phaseSince()));
    }

    /** Once for each container that counts. */
    private static List<String> missing(TaskRunState state) {
        if (!state.logs().isOpen()) {
            return List.of();
        }
        return state.logs().cursors().stream()
                .filter(cursor -> !cursor.exists())
                .filter(cursor -> state.plan().isEssential(cursor.container()))
                .map(cursor -> TaskMessages.noLog(
                        cursor.container(), PlainText.line(cursor.stream()), PlainText.line(cursor.group())))
                .toList();
    }

    /** What was not read any further is asked for its last lines. */
    private static boolean needsEnd(TaskRunState state) {
        return state.logs().cut()
                && state.request().following().captureOutput()
                && output(state).isPresent();
    }

    private static Optional<LogCursor> output(TaskRunState state) {
        String container = LogReading.outputContainer(state);
        return state.logs().cursors().stream()
                .filter(cursor -> cursor.container().equals(container))
                .findFirst();
    }

    @SuppressWarnings("unchecked")
    private static TaskRunState withEnd(TaskRunState state, TaskObservation seen) {
        Optional<List<String>> last = output(state)
                .map(TaskRead.LogEnd::new)
                .flatMap(read -> seen.answer(read, List.class))
                .map(messages -> (List<String>) messages);
        if (last.isEmpty()) {
            return state;
        }
        List<String> lines = LogText.lines(last.get(), seen.masking());
        return state.with(state.logs().withOutput(LogFolding.end("", lines)));
    }
}
