package io.jenkins.plugins.ecs.aws.ecs;

import edu.umd.cs.findbugs.annotations.Nullable;
import java.util.List;
import java.util.stream.Stream;

/**
 * How a service's deployments go, and what watches them.
 *
 * @param minimumHealthyPercent AWS's default is 100
 * @param maximumPercent AWS's default is 200
 * @param rollsBackByItself whether the circuit breaker is on, and rolls back when it is triggered
 * @param alarmNames CloudWatch alarms that fail a deployment; empty if they are off
 * @param loadBalancers what sends requests to its tasks
 * @param currentRevisions ARNs of the service revisions that run; empty if the endpoint does not report them
 * @param launchType empty where a capacity provider strategy decides
 * @param waits how long its deployments wait because they are configured to
 * @param pauseStages where its deployments wait for an answer
 */
public record ServiceSettings(
        int minimumHealthyPercent,
        int maximumPercent,
        boolean rollsBackByItself,
        List<String> alarmNames,
        List<LoadBalancer> loadBalancers,
        List<String> currentRevisions,
        String launchType,
        DeploymentWaits waits,
        List<String> pauseStages) {

    /** What AWS takes for granted. */
    public static final ServiceSettings DEFAULT =
            new ServiceSettings(100, 200, false, List.of(), List.of(), List.of(), "", DeploymentWaits.NONE, List.of());

    /** ARNs of the groups that the load balancers send to. */
    public List<String> targetGroups() {
        return loadBalancers.stream()
                .flatMap(each -> each.targetGroups().stream())
                .toList();
    }

    /**
     * One of {@code loadBalancers[]}.
     *
     * @param targetGroup ARN, or empty for a Classic Load Balancer
     * @param alternateTargetGroup ARN, or null for services that are not deployed blue/green
     * @param productionRule ARN of a listener rule or an NLB's listener, or null
     * @param testRule the same
     * @param infrastructureRole ARN of the role that ECS moves traffic with, or null
     */
    public record LoadBalancer(
            String targetGroup,
            @Nullable String alternateTargetGroup,
            @Nullable String productionRule,
            @Nullable String testRule,
            @Nullable String infrastructureRole,
            String container,
            int port) {

        /** ARNs of both target groups, or of the only one. */
        public List<String> targetGroups() {
            return Stream.of(targetGroup, alternateTargetGroup == null ? "" : alternateTargetGroup)
                    .filter(arn -> !arn.isEmpty())
                    .toList();
        }
    }
}
