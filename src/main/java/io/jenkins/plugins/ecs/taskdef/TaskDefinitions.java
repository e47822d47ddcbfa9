package io.jenkins.plugins.ecs.taskdef;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** From what {@code DescribeTaskDefinition} answers to what {@code RegisterTaskDefinition} takes. */
public final class TaskDefinitions {
    static final String CONTAINERS = "containerDefinitions";
    static final String TAGS = "tags";
    static final String WRAPPER = "taskDefinition";

    /** In the shape TaskDefinition but not in RegisterTaskDefinitionRequest (service model of mid-2026). */
    static final Set<String> READ_ONLY = Set.of(
            "taskDefinitionArn",
            "revision",
            "status",
            "requiresAttributes",
            "compatibilities",
            "registeredAt",
            "registeredBy",
            "deregisteredAt",
            "deleteRequestedAt");

    /** "Task definition size limit" of the ECS service quotas: 64 KiB. */
    private static final int MAX_BYTES = 64 * 1024;

    private TaskDefinitions() {}

    /**
     * Makes an input for {@code RegisterTaskDefinition} out of a described definition or of one read from a text:
     * without read-only fields, nulls, empty lists and AWS's own tags; unknown fields stay.
     *
     * @param described the definition, or the wrapper {@code {"taskDefinition": {…}, "tags": […]}}; not changed
     */
    public static ObjectNode toRegisterInput(ObjectNode described) {
        ObjectNode input = described.deepCopy();
        if (input.get(WRAPPER) instanceof ObjectNode inner) {
            JsonNode tags = input.get(TAGS);
            input = inner;
            if (tags != null) {
                input.set(TAGS, tags);
            }
        }
        input.remove(READ_ONLY);
        dropNulls(input);
        dropReservedTags(input);
        dropEmpty(input, "");
        return input;
    }

    /**
     * The content of a file that changes nothing: as for registration, without the tags that each deployment sets anew.
     *
     * @param described the definition with its tags; not changed
     */
    public static ObjectNode toFile(ObjectNode described) {
        ObjectNode file = toRegisterInput(described);
        if (file.get(TAGS) instanceof ArrayNode tags) {
            tags.removeIf(tag -> TraceTags.isTrace(tag.path("key").asText()));
            if (tags.isEmpty()) {
                file.remove(TAGS);
            }
        }
        return file;
    }

    /**
     * Checks what {@code RegisterTaskDefinition} cannot do without and what a text may leave open until it is patched.
     *
     * @throws TaskDefinitionException when the family or an image is missing, or the definition is above 64 KiB
     */
    public static void requireRegisterable(ObjectNode input) {
        if (input.path("family").asText("").isBlank()) {
            throw new TaskDefinitionException(DefinitionMessages.NO_FAMILY, "family");
        }
        StructureCheck.containers(SourceMappedTree.of(input));
        for (int i = 0; i < input.get(CONTAINERS).size(); i++) {
            JsonNode container = input.get(CONTAINERS).get(i);
            if (container.path("image").asText("").isBlank()) {
                throw new TaskDefinitionException(
                        DefinitionMessages.noImage(container.path("name").asText()), CONTAINERS + "[" + i + "].image");
            }
        }
        int bytes = input.toString().getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MAX_BYTES) {
            throw new TaskDefinitionException(DefinitionMessages.tooLarge(bytes, MAX_BYTES));
        }
    }

    /** The family, or null. */
    public static String family(ObjectNode definition) {
        return definition.path("family").textValue();
    }

    /** The names of the containers in the order of the definition. */
    public static List<String> containerNames(ObjectNode definition) {
        List<String> names = new ArrayList<>();
        definition
                .path(CONTAINERS)
                .forEach(container -> names.add(container.path("name").asText()));
        return names;
    }

    /** By the name of the container, in the order of the definition. */
    public static LinkedHashMap<String, String> images(ObjectNode definition) {
        LinkedHashMap<String, String> images = new LinkedHashMap<>();
        definition
                .path(CONTAINERS)
                .forEach(container -> images.put(
                        container.path("name").asText(), container.path("image").asText()));
        return images;
    }

    /** The roles that ECS is given for the tasks: that of the containers, and that of the agent. */
    public static Set<String> roles(JsonNode definition) {
        Set<String> roles = new LinkedHashSet<>();
        roles.add(definition.path("taskRoleArn").asText(""));
        roles.add(definition.path("executionRoleArn").asText(""));
        roles.remove("");
        return roles;
    }

    /**
     * What was sent to {@code RegisterTaskDefinition} and is not in its answer, as paths: ECS ignores members that it
     * does not know. Defaults and other spellings of the same value do not count.
     *
     * @param answer the member {@code taskDefinition} of the answer
     */
    public static List<String> notTaken(ObjectNode sent, ObjectNode answer) {
        return TaskDefinitionCompare.missing(sent, answer);
    }

    private static void dropNulls(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.removeIf(JsonNode::isNull);
        }
        node.forEach(TaskDefinitions::dropNulls);
    }

    /** An empty list has no meaning, but an empty list of tags requires the permission to tag. */
    private static void dropEmpty(JsonNode node, String pattern) {
        if (node.isArray()) {
            node.forEach(item -> dropEmpty(item, pattern));
        } else if (node instanceof ObjectNode object) {
            object.properties().removeIf(field -> {
                FieldKind kind = TaskDefinitionSchema.kind(pattern, field.getKey());
                return kind != null && kind.isCollection() && field.getValue().isEmpty();
            });
            object.properties().forEach(field -> {
                if (field.getValue().isContainerNode()) {
                    dropEmpty(field.getValue(), TaskDefinitionSchema.child(pattern, field.getKey()));
                }
            });
        }
    }

    /** DescribeTaskDefinition shows tags such as aws:cloudformation:stack-name, RegisterTaskDefinition refuses them. */
    private static void dropReservedTags(ObjectNode input) {
        if (input.get(TAGS) instanceof ArrayNode tags) {
            tags.removeIf(
                    tag -> tag.path("key").asText("").toLowerCase(Locale.ROOT).startsWith("aws:"));
        }
    }
}
