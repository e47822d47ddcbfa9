package io.jenkins.plugins.ecs.text;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Durations and times for display: {@code 8 s}, {@code 2 min 5 s}, {@code 1 h 3 min}. */
public final class Durations {

    private Durations() {}

    /** A time in UTC: {@code 2026-03-02 09:15 UTC}. */
    @NonNull
    public static String moment(long epochMillis) {
        Instant minute = Instant.ofEpochMilli(epochMillis).truncatedTo(ChronoUnit.MINUTES);
        return minute.toString().replace('T', ' ').replaceFirst(":00Z$", " UTC");
    }

    @NonNull
    public static String text(long millis) {
        long seconds = Math.max(0, Math.round(millis / 1000.0));
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return seconds / 60 + " min" + (seconds % 60 == 0 ? "" : " " + seconds % 60 + " s");
        }
        long minutes = seconds / 60;
        return minutes / 60 + " h" + (minutes % 60 == 0 ? "" : " " + minutes % 60 + " min");
    }
}
