package io.jenkins.plugins.ecs.policy;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.List;
import java.util.Objects;

/**
 * Where a target is, as far as its settings say. What they leave out is open: the target may be anywhere.
 *
 * @param account null where the settings do not say
 * @param region null where the settings do not say
 * @param clusters names and ARNs; empty for any
 * @param roles ARNs of the roles that deploy to it; empty where the settings do not say
 */
public record TargetPlace(
        @CheckForNull String account,
        @CheckForNull String region,
        @NonNull List<String> clusters,
        @NonNull List<String> roles) {

    /** @param account null to take it from the last role, or from the clusters' ARNs */
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

    /** What all ARNs agree on; null if one of them says nothing. */
    private static String common(List<String> arns, java.util.function.Function<String, String> part) {
        List<String> parts = arns.stream().map(part).distinct().toList();
        return parts.size() == 1 ? parts.get(0) : null;
    }

    /** Whether what AWS answered proves that a change goes somewhere else. Names that the request gives prove nothing. */
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
     * Whether credentials prove to be for another account. A Region proves nothing here: keys are good in each of them.
     *
     * @param ofKeys the account that AWS takes them for; null where it did not tell
     * @param assumed ARNs of the roles that they come from
     */
    public boolean isElsewhere(@CheckForNull String ofKeys, @NonNull List<String> assumed) {
        return differs(account, ofKeys) && assumed.stream().noneMatch(roles::contains);
    }

    private static boolean differs(String own, String other) {
        return own != null && other != null && !Objects.equals(own, other);
    }
}
