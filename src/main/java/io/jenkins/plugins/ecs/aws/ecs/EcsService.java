package io.jenkins.plugins.ecs.aws.ecs;

import edu.umd.cs.findbugs.annotations.Nullable;
import java.util.List;
import java.util.Optional;

/**
 * A service as {@code DescribeServices} and {@code UpdateService} show it.
 *
 * @param controller {@code ECS}, {@code CODE_DEPLOY}, {@code EXTERNAL} or {@link #EXPRESS}; ECS leaves it out for its own
 * @param taskDefinition ARN of the primary deployment's revision
 * @param earlySuccessPercent share of healthy tasks at which ECS may call a deployment successful; null if all must be
 * @param circuitBreaker whether ECS watches deployments of the service by itself
 * @param currentServiceDeployment ARN, or null if the endpoint does not report it
 * @param deployments all that still exist, including the primary one
 * @param events newest first, as AWS sends them (at most 100)
 * @param settings how its deployments go
 */
public record EcsService(
        String arn,
        String name,
        String clusterArn,
        String status,
        String taskDefinition,
        int desiredCount,
        int runningCount,
        int pendingCount,
        String controller,
        String schedulingStrategy,
        @Nullable Double earlySuccessPercent,
        boolean circuitBreaker,
        @Nullable String currentServiceDeployment,
        List<EcsDeployment> deployments,
        List<ServiceEvent> events,
        ServiceSettings settings) {

    /** The controller of services of Express Mode, which ECS manages with operations of their own. */
    public static final String EXPRESS = "EXPRESS";

    public Optional<EcsDeployment> primary() {
        return deployments.stream().filter(EcsDeployment::isPrimary).findFirst();
    }

    public Optional<EcsDeployment> deployment(@Nullable String id) {
        return deployments.stream().filter(d -> d.id().equals(id)).findFirst();
    }

    /** Start of the newest deployment that is still shown: epoch milliseconds, AWS's clock; 0 if unknown. */
    public long newestDeploymentAt() {
        return deployments.stream().mapToLong(EcsDeployment::createdAt).max().orElse(0);
    }

    public boolean isActive() {
        return status.equals("ACTIVE");
    }
}
