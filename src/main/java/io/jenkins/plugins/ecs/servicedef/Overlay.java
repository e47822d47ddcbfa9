package io.jenkins.plugins.ecs.servicedef;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.taskdef.ApiModel;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The value that a service must have: what the file says over what the service has. In objects, what the file leaves out
 * stays, members that this plugin does not know included; of lists, entries that the file does not have go.
 */
final class Overlay {

    private Overlay() {}

    /**
     * @param live null or missing where the service has nothing
     * @return empty where the file removes it by leaving it out
     */
    static Optional<JsonNode> of(JsonNode live, JsonNode file, String pattern) {
        if (file.isNull()) {
            return Removal.of(pattern);
        }
        if (file instanceof ObjectNode object) {
            return Optional.of(object(live instanceof ObjectNode there ? there : null, object, pattern));
        }
        if (file instanceof ArrayNode list) {
            return Optional.of(list(live, list, pattern));
        }
        return Optional.of(file);
    }

    private static JsonNode object(ObjectNode live, ObjectNode file, String pattern) {
        if (isOff(file, pattern)) {
            return Removal.of(pattern).orElseThrow();
        }
        ObjectNode merged = live == null ? JsonNodeFactory.instance.objectNode() : live.deepCopy();
        if (pattern.equals("deploymentConfiguration")) {
            leaveStrategy(merged, file);
        }
        file.properties().forEach(field -> {
            String name = field.getKey();
            Optional<JsonNode> value = of(merged.path(name), field.getValue(), ApiModel.child(pattern, name));
            if (value.isPresent()) {
                merged.set(name, value.get());
            } else {
                merged.remove(name);
            }
        });
        return merged;
    }

    /** Parts of an object that is off are not sent. */
    private static boolean isOff(ObjectNode file, String pattern) {
        return switch (pattern) {
            case "serviceConnectConfiguration" ->
                file.path("enabled").isBoolean() && !file.path("enabled").booleanValue();
            case "deploymentConfiguration.alarms" ->
                file.path("alarmNames").isArray() && file.path("alarmNames").isEmpty();
            default -> false;
        };
    }

    /** ECS takes the settings of a strategy together with that strategy only. */
    private static void leaveStrategy(ObjectNode merged, ObjectNode file) {
        String strategy = file.path("strategy").asText(merged.path("strategy").asText("ROLLING"));
        if (!strategy.equals("LINEAR")) {
            merged.remove("linearConfiguration");
        }
        if (!strategy.equals("CANARY")) {
            merged.remove("canaryConfiguration");
        }
    }

    private static JsonNode list(JsonNode live, ArrayNode file, String pattern) {
        Map<String, JsonNode> there = new HashMap<>();
        if (live != null && ListKeys.isKeyed(pattern)) {
            live.forEach(entry -> there.putIfAbsent(ListKeys.key(entry, pattern), entry));
        }
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        for (JsonNode entry : file) {
            JsonNode same = there.get(ListKeys.key(entry, pattern));
            list.add(of(same, entry, pattern).orElse(entry));
        }
        return list;
    }
}
