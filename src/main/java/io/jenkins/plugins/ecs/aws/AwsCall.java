package io.jenkins.plugins.ecs.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.NonNull;

/** One call of a JSON 1.1 API: operation and input in, output or {@link AwsFailure} out. One attempt, no retries. */
@FunctionalInterface
public interface AwsCall {

    /**
     * @param operation the API's name of the operation, e.g. {@code DescribeServices}
     * @throws AwsFailure if there is no usable response
     */
    @NonNull
    ObjectNode call(@NonNull String operation, @NonNull ObjectNode input);
}
