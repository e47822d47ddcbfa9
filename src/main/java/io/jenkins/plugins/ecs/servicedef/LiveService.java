package io.jenkins.plugins.ecs.servicedef;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.taskdef.SourceMappedTree;
import io.jenkins.plugins.ecs.taskdef.TypedFields;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A service as {@code DescribeServices} shows it, with its members where a file has them. */
final class LiveService {

    /** Shown in the primary deployment only. */
    private static final List<String> IN_DEPLOYMENT =
            List.of("serviceConnectConfiguration", "volumeConfigurations", "vpcLatticeConfigurations", "monitoring");

    private static final Set<String> KNOWN_ELSEWHERE = Set.of("taskDefinition", "serviceName");

    private final ObjectNode members;

    private LiveService(ObjectNode members) {
        this.members = members;
    }

    static LiveService of(ObjectNode described) {
        ObjectNode members = described.deepCopy();
        JsonNode primary = primary(described);
        for (String member : IN_DEPLOYMENT) {
            if (!members.hasNonNull(member) && primary.hasNonNull(member)) {
                members.set(member, primary.get(member).deepCopy());
            }
        }
        if (described.path("roleArn").isTextual()) {
            members.set("role", described.get("roleArn"));
        }
        if (described.path("clusterArn").isTextual()) {
            members.set("cluster", described.get("clusterArn"));
        }
        members.remove(ServiceModel.READ_ONLY);
        members.properties().removeIf(field -> field.getValue().isNull());
        // Other endpoints may have numbers and switches as texts; what cannot be read stays, and differs.
        TypedFields.apply(SourceMappedTree.of(members), ServiceModel.MODEL);
        return new LiveService(members);
    }

    private static JsonNode primary(JsonNode described) {
        for (JsonNode deployment : described.path("deployments")) {
            if (deployment.path("status").asText().equals("PRIMARY")) {
                return deployment;
            }
        }
        return described.path("deployments").path(0);
    }

    @NonNull
    ObjectNode members() {
        return members;
    }

    /** What it has, or what it means that it shows nothing; empty where that means nothing. */
    Optional<JsonNode> value(String member) {
        return members.hasNonNull(member) ? Optional.of(members.get(member)) : Defaults.absent(member);
    }

    boolean hasStrategy() {
        return !members.path("capacityProviderStrategy").isEmpty();
    }

    boolean isDaemon() {
        return members.path("schedulingStrategy").asText().equals("DAEMON");
    }

    String controller() {
        return members.path("deploymentController").path("type").asText("ECS");
    }

    /** Members that this plugin does not know: newer than it, and left alone. */
    List<String> unknown() {
        return members.properties().stream()
                .map(Map.Entry::getKey)
                .filter(name -> ServiceModel.MODEL.kind("", name) == null && !KNOWN_ELSEWHERE.contains(name))
                .toList();
    }
}
