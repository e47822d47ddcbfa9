package io.jenkins.plugins.ecs.servicedef;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.taskdef.SourceMappedTree;
import io.jenkins.plugins.ecs.taskdef.TaskDefinitionException;
import io.jenkins.plugins.ecs.taskdef.TextPath;
import io.jenkins.plugins.ecs.text.PlainText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What one file cannot say, whatever the service is like: values that ECS does not have, and what excludes itself. */
final class ValueChecks {

    private static final Map<String, List<String>> CHOICES = new TreeMap<>(Map.of(
            "launchType", List.of("EC2", "FARGATE", "EXTERNAL", "MANAGED_INSTANCES"),
            "schedulingStrategy", List.of("REPLICA", "DAEMON"),
            "propagateTags", List.of("TASK_DEFINITION", "SERVICE", "NONE"),
            "availabilityZoneRebalancing", List.of("ENABLED", "DISABLED"),
            "deploymentController.type", List.of("ECS", "CODE_DEPLOY", "EXTERNAL"),
            "deploymentConfiguration.strategy", List.of("ROLLING", "BLUE_GREEN", "LINEAR", "CANARY"),
            "networkConfiguration.awsvpcConfiguration.assignPublicIp", List.of("ENABLED", "DISABLED")));

    /** Members that have no value to go back to. */
    private static final Set<String> NEVER_NULL = Set.of(
            "serviceName",
            "cluster",
            "desiredCount",
            "launchType",
            "schedulingStrategy",
            "deploymentController",
            "deploymentConfiguration",
            "networkConfiguration",
            "availabilityZoneRebalancing",
            "role",
            "taskDefinition");

    private static final Map<String, Integer> LONGEST = new TreeMap<>(
            Map.of("placementConstraints", 10, "placementStrategy", 5, "serviceRegistries", 1, "tags", 50));

    private final SourceMappedTree tree;
    private final ObjectNode root;
    private final List<TaskDefinitionException> problems = new ArrayList<>();

    private ValueChecks(SourceMappedTree tree) {
        this.tree = tree;
        root = (ObjectNode) tree.root();
    }

    /** Names and types are right already. */
    static List<TaskDefinitionException> problems(SourceMappedTree tree) {
        ValueChecks checks = new ValueChecks(tree);
        checks.values();
        checks.exclusions();
        checks.daemon();
        checks.tags();
        return checks.problems;
    }

    private void values() {
        CHOICES.forEach((path, choices) -> {
            String value = at(path).textValue();
            if (value != null && !choices.contains(value)) {
                add(path, ServiceMessages.choice(PlainText.line(TextPath.cut(value, 100)), choices));
            }
        });
        NEVER_NULL.stream()
                .sorted()
                .filter(name -> at(name).isNull())
                .forEach(name -> add(name, ServiceMessages.CANNOT_BE_REMOVED));
        LONGEST.forEach((name, most) -> {
            if (at(name).size() > most) {
                add(name, ServiceMessages.tooMany(at(name).size(), most));
            }
        });
        if (at("desiredCount").asInt() < 0) {
            add("desiredCount", ServiceMessages.negative(at("desiredCount").asInt()));
        }
        if (at("healthCheckGracePeriodSeconds").asInt() < 0) {
            add(
                    "healthCheckGracePeriodSeconds",
                    ServiceMessages.negative(at("healthCheckGracePeriodSeconds").asInt()));
        }
        int minimum = at("deploymentConfiguration.minimumHealthyPercent").asInt(0);
        int maximum = at("deploymentConfiguration.maximumPercent").asInt(200);
        if (maximum < minimum) {
            add("deploymentConfiguration.maximumPercent", ServiceMessages.percentages(minimum, maximum));
        }
    }

