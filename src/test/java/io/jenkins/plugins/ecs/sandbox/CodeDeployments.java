package io.jenkins.plugins.ecs.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.sandbox.Documents.Kind;
import io.jenkins.plugins.ecs.sandbox.Operation.Context;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** The operations of CodeDeploy on deployments: create, look at, continue, stop. */
final class CodeDeployments {

    private static final int LONGEST_DESCRIPTION = 512;
    private static final int MOST_ALARMS = 10;
    private static final int MOST_DEPLOYMENTS = 25;
    private static final List<String> ROLLBACK_EVENTS =
            List.of("DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_ALARM", "DEPLOYMENT_STOP_ON_REQUEST");

    private CodeDeployments() {}

    static void addTo(Map<String, Operation> operations) {
        operations.put("CreateDeployment", CodeDeployments::create);
        operations.put("GetDeployment", CodeDeployments::get);
        operations.put("BatchGetDeployments", CodeDeployments::batchGet);
        operations.put("ListDeployments", CodeDeployments::list);
        operations.put("ListDeploymentTargets", CodeDeployments::listTargets);
        operations.put("GetDeploymentTarget", CodeDeployments::getTarget);
        operations.put("BatchGetDeploymentTargets", CodeDeployments::batchGetTargets);
        operations.put("ContinueDeployment", CodeDeployments::proceed);
        operations.put("StopDeployment", CodeDeployments::stop);
        operations.put("GetApplicationRevision", CodeDeployments::revision);
    }

    private static ObjectNode create(Input input, Context context) {
        RegionState region = context.region();
        String application = CodeDeployOperations.application(input);
        String name = CodeDeployOperations.group(input);
        ObjectNode group = region.codeDeploy.group(application, name);
        AppSpec spec = AppSpec.of(input.get("revision"));
        String config = input.text(
                "deploymentConfigName", group.path("deploymentConfigName").asText(Shift.ALL_AT_ONCE));
        Shift.info(config, region.codeDeploy.configurations);
        if (input.text("description", "").length() > LONGEST_DESCRIPTION) {
            throw new AwsError(
                    400,
                    "DescriptionTooLongException",
                    "The description is too long: " + LONGEST_DESCRIPTION + " characters at most");
        }
        JsonNode alarms = input.has("overrideAlarmConfiguration")
                ? input.get("overrideAlarmConfiguration")
                : group.path("alarmConfiguration");
        List<String> watched = alarms(alarms);
        JsonNode rollback = input.has("autoRollbackConfiguration")
                ? input.get("autoRollbackConfiguration")
                : group.path("autoRollbackConfiguration");
        checkRollback(rollback);
        region.codeDeploy.checkFree(application, name);
        CodeDeployment deployment = new CodeDeployment(
                region, region.world.ids.deployment(), application, name, spec, config, region.stamp());
        deployment.description = input.text("description", "");
        deployment.autoRollback = rollback.isObject() ? rollback : Json.object();
        deployment.overrideAlarms = input.has("overrideAlarmConfiguration") ? alarms : null;
        deployment.alarms.addAll(watched);
        region.codeDeploy.start(deployment);
        return Json.object().put("deploymentId", deployment.id);
    }

    private static List<String> alarms(JsonNode configuration) {
        if (!Json.isTrue(configuration, "enabled")) {
            return List.of();
        }
        List<String> names = new ArrayList<>();
        configuration.path("alarms").forEach(each -> names.add(each.path("name").asText("")));
        if (names.size() > MOST_ALARMS) {
            throw new AwsError(400, "AlarmsLimitExceededException", "The maximum number of alarms is " + MOST_ALARMS);
        }
        if (names.isEmpty() || names.contains("") || new HashSet<>(names).size() < names.size()) {
            throw new AwsError(400, "InvalidAlarmConfigException", "The alarm configuration is invalid");
        }
        return names;
    }

    private static void checkRollback(JsonNode configuration) {
        List<String> events = Json.texts(configuration.get("events"));
        if (Json.isTrue(configuration, "enabled") && (events.isEmpty() || !ROLLBACK_EVENTS.containsAll(events))) {
            throw new AwsError(
                    400, "InvalidAutoRollbackConfigException", "The automatic rollback configuration is invalid");
        }
    }

