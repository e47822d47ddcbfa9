package io.jenkins.plugins.ecs.aws.elb;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What this plugin asks of Elastic Load Balancing (version 2). Every method throws {@link AwsFailure}. */
public interface ElbApi {

    /** {@code DescribeTargetHealth}: all targets of a group. */
    @NonNull
    List<TargetHealth> targetHealth(@NonNull String targetGroupArn);

    /** {@code DescribeTargetGroups}; empty if one of them does not exist. */
    @NonNull
    List<TargetGroup> targetGroups(@NonNull Collection<String> arns);

    /** {@code DescribeLoadBalancers} of one; empty if it does not exist. */
    @NonNull
    Optional<LoadBalancerName> loadBalancer(@NonNull String arn);

    /** {@code DescribeListeners} of a load balancer. */
    @NonNull
    List<Listener> listeners(@NonNull String loadBalancerArn);

    /** {@code DescribeRules} of a listener of an Application Load Balancer, its default rule included; empty if there is none. */
    @NonNull
    List<Listener> rules(@NonNull String listenerArn);

    /**
     * {@code DescribeListeners} or {@code DescribeRules} of one; empty if it does not exist.
     *
     * @param arn of a listener or of a rule
     */
    @NonNull
    Optional<Listener> listenerOrRule(@NonNull String arn);
}
