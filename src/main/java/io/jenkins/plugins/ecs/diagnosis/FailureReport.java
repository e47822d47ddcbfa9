package io.jenkins.plugins.ecs.diagnosis;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.text.masking.Masking;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Why a deployment failed, from four sources: ECS, the stopped tasks, the load balancer, and the log of the failed
 * container. Immutable, masked, and small enough to be stored with a build. Its fields are strings, numbers and plain
 * collections, and none is ever renamed.
 */
public final class FailureReport implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String cause;
    private final String title;
    private final String permanence;
    private final String evidence;
    private final String advice;
    private final String docUrl;
    private final String container;
    private final int count;
    /** status, reason, circuitBreaker, alarms. */
    private final LinkedHashMap<String, String> ecs;
    /** Each with cause, title, permanence, container, count, exitCodes, reason, tasks. */
    private final ArrayList<LinkedHashMap<String, Object>> tasks;
    /** Each with id, state, reason, description. */
    private final ArrayList<LinkedHashMap<String, String>> targets;
    /** container, group, stream. */
    private final LinkedHashMap<String, String> log;

    private final ArrayList<String> logLines;
    /** By source: the missing IAM action, or another reason why it could not be read. */
    private final LinkedHashMap<String, String> missing;

    FailureReport(FailureReportBuilder made, Cause main, String container, int count) {
        this.cause = main.id();
        this.title = main.title();
        this.permanence = main.permanence().name();
        this.evidence = made.masked(main.evidence());
        this.advice = main.advice();
        this.docUrl = main.docUrl();
        this.container = container;
        this.count = count;
        this.ecs = new LinkedHashMap<>(made.ecs);
        this.tasks = new ArrayList<>(made.tasks);
        this.targets = new ArrayList<>(made.targets);
        this.log = new LinkedHashMap<>(made.log);
        this.logLines = new ArrayList<>(made.logLines);
        this.missing = new LinkedHashMap<>(made.missing);
    }

    /** @param masking applied to every foreign text */
    @NonNull
    public static FailureReportBuilder builder(@NonNull Masking masking) {
        return new FailureReportBuilder(masking);
    }

    /**
     * The evidence from AWS, in lines: ECS, stopped tasks, load balancer, log.
     *
     * @param told text that the reader has already seen, which is not repeated
     * @param room maximum number of lines
     */
    @NonNull
    public List<String> evidenceLines(@NonNull String told, int room) {
        return FailureReportText.evidence(this, told, room);
    }

    /** The report as maps, lists, strings and integers. */
    @NonNull
    public Map<String, Object> toMap() {
        LinkedHashMap<String, Object> map = new LinkedHashMap<>();
        map.put("cause", cause);
        map.put("title", title);
        map.put("permanence", permanence);
        map.put("evidence", evidence);
        map.put("advice", advice);
        map.put("docUrl", docUrl);
        map.put("container", container);
        map.put("count", count);
        map.put("ecs", new LinkedHashMap<>(ecs));
        map.put("tasks", new ArrayList<>(tasks.stream().map(LinkedHashMap::new).toList()));
        map.put(
                "loadBalancer",
                new ArrayList<>(targets.stream().map(LinkedHashMap::new).toList()));
        LinkedHashMap<String, Object> logs = new LinkedHashMap<>(log);
        logs.put("lines", new ArrayList<>(logLines));
        map.put("logs", logs);
        map.put("missing", new LinkedHashMap<>(missing));
        return map;
    }

    /** Id of the cause in the catalogue; {@code unknown} if it is not in the catalogue. */
    @NonNull
    public String cause() {
        return cause;
    }

    @NonNull
    public String title() {
        return title;
    }

    /** The remedy in one line; may be empty. */
    @NonNull
    public String advice() {
        return advice;
    }

    /** URL of AWS documentation; may be empty. */
    @NonNull
    public String docUrl() {
        return docUrl;
    }

    /** The original text of AWS. */
    @NonNull
    public String evidence() {
        return evidence;
    }

    /** Name of the failed container; empty for the task as a whole. */
    @NonNull
    public String container() {
        return container;
    }

    /** Number of tasks that stopped for this cause; 0 if it does not come from tasks. */
    public int count() {
        return count;
    }

    @NonNull
    public Map<String, String> ecs() {
        return Collections.unmodifiableMap(ecs);
    }

    @NonNull
    public List<Map<String, Object>> tasks() {
        return Collections.unmodifiableList(tasks);
    }

    @NonNull
    public List<Map<String, String>> targets() {
        return Collections.unmodifiableList(targets);
    }

    @NonNull
    public Map<String, String> log() {
        return Collections.unmodifiableMap(log);
    }

    @NonNull
    public List<String> logLines() {
        return Collections.unmodifiableList(logLines);
    }

    @NonNull
    public Map<String, String> missing() {
        return Collections.unmodifiableMap(missing);
    }
}
