package io.jenkins.plugins.ecs.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** A request of the query protocol as a tree: {@code Names.member.2=b} is the second of the list {@code Names}. */
final class QueryForm {

    private QueryForm() {}

    static ObjectNode parse(String form) {
        ObjectNode parameters = Json.object();
        for (String pair : form.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                put(parameters, decode(pair.substring(0, equals)).split("\\."), decode(pair.substring(equals + 1)));
            }
        }
        return (ObjectNode) lists(parameters);
    }

    private static void put(ObjectNode root, String[] path, String value) {
        ObjectNode at = root;
        for (int i = 0; i < path.length - 1; i++) {
            at = at.withObjectProperty(path[i]);
        }
        at.put(path[path.length - 1], value);
    }

    private static JsonNode lists(JsonNode node) {
        if (!(node instanceof ObjectNode object)) {
            return node;
        }
        if (object.size() == 1 && object.path("member").isObject()) {
            Map<Integer, JsonNode> items = new TreeMap<>();
            object.get("member")
                    .properties()
                    .forEach(each -> items.put(Integer.parseInt(each.getKey()), lists(each.getValue())));
            ArrayNode list = Json.array();
            items.values().forEach(list::add);
            return list;
        }
        ObjectNode made = Json.object();
        object.properties().forEach(each -> made.set(each.getKey(), lists(each.getValue())));
        return made;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
