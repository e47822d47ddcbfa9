package io.jenkins.plugins.ecs.notifications;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.events.DeploymentEvent;
import io.jenkins.plugins.ecs.history.RecordFile;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The lines of the outbox's file. Each is a JSON object: an event and whom it is for, the end of a delivery, a receiver
 * that is disabled, or ids of events that were delivered long ago. Reading them in their order restores the outbox.
 */
final class OutboxFile {

    private static final String KNOWN = "known";
    private static final String EVENT = "event";
    private static final String LANE = "lane";
    private static final String DISABLED = "disabled";
    private static final String AGAIN = "again";

    /** Receives what the lines say. */
    interface Reader {
        void known(@NonNull String id);

        void waiting(@NonNull DeploymentEvent event, @NonNull String lane, long since);

        void ended(@NonNull Delivery delivery);

        void disabled(@NonNull String lane, @NonNull String why);
    }

    /** By id. */
    private final Map<String, DeploymentEvent> events = new LinkedHashMap<>();

    private final Reader reader;

    OutboxFile(@NonNull Reader reader) {
        this.reader = reader;
    }

    /** A line that cannot be read is left out. */
    void read(@NonNull String line) {
        Optional<JsonNode> parsed = RecordFile.object(line);
        if (parsed.isEmpty()) {
            return;
        }
        JsonNode node = parsed.get();
        long at = node.path("at").asLong();
        String lane = node.path(LANE).asText();
        if (node.has(KNOWN)) {
            node.get(KNOWN).forEach(id -> reader.known(id.asText()));
        } else if (node.has(EVENT)) {
            EventJson.read(node.get(EVENT)).ifPresent(event -> {
                events.put(event.getId(), event);
                reader.known(event.getId());
                node.path("to").forEach(to -> reader.waiting(event, to.asText(), at));
            });
        } else if (node.has(DISABLED)) {
            reader.disabled(lane, node.get(DISABLED).asText());
        } else {
            DeploymentEvent event = events.get(node.path("id").asText());
            if (event != null && node.has(AGAIN)) {
                reader.waiting(event, lane, at);
            } else if (event != null) {
                kind(node.path("as").asText())
                        .ifPresent(kind -> reader.ended(new Delivery(
                                lane,
                                event,
                                new SendResult(
                                        kind,
                                        node.path("status").asInt(),
                                        node.path("why").asText(),
                                        0),
                                node.path("attempts").asInt(),
                                at)));
            }
        }
    }

    private static Optional<SendResult.Kind> kind(String name) {
        for (SendResult.Kind kind : SendResult.Kind.values()) {
            if (kind.name().equals(name)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    @NonNull
    static String event(@NonNull DeploymentEvent event, @NonNull Collection<String> lanes, long at) {
        ObjectNode node = EventJson.object();
        node.set(EVENT, EventJson.write(event));
        ArrayNode to = node.putArray("to");
        lanes.forEach(to::add);
        return EventJson.text(node.put("at", at));
    }

    @NonNull
    static String ended(@NonNull Delivery delivery) {
        ObjectNode node = ofDelivery(delivery.lane(), delivery.event());
        node.put("as", delivery.result().kind().name());
        node.put("status", delivery.result().status());
        node.put("why", delivery.result().why());
        node.put("attempts", delivery.attempts());
        return EventJson.text(node.put("at", delivery.at()));
    }

    @NonNull
    static String again(@NonNull String lane, @NonNull DeploymentEvent event, long at) {
        return EventJson.text(ofDelivery(lane, event).put(AGAIN, true).put("at", at));
    }

    private static ObjectNode ofDelivery(String lane, DeploymentEvent event) {
        return EventJson.object().put(LANE, lane).put("id", event.getId());
    }

    /** @param why empty if it is enabled again */
    @NonNull
    static String disabled(@NonNull String lane, @NonNull String why) {
        return EventJson.text(EventJson.object().put(LANE, lane).put(DISABLED, why));
    }

    @NonNull
    static String known(@NonNull Collection<String> ids) {
        ObjectNode node = EventJson.object();
        ArrayNode known = node.putArray(KNOWN);
        ids.forEach(known::add);
        return EventJson.text(node);
    }
}
