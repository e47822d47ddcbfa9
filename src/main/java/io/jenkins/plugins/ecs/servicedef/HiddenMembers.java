package io.jenkins.plugins.ecs.servicedef;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.connection.AwsClients;
import io.jenkins.plugins.ecs.aws.ecs.EcsApi;
import java.util.Optional;

/**
 * What {@code DescribeServices} does not show of a service: {@code monitoring}, which its revision shows, and the names of
 * Service Connect namespaces, which only Cloud Map knows.
 */
public final class HiddenMembers {

    private static final String MEMBER = ServiceAttribute.MONITORING.member();

    private static final String CONNECT = ServiceAttribute.SERVICE_CONNECT.member();
    private static final String NAMESPACE = "namespace";
    private static final String ARN = "arn:";

    private HiddenMembers() {}

    /**
     * Puts them into a service, if the file has them. What cannot be read stays as it is, and the comparison says so.
     *
     * @param service as {@code DescribeServices} shows it; is changed
     * @param others null if only ECS may be called
     */
    public static void addTo(
            @NonNull ObjectNode service,
            @CheckForNull ServiceDefinition file,
            @NonNull EcsApi ecs,
            @CheckForNull AwsClients others) {
        if (file != null) {
            addMonitoring(service, file, ecs);
            if (others != null) {
                nameNamespace(service, file, others);
            }
        }
    }

    /** As the file has it: ECS shows the ARN, and takes both. */
    private static void nameNamespace(ObjectNode service, ServiceDefinition file, AwsClients others) {
        String wanted = file.managed().path(CONNECT).path(NAMESPACE).asText("");
        if (wanted.isEmpty() || wanted.startsWith(ARN)) {
            return;
        }
        for (JsonNode deployment : service.path("deployments")) {
            String shown = deployment.path(CONNECT).path(NAMESPACE).asText("");
            if (shown.startsWith(ARN) && deployment.get(CONNECT) instanceof ObjectNode connect) {
                try {
                    others.cloudMap().namespace(shown).ifPresent(name -> connect.put(NAMESPACE, name));
                } catch (AwsFailure unknown) {
                    // Cloud Map may be out of reach, and a deployment must not wait for it.
                    return;
                }
            }
        }
    }

    /** If one revision is in use. */
    private static void addMonitoring(ObjectNode service, ServiceDefinition file, EcsApi ecs) {
        JsonNode revisions = service.path("currentServiceRevisions");
        boolean isAsked = file.managed().has(MEMBER) && !service.has(MEMBER);
        if (!isAsked || revisions.size() != 1) {
            return;
        }
        try {
            Optional<ObjectNode> revision =
                    ecs.serviceRevisionTree(revisions.get(0).path("arn").asText());
            revision.ifPresent(found -> service.set(
                    MEMBER,
                    found.hasNonNull(MEMBER)
                            ? found.get(MEMBER)
                            : service.objectNode().set("metricConfigurations", service.arrayNode())));
        } catch (AwsFailure failure) {
            if (failure.isPassing()) {
                throw failure;
            }
        }
    }
}
