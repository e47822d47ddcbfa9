package io.jenkins.plugins.ecs.aws;

/** A load balancer and its DNS name. */
public record LoadBalancerName(String arn, String dnsName) {}
