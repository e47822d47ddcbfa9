package io.jenkins.plugins.ecs.verify;

import io.jenkins.plugins.ecs.verify.check.CheckVerdict;
import io.jenkins.plugins.ecs.verify.check.Times;
import java.util.ArrayList;
import java.util.List;

/** The outcome of a verification as a plain text table for the log. */
final class OutcomeTable {

    private static final int WIDEST = 72;

    private OutcomeTable() {}

    /** @param startedAt start of the times in the table, in epoch milliseconds */
    static List<String> lines(List<CheckRow> rows, long startedAt) {
        List<String[]> cells = new ArrayList<>();
        cells.add(new String[] {"check", "verdict", "value", "limit", "since"});
        for (CheckRow row : rows) {
            cells.add(new String[] {
                row.check(),
                (row.verdict() == null ? "..." : row.verdict().name()) + (row.isDryRun() ? " (dry run)" : ""),
                row.value(),
                row.limit().isEmpty() ? "-" : row.limit(),
                row.verdict() == CheckVerdict.SKIPPED ? "-" : Times.clock(row.since() - startedAt)
            });
        }
        int columns = cells.get(0).length;
        int[] widths = new int[columns];
        for (String[] line : cells) {
            for (int i = 0; i < columns; i++) {
                line[i] = cut(line[i]);
                widths[i] = Math.max(widths[i], line[i].codePointCount(0, line[i].length()));
            }
        }
        return cells.stream().map(line -> line(line, widths)).toList();
    }

    private static String line(String[] cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.length; i++) {
            line.append(i == 0 ? "" : "  ").append(cells[i]);
            line.append(" ".repeat(widths[i] - cells[i].codePointCount(0, cells[i].length())));
        }
        return line.toString().stripTrailing();
    }

    private static String cut(String text) {
        return text.codePointCount(0, text.length()) <= WIDEST
                ? text
                : text.substring(0, text.offsetByCodePoints(0, WIDEST - 1)) + "…";
    }
}
