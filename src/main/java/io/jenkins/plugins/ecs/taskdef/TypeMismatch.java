package io.jenkins.plugins.ecs.taskdef;

import com.fasterxml.jackson.databind.JsonNode;

/** What to say when a field holds something that ECS does not take there. */
final class TypeMismatch {
    private TypeMismatch() {}

    static String message(FieldKind wanted, JsonNode value, String written, String path) {
        return "ECS expects " + wanted.words() + " here, but this is " + found(wanted, value, written) + "."
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
        return wanted == FieldKind.INTEGER || wanted == FieldKind.DECIMAL || wanted == FieldKind.BOOLEAN
                ? "'" + TextPath.cut(written, 100) + "'"
                : "a single value";
    }

    private static String hint(FieldKind wanted, JsonNode value, String path) {
        if (wanted == FieldKind.STRINGS && value.isValueNode()) {
            return " Use a list of words: [\"first\", \"second\"].";
        }
        if (wanted == FieldKind.STRING && value.isObject()) {
            return " It may be a template placeholder, '{{ … }}', that was not replaced.";
        }
        if (wanted != FieldKind.OBJECTS || !value.isObject()) {
            return "";
        }
        if (path.endsWith(".environment")) {
            return " Use a list such as [{\"name\": \"A\", \"value\": \"b\"}].";
        }
        if (path.endsWith(".secrets")) {
            return " Use a list such as [{\"name\": \"A\", \"valueFrom\": \"arn:...\"}].";
        }
        return " Use a list.";
    }
}
