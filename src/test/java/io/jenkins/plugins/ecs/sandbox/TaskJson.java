package io.jenkins.plugins.ecs.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A task as DescribeTasks, RunTask and StopTask answer it. */
final class TaskJson {

    private TaskJson() {}

    static ObjectNode of(TaskState task) {
        ObjectNode json = Json.object();
        json.setAll(task.fixed);
        json.put("taskArn", task.arn).put("taskDefinitionArn", task.definition.arn);
        json.put("lastStatus", task.lastStatus).put("desiredStatus", task.desiredStatus);
        json.put("healthStatus", health(task)).put("version", task.version);
        Json.copy(task.definition.json(), json, "cpu", "memory", "ephemeralStorage");
        json.set("containers", containers(task));
        json.put("createdAt", Json.time(task.createdAt));
        Json.putTime(json, "pullStartedAt", task.pullStartedAt);
        if (task.startedAt != null) {
            json.put("connectivity", "CONNECTED").put("connectivityAt", Json.time(task.startedAt.minusSeconds(2)));
            json.put("pullStoppedAt", Json.time(task.startedAt.minusSeconds(1)));
        }
        Json.putTime(json, "startedAt", task.startedAt);
        Json.putTime(json, "stoppingAt", task.stoppingAt);
        Json.putText(json, "stopCode", task.stopCode);
        Json.putText(json, "stoppedReason", task.stoppedReason);
        if (task.stoppedAt != null) {
            json.put("executionStoppedAt", Json.time(task.stoppedAt.minusMillis(500)));
            json.put("stoppedAt", Json.time(task.stoppedAt));
        }
        return json;
    }

    private static ArrayNode containers(TaskState task) {
        ArrayNode containers = Json.array();
        for (TaskState.Container container : task.containers) {
            ObjectNode json =
                    containers.addObject().put("containerArn", container.arn).put("taskArn", task.arn);
            Json.copy(container.definition, json, "name", "image");
            if (task.startedAt != null) {
                json.put("imageDigest", container.digest);
                json.put("runtimeId", runtimeId(task, container));
            }
            json.put("lastStatus", containerStatus(task));
            if (task.isStopped() && container.exitCode != null) {
                json.put("exitCode", container.exitCode);
            }
            if (!task.isLive()) {
                Json.putText(json, "reason", container.reason);
            }
            json.putArray("networkBindings");
            ArrayNode interfaces = json.putArray("networkInterfaces");
            if (isAwsvpc(task) && !task.lastStatus.equals("PROVISIONING")) {
                interfaces.addObject().put("privateIpv4Address", address(task));
            }
            boolean checked = container.definition.has("healthCheck");
            json.put("healthStatus", checked ? checkedHealth(task) : "UNKNOWN");
            json.put("cpu", container.definition.path("cpu").asText("0"));
            if (container.definition.has("memory")) {
                json.put("memory", container.definition.path("memory").asText());
            }
            if (container.definition.has("memoryReservation")) {
                json.put(
                        "memoryReservation",
                        container.definition.path("memoryReservation").asText());
            }
        }
        return containers;
    }

    static String runtimeId(TaskState task, TaskState.Container container) {
        return task.id + "-" + Math.abs(container.arn.hashCode());
    }

    private static boolean isAwsvpc(TaskState task) {
        return task.definition.json().path("networkMode").asText().equals("awsvpc");
    }

    /** The private address of a task, which is made from its id. */
    static String address(TaskState task) {
        int number = Integer.parseInt(task.id.substring(0, 4), 16);
        return "10.0." + number / 256 + "." + number % 256;
    }

    private static String containerStatus(TaskState task) {
        if (task.isStopped()) {
            return "STOPPED";
        }
        return task.startedAt == null ? "PENDING" : "RUNNING";
    }

    /** UNKNOWN for tasks whose containers define no health check, however well they are. */
    private static String health(TaskState task) {
        for (TaskState.Container container : task.containers) {
            if (container.definition.has("healthCheck")) {
                return checkedHealth(task);
            }
        }
        return "UNKNOWN";
    }

    private static String checkedHealth(TaskState task) {
        if (task.wantedHealth != null) {
            return task.wantedHealth;
        }
        return task.healthyAt != null && task.isLive() ? "HEALTHY" : "UNKNOWN";
    }
}
