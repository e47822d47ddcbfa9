package io.jenkins.plugins.ecs.aws.elb;

import java.util.List;

/**
 * A target group of Elastic Load Balancing.
 *
 * @param targetType {@code ip}, {@code instance}, {@code lambda} or {@code alb}
 * @param port 0 if it has none
 * @param loadBalancers ARNs of those that forward to it
 */
public record TargetGroup(
        String arn, String name, String targetType, String protocol, int port, List<String> loadBalancers) {}
