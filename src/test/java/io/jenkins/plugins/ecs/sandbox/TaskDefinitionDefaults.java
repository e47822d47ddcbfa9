package io.jenkins.plugins.ecs.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** What ECS adds to a task definition that it registers. */
final class TaskDefinitionDefaults {

    private TaskDefinitionDefaults() {}

    static ObjectNode apply(ObjectNode request) {
        ObjectNode json = request.deepCopy();
        json.remove("tags");
        for (String role : List.of("taskRoleArn", "executionRoleArn")) {
            if (json.path(role).asText().isEmpty()) {
                json.remove(role);
            }
        }
        dropNulls(json);
        String networkMode = json.path("networkMode").asText();
        boolean sameHostPort = networkMode.equals("awsvpc") || networkMode.equals("host");
        for (JsonNode container : json.path("containerDefinitions")) {
            applyToContainer((ObjectNode) container, sameHostPort);
        }
        number(json, "cpu", "vcpu");
        number(json, "memory", "gb");
        absent(json, "volumes");
        absent(json, "placementConstraints");
        Set<String> attributes = requiredAttributes(json);
        if (!attributes.isEmpty()) {
            ArrayNode required = json.putArray("requiresAttributes");
            attributes.forEach(name -> required.addObject().put("name", name));
        }
        json.set("compatibilities", compatibilities(json));
        return json;
    }

    private static void dropNulls(ObjectNode json) {
        json.properties().removeIf(member -> member.getValue().isNull());
        for (JsonNode container : json.path("containerDefinitions")) {
            ((ObjectNode) container)
                    .properties()
                    .removeIf(member -> member.getValue().isNull());
        }
    }

    private static void applyToContainer(ObjectNode container, boolean sameHostPort) {
        if (!container.has("cpu")) {
            container.put("cpu", 0);
        }
        absent(container, "portMappings");
        for (JsonNode each : container.path("portMappings")) {
            ObjectNode mapping = (ObjectNode) each;
            boolean range = mapping.has("containerPortRange");
            if (!mapping.has("hostPort") && !range) {
                mapping.put(
                        "hostPort", sameHostPort ? mapping.path("containerPort").asInt() : 0);
            }
            if (!mapping.has("protocol")) {
                mapping.put("protocol", "tcp");
            }
        }
        if (!container.has("essential")) {
            container.put("essential", true);
        }
        absent(container, "environment");
        absent(container, "mountPoints");
        absent(container, "volumesFrom");
        absent(container, "systemControls");
    }

    private static void absent(ObjectNode json, String array) {
        if (!json.has(array)) {
            json.putArray(array);
        }
    }

    /** ECS stores CPU units and MiB: {@code "1 vCPU"} becomes {@code "1024"}, {@code "2 GB"} becomes {@code "2048"}. */
    private static void number(ObjectNode json, String name, String unit) {
        if (!json.has(name)) {
            return;
        }
        String text = json.get(name).asText().replace(" ", "").toLowerCase(Locale.ROOT);
        if (!text.matches("\\d+|\\d*\\.?\\d+" + unit)) {
            throw AwsError.client("Invalid '" + name + "' setting for task.");
        }
        if (text.endsWith(unit)) {
            double number = Double.parseDouble(text.substring(0, text.length() - unit.length()));
            text = Long.toString(Math.round(number * 1024));
        }
        json.put(name, text);
    }

    private static Set<String> requiredAttributes(ObjectNode json) {
        Set<String> names = new TreeSet<>();
        boolean executionRole = json.has("executionRoleArn");
        for (JsonNode container : json.path("containerDefinitions")) {
            JsonNode log = container.path("logConfiguration");
            if (log.has("logDriver")) {
                String driver = log.path("logDriver").asText();
                names.add("com.amazonaws.ecs.capability.logging-driver." + driver);
                if (executionRole && driver.equals("awslogs")) {
                    names.add("ecs.capability.execution-role-awslogs");
                }
                names.add("com.amazonaws.ecs.capability.docker-remote-api.1.19");
            }
            if (container.path("image").asText().contains(".dkr.ecr.")) {
                names.add("com.amazonaws.ecs.capability.ecr-auth");
                if (executionRole) {
                    names.add("ecs.capability.execution-role-ecr-pull");
                }
            }
            for (JsonNode secret : container.path("secrets")) {
                boolean manager = secret.path("valueFrom").asText().contains(":secretsmanager:");
                names.add("ecs.capability.secrets." + (manager ? "asm" : "ssm") + ".environment-variables");
            }
            if (container.has("healthCheck")) {
                names.add("ecs.capability.container-health-check");
            }
        }
        if (json.path("networkMode").asText().equals("awsvpc")) {
            names.add("ecs.capability.task-eni");
            names.add("com.amazonaws.ecs.capability.docker-remote-api.1.18");
        }
        if (json.has("taskRoleArn")) {
            names.add("com.amazonaws.ecs.capability.task-iam-role");
        }
        return names;
    }

    private static ArrayNode compatibilities(ObjectNode json) {
        if (!json.path("networkMode").asText().equals("awsvpc")) {
            return Json.texts(List.of("EXTERNAL", "EC2"));
        }
        boolean sized = json.has("cpu") && json.has("memory");
        return Json.texts(sized ? List.of("EC2", "FARGATE") : List.of("EC2"));
    }
}
