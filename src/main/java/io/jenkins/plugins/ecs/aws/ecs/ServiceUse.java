package io.jenkins.plugins.ecs.aws.ecs;

import java.util.Set;

/**
 * Which revisions a service holds on to.
 *
 * @param createdAt by AWS's clock, as it is shown: a service of the same ARN that was created since is another one
 * @param isActive false while it is being deleted
 * @param taskDefinitions ARNs: its own, and those of its deployments and task sets
 * @param isSettled nothing is on its way, so that there is nothing that ECS may go back to by itself
 */
public record ServiceUse(
        String arn, String name, String createdAt, boolean isActive, Set<String> taskDefinitions, boolean isSettled) {}
