package io.jenkins.plugins.ecs.taskdef;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Gives every known field the type that the ECS API wants: {@code cpu: 256} at the top becomes "256",
 * {@code "memory": "512"} of a container becomes 512. Changes the tree in place.
 */
public final class TypedFields {
    private static final int MOST_PROBLEMS = 20;

    private final SourceMappedTree tree;
    private final ApiModel model;
    private final List<TaskDefinitionException> problems = new ArrayList<>();

    private TypedFields(SourceMappedTree tree, ApiModel model) {
        this.tree = tree;
        this.model = model;
    }

    /** @throws TaskDefinitionException naming every value that cannot have the type of its field */
    static void apply(SourceMappedTree tree) {
        List<TaskDefinitionException> problems = apply(tree, TaskDefinitionSchema.MODEL);
        if (!problems.isEmpty()) {
            throw TaskDefinitionException.all(problems);
        }
    }

    /** @return every value that cannot have the type of its field; it stays as it is */
    public static List<TaskDefinitionException> apply(SourceMappedTree tree, ApiModel model) {
        TypedFields fields = new TypedFields(tree, model);
        fields.object((ObjectNode) tree.root(), "", TextPath.TOP);
        return fields.problems;
    }

    private void object(ObjectNode object, String parent, TextPath path) {
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            FieldKind kind = model.kind(parent, field.getKey());
            if (kind != null && !field.getValue().isNull()) {
                TextPath here = path.child(field.getKey());
                field.setValue(typed(field.getValue(), kind, TaskDefinitionSchema.child(parent, field.getKey()), here));
            } else if (kind == FieldKind.STRING && parent.endsWith(".environment")) {
                add(tree.error(path.child(field.getKey()), TextMessages.NULL));
            }
        }
    }

    private JsonNode typed(JsonNode value, FieldKind kind, String pattern, TextPath path) {
        switch (kind) {
            case OBJECT -> {
                if (!(value instanceof ObjectNode object)) {
                    return wrong(kind, value, path);
                }
                object(object, pattern, path);
            }
            case STRING_MAP -> {
                if (!(value instanceof ObjectNode map)) {
                    return wrong(kind, value, path);
                }
                map.properties()
                        .forEach(e -> e.setValue(typed(e.getValue(), kind.item(), pattern, path.child(e.getKey()))));
            }
            case STRINGS, INTEGERS, OBJECTS -> {
                if (!(value instanceof ArrayNode list)) {
                    return wrong(kind, value, path);
                }
                for (int i = 0; i < list.size(); i++) {
                    list.set(i, typed(list.get(i), kind.item(), pattern, path.item(i)));
                }
            }
            case STRING -> {
                return text(value, path);
            }
            case INTEGER -> {
                return integer(value, path);
            }
            case DECIMAL -> {
                return decimal(value, path);
            }
            case BOOLEAN -> {
                return bool(value, path);
            }
            case DOCUMENT -> {
                return value;
            }
        }
        return value;
    }

    private JsonNode text(JsonNode value, TextPath path) {
        if (!value.isValueNode() || value.isNull()) {
            return wrong(FieldKind.STRING, value, path);
        }
        return value.isTextual() ? value : TextNode.valueOf(tree.text(value));
    }

    private JsonNode integer(JsonNode value, TextPath path) {
        try {
            if (value.isNumber()) {
                return new IntNode(value.decimalValue().intValueExact());
            }
            if (value.isTextual()) {
                return new IntNode(Integer.parseInt(value.textValue().strip()));
            }
        } catch (ArithmeticException | NumberFormatException e) {
            // Falls through to the one message for every value that is no whole number.
        }
        return wrong(FieldKind.INTEGER, value, path);
    }

    private JsonNode decimal(JsonNode value, TextPath path) {
        if (value.isNumber()) {
            return value;
        }
        JsonNode number = value.isTextual() ? PlainNumber.of(value.textValue().strip()) : value;
        return number.isNumber() ? number : wrong(FieldKind.DECIMAL, value, path);
    }

    private JsonNode bool(JsonNode value, TextPath path) {
        if (value.isTextual() && value.textValue().strip().matches("(?i)true|false")) {
            return BooleanNode.valueOf(Boolean.parseBoolean(value.textValue().strip()));
        }
        if (!value.isBoolean()) {
            return wrong(FieldKind.BOOLEAN, value, path);
        }
        return value;
    }

    /** Remembers what is wrong and leaves the value as it is. */
    private JsonNode wrong(FieldKind kind, JsonNode value, TextPath path) {
        add(tree.error(path, TypeMismatch.message(kind, value, tree.text(value), path.toString())));
        return value;
    }

    private void add(TaskDefinitionException problem) {
        if (problems.size() < MOST_PROBLEMS) {
            problems.add(problem);
        }
    }
}
