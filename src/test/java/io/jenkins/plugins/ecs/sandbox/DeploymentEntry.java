package io.jenkins.plugins.ecs.sandbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * One item of {@code Service.deployments[]}, with the tasks that it started; of services that CodeDeploy or others deploy,
 * a task set.
 */
final class DeploymentEntry {

    final String id;
    final ServiceRevision revision;
    final ScenarioRule scenario;
    final Instant createdAt;
    final List<TaskState> tasks = new ArrayList<>();
    String status = "PRIMARY";
    String rolloutState = "IN_PROGRESS";
    String rolloutStateReason;
    Instant updatedAt;
    int desired;
    int failedTasks;
    int launched;
    /** Of a task set: its share of the desired count, as a percentage; 0 when it is being taken away. */
    int scale = 100;
    /** Of a task set: the deployment of CodeDeploy that made it. */
    String externalId;
    /** Of a task set: where its tasks are registered. */
    String targetGroup;

    Instant notBefore = Instant.MIN;
    Instant troubleSaidAt;

    DeploymentEntry(String id, ServiceRevision revision, ScenarioRule scenario, Instant createdAt) {
        this.id = id;
        this.revision = revision;
        this.scenario = scenario;
        this.createdAt = createdAt;
        updatedAt = createdAt;
        rolloutStateReason = "ECS deployment " + id + " in progress.";
    }

    boolean isCompleted() {
        return rolloutState.equals("COMPLETED");
    }

    boolean isFailed() {
        return rolloutState.equals("FAILED");
    }

    int live() {
        return (int) tasks.stream().filter(TaskState::isLive).count();
    }

    int healthy() {
        return (int) tasks.stream().filter(TaskState::isHealthy).count();
    }

    int running() {
        return (int) tasks.stream().filter(TaskState::isRunning).count();
    }

    int pending() {
        return (int) tasks.stream().filter(TaskState::isPending).count();
    }

    /** Tasks that have not ended yet, also those that are being stopped. */
    int present() {
        return (int) tasks.stream().filter(task -> !task.isStopped()).count();
    }

    void become(String state, String reason, Instant now) {
        rolloutState = state;
        rolloutStateReason = reason;
        updatedAt = now;
    }

    /** No longer the one that is wanted: what it has is drained, what it lacks is started only if it was complete. */
    void retire(Instant now) {
        status = "ACTIVE";
        desired = live();
        updatedAt = now;
    }
}
