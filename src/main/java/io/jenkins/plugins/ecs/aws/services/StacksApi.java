package io.jenkins.plugins.ecs.aws.services;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import java.util.Optional;

/** What this plugin asks of CloudFormation. Every method throws {@link AwsFailure}. */
@FunctionalInterface
public interface StacksApi {

    /**
     * {@code DescribeStacks} of one stack.
     *
     * @param stack its name or ARN; never empty, which would be all stacks
     * @return empty if it does not exist
     */
    @NonNull
    Optional<Stack> stack(@NonNull String stack);
}
