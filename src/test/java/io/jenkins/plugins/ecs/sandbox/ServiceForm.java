package io.jenkins.plugins.ecs.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/** How ECS shows what a request says: with what it fills in, and in its own spelling. */
final class ServiceForm {

    private ServiceForm() {}

    /** Changes the settings. */
    static void complete(ObjectNode settings) {
        settings.path("capacityProviderStrategy").forEach(item -> {
            putIfAbsent(item, "weight", 0);
            putIfAbsent(item, "base", 0);
        });
        if (settings.path("capacityProviderStrategy").isEmpty()) {
            settings.remove("capacityProviderStrategy");
        } else {
            settings.remove("launchType");
        }
        for (JsonNode strategy : settings.path("placementStrategy")) {
            String field = strategy.path("field").asText("");
            if (!field.isEmpty()) {
                ((ObjectNode) strategy).put("field", field(field));
            }
        }
        JsonNode vpc = settings.path("networkConfiguration").path("awsvpcConfiguration");
        if (vpc instanceof ObjectNode object) {
            if (!object.has("assignPublicIp")) {
                object.put("assignPublicIp", "DISABLED");
            }
            if (!object.has("securityGroups")) {
                object.putArray("securityGroups");
            }
        }
        deployment((ObjectNode) settings.path("deploymentConfiguration"));
        connect(settings);
        for (JsonNode volume : settings.path("volumeConfigurations")) {
            if (volume.path("managedEBSVolume") instanceof ObjectNode ebs && !ebs.has("filesystemType")) {
                ebs.put("filesystemType", "xfs");
            }
        }
    }

    private static String field(String field) {
        return switch (field.toLowerCase(Locale.ROOT)) {
            case "host", "instanceid" -> "instanceId";
            case "cpu", "memory" -> field.toUpperCase(Locale.ROOT);
            default -> field;
        };
    }

    private static void deployment(ObjectNode configuration) {
        ObjectNode breaker = configuration.withObjectProperty("deploymentCircuitBreaker");
        if (!breaker.has("resetOnHealthyTask")) {
            breaker.put("resetOnHealthyTask", true);
        }
        if (!breaker.has("thresholdConfiguration")) {
            breaker.putObject("thresholdConfiguration")
                    .put("type", "BOUNDED_PERCENT")
                    .put("value", 50);
        }
        for (JsonNode hook : configuration.path("lifecycleHooks")) {
            ObjectNode object = (ObjectNode) hook;
            if (!object.has("targetType")) {
                object.put("targetType", "AWS_LAMBDA");
            }
            ObjectNode timeout = object.withObjectProperty("timeoutConfiguration");
            putIfAbsent(timeout, "timeoutInMinutes", 1440);
            if (!timeout.has("action")) {
                timeout.put("action", "ROLLBACK");
            }
        }
    }

    /** It takes the name of a namespace and shows its ARN, and nothing at all while it is off. */
    private static void connect(ObjectNode settings) {
        if (!(settings.get("serviceConnectConfiguration") instanceof ObjectNode connect)) {
            return;
        }
        if (!Json.isTrue(connect, "enabled")) {
            settings.remove("serviceConnectConfiguration");
            return;
        }
        String namespace = connect.path("namespace").asText("");
        if (!namespace.isEmpty() && !namespace.startsWith("arn:")) {
            connect.put("namespace", "arn:aws:servicediscovery:eu-central-1:123456789012:namespace/ns-" + namespace);
        }
        for (JsonNode service : connect.path("services")) {
            ObjectNode object = (ObjectNode) service;
            if (!object.has("discoveryName")) {
                object.set("discoveryName", object.path("portName"));
            }
            for (JsonNode alias : (ArrayNode) object.withArray("clientAliases")) {
                if (!alias.has("dnsName")) {
                    ((ObjectNode) alias)
                            .put("dnsName", object.path("discoveryName").asText() + ".namespace");
                }
            }
        }
    }

    private static void putIfAbsent(JsonNode node, String name, int value) {
        if (node instanceof ObjectNode object && !object.has(name)) {
            object.put(name, value);
        }
    }
}
