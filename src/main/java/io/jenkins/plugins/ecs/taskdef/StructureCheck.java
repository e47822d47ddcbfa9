package io.jenkins.plugins.ecs.taskdef;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** The few rules whose violation ECS reports late or with a message that is hard to understand. */
final class StructureCheck {
    /** Family and container names, from RegisterTaskDefinition: letters, numbers, underscores, hyphens, up to 255. */
    static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,255}");

    static final String NAME_RULE = "Use 1 to 255 letters, digits, '-' and '_'.";

    private static final TextPath CONTAINERS = TextPath.TOP.child(TaskDefinitions.CONTAINERS);

    private StructureCheck() {}

    /** Refuses the spelling of CloudFormation, where a field is called {@code ContainerDefinitions}. */
    static void names(SourceMappedTree tree) {
        for (Map.Entry<String, JsonNode> field : tree.root().properties()) {
            String name = field.getKey();
            if (name.equals("Resources") || name.equals("AWSTemplateFormatVersion") || name.equals("Properties")) {
                throw tree.error(TextPath.TOP.child(name), DefinitionMessages.CLOUD_FORMATION);
            }
            String api = name.isEmpty() ? name : Character.toLowerCase(name.charAt(0)) + name.substring(1);
            if (!api.equals(name) && TaskDefinitionSchema.kind("", api) != null) {
                throw tree.error(TextPath.TOP.child(name), DefinitionMessages.cloudFormationName(api, name));
            }
        }
    }

    /** Checks the family, when there is one, and the list of containers. Types are right already. */
    static void containers(SourceMappedTree tree) {
        JsonNode family = tree.root().get("family");
        if (family != null && !family.isNull() && !NAME.matcher(family.asText()).matches()) {
            throw tree.error(
                    TextPath.TOP.child("family"),
                    DefinitionMessages.notAFamily(TextPath.cut(family.asText(), 300), NAME_RULE));
        }
        JsonNode containers = tree.root().get(TaskDefinitions.CONTAINERS);
        if (containers == null || containers.isNull() || containers.isEmpty()) {
            throw tree.error(
                    containers == null ? TextPath.TOP : CONTAINERS,
                    DefinitionMessages.noContainers(
                            (containers == null ? "missing" : "empty"),
                            FieldNames.instead(tree.root(), TaskDefinitions.CONTAINERS)));
        }
        Map<String, Integer> seen = new LinkedHashMap<>();
        for (int i = 0; i < containers.size(); i++) {
            String name = name(tree, containers.get(i), CONTAINERS.item(i));
            Integer first = seen.putIfAbsent(name, i);
            if (first != null) {
                throw tree.error(CONTAINERS.item(i).child("name"), DefinitionMessages.sameName(name, first));
            }
        }
    }

    private static String name(SourceMappedTree tree, JsonNode container, TextPath path) {
        JsonNode name = container.get("name");
        if (name == null || name.isNull()) {
            throw tree.error(
                    path, DefinitionMessages.unnamedContainer(NAME_RULE, FieldNames.instead(container, "name")));
        }
        if (!NAME.matcher(name.asText()).matches()) {
            throw tree.error(
                    path.child("name"),
                    DefinitionMessages.notAContainerName(TextPath.cut(name.asText(), 300), NAME_RULE));
        }
        return name.asText();
    }
}
