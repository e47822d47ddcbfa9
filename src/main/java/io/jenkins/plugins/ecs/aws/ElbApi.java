package io.jenkins.plugins.ecs.aws;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.List;

/** What this plugin asks of Elastic Load Balancing (version 2). Every method throws {@link AwsFailure}. */
public interface ElbApi {

    /** {@code DescribeTargetHealth}: all targets of a group. */
    @NonNull
    List<TargetHealth> targetHealth(@NonNull String targetGroupArn);
}
