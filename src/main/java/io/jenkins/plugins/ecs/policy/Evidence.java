package io.jenkins.plugins.ecs.policy;

import edu.umd.cs.findbugs.annotations.NonNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What happened in a build before a deployment: approvals, verifications and plans. */
public record Evidence(
        @NonNull List<Approval> approvals,
        @NonNull List<Verified> verifications,
        @NonNull List<Planned> plans) {

    public static final Evidence NONE = new Evidence(List.of(), List.of(), List.of());

    /**
     * A user has approved a pause or an {@code input} of the build.
     *
     * @param id unique within the build
     * @param by id of the user
     * @param groups the groups of the user
     * @param starter whether the same user started the build, or a build that led to it
     * @param at epoch milliseconds
     * @param usedFor what the approval was already used for ({@link Subject#deploys}), by the ARN of the service
     * @param bound what it was given for; null if that is not known, as of an {@code input}
     */
    public record Approval(
            @NonNull String id,
            @NonNull String by,
            @NonNull List<String> groups,
            boolean starter,
            long at,
            @NonNull Map<String, String> usedFor,
            @Nullable Bound bound) {

        /** Of an {@code input}. */
        public Approval(
                @NonNull String id,
                @NonNull String by,
                @NonNull List<String> groups,
                boolean starter,
                long at,
                @NonNull Map<String, String> usedFor) {
            this(id, by, groups, starter, at, usedFor, null);
        }
    }

    /**
     * What an approval was given for.
     *
     * @param digest of the image; empty if none was named
     * @param target name of a target; empty if none was named
     * @param service short name; empty if none was named
     */
    public record Bound(
            @NonNull String digest,
            @NonNull String target,
            @NonNull String service) {}

    /**
     * A service was verified with the default checks, and passed.
     *
     * @param serviceArn as reported by AWS
     * @param revision ARN of the revision that ran
     * @param digests the running digest of each container; empty if unknown
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
     * @param deploys what would be deployed, see {@link Subject#deploys}
     * @param at epoch milliseconds
     */
    public record Planned(
            @NonNull String serviceArn, @NonNull String deploys, long at) {}

    /** Evidence must be valid when the change is made. Continuing the change later needs no new evidence. */
    static boolean isExpired(long at, Duration validFor, Subject subject, Instant now) {
        long by = subject.begunAt() > 0 ? Math.min(subject.begunAt(), now.toEpochMilli()) : now.toEpochMilli();
        return by - at > validFor.toMillis();
    }
}
