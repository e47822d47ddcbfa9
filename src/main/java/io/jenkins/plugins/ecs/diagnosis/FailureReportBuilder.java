package io.jenkins.plugins.ecs.diagnosis;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.ecs.CircuitBreaker;
import io.jenkins.plugins.ecs.aws.ecs.DeploymentAlarms;
import io.jenkins.plugins.ecs.aws.ecs.ServiceDeployment;
import io.jenkins.plugins.ecs.text.PlainLine;
import io.jenkins.plugins.ecs.text.masking.Masking;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Builder of a {@link FailureReport}. A source that cannot be read is recorded with {@link #missing}. */
public final class FailureReportBuilder {

    static final int GROUPS = 5;
    static final int TARGETS = 10;
    static final int LOG_LINES = 20;
    private static final int LONGEST = 500;
    private static final int LONGEST_REASON = 1000;

    final Map<String, String> ecs = new LinkedHashMap<>();
    final List<LinkedHashMap<String, Object>> tasks = new ArrayList<>();
    final List<LinkedHashMap<String, String>> targets = new ArrayList<>();
    final Map<String, String> log = new LinkedHashMap<>();
    final List<String> logLines = new ArrayList<>();
    final Map<String, String> missing = new LinkedHashMap<>();

    private final Masking masking;
    private Cause cause;
    private TaskGroup group;

    FailureReportBuilder(Masking masking) {
        this.masking = masking;
    }

    /** Sets the cause. By default it is derived from the tasks, then from the reason of ECS. */
    @NonNull
    public FailureReportBuilder cause(@NonNull Cause main) {
        this.cause = main;
        return this;
    }

    /** Source 1: ECS. */
    @NonNull
    public FailureReportBuilder ecs(@NonNull ServiceDeployment deployment) {
        String reason = deployment.statusReason();
        if (reason.isEmpty() && deployment.rollbackReason() != null) {
            reason = deployment.rollbackReason();
        }
        return ecs(deployment.status(), reason)
                .circuitBreaker(deployment.circuitBreaker())
                .alarms(deployment.alarms());
    }

    @NonNull
    public FailureReportBuilder ecs(@NonNull String status, @NonNull String reason) {
        ecs.put("status", masked(status));
        ecs.put("reason", masked(reason));
        return this;
    }

    @NonNull
    public FailureReportBuilder circuitBreaker(@NonNull CircuitBreaker breaker) {
        if (!breaker.status().isEmpty() && !breaker.status().equals("DISABLED")) {
            ecs.put(
                    "circuitBreaker",
                    String.format(
                            "%s, %d of %d failures", breaker.status(), breaker.failureCount(), breaker.threshold()));
        }
        return this;
    }

    @NonNull
    public FailureReportBuilder alarms(@NonNull DeploymentAlarms alarms) {
        if (!alarms.status().isEmpty() && !alarms.status().equals("DISABLED")) {
            String names = alarms.triggered().isEmpty() ? "" : ": " + String.join(", ", alarms.triggered());
            ecs.put("alarms", masked(alarms.status() + names));
        }
        return this;
    }

    /** Source 2: the stopped tasks. */
    @NonNull
    public FailureReportBuilder tasks(@NonNull TaskEvidence evidence) {
        group = evidence.dominant().orElse(null);
        tasks.clear();
        evidence.groups().stream().limit(GROUPS).map(this::entry).forEach(tasks::add);
        return this;
    }

    private LinkedHashMap<String, Object> entry(TaskGroup of) {
        LinkedHashMap<String, Object> entry = new LinkedHashMap<>();
        entry.put("cause", of.cause().id());
        entry.put("title", of.cause().title());
        entry.put("permanence", of.cause().permanence().name());
        entry.put("container", masked(of.container()));
        entry.put("count", of.count());
        entry.put("exitCodes", new ArrayList<>(of.exitCodes()));
        entry.put("reason", masked(of.cause().evidence()));
        entry.put("tasks", new ArrayList<>(of.tasks()));
        return entry;
    }

    /** Source 3: one target, as reported by {@code DescribeTargetHealth}. */
    @NonNull
    public FailureReportBuilder target(
            @NonNull String id, @NonNull String state, @NonNull String reason, @NonNull String description) {
        if (targets.size() < TARGETS) {
            LinkedHashMap<String, String> target = new LinkedHashMap<>();
            target.put("id", masked(id));
            target.put("state", masked(state));
            target.put("reason", masked(reason));
            target.put("description", masked(description));
            targets.add(target);
        }
        return this;
    }

    /** Source 4: the last lines of the failed container's log, oldest first. */
    @NonNull
    public FailureReportBuilder log(
            @NonNull String container, @NonNull String group, @NonNull String stream, @NonNull List<String> lines) {
        log.put("container", masked(container));
        log.put("group", masked(group));
        log.put("stream", masked(stream));
        logLines.clear();
        List<String> safe = masking.lines(lines);
        safe.stream()
                .skip(Math.max(0, safe.size() - LOG_LINES))
                .map(line -> PlainLine.of(line, LONGEST))
                .forEach(logLines::add);
        return this;
    }

    /**
     * Records that a source could not be read.
     *
     * @param layer the source: {@code ecs}, {@code tasks}, {@code loadBalancer} or {@code logs}
     * @param why the missing IAM action, or another reason such as the log driver
     */
    @NonNull
    public FailureReportBuilder missing(@NonNull String layer, @NonNull String why) {
        missing.put(layer, masked(why));
        return this;
    }

    @NonNull
    public FailureReport build() {
        boolean fromTasks = group != null
                && (cause == null || cause.id().equals(group.cause().id()));
        Cause main = cause != null ? cause : group != null ? group.cause() : ofReason();
        return new FailureReport(
                this,
                CauseCatalogue.refined(main, logLines),
                fromTasks ? masked(group.container()) : "",
                fromTasks ? group.count() : 0);
    }

    private Cause ofReason() {
        String reason = ecs.getOrDefault("reason", "");
        String words = reason.isEmpty() ? "ECS reports no reason" : reason;
        return CauseCatalogue.ofText(reason).orElseGet(() -> Cause.unknown(words));
    }

    String masked(String text) {
        return PlainLine.of(masking.text(text), LONGEST_REASON);
    }
}
