package io.jenkins.plugins.ecs.paths.proof;

import edu.umd.cs.findbugs.annotations.NonNull;

/**
 * A deployment that changed what a service runs.
 *
 * @param account empty if it is unknown
 * @param revision ARN of the revision that the service was set to
 * @param at epoch milliseconds, or {@link #IN_PROGRESS}
 */
public record Use(@NonNull String account, @NonNull String revision, long at) {

    /** Later than any time. */
    static final long IN_PROGRESS = Long.MAX_VALUE;
}
