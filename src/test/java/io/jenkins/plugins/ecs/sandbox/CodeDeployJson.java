package io.jenkins.plugins.ecs.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Deployments of CodeDeploy, their targets and their groups as they are answered. */
final class CodeDeployJson {

    private CodeDeployJson() {}

    /**
     * {@code DeploymentInfo}: of the revision only the hash, and the counts of targets only at the end. What happens in
     * between is on the target.
     */
    static ObjectNode deployment(CodeDeployment deployment) {
        ObjectNode json = Json.object().put("applicationName", deployment.application);
        json.put("deploymentGroupName", deployment.group).put("deploymentConfigName", deployment.config);
        json.put("deploymentId", deployment.id);
        if (deployment.previous != null) {
            json.set("previousRevision", deployment.previous.revision(false));
        }
        json.set("revision", deployment.appSpec.revision(false));
        json.put("status", deployment.status);
        if (deployment.errorCode != null) {
            json.putObject("errorInformation")
                    .put("code", deployment.errorCode)
                    .put("message", deployment.errorMessage);
        }
        Json.putTime(json, "createTime", deployment.createTime);
        Json.putTime(json, "startTime", deployment.startTime);
        Json.putTime(json, "completeTime", deployment.completeTime);
        if (deployment.hasEnded()) {
            ObjectNode overview = json.putObject("deploymentOverview");
            for (String each : List.of("Pending", "InProgress", "Succeeded", "Failed", "Skipped", "Ready")) {
                overview.put(each, targetStatus(deployment).equals(each) ? 1 : 0);
            }
        }
        if (!deployment.description.isEmpty()) {
            json.put("description", deployment.description);
        }
        json.put("creator", deployment.creator).put("ignoreApplicationStopFailures", false);
        if (!deployment.autoRollback.isEmpty()) {
            json.set("autoRollbackConfiguration", deployment.autoRollback);
        }
        json.put("updateOutdatedInstancesOnly", false);
        putRollback(deployment, json);
        json.putObject("deploymentStyle")
                .put("deploymentType", "BLUE_GREEN")
                .put("deploymentOption", "WITH_TRAFFIC_CONTROL");
        json.put("instanceTerminationWaitTimeStarted", deployment.terminationSince != null && !deployment.isRollback());
        Json.copy(deployment.settings, json, "blueGreenDeploymentConfiguration", "loadBalancerInfo");
        json.put("fileExistsBehavior", "DISALLOW");
        json.putArray("deploymentStatusMessages");
        json.put("computePlatform", "ECS");
        if (deployment.overrideAlarms != null) {
            json.set("overrideAlarmConfiguration", deployment.overrideAlarms);
        }
        return json;
    }

    private static void putRollback(CodeDeployment deployment, ObjectNode json) {
        if (deployment.rollbackMessage == null) {
            return;
        }
        ObjectNode info = json.putObject("rollbackInfo");
        Json.putText(info, "rollbackDeploymentId", deployment.rollbackId);
        if (deployment.isRollback()) {
            info.put("rollbackTriggeringDeploymentId", deployment.failed.id);
        }
        info.put("rollbackMessage", deployment.rollbackMessage);
    }

    private static String targetStatus(CodeDeployment deployment) {
        return switch (deployment.status) {
            case "Created", "Queued" -> "Pending";
            case "Stopped" -> "Failed";
            default -> deployment.status;
        };
    }

    /** {@code DeploymentTarget}: the lifecycle events, and the two task sets with their shares of the traffic. */
    static ObjectNode target(CodeDeployment deployment, RegionState region) {
        ObjectNode json = Json.object().put("deploymentTargetType", "ECSTarget");
        ObjectNode target = json.putObject("ecsTarget").put("deploymentId", deployment.id);
        target.put("targetId", deployment.targetId());
        String[] names = deployment.targetId().split(":", 2);
        target.put("targetArn", region.arns.service(names[0], names[1]));
        Json.putTime(target, "lastUpdatedAt", deployment.updatedAt);
        ArrayNode events = target.putArray("lifecycleEvents");
        deployment.events.forEach(event -> events.add(event(event)));
        target.put("status", targetStatus(deployment));
        ArrayNode sets = target.putArray("taskSetsInfo");
        if (deployment.original != null) {
            sets.add(taskSet(deployment.original, 100 - deployment.weight, "Blue"));
        }
        if (deployment.replacement != null) {
            sets.add(taskSet(deployment.replacement, deployment.weight, "Green"));
        }
        return json;
    }

    private static ObjectNode event(CodeDeployment.Event event) {
        ObjectNode json = Json.object().put("lifecycleEventName", event.name);
        if (event.message != null) {
            json.putObject("diagnostics")
                    .put("errorCode", "UnknownError")
                    .put("scriptName", event.function)
                    .put("message", event.message)
                    .put("logTail", "");
        }
        Json.putTime(json, "startTime", event.start);
        Json.putTime(json, "endTime", event.end);
        return json.put("status", event.status);
    }

    /** {@code identifer} is AWS's own spelling. */
    private static ObjectNode taskSet(DeploymentEntry set, double weight, String label) {
        ObjectNode json = Json.object().put("identifer", set.id).put("desiredCount", set.desired);
        json.put("pendingCount", set.pending()).put("runningCount", set.running());
        json.put("status", set.status).put("trafficWeight", weight);
        json.putObject("targetGroup")
                .put("name", set.targetGroup == null ? "" : set.targetGroup.split("/")[1]);
        return json.put("taskSetLabel", label);
    }

    /** {@code DeploymentGroupInfo}. */
    static ObjectNode group(String application, String name, ObjectNode settings, CodeDeploy codeDeploy) {
        ObjectNode group = Json.object().put("applicationName", application).put("deploymentGroupName", name);
        group.put("deploymentConfigName", Shift.ALL_AT_ONCE).put("computePlatform", "ECS");
        group.putObject("deploymentStyle")
                .put("deploymentType", "BLUE_GREEN")
                .put("deploymentOption", "WITH_TRAFFIC_CONTROL");
        group.put("outdatedInstancesStrategy", "UPDATE");
        group.setAll(settings);
        List<CodeDeployment> deployments = codeDeploy.of(application, name);
        for (CodeDeployment each : deployments) {
            if (each.status.equals("Succeeded")) {
                group.set("lastSuccessfulDeployment", last(each));
                group.set("targetRevision", each.appSpec.revision(false));
            }
            group.set("lastAttemptedDeployment", last(each));
        }
        return group;
    }

    private static ObjectNode last(CodeDeployment deployment) {
        ObjectNode json = Json.object().put("deploymentId", deployment.id).put("status", deployment.status);
        Json.putTime(json, "endTime", deployment.completeTime);
        Json.putTime(json, "createTime", deployment.createTime);
        return json;
    }
}
