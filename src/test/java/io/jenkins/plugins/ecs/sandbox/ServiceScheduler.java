package io.jenkins.plugins.ecs.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/** One step in the life of a service: tasks first, then what follows from them. */
final class ServiceScheduler {

    private final RegionState region;
    private final RollingUpdate rolling;
    private final StagedUpdate staged;
    private final Rollbacks rollbacks;
    private final FailureDetection failures;
    private final Interventions interventions;

    ServiceScheduler(RegionState region) {
        this.region = region;
        rolling = new RollingUpdate(region);
        rollbacks = region.rollbacks;
        staged = region.staged;
        failures = new FailureDetection(region, rollbacks);
        interventions = new Interventions(region);
    }

    void step(ServiceState service, Wake wake) {
        if (service.inactiveSince == null) {
            interventions.step(service, wake);
            for (DeploymentEntry entry : List.copyOf(service.entries)) {
                stepTasks(service, entry, wake);
            }
            begin(service, wake);
            rollbacks.step(service, wake);
            failures.step(service, wake);
            if (!service.controller().equals("ECS")) {
                region.taskSets.step(service, rolling, wake);
            } else if (StagedUpdate.leads(service.current())) {
                staged.step(service, service.current(), rolling, wake);
            } else if (!StagedUpdate.standsStill(service.current())) {
                rolling.step(service, wake);
            }
            if (service.controller().equals("ECS")) {
                complete(service, wake);
            }
            settle(service, wake);
        }
        expire(service, wake);
        if (wake.hasChanged()) {
            region.publisher.publish(service, wake.now);
        }
        LooseTasks.forget(service.stoppedTasks, region.publisher, wake);
    }

    private void stepTasks(ServiceState service, DeploymentEntry entry, Wake wake) {
        for (Iterator<TaskState> each = entry.tasks.iterator(); each.hasNext(); ) {
            TaskState task = each.next();
            boolean healthy = task.isHealthy();
            boolean live = task.isLive();
            task.step(wake);
            if (task.isRunning() && !task.registered) {
                task.registered = true;
                service.targetGroups(entry)
                        .forEach(group ->
                                service.say(wake.now, entry, "registered 1 targets in (target-group " + group + ")"));
            }
            if (!healthy && task.isHealthy()) {
                failures.taskHealthy(service, entry);
            }
            if (live && !task.isLive()) {
                if (task.startedAt != null) {
                    region.logs.write(task, wake.now, entry.scenario.log());
                }
                failures.taskEnded(service, entry, task, wake.now);
            }
            if (task.isStopped()) {
                each.remove();
                service.stoppedTasks.add(task);
            }
        }
    }

    private void begin(ServiceState service, Wake wake) {
        ServiceDeployment deployment = service.current();
        if (deployment == null || !deployment.status.equals("PENDING")) {
            return;
        }
        Instant begin = deployment.createdAt.minus(RegionState.LATENCY).plus(region.world.behavior.toInProgress);
        wake.at(begin);
        if (!begin.isAfter(wake.now)) {
            deployment.startedAt = wake.now;
            deployment.become("IN_PROGRESS", wake.now);
            wake.changed();
        }
    }

    /** A deployment is complete when all wanted tasks are healthy and nothing of the others is left. */
    private void complete(ServiceState service, Wake wake) {
        DeploymentEntry primary = service.primary();
        ServiceDeployment deployment = service.current();
        boolean rollback = deployment != null && deployment.isRollingBack();
        boolean forward = deployment == null || deployment.status.equals("IN_PROGRESS");
        if (primary.isCompleted() || primary.isFailed() || !(rollback || forward) || !service.isActive()) {
            return;
        }
        if (forward && deployment != null && deployment.stages != null && !deployment.stages.isCleaningUp()) {
            return;
        }
        if (primary.healthy() < service.desiredCount || !onlyKeptTasksLeft(service, primary, wake)) {
            return;
        }
        if (forward
                && deployment != null
                && (baking(service, deployment, wake) || interventions.holds(deployment, wake))) {
            return;
        }
        primary.become("COMPLETED", "ECS deployment " + primary.id + " completed.", wake.now);
        service.lastCompleted = primary;
        service.say(wake.now, "(deployment " + primary.id + ") deployment completed.");
        if (deployment != null) {
            deployment.become(rollback ? "ROLLBACK_SUCCESSFUL" : "SUCCESSFUL", wake.now);
        }
        wake.changed();
    }

    private boolean onlyKeptTasksLeft(ServiceState service, DeploymentEntry primary, Wake wake) {
        return service.entries.stream()
                .filter(entry -> entry != primary)
                .allMatch(entry -> entry.present() <= rolling.kept(service, entry, wake));
    }

    /** With a bake time or with alarms, ECS watches the tasks for a while after they were replaced. */
    private boolean baking(ServiceState service, ServiceDeployment deployment, Wake wake) {
        Duration bake = Duration.ofMinutes(
                service.configuration().path("bakeTimeInMinutes").asInt());
        boolean watches = deployment.alarmsStatus.equals("MONITORING");
        if (deployment.stages != null || (bake.isZero() && !watches)) {
            return false;
        }
        if (deployment.bakingSince == null) {
            deployment.bakingSince = wake.now;
        }
        Instant end = deployment.bakingSince.plus(bake.isZero() ? region.world.behavior.alarmBake : bake);
        wake.at(end);
        return end.isAfter(wake.now);
    }

    private void settle(ServiceState service, Wake wake) {
        DeploymentEntry primary = service.primary();
        if (service.entries.removeIf(entry -> entry != primary && entry.present() == 0 && !isSpared(service, entry))) {
            wake.changed();
        }
        boolean steady = service.isActive()
                && primary.isCompleted()
                && service.entries.size() == 1
                && primary.present() == service.desiredCount
                && primary.healthy() == service.desiredCount;
        if (steady && !service.steady) {
            service.say(wake.now, "has reached a steady state.");
            wake.changed();
        }
        service.steady = steady;
        if (service.status.equals("DRAINING") && service.entries.stream().allMatch(entry -> entry.present() == 0)) {
            service.status = "INACTIVE";
            service.inactiveSince = wake.now;
            service.entries.clear();
            region.scaling.remove(Scaling.resourceId(service));
            wake.changed();
        }
    }

    /**
     * Entries without tasks are still shown while a deployment is PENDING, and the failed one during its rollback; task
     * sets until they have been taken away.
     */
    private static boolean isSpared(ServiceState service, DeploymentEntry entry) {
        if (!service.controller().equals("ECS")) {
            return entry.scale > 0;
        }
        ServiceDeployment deployment = service.current();
        return deployment != null
                && (deployment.status.equals("PENDING") || deployment.isRollingBack() && entry == deployment.target);
    }

    private void expire(ServiceState service, Wake wake) {
        if (service.inactiveSince == null) {
            return;
        }
        Instant end = service.inactiveSince.plus(LooseTasks.VISIBLE);
        wake.at(end);
        if (!end.isAfter(wake.now)) {
            // A service of the same name may have been made since.
            if (service.cluster.services.remove(service.name, service)) {
                region.publisher.publish(service, wake.now);
            }
            region.agenda.remove(service);
        }
    }

    static Stream<TaskState> live(ServiceState service) {
        return service.entries.stream().flatMap(entry -> entry.tasks.stream()).filter(TaskState::isLive);
    }
}
