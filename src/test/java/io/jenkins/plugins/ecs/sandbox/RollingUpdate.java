package io.jenkins.plugins.ecs.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Starts and stops tasks within minimumHealthyPercent and maximumPercent. */
final class RollingUpdate {

    private static final Duration FIRST_COMPLAINT = Duration.ofSeconds(60);
    private static final Duration COMPLAINT_EVERY = Duration.ofMinutes(5);

    private final RegionState region;

    RollingUpdate(RegionState region) {
        this.region = region;
    }

    void step(ServiceState service, Wake wake) {
        ServiceDeployment deployment = service.current();
        if (deployment != null && deployment.status.equals("PENDING")) {
            return;
        }
        DeploymentEntry primary = service.primary();
        Bounds bounds = Bounds.of(service, forcedStuck(deployment));
        stopSuperfluous(service, primary, wake);
        if (primary.isFailed()) {
            replaceLost(service, primary, bounds, wake);
            return;
        }
        boolean stopped = stopOld(service, primary, bounds, wake);
        boolean started = start(service, primary, service.desiredCount, bounds, wake);
        replaceLost(service, primary, bounds, wake);
        complain(service, primary, stopped || started, wake);
    }

    /** Brings the new revision of a blue/green, linear or canary deployment to the desired count, beside the old one. */
    void scale(ServiceState service, DeploymentEntry target, Wake wake) {
        scale(service, target, service.desiredCount, wake);
    }

    /** Brings the tasks of one revision to a count, whatever the others have. */
    void scale(ServiceState service, DeploymentEntry target, int wanted, Wake wake) {
        stop(service, target, oldest(target, target.live() - wanted), wake);
        start(service, target, wanted, new Bounds(0, Integer.MAX_VALUE), wake);
    }

    /** The old revision keeps its tasks until its traffic has moved. */
    void keep(ServiceState service, DeploymentEntry target, Wake wake) {
        replaceLost(service, target, new Bounds(0, Integer.MAX_VALUE), wake);
    }

    void stopAllBut(ServiceState service, DeploymentEntry target, Wake wake) {
        stopOld(service, target, new Bounds(0, Integer.MAX_VALUE), wake);
    }

    /** Minimum rounds up, maximum rounds down. */
    private record Bounds(int minimum, int maximum) {
        static Bounds of(ServiceState service, boolean forcedStuck) {
            int desired = service.desiredCount;
            if (forcedStuck) {
                return new Bounds(desired, desired);
            }
            int minimum = service.configuration().path("minimumHealthyPercent").asInt(100);
            int maximum = service.configuration().path("maximumPercent").asInt(200);
            return new Bounds((desired * minimum + 99) / 100, desired * maximum / 100);
        }
    }

    private static boolean forcedStuck(ServiceDeployment deployment) {
        return deployment != null
                && !deployment.hasEnded()
                && deployment.target.scenario.scenario() == Scenario.PLACEMENT_STUCK_MIN_MAX
                && !deployment.sources.isEmpty();
    }

    private void stopSuperfluous(ServiceState service, DeploymentEntry primary, Wake wake) {
        int tooMany = primary.live() - service.desiredCount;
        stop(service, primary, oldest(primary, tooMany), wake);
        if (primary.isCompleted() || tooMany > 0) {
            primary.desired = service.desiredCount;
        }
        for (DeploymentEntry entry : service.entries) {
            if (entry != primary && entry.isFailed()) {
                stop(service, primary, oldest(entry, entry.live()), wake);
            }
        }
    }

    private boolean stopOld(ServiceState service, DeploymentEntry primary, Bounds bounds, Wake wake) {
        int spare = service.entries.stream().mapToInt(DeploymentEntry::healthy).sum() - bounds.minimum();
        List<TaskState> stopping = new ArrayList<>();
        for (DeploymentEntry entry : service.entries) {
            if (entry == primary) {
                continue;
            }
            int stoppable = entry.live() - kept(service, entry, wake);
            for (TaskState task : oldest(entry, stoppable)) {
                if (!task.isHealthy() || spare-- > 0) {
                    stopping.add(task);
                    entry.desired = Math.max(0, entry.desired - 1);
                }
            }
        }
        stop(service, primary, stopping, wake);
        return !stopping.isEmpty();
    }

    /** How many tasks of a former deployment SUCCESS_BUT_OLD_TASKS keeps. */
    int kept(ServiceState service, DeploymentEntry entry, Wake wake) {
        ServiceDeployment deployment = service.current();
        if (deployment == null
                || deployment.isRollingBack()
                || entry == deployment.target
                || deployment.target.scenario.scenario() != Scenario.SUCCESS_BUT_OLD_TASKS) {
            return 0;
        }
        ScenarioRule rule = deployment.target.scenario;
        Duration lasting = rule.lastingOr(null);
        if (lasting == null || deployment.finishedAt == null) {
            return rule.tasks();
        }
        Instant end = deployment.finishedAt.plus(lasting);
        wake.at(end);
        return end.isAfter(wake.now) ? rule.tasks() : 0;
    }

