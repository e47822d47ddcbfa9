package io.jenkins.plugins.ecs.aws;

import edu.umd.cs.findbugs.annotations.NonNull;

/**
 * What this plugin asks of the Parameter Store of Systems Manager. Values are never read. Every method throws {@link
 * AwsFailure}.
 */
@FunctionalInterface
public interface ParametersApi {

    /** {@code DescribeParameters}: whether it exists. */
    boolean hasParameter(@NonNull String name);
}
