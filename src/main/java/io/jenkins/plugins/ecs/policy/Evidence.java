package io.jenkins.plugins.ecs.policy;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.List;
import java.util.Map;

/** What happened in a build before a deployment: who approved what and when, what was verified, what was planned. */
public record Evidence(
        @NonNull List<Approval> approvals,
        @NonNull List<Verified> verifications,
        @NonNull List<Planned> plans) {

    public static final Evidence NONE = new Evidence(List.of(), List.of(), List.of());

    /**
     * Somebody has let the build go on.
     *
     * @param id names it within the build
     * @param by id of the user
     * @param groups that the user is in
     * @param starter whether the same user started the build, or a build that led to it
     * @param at epoch milliseconds
     * @param usedFor what it was taken for already, by the ARN of the service
     */
    public record Approval(
            @NonNull String id,
            @NonNull String by,
            @NonNull List<String> groups,
            boolean starter,
            long at,
            @NonNull Map<String, String> usedFor) {}

    /**
     * A service was verified with the default checks, and well.
     *
     * @param serviceArn as AWS answered
     * @param revision ARN of the revision that ran
     * @param digests by container: what ran; empty where it is not known
     * @param at epoch milliseconds
     */
    public record Verified(
            @NonNull String serviceArn,
            @NonNull String revision,
            @NonNull Map<String, String> digests,
            long at) {}

    /**
     * A plan was shown.
     *
     * @param deploys what it would bring, see {@link Subject#deploys}
     * @param at epoch milliseconds
     */
    public record Planned(
            @NonNull String serviceArn, @NonNull String deploys, long at) {}
}
