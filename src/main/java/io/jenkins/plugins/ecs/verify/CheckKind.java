package io.jenkins.plugins.ecs.verify;

import java.util.List;

/** What can be checked. The names are persisted. */
public enum CheckKind {
    SERVICE("service", true),
    TASKS("tasks", true),
    DIGEST("digest", true),
    HEALTH("health", true),
    TARGETS("targets", true),
    ALARMS("alarms", false),
    HTTP("http", false),
    LOGS("logs", false),
    METRIC("metric", false),
    DRIFT("drift", true),
    STABLE_FOR("stableFor", false);

    /** What is looked at when nobody names a check. */
    public static final List<CheckKind> BY_DEFAULT = List.of(SERVICE, TASKS, DIGEST, HEALTH, TARGETS, ALARMS);

    private final String word;
    private final boolean mayBeStale;

    CheckKind(String word, boolean mayBeStale) {
        this.word = word;
        this.mayBeStale = mayBeStale;
    }

    /** As it is written in a Jenkinsfile and in the table. */
    public String word() {
        return word;
    }

    /** Reads of ECS are eventually consistent: what they show is believed when it was seen three times. */
    public int failureLimit() {
        return mayBeStale ? 2 : 0;
    }
}
