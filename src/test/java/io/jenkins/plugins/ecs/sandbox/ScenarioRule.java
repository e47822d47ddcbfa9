package io.jenkins.plugins.ecs.sandbox;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A scenario for one image (or, with {@code *} at its end, for all that begin so), and its numbers. */
public final class ScenarioRule {

    static final int NEVER_RAN = Integer.MIN_VALUE;

    static final ScenarioRule OK = new ScenarioRule("*", Scenario.OK);

    private final String image;
    private final Scenario scenario;
    private volatile Duration after = Duration.ofSeconds(15);
    private volatile Duration lasting;
    private volatile int tasks = 1;
    private volatile List<String> log = List.of();
    private volatile String reason = "InternalError";
    private final Map<String, Integer> exits = new ConcurrentHashMap<>();
    private final List<Written> written = new CopyOnWriteArrayList<>();

    /**
     * Lines that a container of a task of RunTask writes.
     *
     * @param container empty for the one that the scenario is about
     * @param after RUNNING
     */
    record Written(String container, Duration after, List<String> lines) {}

    ScenarioRule(String image, Scenario scenario) {
        this.image = image;
        this.scenario = scenario;
    }

    /** When SUPERSEDED, DELETED_MIDWAY, ALARM and UNKNOWN_STATUS happen, counted from the deployment's start: 15 s. */
    public ScenarioRule after(Duration duration) {
        after = duration;
        return this;
    }

    /** How long UNKNOWN_STATUS (30 s) lasts, SLOW (10 min) needs and SUCCESS_BUT_OLD_TASKS (for ever) keeps a task. */
    public ScenarioRule lasting(Duration duration) {
        lasting = duration;
        return this;
    }

    /** How many tasks FLAKY lets fail, or SUCCESS_BUT_OLD_TASKS keeps: 1. */
    public ScenarioRule tasks(int count) {
        tasks = count;
        return this;
    }

    /** The stopped reason of FAILS_TO_START. */
    public ScenarioRule reason(String text) {
        reason = text;
        return this;
    }

    String reason() {
        return reason;
    }

    /** What the container at fault writes before its task ends by itself, if it logs with awslogs. */
    public ScenarioRule log(String... lines) {
        log = List.of(lines);
        return this;
    }

    List<String> log() {
        return log;
    }

    /** How a container of a task of RunTask exits when the task ends by itself; null for killed before it ran. */
    public ScenarioRule exit(String container, Integer code) {
        exits.put(container, code == null ? NEVER_RAN : code);
        return this;
    }

    Map<String, Integer> exits() {
        return exits;
    }

    /** What the container of a task of RunTask writes some time after RUNNING, if it logs with awslogs. */
    public ScenarioRule writes(Duration after, String... lines) {
        return writes("", after, lines);
    }

    public ScenarioRule writes(String container, Duration after, String... lines) {
        written.add(new Written(container, after, List.of(lines)));
        return this;
    }

    List<Written> written() {
        return written;
    }

    public Scenario scenario() {
        return scenario;
    }

    boolean matches(String reference) {
        return image.endsWith("*")
                ? reference.startsWith(image.substring(0, image.length() - 1))
                : image.equals(reference);
    }

    Duration after() {
        return after;
    }

    Duration lastingOr(Duration byDefault) {
        Duration given = lasting;
        return given == null ? byDefault : given;
    }

    int tasks() {
        return tasks;
    }
}
