package io.jenkins.plugins.ecs.aws.ecs;

import edu.umd.cs.findbugs.annotations.Nullable;

/**
 * One entry of {@code Service.deployments[]}.
 *
 * @param id {@code ecs-svc/<number>}; tasks carry it as {@code startedBy}
 * @param status {@code PRIMARY}, {@code ACTIVE} or {@code INACTIVE}
 * @param rolloutState {@code COMPLETED}, {@code FAILED}, {@code IN_PROGRESS} or another value of AWS; null where the
 *     endpoint does not report it
 * @param createdAt epoch milliseconds, AWS's clock
 */
public record EcsDeployment(
        String id,
        String status,
        String taskDefinition,
        int desiredCount,
        int pendingCount,
        int runningCount,
        int failedTasks,
        @Nullable String rolloutState,
        String rolloutStateReason,
        long createdAt) {

    public boolean isPrimary() {
        return status.equals("PRIMARY");
    }
}
