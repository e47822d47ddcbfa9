package io.jenkins.plugins.ecs.templates;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.NonNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import io.jenkins.plugins.ecs.lookups.DefinitionLookups;
import io.jenkins.plugins.ecs.servicedef.ServiceDefinition;
import io.jenkins.plugins.ecs.servicedef.ServiceText;
import io.jenkins.plugins.ecs.taskdef.TaskDefinitionText;
import io.jenkins.plugins.ecs.taskdef.TaskDefinitions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the first release of a rendered service creates, as far as it is known before AWS is asked.
 *
 * @param lines for people, what is created
 * @param lookUps what is looked up, as rules compare it
 * @param otherImages of the containers that are not the team's, by container
 * @param roles ARNs that are written in the definitions, and not looked up
 * @param circuitBreaker null if the service does not say
 */
public record CreationPlan(
        @NonNull List<String> lines,
        @NonNull List<String> lookUps,
        @NonNull Map<String, String> otherImages,
        @NonNull Set<String> roles,
        @Nullable Boolean circuitBreaker) {

    /** @throws io.jenkins.plugins.ecs.taskdef.TaskDefinitionException if the definitions cannot be read */
    @NonNull
    public static CreationPlan of(@NonNull Rendering rendering, @NonNull String service) {
        ObjectNode task =
                (ObjectNode) TaskDefinitionText.tree(rendering.taskDefinition()).root();
        JsonNode members = ServiceText.tree(rendering.serviceDefinition()).root();
        List<String> lookUps = DefinitionLookups.of(
                        rendering.taskDefinition(), null, rendering.serviceDefinition(), null)
                .names();
        List<String> lines = new ArrayList<>();
        lines.add(TemplateMessages.registers(
                task.path("family").asText(), TaskDefinitions.containerNames(task), size(task)));
        lines.add(TemplateMessages.creates(service, count(members)));
        if (members.hasNonNull(OpenField.SCALING.word())) {
            lines.add(TemplateMessages.scales(members.path(OpenField.SCALING.word())));
        }
        if (!lookUps.isEmpty()) {
            lines.add(TemplateMessages.looksUp(lookUps));
        }
        Map<String, String> others = new LinkedHashMap<>(TaskDefinitions.images(task));
        others.remove(rendering.container());
        ServiceDefinition definition =
                ServiceText.read(rendering.serviceDefinition()).definition();
        return new CreationPlan(
                lines,
                lookUps,
                others,
                roles(task, definition),
                definition == null ? null : definition.circuitBreaker());
    }

    private static String size(JsonNode task) {
        String cpu = task.path("cpu").asText("");
        String memory = task.path("memory").asText("");
        return cpu.isEmpty() || memory.isEmpty() ? "" : cpu + "/" + memory;
    }

    private static String count(JsonNode service) {
        return service.path("schedulingStrategy").asText().equals("DAEMON")
                ? ""
                : service.path("desiredCount").asText("");
    }

    /** In the place of a look-up there is no ARN. */
    private static Set<String> roles(JsonNode task, ServiceDefinition service) {
        Set<String> roles = TaskDefinitions.roles(task);
        if (service != null) {
            roles.addAll(service.roles());
        }
        roles.removeIf(each -> !each.startsWith("arn:"));
        return roles;
    }
}
