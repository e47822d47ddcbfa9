package io.jenkins.plugins.ecs.aws.ecs;

import edu.umd.cs.findbugs.annotations.Nullable;
import java.util.List;
import java.util.Set;

/**
 * A service deployment as {@code DescribeServiceDeployments} (whole) or {@code ListServiceDeployments} (brief) shows it.
 *
 * @param status the raw text: a state that this plugin does not know stays readable and is not final
 * @param targetRevision ARN of the service revision that it brings
 * @param target counts of that revision; null in the brief form
 * @param sources counts of the revisions that it replaces; empty in the brief form
 * @param lifecycleStage null for rolling updates and in the brief form
 * @param hooks lifecycle hooks that run, wait or have run; empty in the brief form
 * @param configuration its configuration; {@link DeploymentStrategyInfo#UNKNOWN} in the brief form
 * @param createdAt epoch milliseconds, AWS's clock
 */
public record ServiceDeployment(
        String arn,
        String status,
        String statusReason,
        @Nullable String targetRevision,
        @Nullable RevisionCounts target,
        List<RevisionCounts> sources,
        @Nullable String lifecycleStage,
        List<LifecycleHook> hooks,
        DeploymentStrategyInfo configuration,
        CircuitBreaker circuitBreaker,
        DeploymentAlarms alarms,
        @Nullable String rollbackReason,
        long createdAt) {

    private static final Set<String> GOES_ON =
            Set.of("IN_PROGRESS", "Created", "Queued", "InProgress", "Baking", "Ready");

    /** The words of ECS for one that has not ended; a word that this plugin does not know is none of them. */
    static final List<String> UNFINISHED =
            List.of("PENDING", "IN_PROGRESS", "STOP_REQUESTED", "ROLLBACK_REQUESTED", "ROLLBACK_IN_PROGRESS");

    /** Whether ECS reports that it has not ended: neither the deployment nor its rollback. */
    public boolean isUnfinished() {
        return UNFINISHED.contains(status);
    }

    /** Whether it is on its way forward: by the words of ECS, or by those of CodeDeploy. */
    public boolean goesOn() {
        return GOES_ON.contains(status);
    }

    /** Whether it waits for the answer of a user, and does not continue without one before its timeout. */
    public boolean awaitsAction() {
        return hooks.stream().anyMatch(hook -> hook.awaitsAction() && !hook.isOptional());
    }
}
