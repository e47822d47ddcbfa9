package io.jenkins.plugins.ecs.servicedef;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.text.Arns;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The input of {@code CreateService}. */
public final class ServiceCreation {

    private ServiceCreation() {}

    /**
     * What others own is created with the service, because there is nobody who could have made it before: {@code ignore}
     * is about changes.
     *
     * @param desiredCount in the place of the file's; null for that
     * @param token the same in each repetition
     */
    @NonNull
    public static ObjectNode input(
            @NonNull ServiceDefinition definition,
            @NonNull String cluster,
            @NonNull String service,
            @CheckForNull String taskDefinition,
            @CheckForNull Integer desiredCount,
            @NonNull String token,
            @NonNull String job) {
        ObjectNode input = JsonNodeFactory.instance.objectNode();
        definition.members().properties().stream()
                .filter(field -> !field.getValue().isNull())
                .forEach(field -> Overlay.of(null, field.getValue(), field.getKey())
                        .filter(value -> !(value.isContainerNode() && value.isEmpty()))
                        .ifPresent(value -> input.set(field.getKey(), value)));
        input.put("cluster", cluster).put("serviceName", service);
        if (taskDefinition != null) {
            input.put("taskDefinition", taskDefinition);
        }
        if (desiredCount != null) {
            input.put("desiredCount", desiredCount);
        }
        EphemeralMark.proof(input, job)
                .forEach((key, value) -> input.withArrayProperty("tags")
                        .addObject()
                        .put("key", key)
                        .put("value", value));
        return input.put("clientToken", token);
    }

    /** What it is created with, for people: a line for each member or entry, with what may be secret masked. */
    @NonNull
    public static List<String> lines(@NonNull ServiceDefinition definition) {
        ObjectNode members = definition.members();
        List<String> lines = new ArrayList<>();
        for (ServiceAttribute attribute : ServiceAttribute.values()) {
            JsonNode value = members.path(attribute.member());
            boolean says = !value.isMissingNode() && !value.isNull() && attribute != ServiceAttribute.TASK_DEFINITION;
            if (says && attribute.effect() != Effect.IDENTITY) {
                ServiceDifferences.of(null, value, attribute.member())
                        .forEach(each -> lines.add(each.path() + ": " + each.after()));
            }
        }
        return lines;
    }

    /** Names in the file that are not those of the step: they may have been looked up. */
    @NonNull
    public static List<String> otherService(
            @NonNull ServiceDefinition definition, @NonNull String cluster, @NonNull String service) {
        List<String> problems = new ArrayList<>();
        Map.of("serviceName", service, "cluster", cluster).forEach((member, given) -> {
            String named = definition.text(member);
            if (named != null && !Arns.brief(named).equals(Arns.brief(given))) {
                problems.add(ServiceMessages.otherService(member, Arns.brief(named), Arns.brief(given)));
            }
        });
        return problems;
    }

    /** What a service cannot be created without, as far as it is known without asking ECS. */
    @NonNull
    public static List<String> problems(@NonNull ServiceDefinition definition, @CheckForNull Integer desiredCount) {
        ObjectNode members = definition.members();
        List<String> problems = new ArrayList<>();
        boolean daemon = members.path("schedulingStrategy").asText().equals("DAEMON");
        String controller = members.path("deploymentController").path("type").asText("ECS");
        if (!daemon && desiredCount == null && !members.path("desiredCount").isNumber()) {
            problems.add(ServiceMessages.COUNT_MISSING);
        }
        if (controller.equals("CODE_DEPLOY") && members.path("loadBalancers").isEmpty()) {
            problems.add(ServiceMessages.CODE_DEPLOY_NEEDS_BALANCER);
        }
        for (ServiceAttribute attribute : ServiceAttribute.values()) {
            if (members.hasNonNull(attribute.member()) && !attribute.isCreatedWith(controller)) {
                problems.add(ServiceMessages.refusedBy(controller, attribute.member()));
            }
        }
        return problems;
    }
}
