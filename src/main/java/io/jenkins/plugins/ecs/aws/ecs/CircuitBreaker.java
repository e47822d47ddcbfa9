package io.jenkins.plugins.ecs.aws.ecs;

/**
 * {@code ServiceDeploymentCircuitBreaker}.
 *
 * @param status {@code TRIGGERED}, {@code MONITORING}, {@code MONITORING_COMPLETE}, {@code DISABLED}, or empty
 */
public record CircuitBreaker(String status, int failureCount, int threshold) {

    public boolean isTriggered() {
        return status.equals("TRIGGERED");
    }
}
