package io.jenkins.plugins.ecs.aws.ecs;

import edu.umd.cs.findbugs.annotations.Nullable;
import java.util.List;
import java.util.Map;

/**
 * A service revision, which is immutable.
 *
 * @param images container name to the image as the task definition names it
 * @param digests container name to the image digest that ECS pinned; a container without one is left out
 * @param targets where its tasks are registered, in the order of the service's load balancers; empty if ECS does not say
 */
public record ServiceRevision(
        String arn,
        String taskDefinition,
        Map<String, String> images,
        Map<String, String> digests,
        List<Target> targets) {

    /**
     * One of {@code resolvedConfiguration.loadBalancers[]}.
     *
     * @param group ARN of the target group
     * @param productionRule ARN of a listener rule or an NLB's listener, or null
     */
    public record Target(String group, @Nullable String productionRule) {}
}
