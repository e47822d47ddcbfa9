package io.jenkins.plugins.ecs.sandbox;

import com.fasterxml.jackson.databind.JsonNode;

/** What RunTask refuses of its settings: counts, and what the definition or the capacity cannot take. */
final class RunTaskRules {

    private RunTaskRules() {}

    static void check(Input input, TaskDefinition definition) {
        JsonNode vpc = input.json().at("/networkConfiguration/awsvpcConfiguration");
        most("subnets", vpc.path("subnets"), 16);
        most("securityGroups", vpc.path("securityGroups"), 5);
        JsonNode providers = input.get("capacityProviderStrategy");
        most("capacityProviderStrategy", providers, 20);
        boolean fargate = input.text("launchType", "").equals("FARGATE");
        int weights = 0;
        for (JsonNode each : providers) {
            weights += each.path("weight").asInt();
            fargate |= each.path("capacityProvider").asText().startsWith("FARGATE");
        }
        if (providers.size() > 1 && weights == 0) {
            throw AwsError.invalid("At least one capacity provider must have a weight greater than 0.");
        }
        if (fargate
                && (!input.get("placementStrategy").isEmpty()
                        || !input.get("placementConstraints").isEmpty())) {
            throw AwsError.invalid("Placement constraints and strategies are not supported with FARGATE launch type.");
        }
        String role = input.json().at("/overrides/taskRoleArn").asText("")
                + definition.json().path("taskRoleArn").asText("");
        if (input.flag("enableExecuteCommand") && role.isEmpty()) {
            throw AwsError.invalid("The task could not be run because a valid taskRoleArn is not being used.");
        }
        for (JsonNode volume : input.get("volumeConfigurations")) {
            checkVolume(volume.path("name").asText(), definition);
        }
    }

    private static void checkVolume(String name, TaskDefinition definition) {
        for (JsonNode volume : definition.json().path("volumes")) {
            if (volume.path("name").asText().equals(name)
                    && volume.path("configuredAtLaunch").asBoolean()) {
                return;
            }
        }
        throw AwsError.invalid("The volume " + name + " is not configured at launch in the task definition.");
    }

    private static void most(String name, JsonNode list, int most) {
        if (list.size() > most) {
            throw AwsError.invalid(name + " can have at most " + most + " items.");
        }
    }
}