    private boolean start(ServiceState service, DeploymentEntry primary, int wanted, Bounds bounds, Wake wake) {
        int live = (int) ServiceScheduler.live(service).count();
        int keptTasks = service.entries.stream()
                .filter(entry -> entry != primary)
                .mapToInt(entry -> Math.min(kept(service, entry, wake), entry.live()))
                .sum();
        int room = Math.max(bounds.maximum(), 0) - (live - keptTasks);
        int count = Math.min(wanted - primary.live(), room);
        if (count <= 0) {
            return false;
        }
        if (primary.notBefore.isAfter(wake.now)) {
            wake.at(primary.notBefore);
            return true;
        }
        if (primary.scenario.scenario() == Scenario.NO_CAPACITY) {
            unplaceable(service, primary, wake);
            return true;
        }
        launch(service, primary, count, wake);
        primary.desired = Math.min(wanted, Math.max(primary.desired, primary.live()));
        return true;
    }

    /** Since late 2025 a lost task of the former revision is replaced with one of the same revision. */
    private void replaceLost(ServiceState service, DeploymentEntry primary, Bounds bounds, Wake wake) {
        for (DeploymentEntry entry : service.entries) {
            int live = (int) ServiceScheduler.live(service).count();
            int missing = Math.min(entry.desired - entry.live(), bounds.maximum() - live);
            if (entry != primary && entry.isCompleted() && missing > 0) {
                launch(service, entry, missing, wake);
            }
        }
    }

    private void launch(ServiceState service, DeploymentEntry entry, int count, Wake wake) {
        List<TaskState> tasks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            tasks.add(region.launcher.forService(service, entry, wake.now));
        }
        entry.updatedAt = wake.now;
        service.say(wake.now, entry, "has started " + count + " tasks: " + names(tasks) + ".");
        tasks.forEach(task -> task.step(wake));
        wake.changed();
    }

    private void unplaceable(ServiceState service, DeploymentEntry primary, Wake wake) {
        boolean fargate = service.settings.path("launchType").asText().equals("FARGATE");
        service.say(
                wake.now,
                fargate
                        ? "was unable to place a task. Reason: Capacity is unavailable at this time. Please try again"
                                + " later or in a different availability zone. For more information, see the"
                                + " Troubleshooting section of the Amazon ECS Developer Guide."
                        : "was unable to place a task because no container instance met all of its requirements. The"
                                + " closest matching (container-instance c0ffee0) has insufficient CPU units available."
                                + " For more information, see the Troubleshooting section of the Amazon ECS Developer"
                                + " Guide.");
        primary.failedTasks++;
        primary.notBefore = wake.now.plusSeconds(60);
        wake.at(primary.notBefore);
        wake.changed();
    }

    private void stop(ServiceState service, DeploymentEntry primary, List<TaskState> tasks, Wake wake) {
        if (tasks.isEmpty()) {
            return;
        }
        String reason = "Scaling activity initiated by (deployment " + primary.id + ")";
        Duration duration = region.world.behavior.toStopped;
        tasks.forEach(task -> task.stop(wake.now, "ServiceSchedulerInitiated", reason, duration));
        tasks.forEach(task -> task.step(wake));
        service.say(wake.now, primary, "has stopped " + tasks.size() + " running tasks: " + names(tasks) + ".");
        registered(service, tasks).forEach((group, count) -> {
            service.say(wake.now, primary, "deregistered " + count + " targets in (target-group " + group + ")");
            service.say(wake.now, primary, "has begun draining connections on " + count + " tasks.");
        });
        wake.changed();
    }

    /** How many of the tasks are registered in each target group. */
    private static Map<String, Integer> registered(ServiceState service, List<TaskState> tasks) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (DeploymentEntry entry : service.entries) {
            int count = (int) tasks.stream().filter(entry.tasks::contains).count();
            if (count > 0) {
                service.targetGroups(entry).forEach(group -> counts.merge(group, count, Integer::sum));
            }
        }
        return counts;
    }

    /** When nothing may be stopped and nothing may be started although all tasks are well, ECS says so in an event. */
    private void complain(ServiceState service, DeploymentEntry primary, boolean moved, Wake wake) {
        boolean stuck = !moved
                && primary.live() < service.desiredCount
                && ServiceScheduler.live(service).allMatch(TaskState::isHealthy)
                && service.entries.stream().mapToInt(DeploymentEntry::present).sum()
                        == ServiceScheduler.live(service).count();
        if (!stuck) {
            service.stuckSince = null;
            return;
        }
        if (service.stuckSince == null) {
            service.stuckSince = wake.now;
            primary.troubleSaidAt = null;
        }
        Instant next = primary.troubleSaidAt == null
                ? service.stuckSince.plus(FIRST_COMPLAINT)
                : primary.troubleSaidAt.plus(COMPLAINT_EVERY);
        wake.at(next);
        if (!next.isAfter(wake.now)) {
            primary.troubleSaidAt = wake.now;
            wake.at(wake.now.plus(COMPLAINT_EVERY));
            service.say(
                    wake.now,
                    "was unable to stop or start tasks during a deployment because of the service deployment"
                            + " configuration. Update the minimumHealthyPercent or maximumPercent value and try again.");
            wake.changed();
        }
    }

    private static List<TaskState> oldest(DeploymentEntry entry, int count) {
        return entry.tasks.stream()
                .filter(TaskState::isLive)
                .sorted(Comparator.comparing((TaskState task) -> task.createdAt))
                .limit(Math.max(0, count))
                .toList();
    }

    private static String names(List<TaskState> tasks) {
        return tasks.stream().map(task -> "(task " + task.id + ")").collect(Collectors.joining(" "));
    }
}
