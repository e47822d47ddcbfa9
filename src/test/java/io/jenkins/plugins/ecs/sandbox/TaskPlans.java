package io.jenkins.plugins.ecs.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecs.sandbox.TaskPlan.Ending;
import java.time.Duration;

/** Makes the plan of a task from the scenario of its image. */
final class TaskPlans {

    private static final String EXITED = "Essential container in task exited";

    private final Behavior behavior;

    TaskPlans(Behavior behavior) {
        this.behavior = behavior;
    }

    /**
     * The plan of the next task.
     *
     * @param container the one that the scenario is about
     * @param ordinal how many tasks this deployment launched before
     * @param service its settings
     */
    TaskPlan plan(ScenarioRule rule, JsonNode definition, JsonNode container, int ordinal, JsonNode service) {
        return switch (rule.scenario()) {
            case SLOW ->
                new TaskPlan(behavior.toPending, rule.lastingOr(Duration.ofMinutes(10)), toHealthy(definition), null);
            case CRASH -> ending(whileRunning(EXITED, 1, null));
            case FLAKY -> ordinal < rule.tasks() ? ending(whileRunning(EXITED, 1, null)) : well(definition);
            case OUT_OF_MEMORY ->
                ending(whileRunning(EXITED, 137, "OutOfMemoryError: Container killed due to memory usage"));
            case IMAGE_NOT_FOUND -> ending(failedToStart(imageNotFound(image(container)), null));
            case SECRET_MISSING -> ending(failedToStart(secretMissing(container), null));
            case EXEC_FORMAT -> ending(failedToStart("Task failed to start", execFormat()));
            case FAILS_TO_START -> ending(failedToStart(rule.reason(), null));
            case ELB_UNHEALTHY -> ending(elbUnhealthy(service));
            case STUCK -> new TaskPlan(behavior.toPending, null, null, null);
            default -> well(definition);
        };
    }

    TaskPlan well(JsonNode definition) {
        return new TaskPlan(behavior.toPending, behavior.toRunning, toHealthy(definition), null);
    }

    /** A task that does its work and exits with 0. */
    TaskPlan done(ScenarioRule rule) {
        Duration work = rule.lastingOr(Duration.ofSeconds(20));
        return ending(new Ending(true, work, "EssentialContainerExited", EXITED, 0, null));
    }

    private TaskPlan ending(Ending ending) {
        Duration toRunning = ending.whileRunning() ? behavior.toRunning : null;
        return new TaskPlan(behavior.toPending, toRunning, null, ending);
    }

    private Duration toHealthy(JsonNode definition) {
        Duration slowest = Duration.ZERO;
        for (JsonNode container : definition.path("containerDefinitions")) {
            JsonNode check = container.path("healthCheck");
            if (check.isObject()) {
                int seconds = check.path("startPeriod").asInt(0)
                        + check.path("interval").asInt(30);
                slowest = Duration.ofSeconds(Math.max(slowest.toSeconds(), seconds));
            }
        }
        return slowest.isZero() ? behavior.toHealthy : slowest;
    }

    private static Ending whileRunning(String reason, int exitCode, String containerReason) {
        return new Ending(true, Duration.ofSeconds(2), "EssentialContainerExited", reason, exitCode, containerReason);
    }

    private Ending failedToStart(String reason, String containerReason) {
        String ofContainer = containerReason == null ? reason : containerReason;
        return new Ending(false, behavior.toPending.plusSeconds(4), "TaskFailedToStart", reason, null, ofContainer);
    }

    private static Ending elbUnhealthy(JsonNode service) {
        String group =
                service.path("loadBalancers").path(0).path("targetGroupArn").asText("none");
        Duration grace = Duration.ofSeconds(
                60 + service.path("healthCheckGracePeriodSeconds").asInt(0));
        String reason = "Task failed ELB health checks in (target-group " + group + ")";
        return new Ending(true, grace, "ServiceSchedulerInitiated", reason, 143, null);
    }

    private static String image(JsonNode container) {
        String image = container.path("image").asText();
        boolean hub = !image.substring(0, Math.max(0, image.indexOf('/'))).contains(".");
        return hub ? "docker.io/" + (image.contains("/") ? image : "library/" + image) : image;
    }

    private static String imageNotFound(String reference) {
        return "CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref "
                + reference + ": " + reference + ": not found";
    }

    private static String secretMissing(JsonNode container) {
        String secret = container.path("secrets").path(0).path("valueFrom").asText("missing");
        return "ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval"
                + " failed: unable to retrieve secret from asm: service call has been retried 1 time(s): failed to"
                + " fetch secret " + secret + " from secrets manager: ResourceNotFoundException: Secrets Manager"
                + " can't find the specified secret.";
    }

    private static String execFormat() {
        return "CannotStartContainerError: Error response from daemon: failed to create task for container: failed to"
                + " create shim task: OCI runtime create failed: runc create failed: unable to start container"
                + " process: exec: \"/app\": exec format error: unknown";
    }
}
