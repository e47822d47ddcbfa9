package io.jenkins.plugins.ecs.aws.elb;

/** A load balancer and its DNS name. */
public record LoadBalancerName(String arn, String dnsName) {}
