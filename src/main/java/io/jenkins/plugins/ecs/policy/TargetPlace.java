package io.jenkins.plugins.ecs.policy;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.List;
import java.util.Objects;

/**
 * Account, Region, clusters and roles of a target, as far as they are set. What is not set may have any value.
 *
 * @param account null if not set
 * @param region null if not set
 * @param clusters names and ARNs; empty for any
 * @param roles ARNs of the roles that deploy to it; empty if not set
 */
public record TargetPlace(
        @CheckForNull String account,
        @CheckForNull String region,
        @NonNull List<String> clusters,
        @NonNull List<String> roles) {

    /** @param account null to derive it from the last role or the clusters' ARNs */
    @NonNull
    public static TargetPlace of(
            @CheckForNull String account,
            @CheckForNull String region,
            @NonNull List<String> clusters,
            @NonNull List<String> roles) {
        String ofRole = roles.isEmpty() ? null : Arn.account(roles.get(roles.size() - 1));
        String own = account != null ? account : ofRole != null ? ofRole : common(clusters, Arn::account);
        return new TargetPlace(own, region != null ? region : common(clusters, Arn::region), clusters, roles);
    }

    /** The value that all ARNs share; null if one has none or they differ. */
    private static String common(List<String> arns, java.util.function.Function<String, String> part) {
        List<String> parts = arns.stream().map(part).distinct().toList();
        return parts.size() == 1 ? parts.get(0) : null;
    }

    /**
     * Whether values reported by AWS show that a change does not affect this target. Names from the request do not
     * count.
     */
    public boolean isElsewhere(@NonNull Change change) {
        String service = change.subject().serviceArn();
        if (service == null) {
            return false;
        }
        return differs(account, Arn.account(service))
                || differs(region, Arn.region(service))
                || isInAnotherCluster(change.subject().clusterArn());
    }

    private boolean isInAnotherCluster(String clusterArn) {
        return clusterArn != null
                && !clusters.isEmpty()
                && clusters.stream().noneMatch(cluster -> Arn.isSame(cluster, clusterArn));
    }

    /**
     * Whether credentials are verified to be for another account. The Region does not matter: keys are valid in all
     * Regions.
     *
     * @param ofKeys the account of the credentials, as reported by AWS; null if unknown
     * @param assumed ARNs of the roles that the credentials come from
     */
    public boolean isElsewhere(@CheckForNull String ofKeys, @NonNull List<String> assumed) {
        return differs(account, ofKeys) && assumed.stream().noneMatch(roles::contains);
    }

    private static boolean differs(String own, String other) {
        return own != null && other != null && !Objects.equals(own, other);
    }
}
