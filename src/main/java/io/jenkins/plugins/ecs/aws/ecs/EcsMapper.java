package io.jenkins.plugins.ecs.aws.ecs;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecs.aws.Timestamps;
import io.jenkins.plugins.ecs.aws.ecs.EcsTask.Container;
import io.jenkins.plugins.ecs.text.ForeignText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Maps the JSON of ECS to values. Missing fields become empty or zero. It makes no decisions. */
final class EcsMapper {

    private static final Set<String> OVER = Set.of("COMPLETED", "FAILED");

    private EcsMapper() {}

    static EcsService service(JsonNode s) {
        return new EcsService(
                text(s, "serviceArn"),
                text(s, "serviceName"),
                text(s, "clusterArn"),
                text(s, "status"),
                running(s),
                s.path("desiredCount").asInt(),
                s.path("runningCount").asInt(),
                s.path("pendingCount").asInt(),
                s.path("resourceManagementType").asText("").equals("ECS")
                        ? EcsService.EXPRESS
                        : s.path("deploymentController").path("type").asText("ECS"),
                s.path("schedulingStrategy").asText("REPLICA"),
                earlySuccess(s.at("/deploymentConfiguration/earlySuccessCriteria")),
                s.at("/deploymentConfiguration/deploymentCircuitBreaker/enable").asBoolean(),
                textOrNull(s, "currentServiceDeployment"),
                list(s.path("deployments"), EcsMapper::deployment),
                list(s.path("events"), EcsMapper::event),
                settings(s));
    }

    static ServiceUse serviceUse(JsonNode s) {
        Set<String> revisions = new LinkedHashSet<>();
        revisions.add(text(s, "taskDefinition"));
        boolean settled = s.path("deployments").size() <= 1;
        for (JsonNode deployment : s.path("deployments")) {
            revisions.add(text(deployment, "taskDefinition"));
            settled &= OVER.contains(deployment.path("rolloutState").asText("COMPLETED"));
        }
        // The controllers CODE_DEPLOY and EXTERNAL have task sets instead of deployments.
        s.path("taskSets").forEach(set -> revisions.add(text(set, "taskDefinition")));
        revisions.remove("");
        return new ServiceUse(
                text(s, "serviceArn"),
                text(s, "serviceName"),
                s.path("createdAt").asText(""),
                text(s, "status").equals("ACTIVE"),
                revisions,
                settled);
    }

    /** With an external controller, the primary task set has the current revision, not the service. */
    private static String running(JsonNode s) {
        for (JsonNode taskSet : s.path("taskSets")) {
            if (taskSet.path("status").asText().equals("PRIMARY") && taskSet.hasNonNull("taskDefinition")) {
                return text(taskSet, "taskDefinition");
            }
        }
        return text(s, "taskDefinition");
    }

    private static ServiceSettings settings(JsonNode s) {
        JsonNode configuration = s.path("deploymentConfiguration");
        JsonNode breaker = configuration.path("deploymentCircuitBreaker");
        JsonNode alarms = configuration.path("alarms");
        return new ServiceSettings(
                configuration.path("minimumHealthyPercent").asInt(ServiceSettings.DEFAULT.minimumHealthyPercent()),
                configuration.path("maximumPercent").asInt(ServiceSettings.DEFAULT.maximumPercent()),
                breaker.path("enable").asBoolean() && breaker.path("rollback").asBoolean(),
                alarms.path("enable").asBoolean() ? words(alarms.path("alarmNames")) : List.of(),
                list(s.path("loadBalancers"), EcsMapper::loadBalancer),
                list(s.path("currentServiceRevisions"), revision -> text(revision, "arn")),
                text(s, "launchType"),
                DeploymentWaits.of(configuration),
                staged(configuration).pauseStages());
    }

    private static ServiceSettings.LoadBalancer loadBalancer(JsonNode b) {
        JsonNode advanced = b.path("advancedConfiguration");
        return new ServiceSettings.LoadBalancer(
                text(b, "targetGroupArn"),
                textOrNull(advanced, "alternateTargetGroupArn"),
                textOrNull(advanced, "productionListenerRule"),
                textOrNull(advanced, "testListenerRule"),
                textOrNull(advanced, "roleArn"),
                text(b, "containerName"),
                b.path("containerPort").asInt());
    }

    private static Double earlySuccess(JsonNode criteria) {
        return criteria.path("enable").asBoolean()
                ? (Double) criteria.path("healthyPercent").asDouble(100)
                : null;
    }

    private static EcsDeployment deployment(JsonNode d) {
        return new EcsDeployment(
                id(d),
                text(d, "status"),
                text(d, "taskDefinition"),
                d.path("desiredCount").asInt(),
                d.path("pendingCount").asInt(),
                d.path("runningCount").asInt(),
                d.path("failedTasks").asInt(),
                textOrNull(d, "rolloutState"),
                message(d, "rolloutStateReason"),
                millis(d, "createdAt"));
    }

    /** If an endpoint reports no id, revision and start time identify the deployment. */
    private static String id(JsonNode d) {
        String id = text(d, "id");
        String definition = text(d, "taskDefinition");
        return !id.isEmpty() || definition.isEmpty()
                ? id
                : definition.substring(definition.lastIndexOf('/') + 1) + "@" + millis(d, "createdAt");
    }

