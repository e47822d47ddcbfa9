package io.jenkins.plugins.ecs.rollout.strategy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A {@code deploymentConfiguration} with what is asked for put into it. */
public final class StrategyPatch {

    /** ECS's name of what is no strategy of its own. */
    public static final String ROLLING = "ROLLING";

    private static final String HOOKS = "lifecycleHooks";
    private static final String PAUSE = "PAUSE";

    private StrategyPatch() {}

    public static ObjectNode configuration(ObjectNode before, StrategySettings asked, String strategy) {
        ObjectNode after = before.deepCopy();
        after.put("strategy", strategy);
        // ECS takes the settings of a strategy together with that strategy only.
        if (!strategy.equals(Strategy.CANARY.name())) {
            after.remove("canaryConfiguration");
        }
        if (!strategy.equals(Strategy.LINEAR.name())) {
            after.remove("linearConfiguration");
        }
        put(after, "canaryConfiguration", "canaryPercent", asked.canaryPercent());
        put(after, "canaryConfiguration", "canaryBakeTimeInMinutes", asked.canaryBakeMinutes());
        put(after, "linearConfiguration", "stepPercent", asked.stepPercent());
        put(after, "linearConfiguration", "stepBakeTimeInMinutes", asked.stepBakeMinutes());
        if (asked.bakeMinutes() != null) {
            after.put("bakeTimeInMinutes", asked.bakeMinutes());
        } else if (!after.hasNonNull("bakeTimeInMinutes")) {
            after.put("bakeTimeInMinutes", 0);
        }
        if (!asked.alarms().isEmpty()) {
            ObjectNode alarms = after.withObjectProperty("alarms");
            ArrayNode names = alarms.putArray("alarmNames");
            asked.alarms().forEach(names::add);
            alarms.put("enable", true);
            if (!before.path("alarms").path("enable").asBoolean()) {
                alarms.put("rollback", true);
            }
        }
        if (asked.circuitBreaker() != null) {
            circuitBreaker(after, asked.circuitBreaker());
        }
        if (!asked.pauseAt().isEmpty()) {
            pauses(after, asked);
        }
        return after;
    }

    /** What belongs to other strategies is taken away: ECS takes it with those only. */
    public static ObjectNode rolling(ObjectNode before, StrategySettings asked) {
        ObjectNode after = before.deepCopy();
        if (!before.path("strategy").asText(ROLLING).equals(ROLLING)) {
            after.put("strategy", ROLLING);
            after.put("bakeTimeInMinutes", 0);
            after.remove("canaryConfiguration");
            after.remove("linearConfiguration");
        }
        if (asked.circuitBreaker() != null) {
            circuitBreaker(after, asked.circuitBreaker());
        }
        if (!asked.pauseAt().isEmpty()) {
            pauses(after, asked);
        }
        return after;
    }

    /** Changes the configuration and gives it back. */
    public static ObjectNode circuitBreaker(ObjectNode configuration, boolean on) {
        configuration
                .withObjectProperty("deploymentCircuitBreaker")
                .put("enable", on)
                .put("rollback", on);
        return configuration;
    }

    private static void put(ObjectNode configuration, String object, String member, Number value) {
        if (value instanceof Double percent) {
            configuration.withObjectProperty(object).put(member, percent);
        } else if (value instanceof Integer minutes) {
            configuration.withObjectProperty(object).put(member, minutes);
        }
    }

    /** Our pauses in the place of those that there are; hooks that call functions stay. */
    private static void pauses(ObjectNode configuration, StrategySettings asked) {
        ArrayNode hooks = configuration.arrayNode();
        configuration.path(HOOKS).forEach(hook -> {
            if (!isPause(hook)) {
                hooks.add(hook);
            }
        });
        if (!asked.pauseAt().contains(StrategyChecks.NO_PAUSES)) {
            ObjectNode pause = hooks.addObject().put("targetType", PAUSE);
            ArrayNode stages = pause.putArray("lifecycleStages");
            new TreeSet<>(asked.pauseAt().stream().map(Stage::valueOf).toList()).forEach(s -> stages.add(s.name()));
            ObjectNode timeout = pause.putObject("timeoutConfiguration");
            if (asked.pauseTimeoutMinutes() != null) {
                timeout.put("timeoutInMinutes", asked.pauseTimeoutMinutes());
            }
            timeout.put("action", asked.continueAfterPause() ? "CONTINUE" : "ROLLBACK");
        }
        configuration.set(HOOKS, hooks);
    }

    private static boolean isPause(JsonNode hook) {
        return hook.path("targetType").asText().equals(PAUSE);
    }

    public static boolean hasPause(JsonNode configuration) {
        for (JsonNode hook : configuration.path(HOOKS)) {
            if (isPause(hook)) {
                return true;
            }
        }
        return false;
    }

    /** One line for each member that changes. */
    public static void differences(ObjectNode before, ObjectNode after, List<String> lines) {
        Set<String> names = new TreeSet<>();
        before.fieldNames().forEachRemaining(names::add);
        after.fieldNames().forEachRemaining(names::add);
        for (String name : names) {
            JsonNode was = before.path(name);
            JsonNode is = after.path(name);
            if (!was.equals(is)) {
                lines.add("deploymentConfiguration." + name + ": " + text(was) + " -> " + text(is));
            }
        }
    }

    private static String text(JsonNode node) {
        return node.isMissingNode() ? "(none)" : node.isTextual() ? node.asText() : node.toString();
    }
}
