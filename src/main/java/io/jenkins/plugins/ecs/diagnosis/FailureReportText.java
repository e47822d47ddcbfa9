package io.jenkins.plugins.ecs.diagnosis;

import io.jenkins.plugins.ecs.text.PlainLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The evidence of a {@link FailureReport} as text, for the console and for checks of commits. */
final class FailureReportText {

    private static final int LONGEST = 300;
    private static final int SHORT = 160;
    private static final int TARGETS = 4;
    /** Texts are cut at different lengths in different places. This many characters identify a text. */
    private static final int ENOUGH = 100;

    private FailureReportText() {}

    static List<String> evidence(FailureReport report, String told, int room) {
        List<String> head = new ArrayList<>(ecs(report.ecs(), told));
        List<String> tasks =
                report.tasks().stream().map(group -> task(group, told)).toList();
        if (tasks.size() > 1) {
            head.add("Stopped tasks:");
            tasks.forEach(line -> head.add("  " + line));
        } else if (!tasks.isEmpty()
                && !isIn(told, String.valueOf(report.tasks().get(0).get("reason")))) {
            head.add("Stopped tasks: " + tasks.get(0));
        }
        head.addAll(targets(report.targets(), told));
        if (!isIn(told + String.join(" ", head), report.evidence())) {
            head.add("Evidence: " + PlainLine.of(report.evidence(), LONGEST));
        }
        List<String> tail = new ArrayList<>();
        report.missing().forEach((layer, why) -> tail.add("Not checked: " + layer + " (" + why + ")"));
        head.addAll(log(report, room - head.size() - tail.size()));
        head.addAll(tail);
        return head.size() > room ? head.subList(0, room) : head;
    }

    private static boolean isIn(String told, String text) {
        String phrase = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
        return told.contains(phrase.length() <= ENOUGH ? phrase : phrase.substring(0, ENOUGH));
    }

    private static void add(List<String> parts, String name, String value) {
        if (!value.isEmpty()) {
            parts.add(name + value);
        }
    }

    private static List<String> ecs(Map<String, String> ecs, String told) {
        String reason = ecs.getOrDefault("reason", "");
        String status = ecs.getOrDefault("status", "");
        String news = isIn(told, reason) ? "" : PlainLine.of(reason, LONGEST);
        List<String> parts = new ArrayList<>();
        add(parts, "", status + (status.isEmpty() || news.isEmpty() ? "" : ": ") + news);
        add(parts, "circuit breaker ", ecs.getOrDefault("circuitBreaker", ""));
        add(parts, "alarms ", ecs.getOrDefault("alarms", ""));
        return parts.isEmpty() ? List.of() : List.of("ECS: " + String.join("; ", parts));
    }

    private static String task(Map<String, Object> group, String told) {
        Object container = group.get("container");
        Object codes = group.get("exitCodes");
        boolean exited = codes instanceof List<?> list && !list.isEmpty();
        String where = "".equals(container) ? "" : ", container " + container;
        String exit = exited ? ", exit code " + codes.toString().replaceAll("[\\[\\]]", "") : "";
        String reason = String.valueOf(group.get("reason"));
        return group.get("count") + " x " + group.get("title") + where + exit
                + (isIn(told, reason) ? "" : ": " + PlainLine.of(reason, SHORT));
    }

    private static List<String> targets(List<Map<String, String>> targets, String told) {
        List<String> lines = new ArrayList<>();
        targets.stream().limit(TARGETS).forEach(target -> {
            String reason = target.get("reason").isEmpty() ? "" : " (" + target.get("reason") + ")";
            String words = target.get("description").isEmpty() ? "" : ": " + target.get("description");
            String line = target.get("id") + " is " + target.get("state") + reason;
            if (!told.contains(line)) {
                lines.add("Load balancer: " + line + PlainLine.of(words, SHORT));
            }
        });
        if (targets.size() > TARGETS) {
            lines.add("Load balancer: and " + (targets.size() - TARGETS) + " more targets");
        }
        return lines;
    }

    private static List<String> log(FailureReport report, int room) {
        if (report.logLines().isEmpty() || room < 2) {
            return List.of();
        }
        List<String> all = report.logLines();
        List<String> last = all.subList(Math.max(0, all.size() - room + 1), all.size());
        List<String> lines = new ArrayList<>();
        Map<String, String> log = report.log();
        String place = log.get("group") + ", " + log.get("stream");
        lines.add("Log of container " + log.get("container") + " (" + place + "), last " + last.size() + " lines:");
        last.forEach(line -> lines.add("  | " + PlainLine.of(line, LONGEST)));
        return lines;
    }
}
