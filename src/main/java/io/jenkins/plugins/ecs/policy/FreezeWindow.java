package io.jenkins.plugins.ecs.policy;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;

/**
 * A recurring period in which nothing is deployed.
 *
 * @param start when it begins, in the time zone
 * @param reason a short text for display
 */
public record FreezeWindow(
        @NonNull CronTimes start,
        @NonNull Duration lasts,
        @NonNull ZoneId zone,
        @NonNull String reason) {

    /** Maximum duration of a window. */
    public static final Duration LONGEST = Duration.ofDays(62);

    /** The end of the current window; empty if there is none now. */
    @NonNull
    public Optional<ZonedDateTime> frozenUntil(@NonNull Instant now) {
        ZonedDateTime local = now.atZone(zone);
        return start.latest(local, local.minus(lasts))
                .map(begin -> begin.plus(lasts))
                .filter(end -> end.isAfter(local));
    }
}
