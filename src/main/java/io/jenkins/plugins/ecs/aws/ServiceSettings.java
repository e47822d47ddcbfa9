package io.jenkins.plugins.ecs.aws;

import java.util.List;

/**
 * How a service's deployments go, and what watches them.
 *
 * @param minimumHealthyPercent AWS's default is 100
 * @param maximumPercent AWS's default is 200
 * @param rollsBackByItself whether the circuit breaker is on, and rolls back when it is triggered
 * @param alarmNames CloudWatch alarms that fail a deployment; empty where they are off
 * @param targetGroups ARNs of those that the load balancers send to
 */
public record ServiceSettings(
        int minimumHealthyPercent,
        int maximumPercent,
        boolean rollsBackByItself,
        List<String> alarmNames,
        List<String> targetGroups) {

    /** What AWS takes for granted. */
    public static final ServiceSettings DEFAULT = new ServiceSettings(100, 200, false, List.of(), List.of());
}
