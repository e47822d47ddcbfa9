package io.jenkins.plugins.ecs.rollout.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The spelling of an AppSpec's keys. CodeDeploy reads them whatever their case, so a second spelling of a key could take
 * the place of the one that the rules were asked about.
 */
final class AppSpecSpelling {

    private static final Map<String, String> KNOWN = known(List.of(
            "Type",
            "Properties",
            "TaskDefinition",
            "LoadBalancerInfo",
            "ContainerName",
            "ContainerPort",
            "PlatformVersion",
            "NetworkConfiguration",
            "AwsvpcConfiguration",
            "Subnets",
            "SecurityGroups",
            "AssignPublicIp",
            "CapacityProviderStrategy",
            "CapacityProvider",
            "Base",
            "Weight"));

    private AppSpecSpelling() {}

    private static Map<String, String> known(List<String> names) {
        Map<String, String> known = new LinkedHashMap<>();
        names.forEach(name -> known.put(name.toLowerCase(Locale.ROOT), name));
        return known;
    }

    /** The first key that is there in two spellings, or in another one than CodeDeploy's; empty if there is none. */
    static Optional<String> problem(ObjectNode spec) {
        return repeated(spec, "the AppSpec").or(() -> ofResources(spec));
    }

    private static Optional<String> repeated(JsonNode node, String where) {
        if (!node.isObject()) {
            return first(node, where);
        }
        Map<String, String> seen = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> each : node.properties()) {
            String other = seen.putIfAbsent(each.getKey().toLowerCase(Locale.ROOT), each.getKey());
            if (other != null) {
                return Optional.of("'" + other + "' and '" + each.getKey() + "' in " + where
                        + " are two spellings of one key. Leave one of them out");
            }
        }
        return first(node, where);
    }

    private static Optional<String> first(JsonNode node, String where) {
        for (Map.Entry<String, JsonNode> each : node.properties()) {
            Optional<String> problem = repeated(each.getValue(), "'" + each.getKey() + "'");
            if (problem.isPresent()) {
                return problem;
            }
        }
        if (node.isArray()) {
            for (JsonNode item : node) {
                Optional<String> problem = repeated(item, where);
                if (problem.isPresent()) {
                    return problem;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<String> ofResources(ObjectNode spec) {
        for (Map.Entry<String, JsonNode> each : spec.properties()) {
            if (each.getKey().equalsIgnoreCase("Resources")) {
                for (JsonNode resource : each.getValue()) {
                    // The name of a resource is free.
                    for (JsonNode service : resource) {
                        Optional<String> problem = misspelt(service);
                        if (problem.isPresent()) {
                            return problem;
                        }
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<String> misspelt(JsonNode node) {
        for (Map.Entry<String, JsonNode> each : node.properties()) {
            String name = KNOWN.get(each.getKey().toLowerCase(Locale.ROOT));
            if (name != null && !name.equals(each.getKey())) {
                return Optional.of("'" + each.getKey() + "' is written '" + name + "' in an AppSpec");
            }
        }
        for (JsonNode child : node) {
            Optional<String> problem = misspelt(child);
            if (problem.isPresent()) {
                return problem;
            }
        }
        return Optional.empty();
    }
}