    private static ServiceEvent event(JsonNode e) {
        return new ServiceEvent(text(e, "id"), millis(e, "createdAt"), message(e, "message"));
    }

    static ServiceDeployment serviceDeployment(JsonNode d) {
        JsonNode breaker = d.path("deploymentCircuitBreaker");
        JsonNode alarms = d.path("alarms");
        JsonNode target = d.path("targetServiceRevision");
        return new ServiceDeployment(
                text(d, "serviceDeploymentArn"),
                text(d, "status"),
                message(d, "statusReason"),
                target.isObject() ? textOrNull(target, "arn") : textOrNull(d, "targetServiceRevisionArn"),
                target.isObject() ? counts(target) : null,
                list(d.path("sourceServiceRevisions"), EcsMapper::counts),
                textOrNull(d, "lifecycleStage"),
                list(d.path("lifecycleHookDetails"), EcsMapper::hook),
                staged(d.path("deploymentConfiguration")),
                new CircuitBreaker(
                        text(breaker, "status"),
                        breaker.path("failureCount").asInt(),
                        breaker.path("threshold").asInt()),
                new DeploymentAlarms(text(alarms, "status"), words(alarms.path("triggeredAlarmNames"))),
                textOrNull(d.path("rollback"), "reason"),
                millis(d, "createdAt"));
    }

    private static LifecycleHook hook(JsonNode h) {
        return new LifecycleHook(
                text(h, "hookId"),
                text(h, "targetType"),
                textOrNull(h, "targetArn"),
                text(h, "status"),
                millis(h, "expiresAt"),
                text(h, "timeoutAction"));
    }

    private static DeploymentStrategyInfo staged(JsonNode c) {
        List<String> pauses = new ArrayList<>();
        for (JsonNode hook : c.path("lifecycleHooks")) {
            if (text(hook, "targetType").equals("PAUSE")) {
                hook.path("lifecycleStages").forEach(stage -> pauses.add(ForeignText.word(stage.asText())));
            }
        }
        return new DeploymentStrategyInfo(
                text(c, "strategy"), c.path("bakeTimeInMinutes").asInt(), pauses, DeploymentWaits.of(c));
    }

    private static RevisionCounts counts(JsonNode r) {
        return new RevisionCounts(
                text(r, "arn"),
                r.path("requestedTaskCount").asInt(),
                r.path("runningTaskCount").asInt(),
                r.path("pendingTaskCount").asInt(),
                numberOrNull(r, "requestedProductionTrafficWeight"),
                numberOrNull(r, "requestedTestTrafficWeight"));
    }

    static ServiceRevision serviceRevision(JsonNode r) {
        Map<String, String> images = new LinkedHashMap<>();
        Map<String, String> digests = new LinkedHashMap<>();
        r.path("containerImages").forEach(image -> {
            if (image.path("image").isTextual()) {
                images.put(text(image, "containerName"), text(image, "image"));
            }
            if (image.path("imageDigest").isTextual()) {
                digests.put(text(image, "containerName"), text(image, "imageDigest"));
            }
        });
        List<ServiceRevision.Target> targets = list(
                r.path("resolvedConfiguration").path("loadBalancers"),
                each -> new ServiceRevision.Target(
                        text(each, "targetGroupArn"), textOrNull(each, "productionListenerRule")));
        return new ServiceRevision(text(r, "serviceRevisionArn"), text(r, "taskDefinition"), images, digests, targets);
    }

    static EcsTask task(JsonNode t) {
        return new EcsTask(
                text(t, "taskArn"),
                text(t, "taskDefinitionArn"),
                text(t, "startedBy"),
                text(t, "lastStatus"),
                text(t, "desiredStatus"),
                text(t, "stopCode"),
                message(t, "stoppedReason"),
                list(t.path("containers"), EcsMapper::container),
                t.path("healthStatus").asText("UNKNOWN"),
                millis(t, "startedAt"),
                new EcsTask.Times(
                        millis(t, "createdAt"),
                        millis(t, "pullStartedAt"),
                        millis(t, "pullStoppedAt"),
                        millis(t, "stoppedAt")));
    }

    private static Container container(JsonNode c) {
        return new Container(
                text(c, "name"),
                text(c, "image"),
                textOrNull(c, "imageDigest"),
                c.path("exitCode").isNumber() ? c.path("exitCode").asInt() : null,
                message(c, "reason"),
                c.path("healthStatus").asText("UNKNOWN"),
                text(c, "runtimeId"));
    }

    private static String text(JsonNode node, String field) {
        return ForeignText.word(node.path(field).asText(""));
    }

    private static List<String> words(JsonNode array) {
        return list(array, each -> ForeignText.word(each.asText()));
    }

    private static String message(JsonNode node, String field) {
        return ForeignText.message(node.path(field).asText(""));
    }

    private static String textOrNull(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isTextual() && !value.asText().isEmpty() ? ForeignText.word(value.asText()) : null;
    }

    private static Double numberOrNull(JsonNode node, String field) {
        return node.path(field).isNumber() ? (Double) node.path(field).asDouble() : null;
    }

    private static long millis(JsonNode node, String field) {
        return Timestamps.millis(node.path(field));
    }

    private static <T> List<T> list(JsonNode array, Function<JsonNode, T> map) {
        List<T> all = new ArrayList<>();
        array.forEach(node -> all.add(map.apply(node)));
        return all;
    }
}
