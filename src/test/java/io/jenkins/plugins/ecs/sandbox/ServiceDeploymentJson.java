package io.jenkins.plugins.ecs.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.ToIntFunction;

/** A service deployment as DescribeServiceDeployments answers it. */
final class ServiceDeploymentJson {

    private ServiceDeploymentJson() {}

    static ObjectNode of(ServiceState service, ServiceDeployment deployment) {
        ObjectNode json = Json.object().put("serviceDeploymentArn", deployment.arn);
        json.put("serviceArn", service.arn).put("clusterArn", service.cluster.arn);
        json.put("createdAt", Json.time(deployment.createdAt));
        Json.putTime(json, "startedAt", deployment.startedAt);
        Json.putTime(json, "finishedAt", deployment.finishedAt);
        Json.putTime(json, "stoppedAt", deployment.stoppedAt);
        Json.putTime(json, "updatedAt", deployment.updatedAt);
        ArrayNode sources = json.putArray("sourceServiceRevisions");
        deployment.sources.forEach(revision -> sources.add(weighed(service, deployment, revision)));
        json.set("targetServiceRevision", weighed(service, deployment, deployment.target.revision));
        json.put("status", deployment.shownStatus == null ? deployment.status : deployment.shownStatus);
        Json.putText(json, "statusReason", deployment.statusReason);
        putStage(deployment, json);
        json.set("deploymentConfiguration", configuration(deployment));
        if (deployment.rollbackAt != null) {
            ObjectNode rollback = json.putObject("rollback").put("reason", deployment.rollbackReason);
            Json.putTime(rollback, "startedAt", deployment.rollbackAt);
            if (deployment.rollbackRevision != null) {
                rollback.put("serviceRevisionArn", deployment.rollbackRevision.arn);
            }
        }
        json.putObject("deploymentCircuitBreaker")
                .put("status", deployment.breakerStatus)
                .put("failureCount", deployment.breakerEnabled ? deployment.target.failedTasks : 0)
                .put("threshold", deployment.threshold);
        json.set("alarms", alarms(deployment));
        return json;
    }

    private static void putStage(ServiceDeployment deployment, ObjectNode json) {
        Stages stages = deployment.stages;
        if (stages == null || !stages.hasBegun()) {
            return;
        }
        json.put("lifecycleStage", stages.leg().stage());
        ArrayNode hooks = json.putArray("lifecycleHookDetails");
        stages.hooks.forEach(hook -> hooks.add(hook.json()));
    }

    private static ObjectNode weighed(ServiceState service, ServiceDeployment deployment, ServiceRevision revision) {
        ObjectNode summary = summary(service, revision);
        if (deployment.stages != null) {
            boolean target = revision == deployment.target.revision;
            if (target || revision == deployment.sources.get(0)) {
                deployment.stages.putWeights(summary, target);
            }
        }
        return summary;
    }

    /** DescribeServiceDeployments always shows the alarms of the configuration, DescribeServices only when set. */
    private static ObjectNode configuration(ServiceDeployment deployment) {
        ObjectNode configuration = deployment.configuration.deepCopy();
        if (!configuration.has("alarms")) {
            ObjectNode alarms = configuration.putObject("alarms");
            alarms.putArray("alarmNames");
            alarms.put("rollback", false).put("enable", false);
        }
        return configuration;
    }

    private static ObjectNode alarms(ServiceDeployment deployment) {
        ObjectNode alarms = Json.object().put("status", deployment.alarmsStatus);
        if (!deployment.alarmNames.isEmpty()) {
            alarms.set("alarmNames", Json.texts(deployment.alarmNames));
        }
        if (!deployment.triggeredAlarms.isEmpty()) {
            alarms.set("triggeredAlarmNames", Json.texts(deployment.triggeredAlarms));
        }
        return alarms;
    }

    /** The counts of a revision: those of all deployments of it, of which there are two after a rollback. */
    static ObjectNode summary(ServiceState service, ServiceRevision revision) {
        return Json.object()
                .put("arn", revision.arn)
                .put("requestedTaskCount", sum(service, revision, entry -> entry.desired))
                .put("runningTaskCount", sum(service, revision, DeploymentEntry::running))
                .put("pendingTaskCount", sum(service, revision, DeploymentEntry::pending));
    }

    private static int sum(ServiceState service, ServiceRevision revision, ToIntFunction<DeploymentEntry> count) {
        return service.entries.stream()
                .filter(entry -> entry.revision == revision)
                .mapToInt(count)
                .sum();
    }

    /** The brief form of ListServiceDeployments. */
    static ObjectNode brief(ObjectNode described) {
        ObjectNode brief = Json.object();
        Json.copy(
                described,
                brief,
                "serviceDeploymentArn",
                "serviceArn",
                "clusterArn",
                "startedAt",
                "createdAt",
                "finishedAt");
        brief.set(
                "targetServiceRevisionArn",
                described.path("targetServiceRevision").path("arn"));
        Json.copy(described, brief, "status", "statusReason");
        return brief;
    }
}
