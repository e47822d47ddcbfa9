package io.jenkins.plugins.ecs.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Writes results into the page about them, between two marks. */
final class Page {

    private static final String BEGIN = "<!-- results -->\n";
    private static final String END = "<!-- end of results -->\n";

    private Page() {}

    static void write(Path page, String results) throws IOException {
        String text = Files.readString(page);
        int begin = text.indexOf(BEGIN) + BEGIN.length();
        int end = text.indexOf(END);
        if (begin < BEGIN.length() || end < begin) {
            throw new IOException(page + " has no place for results");
        }
        Files.writeString(page, text.substring(0, begin) + results + text.substring(end));
    }

    static String results(List<Result> results, String machine, List<String> sentences) {
        StringBuilder page = new StringBuilder("\n").append(machine).append("\n\n");
        page.append("| client | deployments | calls/s while all wait | calls/s, whole run | peak calls/s over 10 s |"
                + " throttled | wrong results | end noticed after: median | p95 | max | threads | heap each | CPU |"
                + " back after a restart |\n");
        page.append("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n");
        for (Result r : results) {
            page.append(String.format(
                    Locale.ROOT,
                    "| `%s` | %,d | %.1f | %.1f | %.1f | %d | %d | %.1f s | %.1f s | %.1f s | %s | %s | %s | %s |%n",
                    r.who(),
                    r.deployments(),
                    r.callsASecondWaiting(),
                    r.callsASecondWhole(),
                    r.peak(),
                    r.throttled(),
                    r.notGreen(),
                    r.delays().median(),
                    r.delays().percentile(95),
                    r.delays().max(),
                    r.isOfPlugin() ? "" + r.threads() : "one process each",
                    r.heapPerWait() == 0 ? "" : String.format(Locale.ROOT, "%.1f KB", r.heapPerWait() / 1024.0),
                    r.isOfPlugin() ? String.format(Locale.ROOT, "%.1f %%", r.cpuPercent()) : "",
                    r.backAfter() == 0 ? "" : String.format(Locale.ROOT, "%.1f s", r.backAfter() / 1000.0)));
        }
        page.append("\nCalls per second by operation, while all wait / over the whole run:\n\n");
        Set<String> operations = new TreeSet<>();
        results.forEach(r -> operations.addAll(r.callsWhole().keySet()));
        page.append("| client | deployments |");
        operations.forEach(o -> page.append(" `").append(o).append("` |"));
        page.append("\n|---|--:|").append("--:|".repeat(operations.size())).append('\n');
        for (Result r : results) {
            page.append(String.format(Locale.ROOT, "| `%s` | %,d |", r.who(), r.deployments()));
            operations.forEach(o -> page.append(rates(r.callsWaiting(), r.callsWhole(), o)));
            page.append('\n');
        }
        sentences.forEach(sentence -> page.append('\n').append(sentence).append('\n'));
        return page.append('\n').toString();
    }

    private static String rates(Map<String, Double> waiting, Map<String, Double> whole, String operation) {
        if (!whole.containsKey(operation)) {
            return " |";
        }
        return String.format(Locale.ROOT, " %.2f / %.2f |", waiting.getOrDefault(operation, 0.0), whole.get(operation));
    }
}
