package io.jenkins.plugins.ecs.aws.ecs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.Nullable;

/**
 * What one {@code UpdateService} call changes; what is null or false is not sent and so stays as it is.
 *
 * @param taskDefinition ARN of a revision
 * @param settings other members of {@code UpdateService}, as they are sent; null for none
 */
public record ServiceUpdate(
        String cluster,
        String service,
        @Nullable String taskDefinition,
        @Nullable Integer desiredCount,
        boolean forceNewDeployment,
        @Nullable ObjectNode settings) {

    /** Without other members. */
    public ServiceUpdate(
            String cluster,
            String service,
            @Nullable String taskDefinition,
            @Nullable Integer desiredCount,
            boolean forceNewDeployment) {
        this(cluster, service, taskDefinition, desiredCount, forceNewDeployment, null);
    }
}
