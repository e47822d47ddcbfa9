package io.jenkins.plugins.ecs.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What ListServiceDeployments and DescribeServiceDeployments show: one attempt to bring a revision out. */
final class ServiceDeployment {

    private static final Set<String> ENDED = Set.of("SUCCESSFUL", "STOPPED", "ROLLBACK_SUCCESSFUL", "ROLLBACK_FAILED");

    final String arn;
    final DeploymentEntry target;
    final List<ServiceRevision> sources;
    final JsonNode configuration;
    final Instant createdAt;
    final boolean breakerEnabled;
    final boolean breakerRollsBack;
    final boolean failuresReset;
    final int threshold;
    final Set<String> alarmNames = new LinkedHashSet<>();
    final Set<String> triggeredAlarms = new LinkedHashSet<>();
    final boolean alarmsRollBack;

    String status = "PENDING";
    String statusReason;
    String shownStatus;
    Instant startedAt;
    Instant finishedAt;
    Instant stoppedAt;
    Instant updatedAt;
    Instant bakingSince;
    Instant statusSince;
    String breakerStatus;
    String alarmsStatus = "DISABLED";
    /** Null for a rolling update. */
    Stages stages;

    DeploymentEntry rollbackEntry;
    ServiceRevision rollbackRevision;
    String rollbackReason;
    FailureDetection.Cause cause;
    Instant rollbackAt;
    boolean dirty = true;
    boolean intervened;

    ServiceDeployment(
            String arn,
            DeploymentEntry target,
            List<ServiceRevision> sources,
            JsonNode configuration,
            int desiredCount,
            Instant createdAt) {
        this.arn = arn;
        this.target = target;
        this.sources = new ArrayList<>(sources);
        this.configuration = configuration;
        this.createdAt = createdAt;
        updatedAt = createdAt;
        statusSince = createdAt;
        JsonNode breaker = configuration.path("deploymentCircuitBreaker");
        breakerEnabled = Json.isTrue(breaker, "enable");
        breakerRollsBack = Json.isTrue(breaker, "rollback");
        failuresReset = breaker.path("resetOnHealthyTask").asBoolean(true);
        threshold = CircuitBreaker.threshold(breaker.path("thresholdConfiguration"), desiredCount);
        breakerStatus = breakerEnabled ? "MONITORING" : "DISABLED";
        alarmsRollBack = Json.isTrue(configuration.path("alarms"), "rollback");
    }

    boolean hasEnded() {
        return ENDED.contains(status);
    }

    boolean isRollingBack() {
        return status.equals("ROLLBACK_IN_PROGRESS");
    }

    void become(String next, Instant now) {
        status = next;
        statusSince = now;
        updatedAt = now;
        dirty = true;
        if (hasEnded()) {
            finishedAt = now;
            shownStatus = null;
            stopMonitoring();
        }
    }

    private void stopMonitoring() {
        if (breakerStatus.equals("MONITORING")) {
            breakerStatus = "MONITORING_COMPLETE";
        }
        if (alarmsStatus.equals("MONITORING")) {
            alarmsStatus = "MONITORING_COMPLETE";
        }
    }
}
