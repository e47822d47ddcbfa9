package io.jenkins.plugins.ecs.operations.decide;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.operations.state.LocatedService;
import io.jenkins.plugins.ecs.operations.state.ServiceCounts;
import io.jenkins.plugins.ecs.text.PlainText;

/** What a decision needs of an answer of {@code DescribeServices}. */
record ServiceView(
        @NonNull String status,
        boolean daemon,
        boolean express,
        @NonNull ServiceCounts counts,
        @NonNull LocatedService located,
        @NonNull String lastEvent) {

    @NonNull
    static ServiceView of(@NonNull ObjectNode service) {
        String definition = service.path("taskDefinition").asText("");
        JsonNode breaker = service.at("/deploymentConfiguration/deploymentCircuitBreaker/enable");
        return new ServiceView(
                service.path("status").asText(""),
                service.path("schedulingStrategy").asText("").equals("DAEMON"),
                service.path("resourceManagementType").asText("").equals("ECS"),
                new ServiceCounts(
                        service.path("desiredCount").asInt(),
                        service.path("runningCount").asInt(),
                        service.path("pendingCount").asInt()),
                new LocatedService(
                        service.path("serviceArn").asText(""),
                        service.path("clusterArn").asText(""),
                        definition.isEmpty() ? primary(service) : definition,
                        service.path("createdAt").asText(""),
                        breaker.isBoolean() ? breaker.asBoolean() : null,
                        false),
                PlainText.line(service.at("/events/0/message").asText("")));
    }

    /** A service of Express Mode has its task definition there only. */
    private static String primary(ObjectNode service) {
        for (JsonNode deployment : service.path("deployments")) {
            if (deployment.path("status").asText().equals("PRIMARY")) {
                return deployment.path("taskDefinition").asText("");
            }
        }
        return "";
    }

    boolean isActive() {
        return status.equals("ACTIVE");
    }

    boolean isDraining() {
        return status.equals("DRAINING");
    }
}
