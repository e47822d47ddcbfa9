package io.jenkins.plugins.ecs.rollout.decide.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.rollout.messages.StrategyMessages;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.request.WaitUntil;
import io.jenkins.plugins.ecs.rollout.strategy.LoadBalancerPatch;
import io.jenkins.plugins.ecs.rollout.strategy.Stage;
import io.jenkins.plugins.ecs.rollout.strategy.Strategy;
import io.jenkins.plugins.ecs.rollout.strategy.StrategyPatch;
import io.jenkins.plugins.ecs.rollout.strategy.StrategySettings;
import java.util.ArrayList;
import java.util.List;

/**
 * From a service as it is and what is asked for to the members of {@code UpdateService} that bring the one to the other,
 * or to the reasons why ECS would refuse them. The service's own trees are patched, so that what nobody mentioned, fields
 * that this plugin does not know included, stays as it is.
 *
 * @param settings null where there are problems; empty where the service has it all
 * @param problems each names a field and what to do
 * @param lines the changes, for the log
 * @param testListenerRule of the (first) load balancer; null where there is none
 */
public record StrategyPlan(ObjectNode settings, List<String> problems, List<String> lines, String testListenerRule) {

    private static final String CONFIGURATION = "deploymentConfiguration";
    private static final String LOAD_BALANCERS = "loadBalancers";

    /** @param service as {@code DescribeServices} shows it */
    static StrategyPlan of(DeployRequest request, ObjectNode service) {
        StrategySettings asked = request.strategy();
        if (asked != null && !asked.isRolling()) {
            return of(asked, request.waitUntil(), service);
        }
        ObjectNode before = service.path(CONFIGURATION) instanceof ObjectNode tree ? tree : service.objectNode();
        return rolling(
                before,
                asked == null
                        ? StrategyPatch.circuitBreaker(before.deepCopy(), request.circuitBreaker())
                        : StrategyPatch.rolling(before, asked),
                service);
    }

    private static StrategyPlan rolling(ObjectNode before, ObjectNode configuration, ObjectNode service) {
        ObjectNode settings = service.objectNode();
        List<String> lines = new ArrayList<>();
        if (!configuration.equals(before)) {
            settings.set(CONFIGURATION, configuration);
            StrategyPatch.differences(before, configuration, lines);
        }
        return new StrategyPlan(settings, List.of(), lines, null);
    }

    static StrategyPlan of(StrategySettings asked, WaitUntil until, ObjectNode service) {
        ObjectNode before = service.path(CONFIGURATION) instanceof ObjectNode tree ? tree : service.objectNode();
        List<String> problems = new ArrayList<>();
        String strategy = asked.strategy() == null
                ? before.path("strategy").asText("ROLLING")
                : asked.strategy().name();
        if (Strategy.parse(strategy).isEmpty()) {
            problems.add(StrategyMessages.missing(strategy));
            return new StrategyPlan(null, problems, List.of(), null);
        }
        ObjectNode configuration = StrategyPatch.configuration(before, asked, strategy);
        ArrayNode balancers = LoadBalancerPatch.balancers(service.path(LOAD_BALANCERS), asked, problems);
        problems.addAll(LoadBalancerPatch.misfits(Strategy.valueOf(strategy), balancers, service));
        problems.addAll(unsuited(asked, configuration, Strategy.valueOf(strategy)));
        problems.addAll(unreachable(until, configuration, balancers, service));
        if (!problems.isEmpty()) {
            return new StrategyPlan(null, problems, List.of(), null);
        }
        ObjectNode settings = service.objectNode();
        List<String> lines = new ArrayList<>();
        if (!configuration.equals(before)) {
            settings.set(CONFIGURATION, configuration);
            StrategyPatch.differences(before, configuration, lines);
        }
        if (!balancers.equals(service.path(LOAD_BALANCERS)) && !balancers.isEmpty()) {
            settings.set(LOAD_BALANCERS, balancers);
            lines.add("loadBalancers[0].advancedConfiguration: "
                    + balancers.path(0).path("advancedConfiguration"));
        }
        JsonNode rule = balancers.path(0).path("advancedConfiguration").path("testListenerRule");
        return new StrategyPlan(settings, problems, lines, rule.isTextual() ? rule.asText() : null);
    }

    /** Whether ECS would take it. */
    public boolean isPossible() {
        return problems.isEmpty();
    }

    /** Whether ECS starts a deployment for these settings alone: it does for some members, as UpdateService documents. */
    boolean startsDeployment() {
        return settings.has(LOAD_BALANCERS);
    }

    /** Settings of one strategy on a service that goes by another, which only the service knows. */
    private static List<String> unsuited(StrategySettings asked, ObjectNode configuration, Strategy strategy) {
        List<String> problems = new ArrayList<>();
        if (strategy != Strategy.CANARY && (asked.canaryPercent() != null || asked.canaryBakeMinutes() != null)) {
            problems.add(StrategyMessages.otherStrategy("canaryPercent and canaryBakeTime", strategy, Strategy.CANARY));
        }
        if (strategy != Strategy.LINEAR && (asked.stepPercent() != null || asked.stepBakeMinutes() != null)) {
            problems.add(StrategyMessages.otherStrategy("stepPercent and stepBakeTime", strategy, Strategy.LINEAR));
        }
        return problems;
    }

    private static List<String> unreachable(
            WaitUntil until, ObjectNode configuration, JsonNode balancers, ObjectNode service) {

        if (until.isPause() && !StrategyPatch.hasPause(configuration)) {
            return List.of(StrategyMessages.neverReached(until.text(), StrategyMessages.NO_PAUSE));
        }
        if (until.isTraffic() && !LoadBalancerPatch.managesTraffic(balancers, service)) {
            return List.of(StrategyMessages.neverReached(until.text(), StrategyMessages.NO_TRAFFIC));
        }
        if (until.stage() == Stage.BAKE_TIME
                && configuration.path("bakeTimeInMinutes").asInt() == 0) {
            return List.of(StrategyMessages.neverReached(until.text(), StrategyMessages.NO_BAKE_TIME));
        }
        if (until.stage() == Stage.RECONCILE_SERVICE
                && service.path("currentServiceRevisions").size() <= 1) {
            return List.of(StrategyMessages.neverReached(until.text(), StrategyMessages.ONE_REVISION));
        }
        return List.of();
    }
}
