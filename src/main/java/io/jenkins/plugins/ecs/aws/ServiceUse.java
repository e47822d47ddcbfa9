package io.jenkins.plugins.ecs.aws;

import java.util.Set;

/**
 * Which revisions a service holds on to.
 *
 * @param taskDefinitions ARNs: its own, and those of its deployments and task sets
 * @param isSettled nothing is on its way, so that there is nothing that ECS may go back to by itself
 */
public record ServiceUse(String arn, String name, Set<String> taskDefinitions, boolean isSettled) {}
