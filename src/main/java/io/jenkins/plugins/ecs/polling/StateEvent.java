package io.jenkins.plugins.ecs.polling;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.Optional;
import java.util.Set;

/**
 * A state change event of ECS, as EventBridge delivers it (ECS developer guide, <i>Amazon ECS events</i>). Anybody who
 * may write into the queue can forge one, so it is only a reason to read: no value of it becomes part of a decision.
 *
 * @param account of the event
 * @param region of the event
 * @param subject a service, as {@link #service}, or the ARN of a task
 * @param isWorthARead whether something may have ended or failed, or waits for an answer
 * @param provesDelivery whether the events of the deployment itself reach the queue, too
 */
record StateEvent(
        @NonNull String account,
        @NonNull String region,
        @NonNull String subject,
        boolean isWorthARead,
        boolean provesDelivery) {

    /** Longer than any event: EventBridge takes entries of at most 256 KB. */
    static final int LONGEST = 300_000;

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Tasks that ECS or a user stops on purpose say nothing about a deployment. */
    private static final Set<String> STOPPED_ON_PURPOSE = Set.of("ServiceSchedulerInitiated", "UserInitiated");

    /** The subject for a service. ARNs of the old form have no cluster; it is empty then. */
    static String service(String cluster, String service) {
        return "service/" + last(cluster) + "/" + last(service);
    }

    /**
     * Reads the body of a message: an event, or the envelope that SNS puts around it.
     *
     * @return empty for anything else
     */
    @NonNull
    static Optional<StateEvent> of(@NonNull String body) {
        if (body.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            JsonNode event = JSON.readTree(body);
            if (event.path("Type").asText().equals("Notification")) {
                event = JSON.readTree(event.path("Message").asText());
            }
            return event.path("source").asText().equals("aws.ecs") ? read(event) : Optional.empty();
        } catch (JsonProcessingException | StackOverflowError notAnEvent) {
            return Optional.empty();
        }
    }

    private static Optional<StateEvent> read(JsonNode event) {
        JsonNode detail = event.path("detail");
        String kind = event.path("detail-type").asText();
        return switch (kind) {
            case "ECS Deployment State Change", "ECS Hook State Change" ->
                ofService(event, serviceOf(event), true, true);
            case "ECS Service Action" ->
                ofService(
                        event,
                        serviceOf(event),
                        !detail.path("eventType").asText().equals("INFO"),
                        false);
            case "ECS Task State Change" -> ofTask(event, detail);
            default -> Optional.empty();
        };
    }

    private static Optional<StateEvent> ofTask(JsonNode event, JsonNode detail) {
        boolean stopped = detail.path("lastStatus").asText().equals("STOPPED");
        String group = detail.path("group").asText();
        if (!group.startsWith("service:")) {
            String task = detail.path("taskArn").asText();
            return task.isEmpty() ? Optional.empty() : with(event, task, stopped, true);
        }
        boolean failed =
                stopped && !STOPPED_ON_PURPOSE.contains(detail.path("stopCode").asText());
        String service = service(detail.path("clusterArn").asText(), group.substring("service:".length()));
        return ofService(event, service, failed, false);
    }

    /** Of the first resource that is about a service; the detail of these events does not always name it. */
    private static String serviceOf(JsonNode event) {
        for (JsonNode resource : event.path("resources")) {
            String[] parts = resource.asText().split(":", 6);
            String[] path = parts.length == 6 ? parts[5].split("/") : new String[0];
            if (path.length == 2 && path[0].equals("service")) {
                return service("", path[1]);
            }
            if (path.length >= 3 && path[0].startsWith("service")) {
                return service(path[1], path[2]);
            }
        }
        return "";
    }

    private static Optional<StateEvent> ofService(JsonNode event, String service, boolean worth, boolean proves) {
        return service.isEmpty() ? Optional.empty() : with(event, service, worth, proves);
    }

    private static Optional<StateEvent> with(JsonNode event, String subject, boolean worth, boolean proves) {
        String account = event.path("account").asText();
        String region = event.path("region").asText();
        return Optional.of(new StateEvent(account, region, subject, worth, proves));
    }

    private static String last(String arn) {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }
}
