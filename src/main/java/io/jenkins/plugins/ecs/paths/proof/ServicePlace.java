package io.jenkins.plugins.ecs.paths.proof;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.history.ServiceKey;
import io.jenkins.plugins.ecs.policy.Arn;
import io.jenkins.plugins.ecs.text.Arns;
import java.io.Serializable;

/**
 * Where a service is, by what AWS reported.
 *
 * @param account empty if the ARN of the service does not have it
 * @param cluster short name
 * @param service short name
 */
public record ServicePlace(
        @NonNull String account,
        @NonNull String region,
        @NonNull String cluster,
        @NonNull String service) implements Serializable {

    private static final long serialVersionUID = 1L;

    /** @param cluster name or ARN */
    @NonNull
    public static ServicePlace of(@NonNull String serviceArn, @NonNull String region, @NonNull String cluster) {
        String account = Arn.account(serviceArn);
        String ofArn = Arn.region(serviceArn);
        return new ServicePlace(
                account == null ? "" : account,
                ofArn == null ? region : ofArn,
                Arns.brief(cluster),
                Arns.brief(serviceArn));
    }

    /** Without the account. */
    @NonNull
    public ServiceKey key() {
        return new ServiceKey(region, cluster, service);
    }

    /** Whether the names are the same; the account may be another one. */
    public boolean isNamed(@NonNull String otherRegion, @NonNull String otherCluster, @NonNull String otherService) {
        return region.equals(otherRegion)
                && cluster.equals(Arns.brief(otherCluster))
                && service.equals(Arns.brief(otherService));
    }
}
