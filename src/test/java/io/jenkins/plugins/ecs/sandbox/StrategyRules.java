package io.jenkins.plugins.ecs.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;

/** What CreateService and UpdateService refuse of deployment strategies, their load balancers and their hooks. */
final class StrategyRules {

    private static final Set<String> STRATEGIES = Set.of("ROLLING", "BLUE_GREEN", "LINEAR", "CANARY");
    private static final Set<String> HOOK_STAGES = Set.of(
            "RECONCILE_SERVICE",
            "PRE_SCALE_UP",
            "POST_SCALE_UP",
            "TEST_TRAFFIC_SHIFT",
            "POST_TEST_TRAFFIC_SHIFT",
            "PRE_PRODUCTION_TRAFFIC_SHIFT",
            "PRODUCTION_TRAFFIC_SHIFT",
            "POST_PRODUCTION_TRAFFIC_SHIFT");
    private static final Set<String> NEVER_PAUSED = Set.of("TEST_TRAFFIC_SHIFT", "PRODUCTION_TRAFFIC_SHIFT");
    private static final String LISTENER = "arn:[\\w-]+:elasticloadbalancing:[\\w-]+:\\d{12}:"
            + "(listener-rule/app/[\\w-]+/\\w+/\\w+/\\w+|listener/net/[\\w-]+/\\w+/\\w+)";

    private StrategyRules() {}

    static void check(JsonNode settings) {
        JsonNode configuration = settings.path("deploymentConfiguration");
        String strategy = configuration.path("strategy").asText("ROLLING");
        if (!STRATEGIES.contains(strategy)) {
            throw AwsError.invalid("Invalid deployment strategy: " + strategy + ".");
        }
        boolean ecs =
                settings.path("deploymentController").path("type").asText("ECS").equals("ECS");
        if (!ecs && !strategy.equals("ROLLING")) {
            throw AwsError.invalid("The deployment strategy " + strategy + " needs the ECS deployment controller.");
        }
        JsonNode balancers = settings.path("loadBalancers");
        Set<String> groups = new HashSet<>();
        balancers.forEach(balancer -> checkBalancer(balancer, groups));
        if (!strategy.equals("ROLLING")) {
            balancers.forEach(StrategyRules::checkAdvanced);
            boolean connect = Json.isTrue(settings.path("serviceConnectConfiguration"), "enabled");
            if (!strategy.equals("BLUE_GREEN") && balancers.isEmpty() && !connect) {
                throw AwsError.invalid("The deployment strategy " + strategy
                        + " requires an Application Load Balancer, a Network Load Balancer or Service Connect.");
            }
        }
        checkNumbers(configuration, strategy);
        configuration.path("lifecycleHooks").forEach(StrategyRules::checkHook);
    }

    private static void checkBalancer(JsonNode balancer, Set<String> groups) {
        JsonNode advanced = balancer.path("advancedConfiguration");
        for (JsonNode group :
                new JsonNode[] {balancer.path("targetGroupArn"), advanced.path("alternateTargetGroupArn")}) {
            if (group.isTextual() && !groups.add(group.asText())) {
                throw AwsError.invalid("Duplicate targetGroupArn found: " + group.asText());
            }
        }
    }

    private static void checkAdvanced(JsonNode balancer) {
        JsonNode advanced = balancer.path("advancedConfiguration");
        if (!advanced.isObject()) {
            throw AwsError.invalid("advancedConfiguration field is required for all loadBalancers when using a"
                    + " non-ROLLING deployment strategy");
        }
        for (String name : new String[] {"alternateTargetGroupArn", "productionListenerRule", "roleArn"}) {
            if (!advanced.hasNonNull(name)) {
                throw AwsError.invalid(
                        "Either all or none of alternateTargetGroupArn, productionListenerRule and roleArn"
                                + " must be specified in advancedConfiguration");
            }
        }
        for (String name : new String[] {"productionListenerRule", "testListenerRule"}) {
            String rule = advanced.path(name).asText("");
            if (!rule.isEmpty() && !rule.matches(LISTENER)) {
                throw AwsError.invalid(name + " has an invalid ARN format: " + rule);
            }
        }
        String production = advanced.path("productionListenerRule").asText();
        if (production.equals(advanced.path("testListenerRule").asText())) {
            throw AwsError.invalid(
                    "The following rules cannot be used as both production and test listener rules: " + production);
        }
    }

    private static void checkNumbers(JsonNode configuration, String strategy) {
        within(configuration, "bakeTimeInMinutes", 0, 1440);
        for (String of : new String[] {"LINEAR", "CANARY"}) {
            String name = of.equals("LINEAR") ? "linearConfiguration" : "canaryConfiguration";
            if (configuration.path(name).isObject() && !strategy.equals(of)) {
                throw AwsError.invalid(name + " is only valid when the deployment strategy is " + of + ".");
            }
        }
        within(configuration.path("linearConfiguration"), "stepPercent", 3, 100);
        within(configuration.path("linearConfiguration"), "stepBakeTimeInMinutes", 0, 1440);
        within(configuration.path("canaryConfiguration"), "canaryPercent", 0.1, 100);
        within(configuration.path("canaryConfiguration"), "canaryBakeTimeInMinutes", 0, 1440);
    }

    private static void within(JsonNode parent, String name, double least, double most) {
        JsonNode value = parent.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return;
        }
        boolean tenths = Math.abs(value.asDouble() * 10 - Math.rint(value.asDouble() * 10)) < 1e-9;
        if (!value.isNumber() || value.asDouble() < least || value.asDouble() > most || !tenths) {
            throw AwsError.invalid(name + " must be between " + least + " and " + most + ".");
        }
    }

    private static void checkHook(JsonNode hook) {
        String type = hook.path("targetType").asText("AWS_LAMBDA");
        boolean pause = type.equals("PAUSE");
        if (!pause && !type.equals("AWS_LAMBDA")) {
            throw AwsError.invalid("Invalid lifecycle hook targetType: " + type + ".");
        }
        if (!pause && (!hook.hasNonNull("hookTargetArn") || !hook.hasNonNull("roleArn"))) {
            throw AwsError.invalid("hookTargetArn and roleArn are required for lifecycle hooks of type AWS_LAMBDA.");
        }
        if (hook.path("lifecycleStages").isEmpty()) {
            throw AwsError.invalid("lifecycleStages cannot be empty.");
        }
        for (String stage : Json.texts(hook.path("lifecycleStages"))) {
            if (!HOOK_STAGES.contains(stage)) {
                throw AwsError.invalid("Invalid lifecycle stage: " + stage + ".");
            }
            if (pause && NEVER_PAUSED.contains(stage)) {
                throw AwsError.invalid("PAUSE lifecycle hooks are not supported at the " + stage + " stage.");
            }
        }
        within(hook.path("timeoutConfiguration"), "timeoutInMinutes", 1, 20160);
    }
}
