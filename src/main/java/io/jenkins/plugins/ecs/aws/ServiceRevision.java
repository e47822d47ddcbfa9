package io.jenkins.plugins.ecs.aws;

import java.util.Map;

/**
 * A service revision, which is immutable.
 *
 * @param images container name to the image as the task definition names it
 * @param digests container name to the image digest that ECS pinned; a container without one is left out
 */
public record ServiceRevision(
        String arn, String taskDefinition, Map<String, String> images, Map<String, String> digests) {}
