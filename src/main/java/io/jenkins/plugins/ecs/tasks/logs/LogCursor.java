package io.jenkins.plugins.ecs.tasks.logs;

import edu.umd.cs.findbugs.annotations.NonNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import java.io.Serializable;

/**
 * How far one log stream was read.
 *
 * @param task ARN
 * @param label what stands before its lines
 * @param token of the next page; null before the first page
 * @param lastTimestamp of the last event that was taken, epoch milliseconds
 * @param takenAtLast how many events of that time were taken
 * @param exists whether there was a page
 * @param endSeenAt when the end of the stream was reached last; 0 if not since the last event
 */
public record LogCursor(
        @NonNull String task,
        @NonNull String container,
        @NonNull String label,
        @NonNull String region,
        @NonNull String group,
        @NonNull String stream,
        boolean routed,
        @Nullable String token,
        long lastTimestamp,
        int takenAtLast,
        boolean exists,
        long endSeenAt)
        implements Serializable {

    private static final long serialVersionUID = 1L;

    @NonNull
    public static LogCursor atHead(
            @NonNull String task,
            @NonNull String container,
            @NonNull String label,
            @NonNull LogSource source,
            @NonNull String region,
            @NonNull String stream) {
        return new LogCursor(
                task,
                container,
                label,
                source.region().isEmpty() ? region : source.region(),
                source.group(),
                stream,
                source.routed(),
                null,
                0,
                0,
                false,
                0);
    }

    @NonNull
    LogCursor read(@Nullable String next, long timestamp, int taken, long endAt) {
        return new LogCursor(
                task, container, label, region, group, stream, routed, next, timestamp, taken, true, endAt);
    }

    /** The token is not taken any more: reading goes on at the time of the last event. */
    @NonNull
    LogCursor withoutToken() {
        return new LogCursor(
                task,
                container,
                label,
                region,
                group,
                stream,
                routed,
                null,
                lastTimestamp,
                takenAtLast,
                exists,
                endSeenAt);
    }

    public boolean isOf(@NonNull String taskArn, @NonNull String name) {
        return task.equals(taskArn) && container.equals(name);
    }
}
