package io.jenkins.plugins.ecs.aws;

/**
 * A load balancer and the name under which it answers.
 *
 * @param scheme {@code internet-facing} or {@code internal}
 */
public record LoadBalancerName(String arn, String dnsName, String scheme) {}
