package io.jenkins.plugins.ecs.aws.ecs;

import java.util.List;

/** {@code ServiceDeploymentAlarms}: the same states as {@link CircuitBreaker}. */
public record DeploymentAlarms(String status, List<String> triggered) {

    public boolean isMonitored() {
        return status.equals("MONITORING");
    }

    public boolean isTriggered() {
        return status.equals("TRIGGERED");
    }
}
