package io.jenkins.plugins.ecs.servicedef;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.taskdef.PlainJson;
import java.util.Map;
import java.util.Optional;

/**
 * What ECS fills in where a request has nothing. It is filled in on both sides before they are compared; a value that
 * differs from the default is never taken away.
 */
final class Defaults {

    /** By the path of the object, a member and its value at a time. An object in the place of a value is filled, too. */
    private static final Map<String, Map<String, String>> INSIDE = Map.of(
            "deploymentConfiguration",
            Map.of(
                    "strategy", "'ROLLING'",
                    "bakeTimeInMinutes", "0",
                    "deploymentCircuitBreaker", "{'enable': false, 'rollback': false}",
                    "alarms", "{'alarmNames': [], 'enable': false, 'rollback': false}",
                    "earlySuccessCriteria", "{'enable': false}"),
            "deploymentConfiguration.deploymentCircuitBreaker",
            Map.of(
                    "resetOnHealthyTask", "true",
                    "thresholdConfiguration", "{'type': 'BOUNDED_PERCENT', 'value': 50}"),
            "deploymentConfiguration.earlySuccessCriteria",
            Map.of("healthyPercent", "100", "sourceServiceRevisionCleanup", "'BLOCKING'"),
            "deploymentConfiguration.lifecycleHooks",
            Map.of("targetType", "'AWS_LAMBDA'", "timeoutConfiguration", "{}"),
            "deploymentConfiguration.lifecycleHooks.timeoutConfiguration",
            Map.of("timeoutInMinutes", "1440", "action", "'ROLLBACK'"),
            "deploymentConfiguration.linearConfiguration",
            Map.of("stepPercent", "10", "stepBakeTimeInMinutes", "6"),
            "deploymentConfiguration.canaryConfiguration",
            Map.of("canaryPercent", "5", "canaryBakeTimeInMinutes", "10"),
            "networkConfiguration.awsvpcConfiguration",
            Map.of("assignPublicIp", "'DISABLED'"),
            "capacityProviderStrategy",
            Map.of("base", "0", "weight", "0"),
            "volumeConfigurations.managedEBSVolume",
            Map.of("filesystemType", "'xfs'"));

    /** Of members at the top, where the service shows none. The ones that depend on something else are not here. */
    private static final Map<String, String> ABSENT = Map.ofEntries(
            Map.entry("deploymentController", "{'type': 'ECS'}"),
            Map.entry("schedulingStrategy", "'REPLICA'"),
            Map.entry("launchType", "'EC2'"),
            Map.entry("platformVersion", "'LATEST'"),
            Map.entry("deploymentConfiguration", "{}"),
            Map.entry("propagateTags", "'NONE'"),
            Map.entry("enableECSManagedTags", "false"),
            Map.entry("enableExecuteCommand", "false"),
            Map.entry("healthCheckGracePeriodSeconds", "0"),
            Map.entry("availabilityZoneRebalancing", "'DISABLED'"),
            Map.entry("loadBalancers", "[]"),
            Map.entry("serviceRegistries", "[]"),
            Map.entry("placementConstraints", "[]"),
            Map.entry("placementStrategy", "[]"),
            Map.entry("capacityProviderStrategy", "[]"),
            Map.entry("volumeConfigurations", "[]"),
            Map.entry("vpcLatticeConfigurations", "[]"),
            Map.entry("tags", "[]"),
            Map.entry("serviceConnectConfiguration", "{'enabled': false}"));

    private Defaults() {}

    /** The value of a service that shows none; empty where that says nothing. */
    static Optional<JsonNode> absent(String member) {
        return Optional.ofNullable(ABSENT.get(member)).map(PlainJson::read);
    }

    /**
     * Changes the object.
     *
     * @param daemon whether it belongs to a service with a task on each instance
     */
    static void fill(ObjectNode object, String pattern, boolean daemon) {
        INSIDE.getOrDefault(pattern, Map.of()).forEach((member, value) -> put(object, member, value));
        if (pattern.equals("deploymentConfiguration")) {
            put(object, "maximumPercent", daemon ? "100" : "200");
            put(object, "minimumHealthyPercent", daemon ? "0" : "100");
            switch (object.path("strategy").asText()) {
                case "LINEAR" -> put(object, "linearConfiguration", "{}");
                case "CANARY" -> put(object, "canaryConfiguration", "{}");
                default -> {
                    // Neither has settings.
                }
            }
        }
        if (pattern.equals("serviceConnectConfiguration.services") && object.hasNonNull("portName")) {
            object.putIfAbsent("discoveryName", object.get("portName"));
        }
    }

    private static void put(ObjectNode object, String member, String value) {
        if (!object.hasNonNull(member)) {
            object.set(member, PlainJson.read(value));
        }
    }
}
