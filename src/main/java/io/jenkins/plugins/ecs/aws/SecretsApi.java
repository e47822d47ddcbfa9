package io.jenkins.plugins.ecs.aws;

import edu.umd.cs.findbugs.annotations.NonNull;

/**
 * Whether secrets are there, in Secrets Manager and in Parameter Store. Values are never read. Every method throws {@link
 * AwsFailure}.
 */
public interface SecretsApi {

    /** {@code DescribeSecret} of Secrets Manager: whether it is there and not about to be deleted. */
    boolean hasSecret(@NonNull String arn);

    /** {@code DescribeParameters} of Systems Manager. */
    boolean hasParameter(@NonNull String name);
}
