package io.jenkins.plugins.ecs.polling;

import edu.umd.cs.findbugs.annotations.NonNull;

/** Limits the rate of calls that change AWS to the quotas of AWS. */
@FunctionalInterface
public interface RateLimiter {

    RateLimiter OPEN = operation -> 0;

    /**
     * Must be called before a call to AWS. Reserves a place in the queue until it is called again.
     *
     * @param operation the name of the API operation, for example {@code RegisterTaskDefinition}
     * @return milliseconds until the call may be sent; 0 for now
     */
    long turnIn(@NonNull String operation);

    /**
     * Whether the current round has waited for its reads for long and was run without them, so it must decide without
     * them. Time in which the whole JVM was suspended does not count.
     */
    default boolean waitsLong() {
        return false;
    }

    /**
     * Whether events of ECS about the deployment are delivered, so that a round is run as soon as one arrives. Polls are
     * then only needed in case an event is lost.
     */
    default boolean isNotified() {
        return false;
    }
}
