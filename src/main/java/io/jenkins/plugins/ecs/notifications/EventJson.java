package io.jenkins.plugins.ecs.notifications;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.events.DeploymentEvent;
import io.jenkins.plugins.ecs.events.EventField;
import io.jenkins.plugins.ecs.events.EventType;
import java.util.Optional;

/** Events as JSON, in the outbox and in messages. */
final class EventJson {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DIGESTS = "imageDigests";

    private EventJson() {}

    @NonNull
    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    /** In one line. */
    @NonNull
    static String text(@NonNull JsonNode node) {
        try {
            return JSON.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The fields that the event has. */
    @NonNull
    static ObjectNode data(@NonNull DeploymentEvent event) {
        ObjectNode data = object();
        for (EventField field : EventField.values()) {
            String text = event.get(field);
            if (field == EventField.BUILD && text.matches("[0-9]{1,9}")) {
                data.put(field.getJsonName(), Integer.parseInt(text));
            } else if (!text.isEmpty()) {
                data.put(field.getJsonName(), text);
            }
        }
        if (!event.getImageDigests().isEmpty()) {
            ObjectNode digests = data.putObject(DIGESTS);
            event.getImageDigests().forEach(digests::put);
        }
        return data;
    }

    @NonNull
    static ObjectNode write(@NonNull DeploymentEvent event) {
        ObjectNode node = object();
        node.put("id", event.getId());
        node.put("type", event.getType().name());
        node.put("time", event.getTime().toEpochMilli());
        node.set("data", data(event));
        return node;
    }

    /** Empty if it is of a type that this version does not know. */
    @NonNull
    static Optional<DeploymentEvent> read(@NonNull JsonNode node) {
        Optional<EventType> type = EventType.parse(node.path("type").asText());
        if (type.isEmpty() || node.path("id").asText().isEmpty()) {
            return Optional.empty();
        }
        JsonNode data = node.path("data");
        DeploymentEvent.Builder event = DeploymentEvent.of(
                node.path("id").asText(), type.get(), node.path("time").asLong());
        for (EventField field : EventField.values()) {
            event.with(field, data.path(field.getJsonName()).asText());
        }
        data.path(DIGESTS)
                .properties()
                .forEach(each -> event.withDigest(each.getKey(), each.getValue().asText()));
        return Optional.of(event.build());
    }
}
