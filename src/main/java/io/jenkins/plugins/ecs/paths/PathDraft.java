package io.jenkins.plugins.ecs.paths;

import edu.umd.cs.findbugs.annotations.NonNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import io.jenkins.plugins.ecs.verify.check.CheckSpec;
import java.util.List;

/**
 * A path as it was written, before it is checked. What is null is not set.
 *
 * @param where the level at which it is defined, for display
 */
public record PathDraft(
        @Nullable String name,
        @NonNull String where,
        @Nullable String owner,
        @NonNull List<Environment> environments) {

    /** An environment as it was written. */
    public record Environment(
            @Nullable String name,
            @Nullable String target,
            @Nullable String from,
            @Nullable String soak,
            @Nullable String freshness,
            @Nullable String onVerificationFailure,
            @Nullable Approval approval,
            @NonNull List<Check> checks) {}

    /** Who approves, as it was written. */
    public record Approval(
            @NonNull List<String> groups, @Nullable Integer count, boolean starterMayApprove) {}

    /**
     * A check as it was written.
     *
     * @param spec null if it has a problem
     * @param problem empty if it has none
     */
    public record Check(@Nullable CheckSpec spec, @NonNull String problem) {}
}
