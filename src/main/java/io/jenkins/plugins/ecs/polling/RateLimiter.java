package io.jenkins.plugins.ecs.polling;

import edu.umd.cs.findbugs.annotations.NonNull;

/** Lets calls that change AWS through at the pace that AWS's quotas allow. */
@FunctionalInterface
public interface RateLimiter {

    RateLimiter OPEN = operation -> 0;

    /**
     * Asked before a call; keeps a place in the queue until it is asked again.
     *
     * @param operation the API's name of the operation, e.g. {@code RegisterTaskDefinition}
     * @return milliseconds until it is this caller's turn; 0: now
     */
    long turnIn(@NonNull String operation);

    /**
     * Whether the round that asks has waited long for its reads, and was run again without them: then it decides what can
     * be decided without. Time in which the whole JVM stood still does not count.
     */
    default boolean waitsLong() {
        return false;
    }
}
