package io.jenkins.plugins.ecs.servicedef;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.taskdef.ApiModel;
import io.jenkins.plugins.ecs.taskdef.FieldKind;
import io.jenkins.plugins.ecs.taskdef.PlainJson;
import java.util.Map;
import java.util.Optional;

/** What is sent so that ECS removes a member: leaving it out keeps it. */
final class Removal {

    /** All members of these objects are required, so a part of one is no request to remove it. */
    private static final Map<String, String> VALUES = Map.ofEntries(
            Map.entry("loadBalancers", "[]"),
            Map.entry("serviceRegistries", "[]"),
            Map.entry("placementConstraints", "[]"),
            Map.entry("placementStrategy", "[]"),
            Map.entry("capacityProviderStrategy", "[]"),
            Map.entry("volumeConfigurations", "[]"),
            Map.entry("vpcLatticeConfigurations", "[]"),
            Map.entry("tags", "[]"),
            Map.entry("serviceConnectConfiguration", "{'enabled': false}"),
            Map.entry("healthCheckGracePeriodSeconds", "0"),
            Map.entry("enableExecuteCommand", "false"),
            Map.entry("enableECSManagedTags", "false"),
            Map.entry("propagateTags", "'NONE'"),
            Map.entry("platformVersion", "'LATEST'"),
            Map.entry("monitoring", "{'metricConfigurations': []}"),
            Map.entry("deploymentConfiguration.alarms", "{'alarmNames': [], 'enable': false, 'rollback': false}"),
            Map.entry("deploymentConfiguration.deploymentCircuitBreaker", "{'enable': false, 'rollback': false}"),
            Map.entry("deploymentConfiguration.earlySuccessCriteria", "{'enable': false}"),
            Map.entry("deploymentConfiguration.lifecycleHooks", "[]"),
            Map.entry("deploymentConfiguration.bakeTimeInMinutes", "0"),
            Map.entry("networkConfiguration.awsvpcConfiguration.assignPublicIp", "'DISABLED'"),
            Map.entry("networkConfiguration.awsvpcConfiguration.securityGroups", "[]"));

    private Removal() {}

    /** What removes it; empty if leaving it out does, or if it cannot be removed. */
    static Optional<JsonNode> of(String pattern) {
        return Optional.ofNullable(VALUES.get(pattern)).map(PlainJson::read);
    }

    /** An empty list in the place of an object that can be removed is a request to remove it. */
    static void emptyToNull(ObjectNode root) {
        emptyToNull(root, "");
    }

    private static void emptyToNull(ObjectNode object, String parent) {
        object.properties().forEach(field -> {
            String pattern = ApiModel.child(parent, field.getKey());
            boolean removable = VALUES.getOrDefault(pattern, "").startsWith("{");
            if (removable && field.getValue().isArray() && field.getValue().isEmpty()) {
                field.setValue(JsonNodeFactory.instance.nullNode());
            } else if (field.getValue() instanceof ObjectNode inner
                    && ServiceModel.MODEL.kind(parent, field.getKey()) == FieldKind.OBJECT) {
                emptyToNull(inner, pattern);
            }
        });
    }
}
