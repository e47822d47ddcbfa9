package io.jenkins.plugins.ecs.rollout.migration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.elb.Listener;
import io.jenkins.plugins.ecs.text.Arns;
import io.jenkins.plugins.ecs.text.PlainText;
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

    /** Lifecycle events of CodeDeploy, and the stage of ECS that comes at the same point. */
    private static final Map<String, String> STAGES = new LinkedHashMap<>();

    static {
        STAGES.put("BeforeInstall", "PRE_SCALE_UP");
        STAGES.put("AfterInstall", "POST_SCALE_UP");
        STAGES.put("AfterAllowTestTraffic", "POST_TEST_TRAFFIC_SHIFT");
        STAGES.put("BeforeAllowTraffic", "PRE_PRODUCTION_TRAFFIC_SHIFT");
        STAGES.put("AfterAllowTraffic", "POST_PRODUCTION_TRAFFIC_SHIFT");
    }

    private final ObjectNode service;
    private final JsonNode group;
    private final JsonNode routing;
    private final MigrationFacts facts;
    private final Map<String, String> parameters = new LinkedHashMap<>();
    private final List<String> open = new ArrayList<>();
    private final List<String> lost = new ArrayList<>();

    private MigrationPlan(MigrationFacts facts) {
        this.facts = facts;
        service = facts.service;
        group = facts.group == null ? service.objectNode() : facts.group;
        routing = facts.config == null ? service.objectNode() : facts.config.path("trafficRoutingConfig");
    }

    /** Lines for users. */
    @NonNull
    static List<String> lines(@NonNull MigrationFacts facts) {
        return new MigrationPlan(facts).lines();
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
        open.forEach(line -> lines.add("To be determined: " + line));
        lost.forEach(line -> lines.add("Does not carry over: " + line));
        lines.add("First, once: set the service's deploymentController to ECS (UpdateService); ECS then runs its next"
                + " deployment. Nothing was changed now");
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
            lost.add("keeping the old tasks for " + kept + " minutes: ECS keeps them for at most " + LONGEST_BAKE);
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
            lost.add("continuing while the alarms cannot be read (ignorePollAlarmFailure)");
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
        String alternate = alternate(groups);
        String production =
                pair.path("prodTrafficRoute").path("listenerArns").path(0).asText("");
        String test = pair.path("testTrafficRoute").path("listenerArns").path(0).asText("");
        if (!alternate.isEmpty()) {
            parameters.put("alternateTargetGroup", "'" + alternate + "'");
        } else if (!groups.isEmpty()) {
            open.add("alternateTargetGroup: the ARN of the one of " + String.join(" and ", groups)
                    + " that the service does not use at that time");
        }
        rule("productionListenerRule", production, groups);
        rule("testListenerRule", test, groups);
        if (!production.isEmpty()) {
            open.add("infrastructureRole: a role that ECS may assume, with the policy"
                    + " AmazonECSInfrastructureRolePolicyForLoadBalancers; CodeDeploy's own role is not sufficient");
        }
    }

    /** The ARN of the target group that the service does not use now, where the listeners' rules show it; or empty. */
    private String alternate(List<String> names) {
        String used =
                service.path("loadBalancers").path(0).path("targetGroupArn").asText("");
        return facts.rules.values().stream()
                .flatMap(List::stream)
                .flatMap(rule -> rule.targetGroups().stream())
                .filter(arn -> names.contains(targetGroupName(arn)) && !arn.equals(used))
                .findFirst()
                .orElse("");
    }

    private void rule(String parameter, String listener, List<String> groups) {
        if (listener.contains(":listener/net/")) {
            parameters.put(parameter, "'" + listener + "'");
        } else if (!listener.isEmpty()) {
            List<String> rules = facts.rules.getOrDefault(listener, List.of()).stream()
                    .filter(rule -> rule.targetGroups().stream().anyMatch(arn -> groups.contains(targetGroupName(arn))))
                    .map(Listener::arn)
                    .toList();
            if (rules.size() == 1) {
                parameters.put(parameter, "'" + rules.get(0) + "'");
            } else {
                open.add(parameter + ": the ARN of the rule of listener " + listener + " that forwards to the service"
                        + (rules.isEmpty()
                                ? "; the default rule has one as well"
                                : ", one of " + String.join(" and ", rules)));
            }
        }
    }

    /** {@code arn:…:targetgroup/<name>/<id>}, or empty. */
    private static String targetGroupName(String arn) {
        String[] parts = arn.split("/");
        return parts.length > 1 ? parts[1] : "";
    }

    /** The functions stay, but are called at stages of ECS, and answer in another way. */
    private void hooks() {
        String answer = "return hookStatus instead of calling PutLifecycleEventHookExecutionStatus";
        if (facts.hooks == null) {
            List<String> stages = new ArrayList<>();
            STAGES.forEach((event, stage) -> stages.add(event + " becomes " + stage));
            open.add("whether the AppSpec has hooks: " + String.join(", ", stages) + ", and their functions must "
                    + answer);
            return;
        }
        facts.hooks.forEach((event, function) -> lost.add("the hook " + event + " as it is: its function " + function
                + " must " + answer + ", and must be in the service's deploymentConfiguration.lifecycleHooks at "
                + STAGES.getOrDefault(event, "a stage of ECS")
                + ", with a role that ECS may assume to invoke it; this step keeps it there"));
    }

    private void whatIsLost() {
        hooks();
        if (!group.path("triggerConfigurations").isEmpty()) {
            lost.add("triggers: use the events of ECS in EventBridge");
        }
        if (group.path("autoRollbackConfiguration").path("events").toString().contains("STOP_ON_REQUEST")) {
            lost.add("rolling back when a user stops it: use onAbort: 'rollback', or the rollback of ECS");
        }
        if (group.isEmpty()) {
            open.add("the deployment group, which these credentials cannot see or which does not exist");
        }
    }
}
