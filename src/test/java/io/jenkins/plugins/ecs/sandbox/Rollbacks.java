package io.jenkins.plugins.ecs.sandbox;

import java.time.Duration;
import java.time.Instant;

/** Brings a service back to the revision of its last completed deployment. */
final class Rollbacks {

    private static final String NO_CANDIDATE = "No rollback candidate was found to run the rollback.";
    private static final Duration TO_BEGIN = Duration.ofSeconds(2);

    private final RegionState region;

    Rollbacks(RegionState region) {
        this.region = region;
    }

    void request(ServiceDeployment deployment, FailureDetection.Cause cause, Instant now) {
        request(deployment, cause, "Service deployment rolled back because " + cause.because, now);
    }

    void request(ServiceDeployment deployment, FailureDetection.Cause cause, String reason, Instant now) {
        deployment.rollbackReason = reason;
        deployment.cause = cause;
        deployment.become("ROLLBACK_REQUESTED", now);
    }

    void step(ServiceState service, Wake wake) {
        ServiceDeployment deployment = service.current();
        if (deployment != null && deployment.isRollingBack()) {
            giveUp(service, deployment, wake);
        }
        if (deployment != null && deployment.status.equals("STOP_REQUESTED")) {
            deployment.target.become("FAILED", "ECS deployment " + deployment.target.id + " stopped.", wake.now);
            deployment.stoppedAt = wake.now;
            deployment.become("STOPPED", wake.now);
            wake.changed();
        }
        if (deployment == null || !deployment.status.equals("ROLLBACK_REQUESTED")) {
            return;
        }
        Instant begin = deployment.statusSince.plus(TO_BEGIN);
        wake.at(begin);
        if (begin.isAfter(wake.now)) {
            return;
        }
        if (service.lastCompleted == null) {
            deployment.statusReason = NO_CANDIDATE;
            if (!service.primary().isFailed()) {
                service.primary().become("FAILED", NO_CANDIDATE, wake.now);
            }
            deployment.become("ROLLBACK_FAILED", wake.now);
        } else {
            begin(service, deployment, wake.now);
        }
        wake.changed();
    }

    /** A rollback whose own tasks fail as often as the circuit breaker allows has failed. */
    private static void giveUp(ServiceState service, ServiceDeployment deployment, Wake wake) {
        DeploymentEntry back = service.primary();
        if (deployment.breakerEnabled && back.failedTasks >= deployment.threshold) {
            back.become("FAILED", "ECS deployment circuit breaker: tasks failed to start.", wake.now);
            deployment.become("ROLLBACK_FAILED", wake.now);
            wake.changed();
        }
    }

    private void begin(ServiceState service, ServiceDeployment deployment, Instant now) {
        DeploymentEntry candidate = service.lastCompleted;
        DeploymentEntry failed = deployment.target;
        FailureDetection.Cause cause = deployment.cause;
        if (!failed.isFailed()) {
            failed.become("FAILED", cause.subject + ": " + cause.what, now);
        }
        failed.retire(now);
        service.definition = candidate.revision.definition;
        ScenarioRule scenario = region.world.scenarios.of(service.definition.json());
        boolean stillThere = deployment.stages != null && service.entries.remove(candidate);
        DeploymentEntry back = stillThere
                ? candidate
                : new DeploymentEntry("ecs-svc/" + region.world.ids.number(), candidate.revision, scenario, now);
        back.become("IN_PROGRESS", cause.subject + ": rolling back to deploymentId " + candidate.id + ".", now);
        back.status = "PRIMARY";
        back.failedTasks = 0;
        service.entries.add(0, back);
        if (deployment.stages != null) {
            deployment.stages.takeTrafficBack();
        }
        deployment.rollbackRevision = candidate.revision;
        deployment.rollbackEntry = back;
        deployment.rollbackAt = now;
        deployment.statusReason = deployment.rollbackReason;
        deployment.become("ROLLBACK_IN_PROGRESS", now);
    }
}
