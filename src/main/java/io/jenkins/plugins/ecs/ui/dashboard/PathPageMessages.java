package io.jenkins.plugins.ecs.ui.dashboard;

import java.util.List;

/** Labels and sentences about release paths, and releases on them. */
final class PathPageMessages {

    static final String HOTFIX = "hotfix, not proven";
    static final String PROVEN = "proven";
    static final String NO_LONGER_PROVEN = "no longer proven";
    static final String HELD = "held";
    static final String NO_RELEASE = "no release";
    static final String RELEASE = "release";
    static final String ON_ITS_WAY = "next";
    static final String STOPPED = "stopped";
    static final String NOT_REACHED = "not reached";
    static final String GLOBAL_SETTINGS = "global settings";

    private PathPageMessages() {}

    static String pathTitle(String path) {
        return "Release path " + path;
    }

    static String folder(String name) {
        return "folder " + name;
    }

    static String afterTime(String time) {
        return "after " + time;
    }

    static String getsThrough(String took, String start) {
        return "A release that starts at " + start + " gets through in " + took + " at the earliest.";
    }

    static String isStopped(String after, String why) {
        return "A release is stopped after " + after + ": " + why;
    }

    static String notAStart(String text) {
        return "Start: '" + text + "' is not a time. Use for example 2026-03-02T08:00, in UTC";
    }

    static String notAnAnswerTime(String text) {
        return "Approvals after: '" + text + "' is not a duration of at most 14d. Use for example 10m or 4h";
    }

    static String byBuild(String revision, String job, int build) {
        return revision + " by " + job + " #" + build;
    }

    /** @param unmet conditions that are not met */
    static String releaseAt(String build, List<String> unmet) {
        return build + (unmet.isEmpty() ? "" : ": " + String.join("; ", unmet));
    }
}
