package io.jenkins.plugins.ecs.notifications;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** When a failed delivery is tried again. */
final class RetryDelay {

    private static final long FIRST = Duration.ofSeconds(5).toMillis();
    private static final long LONGEST = Duration.ofHours(1).toMillis();
    private static final long SHORTEST = Duration.ofSeconds(1).toMillis();
    private static final long LONGEST_ASKED_FOR = Duration.ofHours(24).toMillis();

    private RetryDelay() {}

    /**
     * Exponential, with full jitter: receivers that fail together are not tried again together.
     *
     * @param failures at least 1
     * @param random between 0 and 1
     */
    static long after(int failures, double random) {
        long most = Math.min(LONGEST, FIRST << Math.min(failures - 1, 20));
        return Math.max(SHORTEST, (long) (most * random));
    }

    /**
     * The header {@code Retry-After}, a number of seconds or a time.
     *
     * @return milliseconds, at most 24 hours; 0 if there is none or it cannot be read
     */
    static long askedFor(@CheckForNull String header, long now) {
        if (header == null) {
            return 0;
        }
        String text = header.trim();
        long millis;
        if (text.matches("[0-9]{1,9}")) {
            millis = Long.parseLong(text) * 1000;
        } else {
            try {
                millis = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                                .toInstant()
                                .toEpochMilli()
                        - now;
            } catch (DateTimeException noTime) {
                return 0;
            }
        }
        return Math.max(0, Math.min(millis, LONGEST_ASKED_FOR));
    }
}
