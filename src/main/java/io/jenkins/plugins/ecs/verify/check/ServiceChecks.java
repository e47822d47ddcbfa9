package io.jenkins.plugins.ecs.verify.check;

import io.jenkins.plugins.ecs.aws.EcsDeployment;
import io.jenkins.plugins.ecs.aws.EcsService;
import io.jenkins.plugins.ecs.aws.EcsTask;
import io.jenkins.plugins.ecs.aws.ServiceEvent;
import io.jenkins.plugins.ecs.text.Arns;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** {@code service} and {@code tasks}: is the service there and at rest, and do its tasks run what it is set to? */
final class ServiceChecks {

    private static final String AT_REST = "ACTIVE, no deployment under way or failed";

    private static final Pattern COMPLAINT = Pattern.compile("\\b(unable|fail|failed|unhealthy)\\b");

    private ServiceChecks() {}

    static Measurement service(EcsService service) {
        if (!service.isActive()) {
            return Measurement.failed(service.status(), AT_REST);
        }
        if (!service.controller().equals("ECS")) {
            return Measurement.passed("ACTIVE, deployed by " + service.controller(), "ACTIVE");
        }
        EcsDeployment primary = service.primary().orElse(null);
        String rollout = primary == null ? null : primary.rolloutState();
        if ("FAILED".equals(rollout)) {
            String why = primary.rolloutStateReason().isEmpty() ? "" : " (" + primary.rolloutStateReason() + ")";
            return Measurement.failed("deployment " + primary.id() + " FAILED" + why, AT_REST);
        }
        boolean moving = rollout == null
                ? service.deployments().size() > 1 || service.pendingCount() > 0
                : rollout.equals("IN_PROGRESS");
        if (moving) {
            String id = primary == null ? "" : " " + primary.id();
            return Measurement.failed(
                    "deployment" + id + " brings " + Arns.brief(service.taskDefinition()) + " just now", AT_REST);
        }
        return Measurement.passed("ACTIVE" + (rollout == null ? "" : ", deployment " + rollout), AT_REST);
    }

    static Measurement tasks(EcsService service, List<EcsTask> tasks) {
        String revision = service.taskDefinition();
        String limit = service.desiredCount() + " of " + Arns.brief(revision);
        if (isScaledToZero(service, tasks) && service.controller().equals("ECS")) {
            return Measurement.passed("scaled to zero; the revision is " + Arns.brief(revision), limit);
        }
        List<EcsTask> running = tasks.stream().filter(EcsTask::isRunning).toList();
        Map<String, Long> others = running.stream()
                .map(EcsTask::taskDefinition)
                .filter(each -> !each.equals(revision))
                .collect(Collectors.groupingBy(Arns::brief, TreeMap::new, Collectors.counting()));
        long strangers = others.values().stream().mapToLong(Long::longValue).sum();
        long own = running.size() - strangers;
        if (tasks.size() >= CheckObservation.MOST_TASKS) {
            // More than are looked at one by one: the service's own count stands for the rest.
            own = Math.max(own, service.runningCount() - strangers);
        }
        String value = own + " of " + Arns.brief(revision) + " running"
                + (strangers == 0
                        ? ""
                        : ", and "
                                + others.entrySet().stream()
                                        .map(each -> each.getValue() + " of " + each.getKey())
                                        .collect(Collectors.joining(", ")));
        if (!service.controller().equals("ECS")) {
            // Which revision is the primary one is known to the task sets only.
            return Measurement.of(running.size() == service.desiredCount(), value, limit);
        }
        // After an early success older tasks may stay for a while.
        boolean early = service.earlySuccessPercent() != null;
        boolean enough = early ? own >= needed(service) : own == service.desiredCount();
        boolean good = enough && (early || strangers == 0);
        return Measurement.of(good, value + (good ? "" : complaint(service)), limit);
    }

    /** Nothing is wanted, and nothing runs. */
    static boolean isScaledToZero(EcsService service, List<EcsTask> tasks) {
        return service.desiredCount() == 0 && tasks.stream().noneMatch(EcsTask::isRunning);
    }

    /** What ECS itself says is in the way, if the newest event of the service does; empty otherwise. */
    private static String complaint(EcsService service) {
        return service.events().stream()
                .findFirst()
                .map(ServiceEvent::message)
                .filter(message -> COMPLAINT.matcher(message).find())
                .map(message -> "; ECS says: " + message)
                .orElse("");
    }

    private static int needed(EcsService service) {
        return (int) Math.ceil(service.desiredCount() * service.earlySuccessPercent() / 100);
    }
}
