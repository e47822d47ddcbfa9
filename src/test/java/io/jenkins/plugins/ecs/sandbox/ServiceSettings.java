package io.jenkins.plugins.ecs.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The settings of a service: what CreateService gives, and what UpdateService changes. */
final class ServiceSettings {

    /** Members whose change starts a deployment; taskDefinition and forceNewDeployment come on top. */
    static final List<String> TRIGGERS = List.of(
            "networkConfiguration",
            "platformVersion",
            "loadBalancers",
            "serviceRegistries",
            "serviceConnectConfiguration",
            "volumeConfigurations",
            "vpcLatticeConfigurations");

    private static final List<String> OTHERS = List.of(
            "capacityProviderStrategy",
            "availabilityZoneRebalancing",
            "placementConstraints",
            "placementStrategy",
            "healthCheckGracePeriodSeconds",
            "enableExecuteCommand",
            "enableECSManagedTags",
            "propagateTags",
            "monitoring",
            "deploymentController");

    private ServiceSettings() {}

    static ObjectNode create(JsonNode request) {
        ObjectNode settings = Json.object();
        for (String list : List.of("loadBalancers", "serviceRegistries", "placementConstraints", "placementStrategy")) {
            settings.putArray(list);
        }
        boolean providers = !request.path("capacityProviderStrategy").isEmpty();
        if (!providers) {
            settings.put("launchType", request.path("launchType").asText("EC2"));
        }
        if (settings.path("launchType").asText().equals("FARGATE")) {
            settings.put("platformVersion", "LATEST").put("platformFamily", "Linux");
        }
        settings.put("healthCheckGracePeriodSeconds", 0).put("schedulingStrategy", "REPLICA");
        settings.put("enableECSManagedTags", false).put("propagateTags", "NONE").put("enableExecuteCommand", false);
        settings.put("availabilityZoneRebalancing", "ENABLED");
        ObjectNode deployment = settings.putObject("deploymentConfiguration");
        deployment.putObject("deploymentCircuitBreaker").put("enable", false).put("rollback", false);
        Json.copy(request, settings, "schedulingStrategy", "resourceManagementType");
        boolean daemon = settings.path("schedulingStrategy").asText().equals("DAEMON");
        deployment.put("maximumPercent", daemon ? 100 : 200).put("minimumHealthyPercent", daemon ? 0 : 100);
        deployment.put("strategy", "ROLLING").put("bakeTimeInMinutes", 0);
        if (daemon) {
            settings.put("availabilityZoneRebalancing", "DISABLED");
        }
        return change(settings, request);
    }

    /** The settings after a request: a copy. */
    static ObjectNode change(ObjectNode settings, JsonNode sent) {
        JsonNode request = sent.deepCopy();
        ObjectNode next = settings.deepCopy();
        TRIGGERS.forEach(name -> Json.copy(request, next, name));
        OTHERS.forEach(name -> Json.copy(request, next, name));
        JsonNode deployment = request.path("deploymentConfiguration");
        ObjectNode configuration = (ObjectNode) next.path("deploymentConfiguration");
        if (deployment.hasNonNull("strategy")) {
            // The settings of one strategy go when another one comes.
            String strategy = deployment.path("strategy").asText();
            if (!strategy.equals("LINEAR")) {
                configuration.remove("linearConfiguration");
            }
            if (!strategy.equals("CANARY")) {
                configuration.remove("canaryConfiguration");
            }
        }
        deployment.properties().forEach(member -> {
            if (!member.getValue().isNull()) {
                configuration.set(member.getKey(), member.getValue());
            }
        });
        JsonNode providers = request.path("capacityProviderStrategy");
        if (providers.isArray() && providers.isEmpty() && !next.has("launchType")) {
            next.put("launchType", next.has("platformVersion") ? "FARGATE" : "EC2");
        }
        ServiceForm.complete(next);
        return next;
    }

    static boolean triggersDeployment(JsonNode before, JsonNode after) {
        return TRIGGERS.stream().anyMatch(name -> !before.path(name).equals(after.path(name)));
    }
}
