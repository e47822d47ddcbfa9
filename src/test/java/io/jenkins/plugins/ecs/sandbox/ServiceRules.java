package io.jenkins.plugins.ecs.sandbox;

import com.fasterxml.jackson.databind.JsonNode;

/** What CreateService, UpdateService and RunTask refuse. */
final class ServiceRules {

    private ServiceRules() {}

    static void check(JsonNode settings, int desiredCount) {
        if (desiredCount < 0) {
            throw AwsError.invalid("desiredCount must be greater than or equal to 0.");
        }
        JsonNode deployment = settings.path("deploymentConfiguration");
        int minimum = deployment.path("minimumHealthyPercent").asInt();
        int maximum = deployment.path("maximumPercent").asInt();
        if (minimum < 0 || maximum < 1 || maximum < minimum) {
            throw AwsError.invalid("minimumHealthyPercent must be at least 0 and at most maximumPercent.");
        }
        StrategyRules.check(settings);
    }

    /** Whether tasks of the definition can run with the settings of a service or of RunTask. */
    static void checkFits(JsonNode settings, TaskDefinition definition) {
        String launchType = settings.path("launchType").asText();
        if (!launchType.isEmpty()
                && !Json.texts(definition.json().get("compatibilities")).contains(launchType)) {
            throw AwsError.invalid("Task definition does not support launch_type " + launchType + ".");
        }
        boolean awsvpc = definition.json().path("networkMode").asText().equals("awsvpc");
        boolean network = settings.path("networkConfiguration")
                .path("awsvpcConfiguration")
                .isObject();
        if (awsvpc && !network) {
            throw AwsError.invalid("Network Configuration must be provided when networkMode 'awsvpc' is specified.");
        }
        if (!awsvpc && network) {
            throw AwsError.invalid(
                    "Network Configuration is not valid for the given networkMode of this task definition.");
        }
        settings.path("loadBalancers").forEach(balancer -> checkBalancer(balancer, definition));
    }

    private static void checkBalancer(JsonNode balancer, TaskDefinition definition) {
        String name = balancer.path("containerName").asText();
        int port = balancer.path("containerPort").asInt();
        for (JsonNode container : definition.containers()) {
            if (container.path("name").asText().equals(name)) {
                for (JsonNode mapping : container.path("portMappings")) {
                    if (mapping.path("containerPort").asInt() == port) {
                        return;
                    }
                }
                throw AwsError.invalid(
                        "The container " + name + " did not have a container port " + port + " defined.");
            }
        }
        throw AwsError.invalid("The container " + name + " does not exist in the task definition.");
    }
}
