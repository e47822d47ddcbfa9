package io.jenkins.plugins.ecs.servicedef;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.EcsApi;
import java.util.Optional;

/** What {@code DescribeServices} does not show of a service, and its revision does: {@code monitoring}. */
public final class HiddenMembers {

    private static final String MEMBER = ServiceAttribute.MONITORING.member();

    private HiddenMembers() {}

    /**
     * Puts them into a service, if the file has them and one revision is in use. What may not be read stays away, and the
     * comparison says so.
     *
     * @param service as {@code DescribeServices} shows it; is changed
     */
    public static void addTo(
            @NonNull ObjectNode service, @CheckForNull ServiceDefinition file, @NonNull EcsApi ecs) {
        JsonNode revisions = service.path("currentServiceRevisions");
        boolean isAsked = file != null && file.managed().has(MEMBER) && !service.has(MEMBER);
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
