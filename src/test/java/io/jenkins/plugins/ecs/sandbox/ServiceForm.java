package io.jenkins.plugins.ecs.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Locale;

/** How ECS shows what a request says: with what it fills in, and in its own spelling. */
final class ServiceForm {

    private ServiceForm() {}

    /** Changes the settings. */
    static void complete(ObjectNode settings) {
        settings.path("capacityProviderStrategy").forEach(item -> {
            if (item instanceof ObjectNode provider) {
                provider.putIfAbsent("weight", IntNode.valueOf(0));
                provider.putIfAbsent("base", IntNode.valueOf(0));
            }
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
            object.putIfAbsent("assignPublicIp", TextNode.valueOf("DISABLED"));
            object.putIfAbsent("securityGroups", object.arrayNode());
        }
        deployment((ObjectNode) settings.path("deploymentConfiguration"));
        connect(settings);
        for (JsonNode volume : settings.path("volumeConfigurations")) {
            if (volume.path("managedEBSVolume") instanceof ObjectNode ebs) {
                ebs.putIfAbsent("filesystemType", TextNode.valueOf("xfs"));
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
        breaker.putIfAbsent("resetOnHealthyTask", BooleanNode.TRUE);
        if (!breaker.has("thresholdConfiguration")) {
            breaker.putObject("thresholdConfiguration")
                    .put("type", "BOUNDED_PERCENT")
                    .put("value", 50);
        }
        for (JsonNode hook : configuration.path("lifecycleHooks")) {
            ObjectNode object = (ObjectNode) hook;
            object.putIfAbsent("targetType", TextNode.valueOf("AWS_LAMBDA"));
            ObjectNode timeout = object.withObjectProperty("timeoutConfiguration");
            timeout.putIfAbsent("timeoutInMinutes", IntNode.valueOf(1440));
            timeout.putIfAbsent("action", TextNode.valueOf("ROLLBACK"));
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
            object.putIfAbsent("discoveryName", object.path("portName"));
            TextNode dnsName = TextNode.valueOf(object.path("discoveryName").asText() + ".namespace");
            for (JsonNode alias : object.withArray("clientAliases")) {
                ((ObjectNode) alias).putIfAbsent("dnsName", dnsName);
            }
        }
    }
}
