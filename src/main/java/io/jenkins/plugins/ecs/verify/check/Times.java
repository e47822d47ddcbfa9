package io.jenkins.plugins.ecs.verify.check;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses durations: {@code 30s}, {@code 5m}, {@code 1h30m}, {@code 7d}; a plain number is seconds. */
public final class Times {

    private static final Pattern PARTS =
            Pattern.compile("(?:(\\d{1,4})d)?(?:(\\d{1,5})h)?(?:(\\d{1,6})m)?(?:(\\d{1,7})s?)?");

    private Times() {}

    /** Empty if the text is not a duration. */
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

    /** The time since the start of the verification: {@code 07:05}, {@code 1:07:05}. */
    @NonNull
    public static String clock(long millis) {
        long seconds = Math.max(0, millis) / 1000;
        return seconds < 3600
                ? String.format(Locale.ROOT, "%02d:%02d", seconds / 60, seconds % 60)
                : String.format(Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }
}
