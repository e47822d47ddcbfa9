package io.jenkins.plugins.ecs.taskdef;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;

/**
 * Gives every known field the type that the ECS API wants: {@code cpu: 256} at the top becomes "256",
 * {@code "memory": "512"} of a container becomes 512. Changes the tree in place.
 */
final class TypedFields {
    private final LocatedTree tree;

    private TypedFields(LocatedTree tree) {
        this.tree = tree;
    }

    /** @throws TaskDefinitionException at the first value that cannot have the type of its field */
    static void apply(LocatedTree tree) {
        new TypedFields(tree).object((ObjectNode) tree.root(), "", "");
    }

    private void object(ObjectNode object, String parent, String path) {
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            FieldKind kind = TaskDefinitionSchema.kind(parent, field.getKey());
            if (kind != null && !field.getValue().isNull()) {
                String here = TaskDefinitionSchema.child(path, field.getKey());
                field.setValue(typed(field.getValue(), kind, TaskDefinitionSchema.child(parent, field.getKey()), here));
            } else if (kind == FieldKind.STRING && parent.endsWith(".environment")) {
                throw tree.error(
                        TaskDefinitionSchema.child(path, field.getKey()),
                        "This is empty (null). Write \"\" for an empty text, or remove the entry.");
            }
        }
    }

    private JsonNode typed(JsonNode value, FieldKind kind, String pattern, String path) {
        switch (kind) {
            case OBJECT -> object((ObjectNode) container(value, value.isObject(), kind, path), pattern, path);
            case STRING_MAP -> {
                ObjectNode map = (ObjectNode) container(value, value.isObject(), kind, path);
                map.properties()
                        .forEach(e -> e.setValue(typed(e.getValue(), kind.item(), pattern, path + "." + e.getKey())));
            }
            case STRINGS, INTEGERS, OBJECTS -> {
                ArrayNode list = (ArrayNode) container(value, value.isArray(), kind, path);
                for (int i = 0; i < list.size(); i++) {
                    list.set(i, typed(list.get(i), kind.item(), pattern, path + "[" + i + "]"));
                }
            }
            case STRING -> {
                return text(value, path);
            }
            case INTEGER -> {
                return integer(value, path);
            }
            case BOOLEAN -> {
                return bool(value, path);
            }
        }
        return value;
    }

    private JsonNode container(JsonNode value, boolean fits, FieldKind kind, String path) {
        if (!fits) {
            throw wrong(kind, value, path);
        }
        return value;
    }

    private JsonNode text(JsonNode value, String path) {
        if (!value.isValueNode() || value.isNull()) {
            throw wrong(FieldKind.STRING, value, path);
        }
        return value.isTextual() ? value : TextNode.valueOf(tree.text(value));
    }

    private JsonNode integer(JsonNode value, String path) {
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
        throw wrong(FieldKind.INTEGER, value, path);
    }

    private JsonNode bool(JsonNode value, String path) {
        if (value.isTextual() && value.textValue().strip().matches("(?i)true|false")) {
            return BooleanNode.valueOf(Boolean.parseBoolean(value.textValue().strip()));
        }
        if (!value.isBoolean()) {
            throw wrong(FieldKind.BOOLEAN, value, path);
        }
        return value;
    }

    private TaskDefinitionException wrong(FieldKind kind, JsonNode value, String path) {
        return tree.error(path, WrongKind.message(kind, value, tree.text(value), path));
    }
}
