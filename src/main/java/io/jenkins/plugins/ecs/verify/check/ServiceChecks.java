package io.jenkins.plugins.ecs.verify.check;

import io.jenkins.plugins.ecs.aws.ecs.EcsDeployment;
import io.jenkins.plugins.ecs.aws.ecs.EcsService;
import io.jenkins.plugins.ecs.aws.ecs.EcsTask;
import io.jenkins.plugins.ecs.aws.ecs.ServiceEvent;
import io.jenkins.plugins.ecs.text.Arns;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** {@code service} and {@code tasks}: the service is stable, and its tasks run the service's revision. */
final class ServiceChecks {

    private static final Pattern PROBLEM = Pattern.compile("\\b(unable|fail|failed|unhealthy)\\b");

    private ServiceChecks() {}

    static Measurement service(EcsService service) {
        if (!service.isActive()) {
            return Measurement.failed(service.status(), CheckMessages.SERVICE_LIMIT);
        }
        if (!service.controller().equals("ECS")) {
            return Measurement.passed(CheckMessages.deployedBy(service.controller()), CheckMessages.SERVICE_ACTIVE);
        }
        EcsDeployment primary = service.primary().orElse(null);
        String rollout = primary == null ? null : primary.rolloutState();
        if ("FAILED".equals(rollout)) {
            return Measurement.failed(
                    CheckMessages.deploymentFailed(primary.id(), primary.rolloutStateReason()),
                    CheckMessages.SERVICE_LIMIT);
        }
        boolean inProgress = rollout == null
                ? service.deployments().size() > 1 || service.pendingCount() > 0
                : rollout.equals("IN_PROGRESS");
        if (inProgress) {
            String id = primary == null ? null : primary.id();
            return Measurement.failed(
                    CheckMessages.deploymentInProgress(id, Arns.brief(service.taskDefinition())),
                    CheckMessages.SERVICE_LIMIT);
        }
        return Measurement.passed(CheckMessages.deployment(rollout), CheckMessages.SERVICE_LIMIT);
    }

    static Measurement tasks(EcsService service, List<EcsTask> tasks) {
        String revision = service.taskDefinition();
        String limit = CheckMessages.tasks(service.desiredCount(), Arns.brief(revision));
        if (isScaledToZero(service, tasks) && service.controller().equals("ECS")) {
            return Measurement.passed(CheckMessages.scaledToZero(Arns.brief(revision)), limit);
        }
        List<EcsTask> running = tasks.stream().filter(EcsTask::isRunning).toList();
        Map<String, Long> others = running.stream()
                .map(EcsTask::taskDefinition)
                .filter(each -> !each.equals(revision))
                .collect(Collectors.groupingBy(Arns::brief, TreeMap::new, Collectors.counting()));
        long ofOthers = others.values().stream().mapToLong(Long::longValue).sum();
        long own = running.size() - ofOthers;
        if (tasks.size() >= CheckObservation.MOST_TASKS) {
            // Not all tasks were read, so the service's own count is used.
            own = Math.max(own, service.runningCount() - ofOthers);
        }
        String value = CheckMessages.running(
                own,
                Arns.brief(revision),
                others.entrySet().stream()
                        .map(each -> CheckMessages.tasks(each.getValue(), each.getKey()))
                        .toList());
        if (!service.controller().equals("ECS")) {
            // Only the task sets know which revision is the primary one.
            return Measurement.of(running.size() == service.desiredCount(), value, limit);
        }
        // After an early success older tasks may still be running.
        boolean early = service.earlySuccessPercent() != null;
        boolean enough = early ? own >= needed(service) : own == service.desiredCount();
        boolean good = enough && (early || ofOthers == 0);
        return Measurement.of(good, value + (good ? "" : reportedProblem(service)), limit);
    }

    /** The desired count is 0, and no task is running. */
    static boolean isScaledToZero(EcsService service, List<EcsTask> tasks) {
        return service.desiredCount() == 0 && tasks.stream().noneMatch(EcsTask::isRunning);
    }

    /** The newest event of the service if it reports a problem; empty otherwise. */
    private static String reportedProblem(EcsService service) {
        return service.events().stream()
                .findFirst()
                .map(ServiceEvent::message)
                .filter(message -> PROBLEM.matcher(message).find())
                .map(CheckMessages::reportedByEcs)
                .orElse("");
    }

    private static int needed(EcsService service) {
        return (int) Math.ceil(service.desiredCount() * service.earlySuccessPercent() / 100);
    }
}
