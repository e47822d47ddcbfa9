package io.jenkins.plugins.ecs.servicedef;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.jenkins.plugins.ecs.taskdef.ApiModel;
import io.jenkins.plugins.ecs.taskdef.FieldKind;
import io.jenkins.plugins.ecs.text.Arns;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** One form for all spellings of the same value of a service. For comparing only, never for sending. */
final class CanonicalService {

    private final boolean daemon;

    /** @param daemon whether the service has a task on each instance */
    CanonicalService(boolean daemon) {
        this.daemon = daemon;
    }

    /** @param pattern the path without indexes */
    JsonNode of(JsonNode value, String pattern) {
        if (value instanceof ObjectNode object) {
            return object(object, pattern);
        }
        if (value instanceof ArrayNode list) {
            return list(list, pattern);
        }
        if (value.isNumber()) {
            return number(value);
        }
        return value.isTextual() ? TextNode.valueOf(text(value.textValue(), pattern)) : value;
    }

    private JsonNode object(ObjectNode object, String pattern) {
        ObjectNode filled = object.deepCopy();
        boolean off = pattern.equals("serviceConnectConfiguration")
                && !filled.path("enabled").asBoolean();
        if (off) {
            return JsonNodeFactory.instance.objectNode().put("enabled", false);
        }
        Defaults.fill(filled, pattern, daemon);
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        filled.properties().stream()
                .filter(field -> !field.getValue().isNull() && !isEmpty(field.getValue(), pattern, field.getKey()))
                .sorted(Map.Entry.comparingByKey())
                .forEach(field ->
                        result.set(field.getKey(), of(field.getValue(), ApiModel.child(pattern, field.getKey()))));
        return result;
    }

    private static boolean isEmpty(JsonNode value, String parent, String name) {
        FieldKind kind = ServiceModel.MODEL.kind(parent, name);
        return kind != null && kind.isCollection() && value.isEmpty();
    }

    private JsonNode list(ArrayNode list, String pattern) {
        Comparator<JsonNode> byText = Comparator.comparing(JsonNode::toString);
        Comparator<JsonNode> byKey = Comparator.comparing(entry -> ListKeys.key(entry, pattern));
        return list.valueStream()
                .map(entry -> of(entry, pattern))
                .sorted(pattern.equals(ListKeys.ORDERED) ? (a, b) -> 0 : byKey.thenComparing(byText))
                .collect(Collectors.collectingAndThen(
                        Collectors.toList(),
                        entries -> JsonNodeFactory.instance.arrayNode().addAll(entries)));
    }

    private static JsonNode number(JsonNode value) {
        return value.canConvertToExactIntegral() && value.canConvertToLong()
                ? LongNode.valueOf(value.longValue())
                : DecimalNode.valueOf(value.decimalValue().stripTrailingZeros());
    }

    /** ECS shows some names in another form than it takes. */
    private static String text(String text, String pattern) {
        return switch (pattern) {
            case "placementStrategy.field" -> field(text.toLowerCase(Locale.ROOT));
            case "placementStrategy.type" -> text.toLowerCase(Locale.ROOT);
            case "capacityProviderStrategy.capacityProvider", "cluster", "serviceName", "role" -> Arns.brief(text);
            default -> text;
        };
    }

    private static String field(String lower) {
        return lower.equals("host") ? "instanceid" : lower;
    }
}
