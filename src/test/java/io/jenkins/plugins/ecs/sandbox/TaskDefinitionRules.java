package io.jenkins.plugins.ecs.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What RegisterTaskDefinition refuses. */
final class TaskDefinitionRules {

    private TaskDefinitionRules() {}

    static void check(ObjectNode request) {
        String family = request.path("family").asText();
        refuse(family.isEmpty(), "Family should not be null or empty.");
        refuse(!family.matches("[a-zA-Z0-9_-]{1,255}"), "Family contains invalid characters.");
        JsonNode containers = request.path("containerDefinitions");
        refuse(containers.isEmpty(), "Container list cannot be empty.");
        boolean fargate = Json.texts(request.get("requiresCompatibilities")).contains("FARGATE");
        if (fargate) {
            checkFargate(request);
        }
        Set<String> names = new HashSet<>();
        boolean essential = false;
        for (JsonNode container : containers) {
            checkContainer(container, request);
            String name = container.path("name").asText();
            refuse(!names.add(name), "Container name '" + name + "' is not unique.");
            essential |= container.path("essential").asBoolean(true);
        }
        refuse(!essential, "Task definition must have at least one essential container.");
    }

    private static void checkFargate(ObjectNode request) {
        refuse(!request.path("networkMode").asText().equals("awsvpc"), "Fargate only supports network mode ‘awsvpc’.");
        for (String name : List.of("cpu", "memory")) {
            refuse(!request.hasNonNull(name), "Fargate requires that '" + name + "' be defined at the task level.");
        }
        for (JsonNode container : request.path("containerDefinitions")) {
            boolean ecr = container.path("image").asText().contains(".dkr.ecr.");
            refuse(
                    ecr && !request.hasNonNull("executionRoleArn"),
                    "Fargate requires task definition to have execution role ARN to support ECR images.");
        }
    }

    private static void checkContainer(JsonNode container, ObjectNode request) {
        serializable(container);
        String name = container.path("name").asText();
        refuse(name.isEmpty(), "Container.name should not be null or empty.");
        refuse(container.path("image").asText().isEmpty(), "Container.image should not be null or empty.");
        boolean memory = request.hasNonNull("memory")
                || container.path("memory").asInt() > 0
                || container.path("memoryReservation").asInt() > 0;
        refuse(
                !memory,
                "Invalid setting for container '" + name
                        + "'. At least one of 'memory' or 'memoryReservation' must be specified.");
        boolean awsvpc = request.path("networkMode").asText().equals("awsvpc");
        for (JsonNode mapping : container.path("portMappings")) {
            serializable(mapping);
            boolean differs = mapping.hasNonNull("hostPort")
                    && mapping.path("hostPort").asInt()
                            != mapping.path("containerPort").asInt();
            refuse(
                    awsvpc && differs,
                    "When networkMode=awsvpc, the host ports and container ports in port mappings" + " must match.");
        }
    }

    private static void serializable(JsonNode node) {
        if (!node.isObject()) {
            throw new AwsError(400, "SerializationException", "");
        }
    }

    private static void refuse(boolean wrong, String message) {
        if (wrong) {
            throw AwsError.client(message);
        }
    }
}
