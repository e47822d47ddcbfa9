package io.jenkins.plugins.ecs.servicedef;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecs.text.Arns;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Which entry of one list is the same as which of another. All lists but one are without order. */
final class ListKeys {

    static final String ORDERED = "placementStrategy";

    private static final Map<String, List<String>> KEYS = Map.ofEntries(
            Map.entry("loadBalancers", List.of("targetGroupArn", "loadBalancerName", "containerName", "containerPort")),
            Map.entry("serviceRegistries", List.of("registryArn")),
            Map.entry("capacityProviderStrategy", List.of("capacityProvider")),
            Map.entry("placementConstraints", List.of("type", "expression")),
            Map.entry("tags", List.of("key")),
            Map.entry("deploymentConfiguration.lifecycleHooks", List.of("hookTargetArn", "lifecycleStages")),
            Map.entry("serviceConnectConfiguration.services", List.of("portName")),
            Map.entry("serviceConnectConfiguration.services.clientAliases", List.of("port")),
            Map.entry("serviceConnectConfiguration.logConfiguration.secretOptions", List.of("name")),
            Map.entry("volumeConfigurations", List.of("name")),
            Map.entry("volumeConfigurations.managedEBSVolume.tagSpecifications", List.of("resourceType")),
            Map.entry("volumeConfigurations.managedEBSVolume.tagSpecifications.tags", List.of("key")),
            Map.entry("vpcLatticeConfigurations", List.of("portName", "targetGroupArn")),
            Map.entry("monitoring.metricConfigurations", List.of("metricNames")));

    private ListKeys() {}

    /** Whether entries can be told apart. */
    static boolean isKeyed(String pattern) {
        return KEYS.containsKey(pattern);
    }

    /** For people and for comparing. */
    static String key(JsonNode entry, String pattern) {
        return KEYS.getOrDefault(pattern, List.of()).stream()
                .map(member -> text(entry.path(member), member))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(" "));
    }

    private static String text(JsonNode value, String member) {
        if (value.isArray()) {
            TreeSet<String> sorted = new TreeSet<>();
            value.forEach(each -> sorted.add(each.asText()));
            return String.join("+", sorted);
        }
        return member.equals("capacityProvider") ? Arns.brief(value.asText("")) : value.asText("");
    }
}
