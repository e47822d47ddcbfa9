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
 * Why a deployment failed, from four layers: what ECS says of it, its stopped tasks, the load balancer's view, the log
 * of the container that failed. Immutable, masked, and small enough to be kept with a build; so its fields are strings,
 * numbers and plain collections, and none is ever renamed.
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
    /** By layer: the IAM action that is missing, or why it could not be looked at. */
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

    /** @param masking goes over every text from outside */
    @NonNull
    public static FailureReportBuilder builder(@NonNull Masking masking) {
        return new FailureReportBuilder(masking);
    }

    /**
     * What AWS showed, a line each: ECS, stopped tasks, load balancer, log.
     *
     * @param told what the reader has read already, which is not repeated
     * @param room the most lines
     */
    @NonNull
    public List<String> evidenceLines(@NonNull String told, int room) {
        return FailureReportText.evidence(this, told, room);
    }

    /** For programs: maps, lists, strings and integers only. */
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

    /** Id of the cause in the catalogue; {@code unknown} where it is not in there. */
    @NonNull
    public String cause() {
        return cause;
    }

    @NonNull
    public String title() {
        return title;
    }

    /** One line on what to do; may be empty. */
    @NonNull
    public String advice() {
        return advice;
    }

    /** A page of AWS's documentation; may be empty. */
    @NonNull
    public String docUrl() {
        return docUrl;
    }

    /** AWS's own words. */
    @NonNull
    public String evidence() {
        return evidence;
    }

    /** Name of the container that failed; empty where it is the task as a whole. */
    @NonNull
    public String container() {
        return container;
    }

    /** How many tasks stopped for this cause; 0 where it is not from tasks. */
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
