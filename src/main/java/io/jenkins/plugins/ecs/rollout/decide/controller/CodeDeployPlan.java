package io.jenkins.plugins.ecs.rollout.decide.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.rollout.messages.CodeDeployMessages;
import io.jenkins.plugins.ecs.rollout.request.AppSpec;
import io.jenkins.plugins.ecs.rollout.request.CodeDeployChecks;
import io.jenkins.plugins.ecs.rollout.request.CodeDeploySettings;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.rollout.strategy.StrategySettings;
import io.jenkins.plugins.ecs.text.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** From what is asked for and what CodeDeploy has to {@code CreateDeployment}, or to the reasons why not. Pure. */
public final class CodeDeployPlan {

    private static final Set<String> ACTIVE = Set.of("Created", "Queued", "InProgress", "Baking", "Ready");
    private static final int LONGEST_DESCRIPTION = 512;

    private CodeDeployPlan() {}

    /** What does not fit a service that CodeDeploy deploys; each names its fields. */
    public static List<String> misfits(DeployRequest request) {
        List<String> problems = new ArrayList<>();
        StrategySettings asked = request.strategy();
        List<String> given = asked == null ? new ArrayList<>() : asked.givenForEcs();
        if (!given.isEmpty()) {
            problems.add(CodeDeployMessages.onlyForEcs(given));
        }
        if (request.desiredCount() != null) {
            problems.add(CodeDeployMessages.NO_DESIRED_COUNT);
        }
        if (request.waitUntil().stage() != null) {
            problems.add(CodeDeployMessages.notAStage(request.waitUntil().text()));
        }
        return problems;
    }

    /** What does not fit the deployment group. */
    public static List<String> misfits(DeployRequest request, JsonNode group) {
        List<String> problems = new ArrayList<>();
        if (request.waitUntil().isPause() && !waitsForAnswer(group)) {
            problems.add(CodeDeployMessages.neverPaused(name(group)));
        }
        if (request.waitUntil().isTestEvent() && testListener(group) == null) {
            problems.add(CodeDeployMessages.noTestListener(request.waitUntil().text(), name(group)));
        }
        return problems;
    }

    static boolean waitsForAnswer(JsonNode group) {
        return group.at("/blueGreenDeploymentConfiguration/deploymentReadyOption/actionOnTimeout")
                .asText()
                .equals("STOP_DEPLOYMENT");
    }

    /** ARN; null where there is none. */
    public static String testListener(JsonNode group) {
        String arn = group.at("/loadBalancerInfo/targetGroupPairInfoList/0/testTrafficRoute/listenerArns/0")
                .asText("");
        return arn.isEmpty() ? null : arn;
    }

    /** {@code application/group} */
    public static String name(JsonNode group) {
        return group.path("applicationName").asText() + "/"
                + group.path("deploymentGroupName").asText();
    }

    /** Whether a deployment group deploys this service. */
    public static boolean deploys(JsonNode group, String cluster, String service) {
        for (JsonNode each : group.path("ecsServices")) {
            if (each.path("clusterName").asText().equals(cluster)
                    && each.path("serviceName").asText().equals(service)) {
                return true;
            }
        }
        return false;
    }

    /** What a group deploys, for users. */
    public static String services(JsonNode group) {
        List<String> names = new ArrayList<>();
        group.path("ecsServices")
                .forEach(each -> names.add(each.path("clusterName").asText() + "/"
                        + each.path("serviceName").asText()));
        return names.isEmpty() ? CodeDeployMessages.NO_ECS_SERVICE : String.join(", ", names);
    }

    /** The id of a deployment of the group that is not over; empty where there is none. */
    public static String underWay(JsonNode group) {
        JsonNode last = group.path("lastAttemptedDeployment");
        return ACTIVE.contains(last.path("status").asText())
                ? last.path("deploymentId").asText()
                : "";
    }

    /** AWS's clock, epoch milliseconds; 0 where there was none. */
    public static long lastAttemptAt(JsonNode group) {
        return Math.round(
                group.path("lastAttemptedDeployment").path("createTime").asDouble() * 1000);
    }

    /** Leads back to the build, and to this one deployment of it: by it we know our own again. */
    public static String description(RolloutState state) {
        String mark = " (ecs-deployment " + Long.toString(state.startedAt, 36) + ")";
        String origin = PlainText.line(state.request.origin());
        int most = LONGEST_DESCRIPTION - mark.length();
        return (origin.length() > most ? origin.substring(0, most) : origin) + mark;
    }

    /** The input of {@code CreateDeployment}. */
    public static ObjectNode input(RolloutState state, ObjectNode service) {
        DeployRequest request = state.request;
        CodeDeploySettings asked = request.codeDeploy();
        ObjectNode input = JsonNodeFactory.instance
                .objectNode()
                .put("applicationName", state.codeDeploy.application)
                .put("deploymentGroupName", state.codeDeploy.group);
        input.set("revision", AppSpec.revision(appSpec(state, service, state.taskDefinition)));
        input.put("description", description(state));
        if (asked != null && asked.deploymentConfig() != null) {
            input.put("deploymentConfigName", asked.deploymentConfig());
        }
        if (asked != null && !asked.autoRollback().isEmpty()) {
            boolean none = asked.autoRollback().contains(CodeDeployChecks.NONE);
            ObjectNode rollback = input.putObject("autoRollbackConfiguration").put("enabled", !none);
            if (!none) {
                asked.autoRollback().forEach(rollback.putArray("events")::add);
            }
        }
        if (request.strategy() != null && !request.strategy().alarms().isEmpty()) {
            ArrayNode alarms = input.putObject("overrideAlarmConfiguration")
                    .put("enabled", true)
                    .putArray("alarms");
            request.strategy().alarms().forEach(name -> alarms.addObject().put("name", name));
        }
        return input;
    }

    /** The AppSpec of a deployment of this revision: what the step brings, completed from the service. */
    public static ObjectNode appSpec(RolloutState state, ObjectNode service, String taskDefinition) {
        CodeDeploySettings asked = state.request.codeDeploy();
        return AppSpec.of(asked == null ? null : asked.appSpec(), state.codeDeploy.hooks, service, taskDefinition);
    }
}
