package io.jenkins.plugins.ecs.aws;

import edu.umd.cs.findbugs.annotations.Nullable;

/**
 * What one {@code UpdateService} call changes; what is null or false is not sent and so stays as it is.
 *
 * @param taskDefinition ARN of a revision
 */
public record ServiceUpdate(
        String cluster,
        String service,
        @Nullable String taskDefinition,
        @Nullable Integer desiredCount,
        boolean forceNewDeployment) {}
