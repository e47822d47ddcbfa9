package io.jenkins.plugins.ecs.taskdef;

import com.fasterxml.jackson.databind.JsonNode;

/** What to say when a field holds something that ECS does not take there. */
final class TypeMismatch {
    private TypeMismatch() {}

    static String message(FieldKind wanted, JsonNode value, String written, String path) {
        return "ECS wants " + wanted.words() + " here; this is " + found(wanted, value, written) + "."
                + hint(wanted, value, path);
    }

    /** The value itself only where it cannot be a secret: a number or a switch. */
    private static String found(FieldKind wanted, JsonNode value, String written) {
        if (value.isNull()) {
            return "empty (null)";
        }
        if (value.isContainerNode()) {
            return value.isObject() ? "a map" : "a list";
        }
        return wanted == FieldKind.INTEGER || wanted == FieldKind.BOOLEAN
                ? "'" + TextPath.cut(written, 100) + "'"
                : "a single value";
    }

    private static String hint(FieldKind wanted, JsonNode value, String path) {
        if (wanted == FieldKind.STRINGS && value.isValueNode()) {
            return " Put each word into a list: [\"first\", \"second\"].";
        }
        if (wanted == FieldKind.STRING && value.isObject()) {
            return " If it is a placeholder of a template, '{{ … }}', nobody replaced it.";
        }
        if (wanted != FieldKind.OBJECTS || !value.isObject()) {
            return "";
        }
        if (path.endsWith(".environment")) {
            return " Write a list such as [{\"name\": \"A\", \"value\": \"b\"}].";
        }
        if (path.endsWith(".secrets")) {
            return " Write a list such as [{\"name\": \"A\", \"valueFrom\": \"arn:...\"}].";
        }
        return " Put it into a list.";
    }
}
