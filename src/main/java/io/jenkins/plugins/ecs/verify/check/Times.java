package io.jenkins.plugins.ecs.verify.check;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.text.Durations;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Parses durations: {@code 30s}, {@code 5m}, {@code 1h30m}, {@code 7d}; a plain number is seconds. */
public final class Times {

    private Times() {}

    /** Empty if the text is not a duration. */
    @NonNull
    public static Optional<Duration> parse(@NonNull String text) {
        return Durations.parse(text);
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
