package io.jenkins.plugins.ecs.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Which scenario befalls which image. The last rule that matches wins; no rule means {@link Scenario#OK}. */
public final class Scenarios {

    private final List<ScenarioRule> rules = new CopyOnWriteArrayList<>();

    Scenarios() {}

    /** Sets the scenario of an image such as {@code repo/app:bad}, or of all that begin with {@code repo/app*}. */
    public ScenarioRule image(String image, Scenario scenario) {
        ScenarioRule rule = new ScenarioRule(image, scenario);
        rules.add(0, rule);
        return rule;
    }

    /** Forgets all rules; deployments that are running keep theirs. */
    public void clear() {
        rules.clear();
    }

    /** The scenario of one image. */
    Scenario of(String image) {
        return rules.stream()
                .filter(rule -> rule.matches(image))
                .findFirst()
                .map(ScenarioRule::scenario)
                .orElse(Scenario.OK);
    }

    /** The rule for a task definition: that of its first container that has one. */
    ScenarioRule of(JsonNode taskDefinition) {
        for (JsonNode container : taskDefinition.path("containerDefinitions")) {
            for (ScenarioRule rule : rules) {
                if (rule.matches(container.path("image").asText())) {
                    return rule;
                }
            }
        }
        return ScenarioRule.OK;
    }
}
