package io.jenkins.plugins.ecs.ui;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.text.Durations;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

/** Names and times for display. */
public final class DisplayText {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final Map<String, String> STAGES = Map.ofEntries(
            Map.entry("PENDING", "waiting to start"),
            Map.entry("IN_PROGRESS", "replacing tasks"),
            Map.entry("RECONCILE_SERVICE", "reconciling the service"),
            Map.entry("PRE_SCALE_UP", "before scaling up"),
            Map.entry("SCALE_UP", "scaling up"),
            Map.entry("POST_SCALE_UP", "scaled up"),
            Map.entry("TEST_TRAFFIC_SHIFT", "shifting test traffic"),
            Map.entry("POST_TEST_TRAFFIC_SHIFT", "test traffic shifted"),
            Map.entry("PRE_PRODUCTION_TRAFFIC_SHIFT", "before shifting traffic"),
            Map.entry("PRODUCTION_TRAFFIC_SHIFT", "shifting traffic"),
            Map.entry("POST_PRODUCTION_TRAFFIC_SHIFT", "traffic shifted"),
            Map.entry("BAKE_TIME", "baking"),
            Map.entry("CLEAN_UP", "cleaning up"),
            Map.entry("READY_WAIT", "before shifting traffic"),
            Map.entry("TERMINATION_WAIT", "keeping the old tasks"),
            Map.entry("SUCCESSFUL", "complete"),
            Map.entry("COMPLETED", "complete"),
            Map.entry("STOP_REQUESTED", "being stopped"),
            Map.entry("STOPPED", "stopped"),
            Map.entry("ROLLBACK_REQUESTED", "rollback requested"),
            Map.entry("ROLLBACK_IN_PROGRESS", "rolling back"),
            Map.entry("ROLLBACK_SUCCESSFUL", "rolled back"),
            Map.entry("ROLLBACK_FAILED", "rollback failed"));

    private DisplayText() {}

    /** A phase of the plugin, or a status or stage of AWS. An unknown one is returned unchanged. */
    @NonNull
    public static String stage(@NonNull String name) {
        String words = STAGES.get(name);
        if (words != null) {
            return words;
        }
        try {
            return Phase.valueOf(name).words();
        } catch (IllegalArgumentException e) {
            return name;
        }
    }

    /** The name of a verdict in lowercase words: {@code rolled back}. */
    @NonNull
    public static String words(@NonNull String verdict) {
        return verdict.toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** {@code api:42} of an ARN; empty if there is none. */
    @NonNull
    public static String brief(@CheckForNull String arn) {
        return arn == null ? "" : arn.substring(arn.lastIndexOf('/') + 1);
    }

    /** In UTC, because the reader and the service may be in different time zones; empty for 0. */
    @NonNull
    public static String time(long millis) {
        return millis == 0 ? "" : TIME.format(Instant.ofEpochMilli(millis));
    }

    /** The day in UTC. */
    @NonNull
    public static String day(long millis) {
        return time(millis).substring(0, "2026-01-31".length());
    }

    /** For a {@code datetime} attribute; empty for 0. */
    @NonNull
    public static String iso(long millis) {
        return millis == 0 ? "" : Instant.ofEpochMilli(millis).toString();
    }

    /** {@code 3 days ago}, {@code 5 min ago}; empty for 0. */
    @NonNull
    public static String ago(long millis, long now) {
        return millis == 0 ? "" : age(now - millis) + " ago";
    }

    /** One unit only: {@code 3 days}, {@code 5 min}. */
    @NonNull
    public static String age(long millis) {
        long minutes = Math.max(0, millis) / 60_000;
        if (minutes < 60) {
            return minutes < 1 ? Durations.text(millis) : minutes + " min";
        }
        long hours = minutes / 60;
        if (hours < 48) {
            return hours + " h";
        }
        long days = hours / 24;
        return days < 730 ? days + " days" : days / 365 + " years";
    }

    /** The URL if it is an http or https URL; empty otherwise. */
    @NonNull
    public static String link(@CheckForNull String url) {
        return url != null && url.startsWith("https://") ? url : "";
    }
}
