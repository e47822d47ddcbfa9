package io.jenkins.plugins.ecs.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Queues of Amazon SQS, and the events that ECS sends to them through a rule of EventBridge: of deployments and of tasks
 * (developer guide, <i>Amazon ECS events</i>). As in AWS there is no event when a deployment is superseded or stopped,
 * one of a failure only with the circuit breaker, and none of the health of tasks.
 */
final class EventQueues {

    /** From the change to the moment when the message can be received. */
    static final Duration DELIVERY = Duration.ofMillis(300);

    private static final Duration HIDDEN_FOR = Duration.ofSeconds(30);

    static final class Message {
        final String id;
        final String body;
        Instant visibleAt;
        String receipt = "";

        Message(String id, String body, Instant visibleAt) {
            this.id = id;
            this.body = body;
            this.visibleAt = visibleAt;
        }
    }

    private final RegionState region;
    private final Map<String, List<Message>> queues = new LinkedHashMap<>();
    private final List<String> ofEcs = new ArrayList<>();
    /** By ARN: what the last event said of it. */
    private final Map<String, String> said = new HashMap<>();

    EventQueues(RegionState region) {
        this.region = region;
    }

    /** @param takesEvents whether a rule sends the events of ECS to it */
    void create(String url, boolean takesEvents) {
        queues.putIfAbsent(url, new ArrayList<>());
        if (takesEvents) {
            ofEcs.add(url);
        }
    }

    void delete(String url) {
        queues.remove(url);
        ofEcs.remove(url);
    }

    void send(String url, String body, Instant at) {
        queues.get(url).add(new Message(region.world.ids.uuid(), body, at));
    }

    List<Message> receive(String url, int most, Instant now) {
        List<Message> received = new ArrayList<>();
        for (Message each : queue(url)) {
            if (received.size() < most && !each.visibleAt.isAfter(now)) {
                each.visibleAt = now.plus(HIDDEN_FOR);
                each.receipt = region.world.ids.uuid();
                received.add(each);
            }
        }
        return received;
    }

    boolean delete(String url, String receipt) {
        queue(url).removeIf(each -> each.receipt.equals(receipt));
        return !receipt.isEmpty();
    }

    private List<Message> queue(String url) {
        List<Message> queue = queues.get(url);
        if (queue == null) {
            throw new AwsError(400, "QueueDoesNotExist", "The specified queue does not exist for this wsdl version.");
        }
        return queue;
    }

    void deployment(ServiceState service, ServiceDeployment deployment, Instant at) {
        String name =
                switch (deployment.status) {
                    case "IN_PROGRESS", "ROLLBACK_IN_PROGRESS" -> "SERVICE_DEPLOYMENT_IN_PROGRESS";
                    case "SUCCESSFUL" -> "SERVICE_DEPLOYMENT_COMPLETED";
                    case "ROLLBACK_SUCCESSFUL", "ROLLBACK_FAILED" -> "SERVICE_DEPLOYMENT_FAILED";
                    default -> "";
                };
        boolean isNew = !deployment.status.equals(said.put(deployment.arn, deployment.status));
        if (ofEcs.isEmpty() || name.isEmpty() || !isNew) {
            return;
        }
        ObjectNode detail = Json.object()
                .put("eventType", name.endsWith("FAILED") ? "ERROR" : "INFO")
                .put("eventName", name)
                .put("deploymentId", deployment.target.id)
                .put("updatedAt", at.toString())
                .put("reason", "ECS deployment " + deployment.target.id + " " + deployment.status.toLowerCase() + ".");
        publish("ECS Deployment State Change", service.arn, detail, at);
    }

    void task(TaskState task, Instant at) {
        boolean isNew = !task.lastStatus.equals(said.put(task.arn, task.lastStatus));
        if (!ofEcs.isEmpty() && isNew) {
            publish("ECS Task State Change", task.arn, TaskJson.of(task), at);
        }
    }

    /** An event as EventBridge delivers it. */
    ObjectNode event(String kind, String resource, JsonNode detail, Instant at) {
        ObjectNode event = Json.object()
                .put("version", "0")
                .put("id", region.world.ids.uuid())
                .put("detail-type", kind)
                .put("source", "aws.ecs")
                .put("account", region.arns.account())
                .put("time", at.toString())
                .put("region", region.arns.region());
        event.putArray("resources").add(resource);
        event.set("detail", detail);
        return event;
    }

    private void publish(String kind, String resource, JsonNode detail, Instant at) {
        String body = event(kind, resource, detail, at).toString();
        ofEcs.forEach(url -> send(url, body, at.plus(DELIVERY)));
    }
}
