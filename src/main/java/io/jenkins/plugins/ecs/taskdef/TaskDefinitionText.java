package io.jenkins.plugins.ecs.taskdef;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Reads the text of a task definition: the JSON of the ECS API, or the same fields as YAML. */
public final class TaskDefinitionText {
    /** Far above the 64 KiB that ECS takes, and far below what would hurt to parse. */
    private static final int MAX_CHARACTERS = 1024 * 1024;

    private TaskDefinitionText() {}

    /**
     * Reads a task definition.
     *
     * <p>The text is JSON when its first character is '{', otherwise YAML. The answer of {@code DescribeTaskDefinition}
     * is accepted with and without its wrapper; the wrapper's tags become the tags. Values of known fields get the type
     * that the ECS API wants. The family and the images may still be missing, see
     * {@link TaskDefinitions#requireRegisterable}.
     *
     * @return the definition in the order of the text, not yet stripped of read-only fields
     * @throws TaskDefinitionException for a malformed text or one that is no task definition
     */
    public static ObjectNode parse(String text) {
        if (text == null || text.isBlank()) {
            throw new TaskDefinitionException("The text of the task definition is empty.");
        }
        if (text.length() > MAX_CHARACTERS) {
            throw new TaskDefinitionException("The text of the task definition has " + text.length()
                    + " characters; at most " + MAX_CHARACTERS + " are read (ECS itself takes 64 KiB).");
        }
        // Windows editors put a byte order mark in front, which no parser takes.
        String body = text.charAt(0) == '\uFEFF' ? text.substring(1) : text;
        LocatedTree tree = TextTree.read(body, body.stripLeading().startsWith("{"));
        if (!tree.root().isObject()) {
            throw tree.error(TextPath.TOP, notAMap(tree.root()));
        }
        LocatedTree definition = unwrap(tree);
        StructureCheck.names(definition);
        TypedFields.apply(definition);
        StructureCheck.containers(definition);
        return (ObjectNode) definition.root();
    }

    private static LocatedTree unwrap(LocatedTree tree) {
        JsonNode inner = tree.root().get(TaskDefinitions.WRAPPER);
        if (inner == null) {
            return tree;
        }
        if (!inner.isObject()) {
            throw tree.error(
                    TextPath.TOP.child(TaskDefinitions.WRAPPER),
                    "A whole task definition is wanted here, as in the answer of DescribeTaskDefinition."
                            + " To use one that is registered already, give its ARN or family:revision"
                            + " instead of a text.");
        }
        LocatedTree definition = tree.under(TaskDefinitions.WRAPPER);
        JsonNode tags = tree.root().get(TaskDefinitions.TAGS);
        if (tags != null) {
            ((ObjectNode) inner).set(TaskDefinitions.TAGS, tags);
        }
        return definition;
    }

    private static String notAMap(JsonNode root) {
        if (root.isArray()) {
            return "The text is a list. A task definition is a map with the field 'containerDefinitions';"
                    + " if these are the containers, put them under that field and add 'family'.";
        }
        return "The text is a single value. A task definition is a map with the fields 'family' and"
                + " 'containerDefinitions'; if this is the name of a file, give the content of the file.";
    }
}
