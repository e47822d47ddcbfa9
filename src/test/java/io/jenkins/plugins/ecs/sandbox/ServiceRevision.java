package io.jenkins.plugins.ecs.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What a deployment was to bring: a task definition, settings, and the digests its image tags stood for. */
final class ServiceRevision {

    final String arn;
    final TaskDefinition definition;
    final Map<String, String> digests = new LinkedHashMap<>();
    final ObjectNode json;

    ServiceRevision(String arn, ServiceState service, boolean imagesExist, Images images, Instant createdAt) {
        this(arn, service, service.definition, service.settings, imagesExist, images, createdAt);
    }

    ServiceRevision(
            String arn,
            ServiceState service,
            TaskDefinition definition,
            JsonNode settings,
            boolean imagesExist,
            Images images,
            Instant createdAt) {
        this.arn = arn;
        this.definition = definition;
        json = Json.object().put("serviceRevisionArn", arn).put("serviceArn", service.arn);
        json.put("clusterArn", service.cluster.arn).put("taskDefinition", definition.arn);
        Json.copy(
                settings,
                json,
                "capacityProviderStrategy",
                "launchType",
                "platformVersion",
                "platformFamily",
                "loadBalancers",
                "serviceRegistries",
                "networkConfiguration",
                "serviceConnectConfiguration",
                "volumeConfigurations",
                "vpcLatticeConfigurations",
                "monitoring");
        if (json.has("platformVersion")) {
            json.put("platformVersion", ServiceJson.PLATFORM);
        }
        json.set("containerImages", pinned(images, imagesExist));
        json.put("guardDutyEnabled", false);
        json.put("createdAt", Json.time(createdAt));
    }

    /**
     * Resolves where its tasks are registered. If traffic is shifted between two target groups, a new revision takes the
     * one that the revision before it does not have; otherwise it stays where the traffic goes.
     *
     * @param before null for the first one
     */
    void sendTo(ServiceState service, ServiceRevision before) {
        if (!service.controller().equals("ECS")
                || !service.settings.path("loadBalancers").path(0).has("targetGroupArn")) {
            return;
        }
        ArrayNode resolved = json.putObject("resolvedConfiguration").putArray("loadBalancers");
        for (JsonNode balancer : service.settings.path("loadBalancers")) {
            JsonNode advanced = balancer.path("advancedConfiguration");
            String group = balancer.path("targetGroupArn").asText();
            String other = advanced.path("alternateTargetGroupArn").asText(group);
            String had = before == null
                    ? ""
                    : before.json
                            .at("/resolvedConfiguration/loadBalancers/" + resolved.size() + "/targetGroupArn")
                            .asText();
            boolean takesOther = service.shiftsTraffic() ? had.equals(group) : had.equals(other);
            ObjectNode each = resolved.addObject().put("targetGroupArn", takesOther ? other : group);
            if (advanced.has("productionListenerRule")) {
                each.set("productionListenerRule", advanced.path("productionListenerRule"));
            }
        }
    }

    /** Where its tasks are registered. */
    List<String> targetGroups() {
        List<String> groups = new ArrayList<>();
        for (JsonNode each : json.at("/resolvedConfiguration/loadBalancers")) {
            groups.add(each.path("targetGroupArn").asText());
        }
        return groups;
    }

    /** The target group of a load balancer of the settings, and the one that traffic can be shifted to. */
    static List<String> groupsOf(JsonNode balancer) {
        return Stream.of(balancer.path("targetGroupArn"), balancer.at("/advancedConfiguration/alternateTargetGroupArn"))
                .map(JsonNode::asText)
                .filter(group -> !group.isEmpty())
                .toList();
    }

    /** ECS resolves tags to digests unless versionConsistency is disabled; one it can't find stays without. */
    private ArrayNode pinned(Images images, boolean imagesExist) {
        ArrayNode pinned = Json.array();
        for (JsonNode container : definition.containers()) {
            String name = container.path("name").asText();
            String image = container.path("image").asText();
            ObjectNode each = pinned.addObject().put("containerName", name);
            boolean consistent = !container.path("versionConsistency").asText().equals("disabled");
            if (consistent && imagesExist) {
                digests.put(name, images.digest(image));
                each.put("imageDigest", digests.get(name));
            }
            each.put("image", image);
        }
        return pinned;
    }
}
