package io.jenkins.plugins.ecs.sandbox;

import java.time.Duration;
import java.time.Instant;

/** Counts failed tasks, and acts when the circuit breaker's threshold is reached or an alarm goes off. */
final class FailureDetection {

    private static final Duration COMPLAINT_EVERY = Duration.ofMinutes(10);

    private final RegionState region;
    private final Rollbacks rollbacks;

    FailureDetection(RegionState region, Rollbacks rollbacks) {
        this.region = region;
        this.rollbacks = rollbacks;
    }

    void taskHealthy(ServiceState service, DeploymentEntry entry) {
        ServiceDeployment deployment = service.current();
        if (deployment == null || deployment.target != entry || deployment.failuresReset) {
            entry.failedTasks = 0;
        }
        entry.notBefore = Instant.MIN;
    }

    /** A failed task is replaced at once, then after growing pauses. */
    void taskEnded(ServiceState service, DeploymentEntry entry, TaskState task, Instant now) {
        if (!task.failed()) {
            return;
        }
        if (!entry.isCompleted()) {
            entry.failedTasks++;
        }
        if (task.stoppedReason.startsWith("Task failed ELB health checks")) {
            String port = service.settings
                    .path("loadBalancers")
                    .path(0)
                    .path("containerPort")
                    .asText("80");
            String group = service.targetGroups(entry).stream().findFirst().orElse("none");
            service.say(
                    now,
                    entry,
                    "(task " + task.id + ") (port " + port + ") is unhealthy in (target-group " + group
                            + ") due to (reason Health checks failed)");
        }
        long pause = entry.failedTasks < 2 ? 1 : Math.min(60, 1L << Math.min(6, entry.failedTasks - 1));
        entry.notBefore = now.plusSeconds(pause);
        boolean silent = entry.troubleSaidAt == null
                || !entry.troubleSaidAt.plus(COMPLAINT_EVERY).isAfter(now);
        if (entry.failedTasks >= 3 && silent) {
            entry.troubleSaidAt = now;
            service.say(
                    now,
                    entry,
                    "is unable to consistently start tasks successfully. For more information, see the"
                            + " Troubleshooting section of the Amazon ECS Developer Guide.");
        }
    }

    void step(ServiceState service, Wake wake) {
        ServiceDeployment deployment = service.current();
        if (deployment == null || !deployment.status.equals("IN_PROGRESS")) {
            return;
        }
        if (deployment.breakerEnabled && deployment.target.failedTasks >= deployment.threshold) {
            deployment.breakerStatus = "TRIGGERED";
            fail(service, deployment, deployment.breakerRollsBack, Cause.CIRCUIT_BREAKER, wake);
            return;
        }
        if (!deployment.alarmsStatus.equals("MONITORING")) {
            return;
        }
        for (String name : deployment.alarmNames) {
            if (region.alarm(name).state() == Alarm.State.ALARM) {
                deployment.triggeredAlarms.add(name);
            }
        }
        if (!deployment.triggeredAlarms.isEmpty()) {
            deployment.alarmsStatus = "TRIGGERED";
            fail(service, deployment, deployment.alarmsRollBack, Cause.ALARM, wake);
        }
    }

    /** Why a deployment fails, in the words of ECS. */
    enum Cause {
        CIRCUIT_BREAKER(
                "ECS deployment circuit breaker",
                "tasks failed to start.",
                "the circuit breaker threshold was exceeded."),
        ALARM("ECS deployment alarm", "alarm detected.", "an alarm was detected."),
        HOOK("ECS deployment lifecycle hook", "a lifecycle hook failed.", "a lifecycle hook failed."),
        NETWORKING("ECS deployment", "traffic could not be shifted.", "of invalid networking configuration."),
        REQUEST("ECS deployment", "stopped by a user.", "of a request to stop it.");

        final String subject;
        final String what;
        final String because;

        Cause(String subject, String what, String because) {
            this.subject = subject;
            this.what = what;
            this.because = because;
        }
    }

    private void fail(ServiceState service, ServiceDeployment deployment, boolean rollback, Cause cause, Wake wake) {
        DeploymentEntry entry = deployment.target;
        entry.become("FAILED", cause.subject + ": " + cause.what, wake.now);
        service.say(wake.now, "(deployment " + entry.id + ") deployment failed: " + cause.what);
        if (rollback) {
            rollbacks.request(deployment, cause, wake.now);
        } else {
            deployment.statusReason = "Service deployment stopped because " + cause.because;
            deployment.stoppedAt = wake.now;
            deployment.become("STOPPED", wake.now);
        }
        wake.changed();
    }
}
