package io.jenkins.plugins.ecs.servicedef;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.taskdef.ApiModel;
import io.jenkins.plugins.ecs.taskdef.FieldKind;
import java.util.List;
import java.util.Set;

/** A live service as the content of a file that changes nothing. */
public final class ServiceImport {

    /** The deployment has the revision; the role of a service is the service-linked one almost always. */
    private static final List<String> NOT_IN_FILE = List.of("taskDefinition", "role");

    /** What is left out where it says nothing; an empty list of others removes, too, and is as good. */
    private static final Set<String> EMPTY_SAYS_NOTHING = Set.of(
            "loadBalancers",
            "serviceRegistries",
            "placementConstraints",
            "placementStrategy",
            "capacityProviderStrategy",
            "volumeConfigurations",
            "vpcLatticeConfigurations",
            "tags");

    private ServiceImport() {}

    /** @param described as {@code DescribeServices} shows it, with its tags; not changed */
    @NonNull
    public static ObjectNode of(@NonNull ObjectNode described) {
        LiveService live = LiveService.of(described);
        ObjectNode file = live.members();
        file.remove(NOT_IN_FILE);
        if (live.isDaemon()) {
            file.remove("desiredCount");
        }
        if (live.hasStrategy()) {
            file.remove("launchType");
        }
        if (file.path("tags") instanceof ArrayNode tags) {
            for (int i = tags.size() - 1; i >= 0; i--) {
                if (TagChange.isOfOthers(tags.get(i))) {
                    tags.remove(i);
                }
            }
        }
        onlyKnown(file, "");
        file.properties()
                .removeIf(field -> EMPTY_SAYS_NOTHING.contains(field.getKey())
                        && field.getValue().isEmpty());
        return file;
    }

    /** What this plugin does not know stays as it is at the service. */
    private static void onlyKnown(JsonNode node, String parent) {
        if (node.isArray()) {
            node.forEach(entry -> onlyKnown(entry, parent));
        } else if (node instanceof ObjectNode object) {
            object.properties()
                    .removeIf(field ->
                            field.getValue().isNull() || ServiceModel.MODEL.kind(parent, field.getKey()) == null);
            object.properties().forEach(field -> {
                FieldKind kind = ServiceModel.MODEL.kind(parent, field.getKey());
                if (kind == FieldKind.OBJECT || kind == FieldKind.OBJECTS) {
                    onlyKnown(field.getValue(), ApiModel.child(parent, field.getKey()));
                }
            });
        }
    }
}
