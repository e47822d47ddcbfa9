package io.jenkins.plugins.ecs.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.sandbox.Operation.Context;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Elastic Load Balancing as far as tasks are its targets: a target group is there as soon as a service names it. */
final class ElbOperations {

    private ElbOperations() {}

    static void addTo(Map<String, Operation> operations) {
        operations.put("DescribeTargetHealth", ElbOperations::targetHealth);
        BalancerOperations.addTo(operations);
    }

    private static ObjectNode targetHealth(Input input, Context context) {
        String group = input.required("TargetGroupArn", "A target group ARN must be specified");
        List<ServiceState> services = context.region().clusters.values().stream()
                .flatMap(cluster -> cluster.services.values().stream())
                .filter(service -> service.names(group)
                        || service.entries.stream()
                                .anyMatch(entry -> service.targetGroups(entry).contains(group)))
                .toList();
        if (services.isEmpty() && !context.region().listeners.has(group)) {
            throw new AwsError(400, "TargetGroupNotFound", "One or more target groups not found");
        }
        ObjectNode answer = Json.object();
        ArrayNode targets = answer.putArray("TargetHealthDescriptions");
        for (ServiceState service : services) {
            int port = port(service, group);
            Stream<TaskState> tasks = service.entries.stream()
                    .filter(entry -> service.targetGroups(entry).contains(group))
                    .flatMap(entry -> entry.tasks.stream());
            tasks.filter(task -> task.startedAt != null && !task.isStopped())
                    .forEach(task -> describe(
                            targets.addObject(),
                            task,
                            port,
                            context.region().targetHealth.get(group)));
        }
        return answer;
    }

    private static int port(ServiceState service, String group) {
        for (JsonNode balancer : service.settings.path("loadBalancers")) {
            if (ServiceRevision.groupsOf(balancer).contains(group)) {
                return balancer.path("containerPort").asInt(80);
            }
        }
        return 80;
    }

    /** @param wanted what a test wants to be said; null for what the simulation says */
    private static void describe(ObjectNode target, TaskState task, int port, String[] wanted) {
        target.putObject("Target").put("Id", TaskJson.address(task)).put("Port", port);
        target.put("HealthCheckPort", port);
        ObjectNode health = target.putObject("TargetHealth");
        if (wanted != null) {
            health.put("State", wanted[0]).put("Reason", wanted[1]).put("Description", wanted[2]);
        } else if (!task.isLive()) {
            health.put("State", "draining")
                    .put("Reason", "Target.DeregistrationInProgress")
                    .put("Description", "Target deregistration is in progress");
        } else if (task.isHealthy()) {
            health.put("State", "healthy");
        } else if (task.plan.toHealthy() != null) {
            health.put("State", "initial")
                    .put("Reason", "Elb.InitialHealthChecking")
                    .put("Description", "Initial health checks in progress");
        } else {
            health.put("State", "unhealthy")
                    .put("Reason", "Target.ResponseCodeMismatch")
                    .put("Description", "Health checks failed with these codes: [502]");
        }
    }
}
