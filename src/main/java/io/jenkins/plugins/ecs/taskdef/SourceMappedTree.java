package io.jenkins.plugins.ecs.taskdef;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** A parsed text that still knows where each field stood and how each number was written. */
public final class SourceMappedTree {
    private final Map<JsonNode, String> numbers;
    private JsonNode root;
    private Place top;
    private String document = TaskDefinitionException.DOCUMENT;

    /** The place of one value, with those of the values in it. */
    static final class Place {
        private final int line;
        private final int column;
        private Map<String, Place> fields;
        private List<Place> items;

        private Place(int line, int column) {
            this.line = line;
            this.column = column;
        }

        private Place inside(TextPath step) {
            if (step.key() != null) {
                return fields == null ? null : fields.get(step.key());
            }
            return items == null || step.index() >= items.size() ? null : items.get(step.index());
        }
    }

    SourceMappedTree() {
        this(new IdentityHashMap<>());
    }

    private SourceMappedTree(Map<JsonNode, String> numbers) {
        this.numbers = numbers;
    }

    /** A tree without a text behind it: errors then name the field only. */
    public static SourceMappedTree of(JsonNode root) {
        SourceMappedTree tree = new SourceMappedTree();
        tree.root = root;
        return tree;
    }

    public JsonNode root() {
        return root;
    }

    /** Makes the first item of a list the new root. */
    public SourceMappedTree first() {
        SourceMappedTree inner = new SourceMappedTree(numbers).of(document);
        inner.root = root.get(0);
        inner.top = top == null ? null : top.inside(TextPath.TOP.item(0));
        return inner;
    }

    void root(JsonNode node) {
        root = node;
    }

    /** What messages call the text: "Task definition" unless it is something else. */
    SourceMappedTree of(String name) {
        document = name;
        return this;
    }

    /** Makes one field of the top the new root; places of the text stay right. */
    public SourceMappedTree under(String field) {
        SourceMappedTree inner = new SourceMappedTree(numbers).of(document);
        inner.root = root.get(field);
        inner.top = top == null ? null : top.inside(TextPath.TOP.child(field));
        return inner;
    }

    /** A tree made of this one: its numbers are still as they were written, but it has no places. */
    SourceMappedTree changed(JsonNode other) {
        SourceMappedTree made = new SourceMappedTree(numbers).of(document);
        made.root = other;
        return made;
    }

    Place top(int line, int column) {
        top = new Place(line, column);
        return top;
    }

    /** Of a key that is there twice the first place counts. */
    static Place field(Place parent, String key, int line, int column) {
        if (parent.fields == null) {
            parent.fields = new HashMap<>(8);
        }
        return parent.fields.computeIfAbsent(key, k -> new Place(line, column));
    }

    static Place item(Place parent, int line, int column) {
        if (parent.items == null) {
            parent.items = new ArrayList<>(4);
        }
        Place place = new Place(line, column);
        parent.items.add(place);
        return place;
    }

    void written(JsonNode number, String text) {
        numbers.put(number, text);
    }

    /** A number as it was written: 3.10 stays "3.10", 0755 stays "0755". */
    public String text(JsonNode scalar) {
        String written = numbers.get(scalar);
        return written == null ? scalar.asText() : written;
    }

    /** An error at a field; a field that was copied by a YAML alias has the place of the nearest known parent. */
    public TaskDefinitionException error(TextPath path, String problem) {
        Place known = top;
        for (TextPath step : path.steps()) {
            Place inner = known == null ? null : known.inside(step);
            if (inner == null) {
                break;
            }
            known = inner;
        }
        return known == null
                ? new TaskDefinitionException(problem, path.toString())
                : new TaskDefinitionException(document, problem, path.toString(), known.line, known.column);
    }
}
