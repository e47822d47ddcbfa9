package io.jenkins.plugins.ecs.aws.services;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import java.util.Optional;

/** What this plugin asks of Secrets Manager. Values are never read. Every method throws {@link AwsFailure}. */
@FunctionalInterface
public interface SecretsApi {

    /**
     * {@code DescribeSecret}.
     *
     * @param id its name or ARN
     * @return empty if it does not exist
     */
    @NonNull
    Optional<SecretInfo> secret(@NonNull String id);

    /** Whether it exists and is not about to be deleted. */
    default boolean hasSecret(@NonNull String arn) {
        return secret(arn).filter(secret -> !secret.isDeleted()).isPresent();
    }
}
