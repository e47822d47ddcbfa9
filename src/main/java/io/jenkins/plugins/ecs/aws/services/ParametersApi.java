package io.jenkins.plugins.ecs.aws.services;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import java.util.List;
import java.util.Map;

/**
 * What this plugin asks of the Parameter Store of Systems Manager. Encrypted values are never read. Every method throws
 * {@link AwsFailure}.
 */
public interface ParametersApi {

    /** The most that one call may ask for. */
    int MOST = 10;

    /** {@code DescribeParameters}: whether it exists. */
    boolean hasParameter(@NonNull String name);

    /**
     * {@code GetParameters}, without decryption.
     *
     * @param names at most {@link #MOST} names or ARNs, each with {@code :version} or {@code :label} if needed
     * @return those that exist, by what they were asked for
     */
    @NonNull
    Map<String, Parameter> parameters(@NonNull List<String> names);
}
