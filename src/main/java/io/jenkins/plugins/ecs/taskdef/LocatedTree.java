package io.jenkins.plugins.ecs.taskdef;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** A parsed text that still knows where each field stood and how each number was written. */
final class LocatedTree {
    private final Map<String, int[]> places = new LinkedHashMap<>();
    private final Map<JsonNode, String> numbers = new IdentityHashMap<>();
    private JsonNode root;
    private String prefix = "";

    /** A tree without a text behind it: errors then name the field only. */
    static LocatedTree of(JsonNode root) {
        LocatedTree tree = new LocatedTree();
        tree.root = root;
        return tree;
    }

    JsonNode root() {
        return root;
    }

    void root(JsonNode node) {
        root = node;
    }

    /** Makes one field of the top the new root; places of the text stay right. */
    LocatedTree under(String field) {
        LocatedTree inner = new LocatedTree();
        inner.places.putAll(places);
        inner.numbers.putAll(numbers);
        inner.root = root.get(field);
        inner.prefix = field;
        return inner;
    }

    void mark(String path, int line, int column) {
        places.putIfAbsent(path, new int[] {line, column});
    }

    void written(JsonNode number, String text) {
        numbers.put(number, text);
    }

    /** A number as it was written: 3.10 stays "3.10", 0755 stays "0755". */
    String text(JsonNode scalar) {
        String written = numbers.get(scalar);
        return written == null ? scalar.asText() : written;
    }

    /** An error at a field; a field that was copied by a YAML alias has the place of the nearest known parent. */
    TaskDefinitionException error(String path, String problem) {
        String known = prefix.isEmpty() ? path : TaskDefinitionSchema.child(prefix, path);
        while (!places.containsKey(known) && !known.isEmpty()) {
            known = known.substring(0, Math.max(0, Math.max(known.lastIndexOf('.'), known.lastIndexOf('['))));
        }
        int[] place = places.getOrDefault(known, new int[] {0, 0});
        return new TaskDefinitionException(problem, path, place[0], place[1]);
    }
}