    private void exclusions() {
        String launchType = at("launchType").asText("");
        if (!launchType.isEmpty() && !at("capacityProviderStrategy").isEmpty()) {
            add("launchType", ServiceMessages.LAUNCH_TYPE_OR_STRATEGY);
        }
        if (at("platformVersion").isTextual() && !launchType.isEmpty() && !launchType.equals("FARGATE")) {
            add("platformVersion", ServiceMessages.onlyOnFargate(launchType));
        }
        if (launchType.equals("FARGATE") && !at("placementStrategy").isEmpty()) {
            add("placementStrategy", ServiceMessages.notOnFargate("placementStrategy"));
        }
        String strategy = at("deploymentConfiguration.strategy").asText("");
        forbid("linearConfiguration", "LINEAR", strategy);
        forbid("canaryConfiguration", "CANARY", strategy);
        boolean early =
                at("deploymentConfiguration.earlySuccessCriteria.enable").asBoolean();
        if (early && !strategy.isEmpty() && !strategy.equals("ROLLING")) {
            add("deploymentConfiguration.earlySuccessCriteria", ServiceMessages.earlySuccess(strategy));
        }
        boolean balances = at("availabilityZoneRebalancing").asText().equals("ENABLED");
        if (balances && at("deploymentConfiguration.maximumPercent").asInt(200) <= 100) {
            add("availabilityZoneRebalancing", ServiceMessages.REBALANCING_NEEDS_ROOM);
        }
        String controller = at("deploymentController.type").asText("ECS");
        if (balances && controller.equals("EXTERNAL")) {
            add("availabilityZoneRebalancing", ServiceMessages.notWith("deploymentController EXTERNAL"));
        }
        if (!controller.equals("ECS") && !strategy.isEmpty() && !strategy.equals("ROLLING")) {
            add("deploymentConfiguration.strategy", ServiceMessages.notWith("deploymentController " + controller));
        }
    }

    private void forbid(String settings, String of, String strategy) {
        String path = "deploymentConfiguration." + settings;
        if (at(path).isObject() && !strategy.isEmpty() && !strategy.equals(of)) {
            add(path, ServiceMessages.ofOtherStrategy(of, strategy));
        }
    }

    private void daemon() {
        if (!at("schedulingStrategy").asText().equals("DAEMON")) {
            return;
        }
        if (at("desiredCount").isNumber()) {
            add("desiredCount", ServiceMessages.COUNT_OF_DAEMON);
        }
        if (at("deploymentConfiguration.maximumPercent").asInt(100) > 100) {
            add("deploymentConfiguration.maximumPercent", ServiceMessages.DAEMON_PERCENT);
        }
        for (String name : List.of("placementStrategy", "volumeConfigurations")) {
            if (!at(name).isEmpty()) {
                add(name, ServiceMessages.notWith("schedulingStrategy DAEMON"));
            }
        }
        if (at("availabilityZoneRebalancing").asText().equals("ENABLED")) {
            add("availabilityZoneRebalancing", ServiceMessages.notWith("schedulingStrategy DAEMON"));
        }
        if (at("launchType").asText().equals("FARGATE")) {
            add("schedulingStrategy", ServiceMessages.notWith("launchType FARGATE"));
        }
        if (!at("deploymentController.type").asText("ECS").equals("ECS")) {
            add("schedulingStrategy", ServiceMessages.notWith("deploymentController other than ECS"));
        }
    }

    private void tags() {
        Set<String> seen = new HashSet<>();
        JsonNode tags = at("tags");
        for (int i = 0; i < tags.size(); i++) {
            String key = tags.get(i).path("key").asText("");
            TextPath path = TextPath.TOP.child("tags").item(i);
            if (key.isEmpty()) {
                problems.add(tree.error(path, ServiceMessages.TAG_WITHOUT_KEY));
            } else if (key.toLowerCase(Locale.ROOT).startsWith("aws:")) {
                problems.add(tree.error(path, ServiceMessages.TAG_OF_AWS));
            } else if (key.equals(EphemeralMark.CREATED_BY)) {
                problems.add(tree.error(path, ServiceMessages.TAG_OF_PLUGIN));
            } else if (!seen.add(key)) {
                problems.add(tree.error(path, ServiceMessages.twice(PlainText.line(TextPath.cut(key, 100)))));
            }
        }
    }

    private JsonNode at(String path) {
        return root.at("/" + path.replace('.', '/'));
    }

    private void add(String path, String problem) {
        TextPath place = TextPath.TOP;
        for (String step : path.split("\\.")) {
            place = place.child(step);
        }
        problems.add(tree.error(place, problem));
    }
}
