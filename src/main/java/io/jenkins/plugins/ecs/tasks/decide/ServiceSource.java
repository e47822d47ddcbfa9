package io.jenkins.plugins.ecs.tasks.decide;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.List;

/** What a run takes from a service, as {@code DescribeServices} shows it. */
record ServiceSource(@NonNull ObjectNode service, @NonNull JsonNode primary) {

    /** Members that {@code RunTask} takes as a service has them, of tasks that are placed on instances. */
    private static final List<String> PLACEMENT = List.of("placementConstraints", "placementStrategy");

    /** Under CodeDeploy and EXTERNAL, definition, network and capacity are in the primary task set. */
    @NonNull
    static ServiceSource of(@NonNull ObjectNode service) {
        String controller = service.path("deploymentController").path("type").asText("ECS");
        boolean byTaskSets = !controller.equals("ECS");
        for (JsonNode each : service.path(byTaskSets ? "taskSets" : "deployments")) {
            if (each.path("status").asText().equals("PRIMARY")) {
                return new ServiceSource(service, each);
            }
        }
        return new ServiceSource(service, JsonNodeFactory.instance.objectNode());
    }

    boolean isActive() {
        return service.path("status").asText("ACTIVE").equals("ACTIVE");
    }

    /** Empty where it is not known. */
    @NonNull
    String taskDefinition() {
        String own = service.path("taskDefinition").asText("");
        // A service of Express mode has none of its own, and one of CodeDeploy an old one.
        String ofPrimary = primary.path("taskDefinition").asText("");
        return ofPrimary.isEmpty() ? own : ofPrimary;
    }

    @NonNull
    String arn() {
        return service.path("serviceArn").asText("");
    }

    @NonNull
    String clusterArn() {
        return service.path("clusterArn").asText("");
    }

    /** Whether the tags of its tasks are those of the service, which {@code RunTask} can't do by itself. */
    boolean propagatesItsTags() {
        return service.path("propagateTags").asText("").equals("SERVICE");
    }

    @NonNull
    JsonNode network() {
        return either("networkConfiguration");
    }

    /** Puts capacity, platform and placement into the input of {@code RunTask}. */
    void addCapacityTo(@NonNull ObjectNode input) {
        JsonNode strategy = either("capacityProviderStrategy");
        if (!strategy.isEmpty()) {
            input.set("capacityProviderStrategy", strategy.deepCopy());
        } else {
            copy(either("launchType"), "launchType", input);
        }
        copy(either("platformVersion"), "platformVersion", input);
    }

    /**
     * Puts the rest into an input that has its capacity, as far as the definition can take it: the task may run another one
     * than the service.
     *
     * @param hasTaskRole of the definition or of the request: ECS Exec needs one
     */
    void addRestTo(@NonNull ObjectNode input, @NonNull JsonNode definition, boolean hasTaskRole) {
        if (!isOnFargate(input)) {
            PLACEMENT.forEach(member -> copy(service.path(member), member, input));
        }
        if (hasTaskRole) {
            copy(service.path("enableExecuteCommand"), "enableExecuteCommand", input);
        }
        copy(service.path("enableECSManagedTags"), "enableECSManagedTags", input);
        if (service.path("propagateTags").asText("").equals("TASK_DEFINITION")) {
            input.put("propagateTags", "TASK_DEFINITION");
        }
        ArrayNode volumes = JsonNodeFactory.instance.arrayNode();
        for (JsonNode each : primary.path("volumeConfigurations")) {
            if (isConfiguredAtLaunch(definition, each.path("name").asText())) {
                volumes.add(each);
            }
        }
        copy(volumes, "volumeConfigurations", input);
    }

    private static boolean isConfiguredAtLaunch(JsonNode definition, String volume) {
        for (JsonNode each : definition.path("volumes")) {
            if (each.path("name").asText().equals(volume)) {
                return each.path("configuredAtLaunch").asBoolean();
            }
        }
        return false;
    }

    /** Whether an input of {@code RunTask} is for Fargate, by its launch type or its capacity providers. */
    static boolean isOnFargate(@NonNull ObjectNode input) {
        for (JsonNode each : input.path("capacityProviderStrategy")) {
            if (each.path("capacityProvider").asText().startsWith("FARGATE")) {
                return true;
            }
        }
        return input.path("launchType").asText().equals("FARGATE");
    }

    private JsonNode either(String member) {
        JsonNode ofPrimary = primary.path(member);
        return ofPrimary.isMissingNode() || ofPrimary.isNull() || (ofPrimary.isContainerNode() && ofPrimary.isEmpty())
                ? service.path(member)
                : ofPrimary;
    }

    private static void copy(JsonNode value, String member, ObjectNode to) {
        boolean says = !value.isMissingNode()
                && !value.isNull()
                && !(value.isContainerNode() && value.isEmpty())
                && !(value.isTextual() && value.asText().isEmpty());
        if (says) {
            to.set(member, value.deepCopy());
        }
    }
}
