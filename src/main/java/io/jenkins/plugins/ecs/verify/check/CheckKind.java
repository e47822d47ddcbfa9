package io.jenkins.plugins.ecs.verify.check;

import java.util.List;

/** The checks. Their names are persisted. */
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
    SCHEDULES("schedules", true),
    STABLE_FOR("stableFor", false),
    // Before a deployment.
    IMAGE("image", false),
    ROLES("roles", false),
    SECRETS("secrets", false),
    LOG_GROUP("logGroup", false),
    TARGET_GROUP("targetGroup", false),
    LISTENER_RULES("listenerRules", false),
    PERCENT("percent", false),
    QUOTA("quota", false);

    /** The checks that run by default. */
    public static final List<CheckKind> BY_DEFAULT = List.of(SERVICE, TASKS, DIGEST, HEALTH, TARGETS, ALARMS);

    /** The checks that run before a deployment. */
    public static final List<CheckKind> PREFLIGHT =
            List.of(SERVICE, ALARMS, IMAGE, ROLES, SECRETS, LOG_GROUP, TARGET_GROUP, LISTENER_RULES, PERCENT, QUOTA);

    private final String word;
    private final boolean mayBeStale;

    CheckKind(String word, boolean mayBeStale) {
        this.word = word;
        this.mayBeStale = mayBeStale;
    }

    /** The name in a Jenkinsfile and in the table. */
    public String word() {
        return word;
    }

    /** How many polls may fail by default. ECS reads are eventually consistent, so their checks may fail twice. */
    public int failureLimit() {
        return mayBeStale ? 2 : 0;
    }
}
