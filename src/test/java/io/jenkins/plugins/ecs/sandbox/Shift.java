package io.jenkins.plugins.ecs.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a deployment configuration of CodeDeploy shifts traffic: the weights of the replacement, one after the other. */
record Shift(List<Double> weights, Duration between) {

    static final String ALL_AT_ONCE = "CodeDeployDefault.ECSAllAtOnce";

    /** The configurations that AWS has made. */
    static final List<String> PREDEFINED = List.of(
            ALL_AT_ONCE,
            "CodeDeployDefault.ECSCanary10Percent5Minutes",
            "CodeDeployDefault.ECSCanary10Percent15Minutes",
            "CodeDeployDefault.ECSLinear10PercentEvery1Minutes",
            "CodeDeployDefault.ECSLinear10PercentEvery3Minutes");

    private static final Pattern NUMBERS = Pattern.compile("(\\d+)Percent(?:Every)?(\\d+)Minutes");

    /** {@code DeploymentConfigInfo} of a predefined configuration or of a user's own. */
    static ObjectNode info(String name, Map<String, JsonNode> own) {
        if (!PREDEFINED.contains(name) && !own.containsKey(name)) {
            throw new AwsError(
                    400,
                    "DeploymentConfigDoesNotExistException",
                    "No Deployment Configuration found for name: " + name);
        }
        ObjectNode info = Json.object().put("deploymentConfigName", name).put("computePlatform", "ECS");
        return info.set("trafficRoutingConfig", own.containsKey(name) ? own.get(name) : routing(name));
    }

    private static ObjectNode routing(String name) {
        ObjectNode routing = Json.object();
        Matcher numbers = NUMBERS.matcher(name);
        if (!numbers.find()) {
            return routing.put("type", "AllAtOnce");
        }
        int percent = Integer.parseInt(numbers.group(1));
        int minutes = Integer.parseInt(numbers.group(2));
        if (name.contains("Canary")) {
            routing.put("type", "TimeBasedCanary")
                    .putObject("timeBasedCanary")
                    .put("canaryPercentage", percent)
                    .put("canaryInterval", minutes);
        } else {
            routing.put("type", "TimeBasedLinear")
                    .putObject("timeBasedLinear")
                    .put("linearPercentage", percent)
                    .put("linearInterval", minutes);
        }
        return routing;
    }

    static Shift of(JsonNode routing) {
        List<Double> weights = new ArrayList<>();
        Duration between = Duration.ZERO;
        JsonNode canary = routing.path("timeBasedCanary");
        JsonNode linear = routing.path("timeBasedLinear");
        if (canary.isObject()) {
            weights.add(canary.path("canaryPercentage").asDouble());
            between = Duration.ofMinutes(canary.path("canaryInterval").asInt());
        } else if (linear.isObject()) {
            double step = linear.path("linearPercentage").asDouble();
            for (double weight = step; weight < 100; weight += step) {
                weights.add(weight);
            }
            between = Duration.ofMinutes(linear.path("linearInterval").asInt());
        }
        weights.add(100.0);
        return new Shift(weights, between);
    }
}