    private static String id(String id) {
        if (id == null || id.isBlank()) {
            throw new AwsError(400, "DeploymentIdRequiredException", "Deployment Id must be specified");
        }
        if (!id.matches("d-[A-Z0-9]{9}")) {
            throw new AwsError(
                    400, "InvalidDeploymentIdException", "Specified DeploymentId is not in a valid format: " + id);
        }
        return id;
    }

    private static CodeDeployment find(Input input, Context context) {
        String id = id(input.text("deploymentId"));
        CodeDeployment deployment = context.region().codeDeploy.deployments.get(id);
        if (deployment == null) {
            throw missing(id);
        }
        return deployment;
    }

    private static AwsError missing(String id) {
        return new AwsError(400, "DeploymentDoesNotExistException", "The deployment " + id + " could not be found");
    }

    private static ObjectNode get(Input input, Context context) {
        CodeDeployment deployment = find(input, context);
        ObjectNode found = context.region().documents.find(Kind.CODE_DEPLOYMENT, deployment.id, context.asOf());
        if (found == null) {
            throw missing(deployment.id);
        }
        return Json.object().set("deploymentInfo", found);
    }

    private static ObjectNode batchGet(Input input, Context context) {
        List<String> ids = input.texts("deploymentIds");
        if (ids.isEmpty()) {
            throw new AwsError(400, "DeploymentIdRequiredException", "Deployment Id must be specified");
        }
        if (ids.size() > MOST_DEPLOYMENTS) {
            throw new AwsError(
                    400, "BatchLimitExceededException", "The maximum number of deployments is " + MOST_DEPLOYMENTS);
        }
        ObjectNode answer = Json.object();
        ArrayNode infos = answer.putArray("deploymentsInfo");
        for (String id : ids) {
            ObjectNode found = context.region().documents.find(Kind.CODE_DEPLOYMENT, id(id), context.asOf());
            if (found != null) {
                infos.add(found);
            }
        }
        return answer;
    }

    /** Newest first; of one group, or of all. */
    private static ObjectNode list(Input input, Context context) {
        RegionState region = context.region();
        boolean all = !input.has("applicationName") && !input.has("deploymentGroupName");
        if (!all) {
            region.codeDeploy.group(CodeDeployOperations.application(input), CodeDeployOperations.group(input));
        }
        List<String> statuses = input.texts("includeOnlyStatuses");
        Instant start = input.time("createTimeRange", "start");
        Instant end = input.time("createTimeRange", "end");
        List<String> ids = new ArrayList<>();
        region.documents
                .all(Kind.CODE_DEPLOYMENT, context.asOf())
                .filter(each -> all || isOf(each, input))
                .filter(each -> statuses.isEmpty()
                        || statuses.contains(each.path("status").asText()))
                .map(each -> region.codeDeploy.deployments.get(
                        each.path("deploymentId").asText()))
                .filter(each -> start == null || !each.createTime.isBefore(start))
                .filter(each -> end == null || !each.createTime.isAfter(end))
                .forEach(each -> ids.add(each.id));
        Collections.reverse(ids);
        return Pages.ofTexts(input, "deployments", ids, 100);
    }

    private static boolean isOf(ObjectNode deployment, Input input) {
        return deployment.path("applicationName").asText().equals(input.text("applicationName"))
                && deployment.path("deploymentGroupName").asText().equals(input.text("deploymentGroupName"));
    }

    private static CodeDeployment started(Input input, Context context) {
        CodeDeployment deployment = find(input, context);
        if (!deployment.hasStarted()) {
            throw new AwsError(
                    400, "DeploymentNotStartedException", "The deployment " + deployment.id + " has not started");
        }
        return deployment;
    }

    private static ObjectNode listTargets(Input input, Context context) {
        CodeDeployment deployment = started(input, context);
        List<String> wanted = Json.texts(input.get("targetFilters").path("TargetStatus"));
        String status = target(deployment, context).at("/ecsTarget/status").asText();
        List<String> ids = wanted.isEmpty() || wanted.contains(status) ? List.of(deployment.targetId()) : List.of();
        return Pages.ofTexts(input, "targetIds", ids, 100);
    }

