package io.jenkins.plugins.ecs.notifications;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.events.DeploymentEvent;
import io.jenkins.plugins.ecs.events.EventField;
import io.jenkins.plugins.ecs.events.EventType;
import io.jenkins.plugins.ecs.templates.Placeholder;
import io.jenkins.plugins.ecs.text.PlainText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A JSON body of an administrator with {@code {{ placeholders }}} for the values of an event. They are replaced in the
 * parsed tree, so no value can add a member.
 */
final class BodyTemplate {

    private static final int LONGEST = 10_000;

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    static {
        JSON.getFactory()
                .setStreamReadConstraints(
                        StreamReadConstraints.builder().maxNestingDepth(20).build());
    }

    private BodyTemplate() {}

    /** Everything that is wrong with a body; empty for null. */
    @NonNull
    static Optional<String> problem(@CheckForNull String body) {
        if (body == null) {
            return Optional.empty();
        }
        if (body.length() > LONGEST) {
            return Optional.of(NotificationMessages.bodyTooLong(body.length(), LONGEST));
        }
        JsonNode tree;
        try {
            tree = JSON.readTree(body);
        } catch (JsonProcessingException notJson) {
            return Optional.of(NotificationMessages.bodyNotJson(PlainText.line(notJson.getOriginalMessage())));
        }
        if (!(tree instanceof ObjectNode)) {
            return Optional.of(NotificationMessages.BODY_NO_OBJECT);
        }
        if (hasPlaceholderInName(tree)) {
            return Optional.of(NotificationMessages.PLACEHOLDER_IN_NAME);
        }
        Set<String> names =
                values(DeploymentEvent.of("", EventType.TEST, 0).build(), "").keySet();
        Set<String> wrong = new LinkedHashSet<>();
        collect(tree, names, wrong);
        return wrong.isEmpty()
                ? Optional.empty()
                : Optional.of(NotificationMessages.unknownPlaceholders(
                        PlainText.line(String.join(", ", wrong)), String.join(", ", names)));
    }

    private static boolean hasPlaceholderInName(JsonNode node) {
        return node.properties().stream().anyMatch(each -> each.getKey().contains("{{"))
                || node.valueStream().anyMatch(BodyTemplate::hasPlaceholderInName);
    }

    private static void collect(JsonNode node, Set<String> names, Set<String> wrong) {
        if (node.isTextual()) {
            Placeholder.malformed(node.asText()).ifPresent(wrong::add);
            Placeholder.in(node.asText()).stream()
                    .filter(each -> !each.member().isEmpty() || !names.contains(each.name()))
                    .forEach(each -> wrong.add("{{ " + each.name() + " }}"));
        }
        node.forEach(each -> collect(each, names, wrong));
    }

    /**
     * @param body without a {@linkplain #problem problem}
     * @param rootUrl of Jenkins, with a slash at its end; empty if it is not known
     */
    @NonNull
    static ObjectNode render(@NonNull String body, @NonNull DeploymentEvent event, @NonNull String rootUrl) {
        try {
            return (ObjectNode) replace(JSON.readTree(body), values(event, rootUrl));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(NotificationMessages.bodyNotJson(e.getOriginalMessage()), e);
        }
    }

    private static JsonNode replace(JsonNode node, Map<String, JsonNode> values) {
        if (node instanceof ObjectNode object) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            object.properties().forEach(each -> copy.set(each.getKey(), replace(each.getValue(), values)));
            return copy;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode();
            array.forEach(each -> copy.add(replace(each, values)));
            return copy;
        }
        return node.isTextual() ? text(node.asText(), values) : node;
    }

    private static JsonNode text(String text, Map<String, JsonNode> values) {
        Placeholder whole = Placeholder.whole(text);
        if (whole != null) {
            return values.get(whole.name());
        }
        List<String> parts = new ArrayList<>();
        int from = 0;
        for (Placeholder each : Placeholder.in(text)) {
            parts.add(text.substring(from, each.start()));
            parts.add(values.get(each.name()).asText());
            from = each.end();
        }
        parts.add(text.substring(from));
        return JsonNodeFactory.instance.textNode(String.join("", parts));
    }

    /** Of all placeholders; a field that the event does not have is an empty text. */
    private static Map<String, JsonNode> values(DeploymentEvent event, String rootUrl) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        Map<String, JsonNode> values = new LinkedHashMap<>();
        values.put("id", json.textNode(event.getId()));
        values.put("type", json.textNode(event.getType().getCloudEventType()));
        values.put("title", json.textNode(EventTexts.title(event)));
        values.put("url", json.textNode(EventTexts.url(event, rootUrl)));
        values.put("time", json.textNode(event.getTime().toString()));
        values.put("timeSeconds", json.numberNode(event.getTime().getEpochSecond()));
        values.put("timeMillis", json.numberNode(event.getTime().toEpochMilli()));
        for (EventField field : EventField.values()) {
            values.put(field.getJsonName(), json.textNode(event.get(field)));
        }
        return values;
    }
}
