package io.jenkins.plugins.ecs.policy;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.List;
import java.util.Map;

/**
 * The service of a change and what would be deployed, as reported by AWS.
 *
 * @param serviceArn null until AWS has reported it
 * @param clusterArn null until AWS has reported it
 * @param running ARN of the service's revision before the change; may be empty
 * @param digests the digest of each container of {@code running}; empty if unknown
 * @param deploys what would run, as one text that is the same for every action of one deployment; empty if unknown
 * @param begunAt when the change was made that this action continues, in epoch milliseconds; 0 for a new change
 * @param newImages the images of the containers that do not run theirs before the change; null if unknown, so that each
 *     image counts as new
 */
public record Subject(
        @CheckForNull String serviceArn,
        @CheckForNull String clusterArn,
        @NonNull String running,
        @NonNull Map<String, String> digests,
        @NonNull String deploys,
        long begunAt,
        @CheckForNull List<String> newImages) {

    /** Whose new images are unknown. */
    public Subject(
            @CheckForNull String serviceArn,
            @CheckForNull String clusterArn,
            @NonNull String running,
            @NonNull Map<String, String> digests,
            @NonNull String deploys,
            long begunAt) {
        this(serviceArn, clusterArn, running, digests, deploys, begunAt, null);
    }

    /** AWS has reported nothing yet. */
    public static final Subject UNKNOWN = new Subject(null, null, "", Map.of(), "", 0);

    /**
     * A service by its names, without an answer of AWS.
     *
     * @param account empty if it is unknown; then the ARNs lack it
     * @param running ARN of its revision before the change; may be empty
     */
    @NonNull
    public static Subject named(
            @NonNull String account,
            @NonNull String region,
            @NonNull String cluster,
            @NonNull String service,
            @NonNull String running) {
        String arn = "arn:aws:ecs:" + region + ":" + account + ":";
        return new Subject(
                arn + "service/" + cluster + "/" + service, arn + "cluster/" + cluster, running, Map.of(), "", 0);
    }
}
