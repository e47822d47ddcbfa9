package io.jenkins.plugins.ecs.tasks.logs;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * The logs of all containers.
 *
 * @param lines that were printed
 * @param characters that were printed
 * @param cut whether a limit was reached: nothing more is printed
 * @param closed whether the logs are not read any more, because they can't be
 * @param failures reads that failed one after the other
 * @param retryAt not read before this time, epoch milliseconds
 * @param said notes that were made already
 * @param output the end of the log of the container that counts, if it is kept
 * @param last the last lines of all, for pages
 */
public record LogState(
        @NonNull List<LogCursor> cursors,
        int lines,
        long characters,
        boolean cut,
        boolean closed,
        int failures,
        long retryAt,
        @NonNull List<String> said,
        @NonNull String output,
        @NonNull List<String> last)
        implements Serializable {

    private static final long serialVersionUID = 1L;

    public static final LogState EMPTY = new LogState(List.of(), 0, 0, false, false, 0, 0, List.of(), "", List.of());

    @NonNull
    public LogState with(@NonNull List<LogCursor> value) {
        return new LogState(List.copyOf(value), lines, characters, cut, closed, failures, retryAt, said, output, last);
    }

    /** The same with another state of one stream. */
    @NonNull
    LogState with(@NonNull LogCursor cursor) {
        return with(cursors.stream()
                .map(each -> each.isOf(cursor.task(), cursor.container()) ? cursor : each)
                .toList());
    }

    @NonNull
    LogState printed(int more, long moreCharacters, boolean reached, @NonNull String end, @NonNull List<String> tail) {
        return new LogState(
                cursors,
                lines + more,
                characters + moreCharacters,
                cut || reached,
                closed,
                failures,
                retryAt,
                said,
                end,
                tail);
    }

    @NonNull
    LogState close() {
        return new LogState(cursors, lines, characters, cut, true, failures, retryAt, said, output, last);
    }

    @NonNull
    LogState failed(long until) {
        return new LogState(cursors, lines, characters, cut, closed, failures + 1, until, said, output, last);
    }

    @NonNull
    LogState answered() {
        return failures == 0 ? this : new LogState(cursors, lines, characters, cut, closed, 0, 0, said, output, last);
    }

    @NonNull
    public LogState say(@NonNull String key) {
        List<String> more = new ArrayList<>(said);
        more.add(key);
        return new LogState(
                cursors, lines, characters, cut, closed, failures, retryAt, List.copyOf(more), output, last);
    }

    @NonNull
    public LogState withOutput(@NonNull String end) {
        return new LogState(cursors, lines, characters, cut, closed, failures, retryAt, said, end, last);
    }

    public boolean isSaid(@NonNull String key) {
        return said.contains(key);
    }

    /** Whether reading makes sense. */
    public boolean isOpen() {
        return !cut && !closed;
    }
}
