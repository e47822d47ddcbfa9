package io.jenkins.plugins.ecs.ui;

import io.jenkins.plugins.ecs.text.Durations;

/** Labels and sentences that several pages take from Java. Everything else is in the Jelly files. */
public final class PageMessages {

    public static final String IN_PROGRESS = "in progress";
    public static final String RELEASE_QUEUED = "waiting for another release of this service";
    public static final String CONDITION_MET = "met";
    public static final String CONDITION_WAITS = "waits";
    public static final String CONDITION_WARNS = "not met, only a warning";
    public static final String SERVICE = "Service";
    public static final String VERSION = "Version";
    public static final String TASK_DEFINITION = "Task definition";
    public static final String COMMIT = "Commit";
    public static final String DURATION = "Duration";

    private PageMessages() {}

    public static String imageOf(String container) {
        return "Image of " + container;
    }

    public static String digestOf(String container) {
        return "Digest of " + container;
    }

    public static String environmentTime(boolean ended, long at) {
        return (ended ? "ended " : "since ") + Durations.moment(at);
    }
}
