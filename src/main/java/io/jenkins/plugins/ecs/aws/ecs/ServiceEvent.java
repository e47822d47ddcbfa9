package io.jenkins.plugins.ecs.aws.ecs;

/**
 * One of a service's events.
 *
 * @param createdAt epoch milliseconds, AWS's clock
 */
public record ServiceEvent(String id, long createdAt, String message) {}
