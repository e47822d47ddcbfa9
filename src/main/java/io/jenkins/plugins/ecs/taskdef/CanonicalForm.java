package io.jenkins.plugins.ecs.taskdef;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * One form for all spellings of the same task definition: without read-only fields, tags, defaults and empty lists, and
 * with lists whose order has no meaning turned into maps. For comparing only, never for sending.
 */
final class CanonicalForm {
    /** Lists whose order has no meaning, with the field that identifies their entries. */
    private static final Map<String, String> KEYS = Map.of(
            "containerDefinitions", "name",
            "containerDefinitions.environment", "name",
            "containerDefinitions.secrets", "name",
            "containerDefinitions.mountPoints", "containerPath",
            "containerDefinitions.portMappings", "",
            "proxyConfiguration.properties", "name",
            "volumes", "name");

    private static final Set<String> SORTED = Set.of("requiresCompatibilities", "placementConstraints");

    private CanonicalForm() {}

    static ObjectNode of(ObjectNode definition) {
        ObjectNode input = TaskDefinitions.toRegisterInput(definition);
        input.remove(TaskDefinitions.TAGS);
        try {
            TypedFields.apply(SourceMappedTree.of(input));
        } catch (TaskDefinitionException e) {
            // ECS would refuse this definition; until then it merely differs from every good one.
        }
        return (ObjectNode) canonical(ApiDefaults.without(input), "");
    }

    /** True for a list that is a map here. */
    static boolean keyed(String pattern) {
        return KEYS.containsKey(pattern);
    }

    private static JsonNode canonical(JsonNode node, String pattern) {
        if (node instanceof ObjectNode object) {
            ObjectNode result = JsonNodeFactory.instance.objectNode();
            object.properties()
                    .forEach(e -> result.set(
                            e.getKey(), canonical(e.getValue(), TaskDefinitionSchema.child(pattern, e.getKey()))));
            return result;
        }
        if (node instanceof ArrayNode array) {
            return list(array, pattern);
        }
        if (!node.isNumber()) {
            return node;
        }
        return node.canConvertToExactIntegral() && node.canConvertToLong()
                ? LongNode.valueOf(node.longValue())
                : DecimalNode.valueOf(node.decimalValue().stripTrailingZeros());
    }

    private static JsonNode list(ArrayNode array, String pattern) {
        ArrayNode items = JsonNodeFactory.instance.arrayNode();
        Map<String, JsonNode> byKey = new LinkedHashMap<>();
        for (JsonNode raw : array) {
            JsonNode item = canonical(raw, pattern);
            items.add(item);
            String key = key(item, pattern);
            if (key != null) {
                byKey.put(key, item);
            }
        }
        // Entries without a key, or two with the same one: their order may mean something after all.
        if (KEYS.containsKey(pattern) && byKey.size() == items.size()) {
            ObjectNode map = JsonNodeFactory.instance.objectNode();
            map.setAll(byKey);
            // The key stands for the field now; of ports it is made up, so their fields stay.
            byKey.values().forEach(item -> ((ObjectNode) item).remove(KEYS.get(pattern)));
            return map;
        }
        return SORTED.contains(pattern) ? sorted(items) : items;
    }

    private static String key(JsonNode item, String pattern) {
        String field = KEYS.get(pattern);
        if (field == null || !item.isObject()) {
            return null;
        }
        if (field.isEmpty()) {
            String port = item.path("containerPort")
                    .asText(item.path("containerPortRange").asText(""));
            return port.isEmpty() ? null : port + "/" + item.path("protocol").asText("tcp");
        }
        return item.path(field).textValue();
    }

    private static ArrayNode sorted(ArrayNode items) {
        ArrayNode sorted = JsonNodeFactory.instance.arrayNode();
        items.valueStream().sorted(Comparator.comparing(JsonNode::toString)).forEach(sorted::add);
        return sorted;
    }
}
