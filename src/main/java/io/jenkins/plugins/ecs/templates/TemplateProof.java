package io.jenkins.plugins.ecs.templates;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.lookups.DefinitionLookups;
import io.jenkins.plugins.ecs.lookups.Lookups;
import io.jenkins.plugins.ecs.servicedef.DefinitionFit;
import io.jenkins.plugins.ecs.servicedef.ServiceCreation;
import io.jenkins.plugins.ecs.servicedef.ServiceText;
import io.jenkins.plugins.ecs.taskdef.SourceMappedTree;
import io.jenkins.plugins.ecs.taskdef.TaskDefinitionException;
import io.jenkins.plugins.ecs.taskdef.TaskDefinitionText;
import io.jenkins.plugins.ecs.taskdef.TaskDefinitions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whether a template renders to definitions that every check of this plugin accepts, with its defaults and examples: once
 * with all optional parameters and once without.
 */
final class TemplateProof {

    private static final String IMAGE = "example/image@sha256:" + "0".repeat(64);

    private final Template template;
    private final Map<String, JsonNode> values;
    private final Set<String> problems = new LinkedHashSet<>();

    private TemplateProof(Template template, boolean withOptional) {
        this.template = template;
        this.values = samples(template, withOptional);
    }

    /** Each with its place in the text of the template. */
    @NonNull
    static List<String> problems(@NonNull Template template) {
        Set<String> all = new LinkedHashSet<>();
        for (boolean withOptional : new boolean[] {true, false}) {
            TemplateProof proof = new TemplateProof(template, withOptional);
            proof.run();
            all.addAll(proof.problems);
        }
        return new ArrayList<>(all);
    }

    private static Map<String, JsonNode> samples(Template template, boolean withOptional) {
        Map<String, JsonNode> values = new HashMap<>();
        for (Parameter each : template.parameters()) {
            if ((!each.optional() || withOptional) && each.sample() != null) {
                values.put(each.name(), each.sample());
            }
        }
        values.put(BuiltIn.SERVICE.word(), TextNode.valueOf("example"));
        values.put(BuiltIn.IMAGE.word(), TextNode.valueOf(IMAGE));
        values.put(BuiltIn.ENVIRONMENT.word(), TextNode.valueOf("example"));
        values.put(BuiltIn.OWNER.word(), TextNode.valueOf("example"));
        return values;
    }

    private void run() {
        ObjectNode task = task();
        ServiceText.Reading service = service();
        if (task == null || !service.isUsable()) {
            return;
        }
        boolean looksUp = Lookups.looksLikeOne(template.taskDefinition() + template.serviceDefinition());
        if (!looksUp) {
            DefinitionFit.problems(service.definition(), task)
                    .forEach(problem -> problems.add("serviceDefinition: " + problem));
        }
        ServiceCreation.problems(service.definition(), null)
                .forEach(problem -> problems.add("serviceDefinition: " + problem));
    }

    private ObjectNode task() {
        try {
            ObjectNode task = TaskDefinitionText.parse(template.taskDefinition(), this::prepare);
            ObjectNode input = TaskDefinitions.toRegisterInput(task);
            TaskDefinitions.requireRegisterable(input);
            TaskDefinitionText.imageProblems(template.taskDefinition(), List.of(), null, this::prepare)
                    .forEach(problem -> problems.add("taskDefinition: " + problem));
            size(input);
            return task;
        } catch (TaskDefinitionException wrong) {
            problems.add("taskDefinition: " + wrong.getMessage());
            return null;
        }
    }

    private void prepare(SourceMappedTree tree) {
        Placeholders.replace(tree, values);
        DefinitionLookups.standIn(tree);
    }

    private ServiceText.Reading service() {
        ServiceText.Reading reading =
                ServiceText.read(template.serviceDefinition(), tree -> Placeholders.replace(tree, values));
        reading.problems().forEach(problem -> problems.add("serviceDefinition: " + problem));
        return reading;
    }

    /** ECS refuses a size that Fargate does not offer when the revision is registered. */
    private void size(ObjectNode task) {
        boolean forFargate = false;
        for (JsonNode each : task.path("requiresCompatibilities")) {
            forFargate |= each.asText().equals("FARGATE");
        }
        String cpu = task.path("cpu").asText("");
        String memory = task.path("memory").asText("");
        if (!forFargate || !isNumber(cpu) || !isNumber(memory)) {
            return;
        }
        int units = Integer.parseInt(cpu);
        int mebibytes = Integer.parseInt(memory);
        if (!FargateSize.isOffered(units, mebibytes)) {
            problems.add("taskDefinition: " + TemplateMessages.noSuchSize(units, mebibytes));
        }
    }

    private static boolean isNumber(String text) {
        return text.matches("[0-9]{1,6}");
    }
}
