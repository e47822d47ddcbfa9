package io.jenkins.plugins.ecs.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.sandbox.Operation.Context;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** CreateCluster and its kin. */
final class ClusterOperations {

    private ClusterOperations() {}

    static void addTo(Map<String, Operation> operations) {
        operations.put("CreateCluster", ClusterOperations::create);
        operations.put("DescribeClusters", ClusterOperations::describe);
        operations.put("ListClusters", ClusterOperations::list);
        operations.put("DeleteCluster", ClusterOperations::delete);
        operations.put("ListDaemons", ClusterOperations::daemons);
    }

    /** Managed daemons are no services: only their own operations know them. */
    private static ObjectNode daemons(Input input, Context context) {
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("daemonSummariesList");
        context.region()
                .cluster(input.text("clusterArn"))
                .daemons
                .forEach(arn -> list.addObject().put("daemonArn", arn).put("status", "ACTIVE"));
        return answer;
    }

    private static ObjectNode create(Input input, Context context) {
        ClusterState cluster = create(context.region(), input.text("clusterName", "default"), input.json());
        ObjectNode json = json(context.region(), cluster);
        json.set("tags", Tags.of(context.region(), cluster.arn));
        return Json.object().set("cluster", json);
    }

    static ClusterState create(RegionState region, String name, JsonNode request) {
        if (!name.matches("[a-zA-Z0-9_-]{1,255}")) {
            throw AwsError.invalid("Invalid cluster name.");
        }
        ClusterState existing = region.clusters.get(name);
        if (existing != null && existing.isActive()) {
            return existing;
        }
        LooseTasks tasks = new LooseTasks(region.publisher, region.logs);
        ClusterState cluster = new ClusterState(name, region.arns.cluster(name), tasks);
        cluster.request = request;
        region.clusters.put(name, cluster);
        region.agenda.add(tasks, Instant.MAX);
        Tags.put(region, cluster.arn, request.path("tags"));
        return cluster;
    }

    private static ObjectNode describe(Input input, Context context) {
        List<String> wanted = input.has("clusters") ? input.texts("clusters") : List.of("default");
        ObjectNode answer = Json.object();
        ArrayNode found = answer.putArray("clusters");
        ArrayNode failures = answer.putArray("failures");
        for (String reference : wanted) {
            ClusterState cluster = context.region().clusters.get(Arns.name(reference));
            if (cluster == null) {
                String arn = context.region().arns.cluster(Arns.name(reference));
                failures.addObject().put("arn", arn).put("reason", "MISSING");
            } else {
                ObjectNode json = json(context.region(), cluster);
                if (input.includes("TAGS")) {
                    json.set("tags", Tags.of(context.region(), cluster.arn));
                }
                found.add(json);
            }
        }
        return answer;
    }

    private static ObjectNode list(Input input, Context context) {
        List<String> arns = context.region().clusters.values().stream()
                .filter(ClusterState::isActive)
                .map(cluster -> cluster.arn)
                .toList();
        return Pages.ofTexts(input, "clusterArns", arns, 100);
    }

    private static ObjectNode delete(Input input, Context context) {
        ClusterState cluster = context.region().cluster(input.cluster());
        if (cluster.services.values().stream().anyMatch(service -> !service.status.equals("INACTIVE"))) {
            throw new AwsError(
                    400,
                    "ClusterContainsServicesException",
                    "The Cluster cannot be deleted while Services are active.");
        }
        if (cluster.looseTasks.tasks.stream().anyMatch(task -> !task.isStopped())) {
            throw new AwsError(
                    400, "ClusterContainsTasksException", "The Cluster cannot be deleted while Tasks are active.");
        }
        cluster.status = "INACTIVE";
        return Json.object().set("cluster", json(context.region(), cluster));
    }

    private static ObjectNode json(RegionState region, ClusterState cluster) {
        ObjectNode json = Json.object().put("clusterArn", cluster.arn).put("clusterName", cluster.name);
        json.put("status", cluster.status).put("registeredContainerInstancesCount", 0);
        json.put(
                "runningTasksCount", tasks(cluster).filter(TaskState::isRunning).count());
        json.put(
                "pendingTasksCount", tasks(cluster).filter(TaskState::isPending).count());
        json.put(
                "activeServicesCount",
                cluster.services.values().stream()
                        .filter(ServiceState::isActive)
                        .count());
        json.putArray("statistics");
        json.putArray("tags");
        json.putArray("settings").addObject().put("name", "containerInsights").put("value", "disabled");
        json.putArray("capacityProviders");
        json.putArray("defaultCapacityProviderStrategy");
        Json.copy(
                cluster.request,
                json,
                "settings",
                "configuration",
                "capacityProviders",
                "defaultCapacityProviderStrategy",
                "serviceConnectDefaults");
        return json;
    }

    private static Stream<TaskState> tasks(ClusterState cluster) {
        Stream<TaskState> ofServices = cluster.services.values().stream()
                .flatMap(service -> service.entries.stream())
                .flatMap(entry -> entry.tasks.stream());
        return Stream.concat(ofServices, cluster.looseTasks.tasks.stream());
    }
}
