package io.jenkins.plugins.ecs.taskdef;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Where one is while walking down a canonical form.
 *
 * @param pattern the path without indexes and keys, as the schema has it
 * @param path the path for people, with the keys of entries in brackets
 * @param name what a value here belongs to: the name of its variable, label or option, otherwise of its field
 * @param entry true inside an entry of a list or map, false at the list or map itself
 */
record TreePath(String pattern, String path, String name, boolean entry) {
    static final TreePath TOP = new TreePath("", "", "", false);

    TreePath child(String key) {
        if (!entry && (CanonicalForm.keyed(pattern) || kind() == FieldKind.STRING_MAP)) {
            return new TreePath(pattern, path + "[" + key + "]", key, true);
        }
        String owner = entry && key.equals("value") ? name : key;
        return new TreePath(
                TaskDefinitionSchema.child(pattern, key), TaskDefinitionSchema.child(path, key), owner, false);
    }

    /** An item of a list that is still a list in the canonical form. */
    TreePath item(int index, JsonNode item) {
        return new TreePath(pattern, path + "[" + index + "]", item.path("name").asText(name), true);
    }

    /** The kind of the field, or null when ECS had none of this name. */
    FieldKind kind() {
        int dot = pattern.lastIndexOf('.');
        return TaskDefinitionSchema.kind(dot < 0 ? "" : pattern.substring(0, dot), pattern.substring(dot + 1));
    }

    /** Variables, labels, options, words of a command, and whatever is not known. */
    boolean mayHoldSecret() {
        FieldKind kind = kind();
        return kind == null
                || kind == FieldKind.STRING_MAP
                || pattern.endsWith(".environment.value")
                || pattern.endsWith(".properties.value")
                || pattern.endsWith(".command")
                || pattern.endsWith(".entryPoint");
    }
}
