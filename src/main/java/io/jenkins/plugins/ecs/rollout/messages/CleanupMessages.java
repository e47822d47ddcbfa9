package io.jenkins.plugins.ecs.rollout.messages;

import java.util.List;
import java.util.stream.Collectors;

/** Messages about the deregistration of old revisions ({@code keepRevisions}). */
public final class CleanupMessages {

    private static final int NAMED = 5;

    public static final String JUST_DEPLOYED = "was just deployed";
    public static final String PREVIOUS = "is the previous revision";
    public static final String TOOK_TOO_LONG = "it took too long";
    public static final String SCHEDULES_UNREAD = "not all rules and schedules can be read";
    public static final String NO_ANSWER = "AWS does not answer";

    private CleanupMessages() {}

    public static String kept(int newest, List<String> revisions) {
        return "Kept besides the newest " + newest + " revisions: "
                + revisions.stream().limit(NAMED).collect(Collectors.joining(", "))
                + (revisions.size() > NAMED ? " and " + (revisions.size() - NAMED) + " more" : "");
    }

    /** @param why one of the reasons of this class */
    public static String kept(String revision, String why) {
        return revision + " " + why;
    }

    /** @param user a service, or a rule or schedule */
    public static String usedBy(String user) {
        return "is used by " + user;
    }

    public static String runsAsTask(String cluster) {
        return "runs as a task in " + cluster;
    }

    public static String rollbackTarget(String service) {
        return "is a rollback target of service " + service;
    }

    public static String moreLater(int count) {
        return count + (count == 1 ? " more old revision is" : " more old revisions are")
                + " left for the next deployment";
    }

    public static String notDeregistered(String revision, String why) {
        return "Warning: " + revision + " cannot be deregistered: " + why;
    }

    public static String notAllowed(String permission) {
        return permission + " is not allowed";
    }

    public static String left(String why) {
        return "Warning: old revisions stay registered (keepRevisions), because " + why;
    }

    public static String deregistered(List<String> revisions) {
        return "Deregistered " + revisions.size() + " old revision" + (revisions.size() == 1 ? "" : "s") + ": "
                + String.join(", ", revisions);
    }

    public static String tooManyClusters(int most) {
        return "there are more than " + most + " clusters to check";
    }

    public static String tooManyServices(String cluster) {
        return "cluster " + cluster + " has too many services or tasks to check";
    }
}
