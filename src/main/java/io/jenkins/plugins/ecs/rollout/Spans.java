package io.jenkins.plugins.ecs.rollout;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lengths of time for people: {@code 8 s}, {@code 2 min 5 s}, {@code 1 h 3 min}. */
public final class Spans {

    private static final Pattern MINUTES = Pattern.compile("\\d{1,6}");
    private static final Pattern PARTS =
            Pattern.compile("(?:(\\d{1,4})\\s*h)?\\s*(?:(\\d{1,6})\\s*(?:min|m))?\\s*(?:(\\d{1,8})\\s*s)?");

    private Spans() {}

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

    /** From {@code 30} (minutes), {@code 90s}, {@code 45 min} or {@code 1h 30m}; empty for anything else. */
    @NonNull
    public static Optional<Duration> parse(@CheckForNull String text) {
        String plain = text == null ? "" : text.trim().toLowerCase(Locale.ROOT);
        if (MINUTES.matcher(plain).matches()) {
            return Optional.of(Duration.ofMinutes(Long.parseLong(plain)));
        }
        Matcher parts = PARTS.matcher(plain);
        if (plain.isEmpty() || !parts.matches()) {
            return Optional.empty();
        }
        return Optional.of(Duration.ofHours(number(parts.group(1)))
                .plusMinutes(number(parts.group(2)))
                .plusSeconds(number(parts.group(3))));
    }

    private static long number(String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