    private static ObjectNode getTarget(Input input, Context context) {
        CodeDeployment deployment = started(input, context);
        String id = input.text("targetId", "");
        if (id.isBlank()) {
            throw new AwsError(400, "DeploymentTargetIdRequiredException", "A deployment target ID was not provided");
        }
        checkTarget(deployment, id);
        return Json.object().set("deploymentTarget", target(deployment, context));
    }

    private static ObjectNode batchGetTargets(Input input, Context context) {
        CodeDeployment deployment = started(input, context);
        List<String> ids = input.texts("targetIds");
        if (ids.isEmpty()) {
            throw new AwsError(400, "DeploymentTargetIdRequiredException", "A deployment target ID was not provided");
        }
        ids.forEach(id -> checkTarget(deployment, id));
        ObjectNode answer = Json.object();
        answer.putArray("deploymentTargets").add(target(deployment, context));
        return answer;
    }

    private static void checkTarget(CodeDeployment deployment, String id) {
        if (!id.equals(deployment.targetId())) {
            throw new AwsError(
                    400,
                    "DeploymentTargetDoesNotExistException",
                    "The deployment " + deployment.id + " has no target " + id);
        }
    }

    /** While a deployment runs, the counts of its task sets are those of this moment. */
    private static ObjectNode target(CodeDeployment deployment, Context context) {
        RegionState region = context.region();
        return deployment.hasEnded() || context.asOf().isBefore(region.now())
                ? region.documents.find(Kind.CODE_DEPLOY_TARGET, deployment.id, context.asOf())
                : CodeDeployJson.target(deployment, region);
    }

    private static ObjectNode proceed(Input input, Context context) {
        RegionState region = context.region();
        CodeDeployment deployment = find(input, context);
        String type = input.text("deploymentWaitType", "READY_WAIT");
        if (!List.of("READY_WAIT", "TERMINATION_WAIT").contains(type)) {
            throw new AwsError(400, "InvalidDeploymentWaitTypeException", "The wait type " + type + " is invalid");
        }
        checkRunning(deployment);
        if (type.equals("READY_WAIT") && deployment.status.equals("Ready")) {
            deployment.readyOver = true;
            deployment.become("InProgress", region.now());
        } else if (type.equals("TERMINATION_WAIT") && deployment.isWaitingForTermination()) {
            deployment.terminationOver = true;
        } else {
            throw new AwsError(
                    400,
                    "DeploymentIsNotInReadyStateException",
                    "The deployment " + deployment.id + " is not in the " + type + " state");
        }
        region.codeDeploy.publish(deployment, region.now());
        region.agenda.poke(deployment, region.now().plusSeconds(1));
        return Json.object();
    }

    private static void checkRunning(CodeDeployment deployment) {
        if (deployment.hasEnded()) {
            throw new AwsError(
                    400,
                    "DeploymentAlreadyCompletedException",
                    "The deployment " + deployment.id + " is already in the " + deployment.status + " state");
        }
    }

    private static ObjectNode stop(Input input, Context context) {
        RegionState region = context.region();
        CodeDeployment deployment = find(input, context);
        checkRunning(deployment);
        deployment.stopping = input.has("autoRollbackEnabled")
                ? input.flag("autoRollbackEnabled")
                : deployment.rollsBackOn("DEPLOYMENT_STOP_ON_REQUEST");
        region.agenda.poke(deployment, region.now().plusSeconds(1));
        return Json.object()
                .put("status", "Pending")
                .put("statusMessage", "The deployment " + deployment.id + " is being stopped");
    }

    /** The content of a revision by its hash. */
    private static ObjectNode revision(Input input, Context context) {
        String application = CodeDeployOperations.application(input);
        context.region().codeDeploy.groupsOf(application);
        String hash = input.get("revision").at("/appSpecContent/sha256").asText("");
        CodeDeployment found = context.region().codeDeploy.deployments.values().stream()
                .filter(each -> each.application.equals(application) && each.appSpec.sha256.equals(hash))
                .findFirst()
                .orElseThrow(() -> new AwsError(
                        400, "RevisionDoesNotExistException", "No revision found for application: " + application));
        ObjectNode answer = Json.object().put("applicationName", application);
        answer.set("revision", found.appSpec.revision(true));
        Json.putTime(answer.putObject("revisionInfo"), "registerTime", found.createTime);
        return answer;
    }
}
