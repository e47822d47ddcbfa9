package io.jenkins.plugins.ecs.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What would replace CodeDeploy for a service: the parameters of {@code ecsBlueGreen} that say the same, and what does not
 * carry over. A pure function of what AWS shows; nothing is changed.
 */
public final class MigrationPlan {

    private static final Pattern PREDEFINED =
            Pattern.compile("CodeDeployDefault\\.ECS(Linear|Canary)(\\d+)Percent(?:Every)?(\\d+)Minutes");
    private static final int LONGEST_BAKE = 1440;

    private final ObjectNode service;
    private final JsonNode group;
    private final JsonNode routing;
    private final Map<String, String> parameters = new LinkedHashMap<>();
    private final List<String> open = new ArrayList<>();
    private final List<String> lost = new ArrayList<>();

    private MigrationPlan(ObjectNode service, JsonNode group, JsonNode routing) {
        this.service = service;
        this.group = group;
        this.routing = routing;
    }

    /**
     * @param service as {@code DescribeServices} shows it; its controller is CODE_DEPLOY
     * @param group its deployment group; null where it can't be seen
     * @param config its deployment configuration; null where it can't be seen, or is not needed
     * @return lines for people
     */
    @NonNull
    public static List<String> lines(
            @NonNull ObjectNode service, @CheckForNull ObjectNode group, @CheckForNull ObjectNode config) {
        JsonNode known = group == null ? service.objectNode() : group;
        JsonNode routing = config == null ? service.objectNode() : config.path("trafficRoutingConfig");
        return new MigrationPlan(service, known, routing).lines();
    }

    private List<String> lines() {
        strategy();
        times();
        monitors();
        loadBalancer();
        whatIsLost();
        List<String> lines = new ArrayList<>();
        lines.add("Instead of CodeDeploy" + groupName() + ", with the deployment controller ECS:");
        StringBuilder call = new StringBuilder("ecsBlueGreen cluster: '" + name("clusterArn") + "', service: '"
                + service.path("serviceName").asText() + "', image: '...'");
        parameters.forEach(
                (name, value) -> call.append(", ").append(name).append(": ").append(value));
        lines.add(call.toString());
        open.forEach(line -> lines.add("To find out: " + line));
        lost.forEach(line -> lines.add("Does not carry over: " + line));
        lines.add(
                "To do first, once: set the service's deploymentController to ECS (UpdateService); its next deployment"
                        + " is then ECS's own. Nothing was changed now");
        return lines.stream().map(PlainText::line).toList();
    }

    private String groupName() {
        String name = group.path("deploymentGroupName").asText("");
        return name.isEmpty() ? "" : " (" + group.path("applicationName").asText("") + "/" + name + ")";
    }

    private String name(String arn) {
        return Arns.brief(service.path(arn).asText(""));
    }

    private void strategy() {
        String config = group.path("deploymentConfigName").asText("");
        Matcher predefined = PREDEFINED.matcher(config);
        if (predefined.matches()) {
            steps(predefined.group(1).equals("Linear"), predefined.group(2), predefined.group(3));
        } else if (routing.path("type").asText().equals("TimeBasedLinear")) {
            JsonNode linear = routing.path("timeBasedLinear");
            steps(
                    true,
                    linear.path("linearPercentage").asText(),
                    linear.path("linearInterval").asText());
        } else if (routing.path("type").asText().equals("TimeBasedCanary")) {
            JsonNode canary = routing.path("timeBasedCanary");
            steps(
                    false,
                    canary.path("canaryPercentage").asText(),
                    canary.path("canaryInterval").asText());
        } else {
            parameters.put("strategy", "'BLUE_GREEN'");
            if (!config.isEmpty() && !config.equals("CodeDeployDefault.ECSAllAtOnce") && routing.isEmpty()) {
                open.add("how the deployment configuration " + config + " shifts traffic");
            }
        }
    }

    private void steps(boolean linear, String percent, String minutes) {
        parameters.put("strategy", linear ? "'LINEAR'" : "'CANARY'");
        parameters.put(linear ? "stepPercent" : "canaryPercent", percent);
        parameters.put(linear ? "stepBakeTime" : "canaryBakeTime", minutes);
        if (linear && Integer.parseInt(percent) < 3) {
            lost.add("steps of " + percent + " %: ECS takes 3 % and more");
        }
    }

