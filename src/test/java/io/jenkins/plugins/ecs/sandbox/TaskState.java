package io.jenkins.plugins.ecs.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** One task and its way from PROVISIONING to STOPPED. */
final class TaskState {

    static final class Container {
        final JsonNode definition;
        final String arn;
        final String digest;
        Integer exitCode;
        String reason;
        boolean neverRan;

        Container(JsonNode definition, String arn, String digest) {
            this.definition = definition;
            this.arn = arn;
            this.digest = digest;
        }
    }

    final String id;
    final String arn;
    final TaskDefinition definition;
    final TaskPlan plan;
    final Instant createdAt;
    final List<Container> containers = new ArrayList<>();
    final String atFault;
    /** The part of the answer that never changes: clusterArn, group, startedBy, launchType and so on. */
    final ObjectNode fixed;

    String lastStatus = "PROVISIONING";
    String desiredStatus = "RUNNING";
    Instant pullStartedAt;
    Instant startedAt;
    Instant healthyAt;
    /** What a test wants the health checks to say; null for what the simulation says. */
    String wantedHealth;

    Instant stoppingAt;
    Instant stoppedAt;
    String stopCode;
    String stoppedReason;
    Duration toStopped = Duration.ofSeconds(2);
    /** By container, where it does not end as the plan says. */
    Map<String, Integer> exits = Map.of();

    /** What it is still to write. */
    final List<ScenarioRule.Written> unwritten = new ArrayList<>();

    int version = 1;
    boolean dirty = true;
    boolean registered;

    TaskState(
            String id,
            String arn,
            TaskDefinition definition,
            TaskPlan plan,
            Instant createdAt,
            String atFault,
            ObjectNode fixed) {
        this.id = id;
        this.arn = arn;
        this.definition = definition;
        this.plan = plan;
        this.createdAt = createdAt;
        this.atFault = atFault;
        this.fixed = fixed;
    }

    /** Neither stopped nor on its way to it. */
    boolean isLive() {
        return stoppingAt == null;
    }

    boolean isRunning() {
        return lastStatus.equals("RUNNING");
    }

    boolean isPending() {
        return lastStatus.equals("PROVISIONING") || lastStatus.equals("PENDING");
    }

    boolean isStopped() {
        return stoppedAt != null;
    }

    boolean isHealthy() {
        return isLive() && healthyAt != null;
    }

    /** Whether it ended without ever having been healthy. */
    boolean failed() {
        return stoppingAt != null && healthyAt == null && !stoppedByOrder();
    }

    private boolean stoppedByOrder() {
        return "UserInitiated".equals(stopCode)
                || stoppedReason != null && stoppedReason.startsWith("Scaling activity initiated by");
    }

    /** Orders the task to stop, or notes that it does so by itself. */
    void stop(Instant now, String code, String reason, Duration duration) {
        if (!isLive()) {
            return;
        }
        toStopped = duration;
        stoppingAt = now;
        stopCode = code;
        stoppedReason = reason;
        desiredStatus = "STOPPED";
        become(startedAt == null ? "DEPROVISIONING" : "DEACTIVATING");
    }

    void step(Wake wake) {
        if (isStopped()) {
            return;
        }
        if (!isLive()) {
            end(wake);
        } else if (!endBySelf(wake)) {
            live(wake);
        }
    }

    /** Writes what is due, also after its end: logs arrive late. */
    void write(LogStreams logs, Wake wake) {
        if (startedAt == null) {
            return;
        }
        for (Iterator<ScenarioRule.Written> each = unwritten.iterator(); each.hasNext(); ) {
            ScenarioRule.Written written = each.next();
            Instant due = startedAt.plus(written.after());
            if (stoppingAt != null && due.isAfter(stoppingAt)) {
                each.remove();
            } else if (reached(wake, due)) {
                String container = written.container().isEmpty() ? atFault : written.container();
                logs.write(this, container, due, written.lines());
                each.remove();
            }
        }
    }

    private void live(Wake wake) {
        if (lastStatus.equals("PROVISIONING") && reached(wake, createdAt.plus(plan.toPending()))) {
            pullStartedAt = wake.now;
            become("PENDING");
            wake.changed();
        }
        if (startedAt == null && plan.toRunning() != null && reached(wake, createdAt.plus(plan.toRunning()))) {
            startedAt = wake.now;
            become("RUNNING");
            wake.changed();
        }
        if (startedAt != null
                && healthyAt == null
                && plan.toHealthy() != null
                && reached(wake, startedAt.plus(plan.toHealthy()))) {
            healthyAt = wake.now;
            become("RUNNING");
            wake.changed();
        }
    }

    private boolean endBySelf(Wake wake) {
        TaskPlan.Ending ending = plan.ending();
        if (ending == null || ending.whileRunning() && startedAt == null) {
            return false;
        }
        Instant end = (ending.whileRunning() ? startedAt : createdAt).plus(ending.after());
        if (!reached(wake, end)) {
            return false;
        }
        for (Container container : containers) {
            boolean guilty = container.definition.path("name").asText().equals(atFault);
            container.exitCode = guilty ? ending.exitCode() : startedAt == null ? null : (Integer) 143;
            container.reason = guilty ? ending.containerReason() : null;
            Integer own = exits.get(container.definition.path("name").asText());
            if (own != null) {
                container.exitCode = own == ScenarioRule.NEVER_RAN ? null : own;
                container.neverRan = own == ScenarioRule.NEVER_RAN;
            }
        }
        stop(wake.now, ending.stopCode(), ending.stoppedReason(), Duration.ofSeconds(2));
        wake.changed();
        return true;
    }

    private void end(Wake wake) {
        if (!reached(wake, stoppingAt.plus(toStopped))) {
            return;
        }
        stoppedAt = wake.now;
        for (Container container : containers) {
            if (container.exitCode == null && startedAt != null && !container.neverRan) {
                container.exitCode = 143;
            }
        }
        become("STOPPED");
        wake.changed();
    }

    private void become(String status) {
        lastStatus = status;
        version++;
        dirty = true;
    }

    private static boolean reached(Wake wake, Instant instant) {
        wake.at(instant);
        return !instant.isAfter(wake.now);
    }
}
