package io.jenkins.plugins.ecs.paths;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.List;

/**
 * A path as it was written, before it is checked. What is null is not set.
 *
 * @param where the level at which it is defined, for display
 */
public record PathDraft(
        @CheckForNull String name,
        @NonNull String where,
        @CheckForNull String owner,
        @NonNull List<Environment> environments) {

    /** An environment as it was written. */
    public record Environment(
            @CheckForNull String name,
            @CheckForNull String target,
            @CheckForNull String from,
            @CheckForNull String soak,
            @CheckForNull String freshness,
            @CheckForNull String onVerificationFailure,
            @CheckForNull Approval approval,
            @NonNull List<Check> checks) {}

    /** Who approves, as it was written. */
    public record Approval(
            @NonNull List<String> groups, @CheckForNull Integer count, boolean starterMayApprove) {}

    /**
     * A check as it was written.
     *
     * @param spec null if it has a problem
     * @param problem empty if it has none
     */
    public record Check(
            @CheckForNull io.jenkins.plugins.ecs.verify.check.CheckSpec spec,
            @NonNull String problem) {}
}