    private void times() {
        JsonNode blueGreen = group.path("blueGreenDeploymentConfiguration");
        int kept = blueGreen
                .path("terminateBlueInstancesOnDeploymentSuccess")
                .path("terminationWaitTimeInMinutes")
                .asInt();
        parameters.put("bakeTime", String.valueOf(Math.min(kept, LONGEST_BAKE)));
        if (kept > LONGEST_BAKE) {
            lost.add("keeping the old tasks for " + kept + " minutes: ECS keeps them for " + LONGEST_BAKE + " at most");
        }
        JsonNode ready = blueGreen.path("deploymentReadyOption");
        if (ready.path("actionOnTimeout").asText().equals("STOP_DEPLOYMENT")) {
            parameters.put("pauseAt", "['POST_TEST_TRAFFIC_SHIFT']");
            parameters.put("pauseTimeout", ready.path("waitTimeInMinutes").asText("60"));
        }
    }

    private void monitors() {
        List<String> alarms = new ArrayList<>();
        JsonNode configured = group.path("alarmConfiguration");
        if (configured.path("enabled").asBoolean()) {
            configured
                    .path("alarms")
                    .forEach(alarm -> alarms.add("'" + alarm.path("name").asText() + "'"));
        }
        if (!alarms.isEmpty()) {
            parameters.put("alarms", alarms.toString());
        }
        if (configured.path("ignorePollAlarmFailure").asBoolean()) {
            lost.add("going on while the alarms can't be read (ignorePollAlarmFailure)");
        }
        boolean onFailure = group.path("autoRollbackConfiguration")
                .path("events")
                .toString()
                .contains("FAILURE");
        if (onFailure) {
            parameters.put("circuitBreaker", "'on'");
        }
    }

    private void loadBalancer() {
        JsonNode pair =
                group.path("loadBalancerInfo").path("targetGroupPairInfoList").path(0);
        List<String> groups = new ArrayList<>();
        pair.path("targetGroups").forEach(each -> groups.add(each.path("name").asText()));
        String production =
                pair.path("prodTrafficRoute").path("listenerArns").path(0).asText("");
        String test = pair.path("testTrafficRoute").path("listenerArns").path(0).asText("");
        if (!groups.isEmpty()) {
            open.add("alternateTargetGroup: the ARN of the one of " + String.join(" and ", groups)
                    + " that the service does not use when it is changed");
        }
        rule("productionListenerRule", production);
        rule("testListenerRule", test);
        if (!production.isEmpty()) {
            open.add("infrastructureRole: a role that ECS may assume, with the policy"
                    + " AmazonECSInfrastructureRolePolicyForLoadBalancers; CodeDeploy's own role does not do");
        }
    }

    private void rule(String parameter, String listener) {
        if (listener.contains(":listener/net/")) {
            parameters.put(parameter, "'" + listener + "'");
        } else if (!listener.isEmpty()) {
            open.add(parameter + ": the ARN of the rule of listener " + listener
                    + " that forwards to the service; the default rule has one as well");
        }
    }

    private void whatIsLost() {
        lost.add("hooks as they are: BeforeInstall, AfterInstall, AfterAllowTestTraffic, BeforeAllowTraffic and"
                + " AfterAllowTraffic become PRE_SCALE_UP, POST_SCALE_UP, POST_TEST_TRAFFIC_SHIFT,"
                + " PRE_PRODUCTION_TRAFFIC_SHIFT and POST_PRODUCTION_TRAFFIC_SHIFT, and their functions answer hookStatus"
                + " instead of calling PutLifecycleEventHookExecutionStatus");
        if (!group.path("triggerConfigurations").isEmpty()) {
            lost.add("triggers: use the events of ECS in EventBridge");
        }
        if (group.path("autoRollbackConfiguration").path("events").toString().contains("STOP_ON_REQUEST")) {
            lost.add("rolling back whenever somebody stops it: use onAbort: 'rollback', or the rollback of ECS");
        }
        if (group.isEmpty()) {
            open.add("the deployment group, which these credentials can't see or which does not exist");
        }
    }
}
