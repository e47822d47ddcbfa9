package io.jenkins.plugins.ecs.taskdef;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.jenkins.plugins.ecs.text.masking.SecretNames;

/** The text that is shown for a part of a task definition in its canonical form. */
final class MaskedValue {
    private static final TextNode MASK = TextNode.valueOf(SecretNames.MASK);

    private MaskedValue() {}

    /** Plain for a text, JSON for anything else, null for nothing. */
    static String text(JsonNode value, TreePath spot) {
        if (value == null) {
            return null;
        }
        JsonNode masked = masked(value, spot);
        return masked.isTextual() ? masked.textValue() : masked.toString();
    }

    private static JsonNode masked(JsonNode node, TreePath spot) {
        if (node instanceof ObjectNode object) {
            ObjectNode result = JsonNodeFactory.instance.objectNode();
            object.properties().forEach(e -> result.set(e.getKey(), masked(e.getValue(), spot.child(e.getKey()))));
            return result;
        }
        if (node instanceof ArrayNode array) {
            return list(array, spot);
        }
        if (!spot.mayHoldSecret()) {
            return node;
        }
        if (SecretNames.looksSecret(spot.name())) {
            return MASK;
        }
        return node.isTextual() ? TextNode.valueOf(SecretNames.masked(node.textValue())) : node;
    }

    /** In a command the word after {@code --password} is masked too. */
    private static JsonNode list(ArrayNode array, TreePath spot) {
        ArrayNode result = JsonNodeFactory.instance.arrayNode();
        String before = "";
        for (JsonNode item : array) {
            boolean follows = before.startsWith("-") && !before.contains("=") && SecretNames.looksSecret(before);
            result.add(follows && item.isTextual() ? MASK : masked(item, spot.item(result.size(), item)));
            before = item.asText("");
        }
        return result;
    }
}
