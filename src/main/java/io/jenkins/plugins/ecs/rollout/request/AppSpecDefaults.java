package io.jenkins.plugins.ecs.rollout.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What an AppSpec leaves out, as the service has it: of its primary task set where that is shown, or else of the service
 * itself.
 */
public final class AppSpecDefaults {

    private AppSpecDefaults() {}

    static void fill(ObjectNode properties, ObjectNode service) {
        JsonNode taskSet = primary(service);
        balancer(properties, shown(taskSet, service, "loadBalancers").path(0));
        String platform = shown(taskSet, service, "platformVersion").asText("");
        if (!platform.isEmpty() && !properties.has("PlatformVersion")) {
            properties.put("PlatformVersion", platform);
        }
        JsonNode network = shown(taskSet, service, "networkConfiguration").path("awsvpcConfiguration");
        if (!network.path("subnets").isEmpty() && !properties.has("NetworkConfiguration")) {
            network(properties, network);
        }
        JsonNode providers = shown(taskSet, service, "capacityProviderStrategy");
        if (!providers.isEmpty() && !properties.has("CapacityProviderStrategy")) {
            ArrayNode list = properties.putArray("CapacityProviderStrategy");
            providers.forEach(each -> list.addObject()
                    .put("CapacityProvider", each.path("capacityProvider").asText())
                    .put("Base", each.path("base").asInt())
                    .put("Weight", each.path("weight").asInt()));
        }
    }

    /** The task set that has production traffic; a missing node where none is shown. */
    public static JsonNode primary(JsonNode service) {
        for (JsonNode taskSet : service.path("taskSets")) {
            if (taskSet.path("status").asText().equals("PRIMARY")) {
                return taskSet;
            }
        }
        return service.path("");
    }

    private static JsonNode shown(JsonNode taskSet, JsonNode service, String field) {
        JsonNode own = taskSet.path(field);
        return own.isMissingNode() || (own.isContainerNode() && own.isEmpty()) ? service.path(field) : own;
    }

    private static void balancer(ObjectNode properties, JsonNode balancer) {
        if (balancer.path("containerName").asText("").isEmpty()) {
            return;
        }
        ObjectNode info = properties.get("LoadBalancerInfo") instanceof ObjectNode there
                ? there
                : properties.putObject("LoadBalancerInfo");
        if (!info.hasNonNull("ContainerName")) {
            info.put("ContainerName", balancer.path("containerName").asText());
        }
        if (!info.hasNonNull("ContainerPort")) {
            info.put("ContainerPort", balancer.path("containerPort").asInt());
        }
    }

    private static void network(ObjectNode properties, JsonNode network) {
        ObjectNode vpc = properties.putObject("NetworkConfiguration").putObject("AwsvpcConfiguration");
        vpc.set("Subnets", network.path("subnets"));
        if (!network.path("securityGroups").isEmpty()) {
            vpc.set("SecurityGroups", network.path("securityGroups"));
        }
        if (network.hasNonNull("assignPublicIp")) {
            vpc.put("AssignPublicIp", network.path("assignPublicIp").asText());
        }
    }
}
