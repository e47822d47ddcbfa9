package io.jenkins.plugins.ecs.sandbox;

import java.time.Duration;

/**
 * What will become of a task.
 *
 * @param toPending from its creation
 * @param toRunning from its creation; null when it never runs
 * @param toHealthy from RUNNING; null when it never becomes healthy
 * @param ending how it ends by itself; null when it does not
 */
record TaskPlan(Duration toPending, Duration toRunning, Duration toHealthy, Ending ending) {

    /**
     * The end of a task.
     *
     * @param whileRunning whether {@code after} counts from RUNNING, not from the creation
     * @param exitCode of the container at fault, or null
     * @param containerReason of the container at fault, or null
     */
    record Ending(
            boolean whileRunning,
            Duration after,
            String stopCode,
            String stoppedReason,
            Integer exitCode,
            String containerReason) {}
}
