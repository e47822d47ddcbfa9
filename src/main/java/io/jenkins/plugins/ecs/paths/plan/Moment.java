package io.jenkins.plugins.ecs.paths.plan;

import edu.umd.cs.findbugs.annotations.NonNull;

/**
 * What happens at one time on the way of an assumed release.
 *
 * @param at epoch milliseconds
 */
public record Moment(
        long at,
        @NonNull String environment,
        @NonNull Kind kind,
        @NonNull String text) {

    /** What a moment means for the release. */
    public enum Kind {
        /** A condition is not met yet. */
        WAITS,
        /** A condition is not met, but the path only warns. */
        WARNS,
        /** A condition that it waited for is met. */
        MET,
        /** It is worked on: verified, deployed. */
        WORKS,
        PROVEN,
        /** It ends here. */
        STOPPED
    }
}
