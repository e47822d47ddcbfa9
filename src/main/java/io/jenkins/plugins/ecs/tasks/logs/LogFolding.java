package io.jenkins.plugins.ecs.tasks.logs;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.services.LogPage.Event;
import io.jenkins.plugins.ecs.diagnosis.RoutedLines;
import io.jenkins.plugins.ecs.tasks.messages.TaskMessages;
import io.jenkins.plugins.ecs.text.PlainText;
import io.jenkins.plugins.ecs.text.masking.Masking;
import java.util.ArrayList;
import java.util.List;

/** From what was read of a stream to lines, and to how far it was read. Pure. */
public final class LogFolding {

    static final long MOST_CHARACTERS = 1 << 20;
    /** What {@code captureOutput} keeps. */
    public static final int OUTPUT = 10_240;

    private static final int LAST_LINES = 20;
    private static final long FIRST_RETRY = 5_000;
    private static final long LATEST_RETRY = 20_000;

    /**
     * The new state, and the lines to print.
     *
     * @param lines cleaned and masked
     */
    public record Folded(@NonNull LogState state, @NonNull List<String> lines) {}

    private final Masking masking;
    private final int mostLines;
    private final String outputOf;

    /**
     * @param mostLines that are printed of all streams together
     * @param outputOf the container whose last lines are kept; empty for none
     */
    public LogFolding(@NonNull Masking masking, int mostLines, @NonNull String outputOf) {
        this.masking = masking;
        this.mostLines = mostLines;
        this.outputOf = outputOf;
    }

    /** What was read. */
    @NonNull
    public Folded read(@NonNull LogState before, @NonNull LogCursor cursor, @NonNull LogPages pages, long now) {
        LogState state = before.answered();
        if (!pages.exists()) {
            return new Folded(state, List.of());
        }
        List<Event> fresh = new ArrayList<>();
        long time = cursor.lastTimestamp();
        int taken = cursor.takenAtLast();
        // Begun again at the time of the last event, its events come once more.
        int again = cursor.token() == null ? cursor.takenAtLast() : 0;
        for (Event event : pages.events()) {
            if (again > 0 && event.timestamp() == cursor.lastTimestamp()) {
                again--;
                continue;
            }
            taken = event.timestamp() == time ? taken + 1 : 1;
            time = event.timestamp();
            fresh.add(event);
        }
        boolean quiet = pages.atEnd() && fresh.isEmpty();
        LogState moved = state.with(cursor.read(pages.token(), time, taken, quiet ? now : 0));
        return print(moved, cursor, fresh);
    }

    private Folded print(LogState state, LogCursor cursor, List<Event> events) {
        List<String> all = text(cursor, events);
        List<String> lines = new ArrayList<>();
        long characters = 0;
        boolean reached = false;
        for (String line : all) {
            reached = state.lines() + lines.size() >= mostLines || state.characters() + characters > MOST_CHARACTERS;
            if (reached) {
                break;
            }
            lines.add(cursor.label() + line);
            characters += line.length();
        }
        List<String> last = new ArrayList<>(state.last());
        last.addAll(lines);
        List<String> tail = List.copyOf(last.subList(Math.max(0, last.size() - LAST_LINES), last.size()));
        String output = cursor.container().equals(outputOf) ? end(state.output(), all) : state.output();
        LogState printed = state.printed(lines.size(), characters, reached, output, tail);
        if (reached) {
            lines.add(TaskMessages.logCut(
                    limit(state, lines.size()), PlainText.line(cursor.group()), PlainText.line(cursor.stream())));
        }
        return new Folded(printed, lines);
    }

    private String limit(LogState state, int more) {
        return state.lines() + more >= mostLines ? TaskMessages.tooManyLines(mostLines) : TaskMessages.TOO_LONG;
    }

    private List<String> text(LogCursor cursor, List<Event> events) {
        List<String> messages = events.stream().map(Event::message).toList();
        List<String> plain = cursor.routed() ? RoutedLines.of(messages, cursor.task()) : messages;
        return LogText.lines(plain, masking);
    }

    /** The last characters of a text and lines after it, from the beginning of a line. */
    @NonNull
    public static String end(@NonNull String before, @NonNull List<String> lines) {
        if (lines.isEmpty()) {
            return before;
        }
        String all = before + (before.isEmpty() ? "" : "\n") + String.join("\n", lines);
        if (all.length() <= OUTPUT) {
            return all;
        }
        int from = all.length() - OUTPUT;
        int line = all.indexOf('\n', from);
        return line < 0 ? all.substring(from) : all.substring(line + 1);
    }

    /** A read failed. The tasks are followed all the same. */
    @NonNull
    public Folded failed(@NonNull LogState state, @NonNull LogCursor cursor, @NonNull AwsFailure failure, long now) {
        if (failure.kind() == AwsFailure.Kind.INVALID && cursor.token() != null) {
            // A token lives for 24 hours.
            return new Folded(state.with(cursor.withoutToken()), List.of());
        }
        if (failure.isPassing()) {
            long wait = Math.min(LATEST_RETRY, FIRST_RETRY << Math.min(4, state.failures()));
            return new Folded(state.failed(now + wait), List.of());
        }
        String why = failure.kind() == AwsFailure.Kind.DENIED
                ? TaskMessages.notAllowed(failure.missingPermission())
                : PlainText.line(failure.getMessage());
        return new Folded(
                state.close(),
                List.of(TaskMessages.logsNotShown(
                        why, PlainText.line(cursor.group()), PlainText.line(cursor.stream()))));
    }
}
