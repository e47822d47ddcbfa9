package io.jenkins.plugins.ecs.policy;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;

/**
 * A span of time in which nothing is deployed, that comes again and again.
 *
 * @param start when it begins, by the clock of the zone
 * @param reason in a few words, for people
 */
public record FreezeWindow(
        @NonNull CronTimes start,
        @NonNull Duration lasts,
        @NonNull ZoneId zone,
        @NonNull String reason) {

    /** The longest that a window may last. */
    public static final Duration LONGEST = Duration.ofDays(62);

    /** When the window that is open now ends; empty if none is open. */
    @NonNull
    public Optional<ZonedDateTime> frozenUntil(@NonNull Instant now) {
        ZonedDateTime local = now.atZone(zone);
        return start.latest(local, local.minus(lasts))
                .map(begin -> begin.plus(lasts))
                .filter(end -> end.isAfter(local));
    }
}
