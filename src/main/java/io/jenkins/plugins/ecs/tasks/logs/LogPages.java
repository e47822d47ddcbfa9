package io.jenkins.plugins.ecs.tasks.logs;

import edu.umd.cs.findbugs.annotations.NonNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import io.jenkins.plugins.ecs.aws.services.LogPage.Event;
import java.util.List;

/**
 * What was read of one stream in one round.
 *
 * @param exists whether there is such a stream
 * @param token of the next page
 * @param atEnd whether the end was reached
 * @param postponed milliseconds until the rate limit lets the next read through; 0 if it did
 */
public record LogPages(
        boolean exists,
        @NonNull List<Event> events,
        @Nullable String token,
        boolean atEnd,
        long postponed) {

    public static final LogPages MISSING = new LogPages(false, List.of(), null, false, 0);
}
