package io.jenkins.plugins.ecs.sandbox;

import com.fasterxml.jackson.databind.JsonNode;

/** What CreateService and UpdateService refuse of a request alone, before anything else. */
final class ServiceCreationRules {

    private ServiceCreationRules() {}

    static void check(Input input) {
        String token = input.text("clientToken", "x");
        if (token.length() > 36 || !token.matches("[!-~]+")) {
            throw AwsError.invalid("Invalid client token.");
        }
        boolean daemon = input.text("schedulingStrategy", "REPLICA").equals("DAEMON");
        if (!daemon && !input.has("desiredCount")) {
            throw AwsError.invalid("Desired count is required when the scheduling strategy is REPLICA.");
        }
        checkCount(daemon, input);
        checkPlacement(input);
        if (daemon
                && input.get("deploymentConfiguration").path("maximumPercent").asInt(100) > 100) {
            throw AwsError.invalid("The daemon scheduling strategy does not support values above 100 for maximumPercent"
                    + " on a deployment configuration. Change the maximumPercent value to 100, and try again");
        }
    }

    private static void checkPlacement(Input input) {
        if (input.has("launchType") && !input.get("capacityProviderStrategy").isEmpty()) {
            throw AwsError.invalid(
                    "Specifying both a launch type and capacity provider strategy is not supported. Remove"
                            + " one and try again.");
        }
        if (input.text("launchType", "").equals("FARGATE")
                && !input.get("placementStrategy").isEmpty()) {
            throw AwsError.invalid("Placement strategies are not supported with FARGATE launch type.");
        }
    }

    static void checkUpdate(Input input, ServiceState service) {
        if (service.settings.path("resourceManagementType").asText().equals("ECS")) {
            for (String name : new String[] {"loadBalancers", "deploymentConfiguration"}) {
                if (input.has(name)) {
                    throw AwsError.invalid(
                            service.arn + " has ResourceManagementType=ECS: " + name + " cannot be updated");
                }
            }
        }
        JsonNode providers = input.get("capacityProviderStrategy");
        boolean managed = false;
        for (JsonNode each : providers) {
            managed |= each.path("capacityProvider").asText().startsWith("managed-");
        }
        if (managed && providers.size() > 1) {
            throw AwsError.invalid("Specifying multiple capacity providers is not supported when using a"
                    + " MANAGED_INSTANCES capacity provider");
        }
        checkCount(service.settings.path("schedulingStrategy").asText().equals("DAEMON"), input);
    }

    private static void checkCount(boolean daemon, Input input) {
        if (daemon && input.has("desiredCount")) {
            throw AwsError.invalid("The daemon scheduling strategy does not support a desired count for services."
                    + " Remove the desired count and try again");
        }
    }
}
