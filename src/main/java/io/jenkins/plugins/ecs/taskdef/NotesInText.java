package io.jenkins.plugins.ecs.taskdef;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Keys that people and tools put into a text for themselves, and that are no part of the API: comments ({@code //},
 * {@code _comment}), the schema of an editor ({@code $schema}), and holders of YAML anchors ({@code x-common}). ECS has no
 * field of such a name. In maps of free keys, such as labels and options, every key means something.
 */
public final class NotesInText {
    private NotesInText() {}

    /** Changes the tree itself. */
    static void drop(SourceMappedTree tree) {
        drop(tree, TaskDefinitionSchema.MODEL);
    }

    /** Changes the tree itself. */
    public static void drop(SourceMappedTree tree, ApiModel model) {
        drop(tree.root(), "", model);
    }

    private static void drop(JsonNode node, String pattern, ApiModel model) {
        if (node.isArray()) {
            node.forEach(item -> drop(item, pattern, model));
        } else if (node instanceof ObjectNode object) {
            object.properties().removeIf(field -> isNote(field.getKey()));
            object.properties().forEach(field -> {
                FieldKind kind = model.kind(pattern, field.getKey());
                if (kind == FieldKind.OBJECT || kind == FieldKind.OBJECTS) {
                    drop(field.getValue(), ApiModel.child(pattern, field.getKey()), model);
                }
            });
        }
    }

    private static boolean isNote(String key) {
        return key.startsWith("//") || key.startsWith("$") || key.startsWith("_") || key.startsWith("x-");
    }
}
