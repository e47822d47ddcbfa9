package io.jenkins.plugins.ecs.aws;

import edu.umd.cs.findbugs.annotations.NonNull;

/** What this plugin asks of Secrets Manager. Values are never read. Every method throws {@link AwsFailure}. */
@FunctionalInterface
public interface SecretsApi {

    /** {@code DescribeSecret}: whether it exists and is not about to be deleted. */
    boolean hasSecret(@NonNull String arn);
}
