package io.jenkins.plugins.ecs.taskdef;

import com.fasterxml.jackson.databind.JsonNode;

/** The message about a field whose value has the wrong type. */
final class TypeMismatch {
    private static final int LONGEST = 100;

    private TypeMismatch() {}

    static String message(FieldKind wanted, JsonNode value, String written, String path) {
        return TextMessages.typeMismatch(wanted.words(), found(wanted, value, written), hint(wanted, value, path));
    }

    /** The value itself only if it cannot be a secret: for a number or a boolean. */
    private static String found(FieldKind wanted, JsonNode value, String written) {
        if (value.isNull()) {
            return TextMessages.NO_VALUE;
        }
        if (value.isContainerNode()) {
            return value.isObject() ? TextMessages.MAP : TextMessages.LIST;
        }
        boolean isPlain = wanted == FieldKind.INTEGER || wanted == FieldKind.DECIMAL || wanted == FieldKind.BOOLEAN;
        if (!isPlain) {
            return TextMessages.SINGLE_VALUE;
        }
        // A part of a secret that was looked up would not be found by what masks it.
        return written.length() <= LONGEST ? "'" + written + "'" : TextMessages.LONG_VALUE;
    }

    private static String hint(FieldKind wanted, JsonNode value, String path) {
        if (wanted == FieldKind.STRINGS && value.isValueNode()) {
            return TextMessages.USE_WORDS;
        }
        if (wanted == FieldKind.STRING && value.isObject()) {
            return TextMessages.MAY_BE_TEMPLATE;
        }
        if (wanted != FieldKind.OBJECTS || !value.isObject()) {
            return "";
        }
        if (path.endsWith(".environment")) {
            return TextMessages.USE_VARIABLES;
        }
        if (path.endsWith(".secrets")) {
            return TextMessages.USE_SECRETS;
        }
        return TextMessages.USE_LIST;
    }
}
