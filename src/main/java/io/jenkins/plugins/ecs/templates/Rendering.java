package io.jenkins.plugins.ecs.templates;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.servicedef.EphemeralMark;
import io.jenkins.plugins.ecs.servicedef.ServiceText;
import io.jenkins.plugins.ecs.taskdef.DefinitionFormat;
import io.jenkins.plugins.ecs.taskdef.SourceMappedTree;
import io.jenkins.plugins.ecs.taskdef.TaskDefinitionException;
import io.jenkins.plugins.ecs.taskdef.TaskDefinitionText;
import io.jenkins.plugins.ecs.taskdef.TypedFields;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a template and the file of a team make for one environment.
 *
 * @param taskDefinition JSON, which may have look-ups of the template
 * @param serviceDefinition JSON, which may have look-ups of the template
 * @param container the one that runs the image
 */
public record Rendering(
        @NonNull String taskDefinition,
        @NonNull String serviceDefinition,
        @NonNull String container) {

    /** How long the service of a pull request stays after its last release. */
    static final String TIME_LIMIT_TAG = "jenkins:time-limit";

    /**
     * @param file passes {@link TeamFileChecks}
     * @param image that is released
     * @throws TaskDefinitionException if a value cannot be where the template has it
     */
    @NonNull
    public static Rendering of(
            @NonNull Template template, @NonNull TeamFile file, @NonNull String environment, @NonNull String image) {
        return of(template, file, environment, image, values(template, file, environment));
    }

    /** The same for a file that lacks values: the examples of the template count in their place. */
    @NonNull
    static Rendering withExamples(
            @NonNull Template template, @NonNull TeamFile file, @NonNull String environment, @NonNull String image) {
        Map<String, JsonNode> values = values(template, file, environment);
        template.parameters().stream()
                .filter(each -> each.isRequired() && each.sample() != null)
                .forEach(each -> values.putIfAbsent(each.name(), each.sample()));
        return of(template, file, environment, image, values);
    }

    private static Rendering of(
            Template template, TeamFile file, String environment, String image, Map<String, JsonNode> values) {
        values.put(BuiltIn.SERVICE.word(), TextNode.valueOf(file.service()));
        values.put(BuiltIn.IMAGE.word(), TextNode.valueOf(image));
        values.put(BuiltIn.ENVIRONMENT.word(), TextNode.valueOf(environment));
        values.put(BuiltIn.OWNER.word(), TextNode.valueOf(file.owner()));
        SourceMappedTree task = TaskDefinitionText.tree(template.taskDefinition());
        Placeholders.replace(task, values);
        addTo(task.root(), template, file, environment);
        // Looked-up values have no type yet. They are checked, with all else, when the deployment is requested.
        TypedFields.apply(task, TaskDefinitionText.model());
        SourceMappedTree service = ServiceText.tree(template.serviceDefinition());
        Placeholders.replace(service, values);
        JsonNode scaling = file.scaling(environment);
        if (scaling != null) {
            ((ObjectNode) service.root()).set("scaling", scaling);
        }
        return new Rendering(task.root().toString(), service.root().toString(), template.container());
    }

    /**
     * The same for a service that is deleted after a while: with the tag that allows it, and the time limit for those who
     * find the service in AWS.
     *
     * @param timeLimit for people
     */
    @NonNull
    public Rendering shortLived(@NonNull String timeLimit) {
        ObjectNode service = (ObjectNode) ServiceText.tree(serviceDefinition).root();
        ArrayNode tags = service.get("tags") instanceof ArrayNode given ? given : service.putArray("tags");
        Map<String, String> own = Map.of(EphemeralMark.KEY, "true", TIME_LIMIT_TAG, timeLimit);
        for (int i = tags.size() - 1; i >= 0; i--) {
            if (own.containsKey(tags.get(i).path("key").asText())) {
                tags.remove(i);
            }
        }
        own.keySet().stream()
                .sorted()
                .forEach(key -> tags.addObject().put("key", key).put("value", own.get(key)));
        return new Rendering(taskDefinition, service.toString(), container);
    }

    /** Which of these lists of the service, by their paths, have an entry that the other one has as well. */
    @NonNull
    public List<String> shares(@NonNull Rendering other, @NonNull List<String> lists) {
        JsonNode mine = ServiceText.tree(serviceDefinition).root();
        JsonNode others = ServiceText.tree(other.serviceDefinition).root();
        return lists.stream()
                .filter(each -> !Collections.disjoint(entries(mine, each), entries(others, each)))
                .toList();
    }

    private static Set<JsonNode> entries(JsonNode service, String list) {
        Set<JsonNode> entries = new HashSet<>();
        service.at("/" + list).forEach(entries::add);
        return entries;
    }

    /** In YAML, for people. */
    @NonNull
    public String readableTaskDefinition() {
        return DefinitionFormat.YAML.write(
                TaskDefinitionText.tree(taskDefinition).root());
    }

    /** In YAML, for people. */
    @NonNull
    public String readableServiceDefinition() {
        return DefinitionFormat.YAML.write(ServiceText.tree(serviceDefinition).root());
    }

    private static Map<String, JsonNode> values(Template template, TeamFile file, String environment) {
        Map<String, JsonNode> values = new HashMap<>();
        for (Parameter each : template.parameters()) {
            JsonNode written = file.of(environment)
                    .parameters()
                    .getOrDefault(each.name(), file.own().parameters().get(each.name()));
            JsonNode value = written == null ? each.defaultValue() : read(each, written, file);
            if (value != null) {
                values.put(each.name(), value);
            }
        }
        return values;
    }

    private static JsonNode read(Parameter parameter, JsonNode written, TeamFile file) {
        ParameterValue.Reading reading = ParameterValue.read(parameter, written, file.tree());
        if (!reading.isUsable()) {
            throw new TaskDefinitionException(reading.problem(), parameter.name());
        }
        return reading.value();
    }

    /** The variables, secrets and command of the team. */
    private static void addTo(JsonNode task, Template template, TeamFile file, String environment) {
        for (JsonNode each : task.path("containerDefinitions")) {
            if (each instanceof ObjectNode container
                    && container.path("name").asText().equals(template.container())) {
                TeamFile.Values own = file.own();
                TeamFile.Values here = file.of(environment);
                Map<String, String> variables = merged(own.variables(), here.variables());
                Map<String, String> secrets = merged(own.secrets(), here.secrets());
                // What is a secret in one environment and a variable in another is only what it is here.
                here.secrets().keySet().forEach(variables::remove);
                here.variables().keySet().forEach(secrets::remove);
                add(container, "environment", "value", variables);
                add(container, "secrets", "valueFrom", secrets);
                if (file.command() != null) {
                    ArrayNode words = container.putArray("command");
                    file.command().forEach(words::add);
                }
            }
        }
    }

    private static Map<String, String> merged(Map<String, String> all, Map<String, String> here) {
        Map<String, String> merged = new LinkedHashMap<>(all);
        merged.putAll(here);
        return merged;
    }

    private static void add(ObjectNode container, String list, String member, Map<String, String> entries) {
        List<Map.Entry<String, String>> added = new ArrayList<>(entries.entrySet());
        if (added.isEmpty()) {
            return;
        }
        ArrayNode all = container.get(list) instanceof ArrayNode array ? array : container.putArray(list);
        added.forEach(each -> all.addObject().put("name", each.getKey()).put(member, each.getValue()));
    }
}
