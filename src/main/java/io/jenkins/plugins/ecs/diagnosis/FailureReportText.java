package io.jenkins.plugins.ecs.diagnosis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A {@link FailureReport} in words, for the console and for messages. */
final class FailureReportText {

    static final int LINES = 25;

    private static final int LONGEST = 300;
    private static final int SHORT = 160;
    private static final int TARGETS = 4;

    private FailureReportText() {}

    static String headline(FailureReport report) {
        StringBuilder line = new StringBuilder(report.title());
        List<String> where = new ArrayList<>();
        if (!report.container().isEmpty()) {
            where.add("container " + report.container());
        }
        if (report.count() > 1) {
            where.add(report.count() + " tasks");
        }
        if (!where.isEmpty()) {
            line.append(" (").append(String.join(", ", where)).append(')');
        }
        if (!report.evidence().isEmpty()) {
            line.append(": ").append(PlainLine.of(report.evidence(), LONGEST));
        }
        return line.toString();
    }

    static List<String> consoleLines(FailureReport report) {
        List<String> head = new ArrayList<>();
        boolean nobodyTells = report.cause().equals(Cause.UNKNOWN)
                && report.tasks().isEmpty()
                && report.targets().isEmpty();
        if (!nobodyTells) {
            head.add("Why it failed: " + headline(report));
            add(head, "What to do: ", report.advice());
            add(head, "See ", report.docUrl());
        }
        head.addAll(ecs(report.ecs()));
        if (report.tasks().size() > 1) {
            head.add("Stopped tasks:");
            report.tasks().forEach(group -> head.add("  " + task(group)));
        }
        head.addAll(targets(report.targets()));
        List<String> tail = new ArrayList<>();
        report.missing().forEach((layer, why) -> tail.add("Not looked at: " + layer + " (" + why + ")"));
        head.addAll(log(report, LINES - head.size() - tail.size()));
        head.addAll(tail);
        return head.size() > LINES ? head.subList(0, LINES) : head;
    }

    private static void add(List<String> lines, String name, String value) {
        if (!value.isEmpty()) {
            lines.add(name + value);
        }
    }

    private static List<String> ecs(Map<String, String> ecs) {
        if (ecs.isEmpty()) {
            return List.of();
        }
        String reason = ecs.getOrDefault("reason", "");
        List<String> parts = new ArrayList<>();
        String status = ecs.getOrDefault("status", "");
        add(parts, status + (status.isEmpty() ? "" : ": "), PlainLine.of(reason, LONGEST));
        if (parts.isEmpty()) {
            add(parts, "", status);
        }
        add(parts, "circuit breaker ", ecs.getOrDefault("circuitBreaker", ""));
        add(parts, "alarms ", ecs.getOrDefault("alarms", ""));
        return parts.isEmpty() ? List.of() : List.of("ECS: " + String.join("; ", parts));
    }

    private static String task(Map<String, Object> group) {
        Object container = group.get("container");
        Object codes = group.get("exitCodes");
        boolean exited = codes instanceof List<?> list && !list.isEmpty();
        String where = "".equals(container) ? "" : ", container " + container;
        String exit = exited ? ", exit code " + codes.toString().replaceAll("[\\[\\]]", "") : "";
        String reason = PlainLine.of(String.valueOf(group.get("reason")), SHORT);
        return group.get("count") + " x " + group.get("title") + where + exit + ": " + reason;
    }

    private static List<String> targets(List<Map<String, String>> targets) {
        List<String> lines = new ArrayList<>();
        targets.stream().limit(TARGETS).forEach(target -> {
            String reason = target.get("reason").isEmpty() ? "" : " (" + target.get("reason") + ")";
            String words = target.get("description").isEmpty() ? "" : ": " + target.get("description");
            lines.add("Load balancer: " + target.get("id") + " is " + target.get("state") + reason
                    + PlainLine.of(words, SHORT));
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
