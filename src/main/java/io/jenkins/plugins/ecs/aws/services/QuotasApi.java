package io.jenkins.plugins.ecs.aws.services;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import java.util.OptionalDouble;

/** What this plugin asks of Service Quotas. Every method throws {@link AwsFailure}. */
@FunctionalInterface
public interface QuotasApi {

    /**
     * {@code GetServiceQuota}: what the account may have; empty where Service Quotas does not know the quota.
     *
     * @param service such as {@code ecs}
     * @param code such as {@code L-9EF96962}
     */
    @NonNull
    OptionalDouble value(@NonNull String service, @NonNull String code);
}
