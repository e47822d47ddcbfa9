package io.jenkins.plugins.ecs.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.sandbox.Documents.Kind;
import io.jenkins.plugins.ecs.sandbox.Operation.Context;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** The operations on service deployments and service revisions. */
final class DeploymentOperations {

    /** Deployments are listed for ninety days. */
    private static final Duration KEPT = Duration.ofDays(90);

    private DeploymentOperations() {}

    static void addTo(Map<String, Operation> operations) {
        operations.put("ListServiceDeployments", DeploymentOperations::list);
        operations.put(
                "DescribeServiceDeployments",
                (input, context) -> describe(
                        input, context, Kind.SERVICE_DEPLOYMENT, "serviceDeploymentArns", "serviceDeployments"));
        operations.put(
                "DescribeServiceRevisions",
                (input, context) ->
                        describe(input, context, Kind.SERVICE_REVISION, "serviceRevisionArns", "serviceRevisions"));
        operations.put("StopServiceDeployment", DeploymentOperations::stop);
        operations.put("ContinueServiceDeployment", DeploymentOperations::proceed);
    }

    /** Newest first. */
    private static ObjectNode list(Input input, Context context) {
        ServiceState service = ServiceOperations.find(input, context.region());
        List<String> statuses = input.texts("status");
        Instant after = input.time("createdAt", "after");
        Instant before = input.time("createdAt", "before");
        List<JsonNode> found = new ArrayList<>();
        for (ServiceDeployment deployment : service.deployments) {
            ObjectNode json = context.region().documents.find(Kind.SERVICE_DEPLOYMENT, deployment.arn, context.asOf());
            boolean kept = deployment.createdAt.isAfter(context.asOf().minus(KEPT));
            if (json != null
                    && kept
                    && (statuses.isEmpty()
                            || statuses.contains(json.path("status").asText()))
                    && (after == null || createdAt(json).compareTo(Json.time(after)) > 0)
                    && (before == null || createdAt(json).compareTo(Json.time(before)) < 0)) {
                found.add(ServiceDeploymentJson.brief(json));
            }
        }
        Collections.reverse(found);
        return Pages.of(input, "serviceDeployments", found, 20, 100);
    }

    private static BigDecimal createdAt(JsonNode deployment) {
        return deployment.path("createdAt").decimalValue();
    }

    private static ObjectNode describe(Input input, Context context, Kind kind, String request, String name) {
        ObjectNode answer = Json.object();
        ArrayNode found = answer.putArray(name);
        ArrayNode failures = answer.putArray("failures");
        for (String arn : input.texts(request, 20, request + " cannot be empty.")) {
            ObjectNode json = context.region().documents.find(kind, arn, context.asOf());
            if (json == null) {
                failures.addObject().put("arn", arn).put("reason", "MISSING");
            } else {
                found.add(json);
            }
        }
        return answer;
    }

    private static ObjectNode stop(Input input, Context context) {
        RegionState region = context.region();
        String arn = input.required("serviceDeploymentArn", "serviceDeploymentArn cannot be blank.");
        ServiceDeployment deployment = find(region, arn);
        String type = input.text("stopType", "ROLLBACK");
        boolean abort = type.equals("ABORT") && region.world.behavior.abortAllowed;
        if (!type.equals("ROLLBACK") && !abort) {
            throw AwsError.invalid("Invalid stopType. The valid values are ROLLBACK.");
        }
        if (deployment.hasEnded()) {
            throw conflict("it is in the " + deployment.status + " state");
        }
        ServiceState service = owner(region, deployment);
        if (deployment != service.current()) {
            throw conflict("it was replaced by a newer one");
        }
        if (abort) {
            deployment.become("STOP_REQUESTED", region.now());
        } else if (deployment.rollbackReason == null) {
            region.rollbacks.request(deployment, FailureDetection.Cause.REQUEST, region.now());
        }
        region.publisher.publish(service, region.now());
        region.agenda.poke(service, region.now().plusSeconds(1));
        return Json.object().put("serviceDeploymentArn", arn);
    }

    private static AwsError conflict(String because) {
        return new AwsError(
                400, "ConflictException", "The service deployment can't be stopped because " + because + ".");
    }

    private static ObjectNode proceed(Input input, Context context) {
        RegionState region = context.region();
        String arn = input.required("serviceDeploymentArn", "serviceDeploymentArn cannot be blank.");
        ServiceDeployment deployment = find(region, arn);
        String hook = input.required("hookId", "hookId cannot be blank.");
        String action = input.text("action", "CONTINUE");
        if (!action.equals("CONTINUE") && !action.equals("ROLLBACK")) {
            throw AwsError.invalid("Invalid action. The valid values are CONTINUE, ROLLBACK.");
        }
        region.staged.proceed(deployment, hook, action, region.now());
        ServiceState service = owner(region, deployment);
        region.publisher.publish(service, region.now());
        region.agenda.poke(service, region.now().plusSeconds(1));
        return Json.object().put("serviceDeploymentArn", arn);
    }

    private static ServiceDeployment find(RegionState region, String arn) {
        return region.clusters.values().stream()
                .flatMap(cluster -> cluster.services.values().stream())
                .flatMap(service -> service.deployments.stream())
                .filter(deployment -> deployment.arn.equals(arn))
                .findFirst()
                .orElseThrow(
                        () -> new AwsError(400, "ServiceDeploymentNotFoundException", "Service deployment not found."));
    }

    private static ServiceState owner(RegionState region, ServiceDeployment deployment) {
        return region.clusters.values().stream()
                .flatMap(cluster -> cluster.services.values().stream())
                .filter(service -> service.deployments.contains(deployment))
                .findFirst()
                .orElseThrow(AwsError::serviceNotFound);
    }
}
