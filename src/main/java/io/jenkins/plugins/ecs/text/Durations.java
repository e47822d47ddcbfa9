package io.jenkins.plugins.ecs.text;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations and times for display: {@code 8 s}, {@code 2 min 5 s}, {@code 1 h 3 min}. */
public final class Durations {

    private static final Pattern PARTS =
            Pattern.compile("(?:(\\d{1,4})d)?(?:(\\d{1,5})h)?(?:(\\d{1,6})m)?(?:(\\d{1,7})s?)?");

    private Durations() {}

    /** From {@code 30s}, {@code 5m}, {@code 1h30m}, {@code 7d}; a plain number is seconds. Empty if it is none of these. */
    @NonNull
    public static Optional<Duration> parse(@NonNull String text) {
        Matcher parts = PARTS.matcher(text.trim().toLowerCase(Locale.ROOT).replace(" ", ""));
        if (text.isBlank() || !parts.matches()) {
            return Optional.empty();
        }
        return Optional.of(Duration.ofDays(number(parts.group(1)))
                .plusHours(number(parts.group(2)))
                .plusMinutes(number(parts.group(3)))
                .plusSeconds(number(parts.group(4))));
    }

    private static long number(String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }

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
