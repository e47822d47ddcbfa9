package io.jenkins.plugins.ecs.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.request.DeployRequestBuilder;
import io.jenkins.plugins.ecs.rollout.state.Pause;
import io.jenkins.plugins.ecs.rollout.strategy.Strategy;
import io.jenkins.plugins.ecs.rollout.strategy.StrategySettings;
import io.jenkins.plugins.ecs.sandbox.EcsSandbox;
import io.jenkins.plugins.ecs.taskdef.ContainerChange;
import java.time.Duration;
import java.util.List;

/** The service {@code prod/web} behind an Application Load Balancer that ECS may shift, beside {@code prod/api}. */
public abstract class StrategyTestCase extends RolloutTestCase {

    /** Where a deployment stops on its way, for tests that do something in each stage. */
    protected static final List<String> STAGES = List.of(
            "PRE_SCALE_UP",
            "SCALE_UP",
            "POST_SCALE_UP",
            "TEST_TRAFFIC_SHIFT",
            "POST_TEST_TRAFFIC_SHIFT",
            "PRODUCTION_TRAFFIC_SHIFT",
            "POST_PRODUCTION_TRAFFIC_SHIFT",
            "BAKE_TIME",
            "CLEAN_UP");

    protected EcsSandbox staged() {
        EcsSandbox ecs = newSandbox(true);
        ecs.service(
                "prod",
                "web",
                s -> s.image(OLD)
                        .desiredCount(2)
                        .circuitBreaker(true, true)
                        .alarms(true, "errors")
                        .shiftingLoadBalancer("app", 8080));
        return ecs;
    }

    protected static StrategySettings.Builder settings(Strategy strategy) {
        StrategySettings.Builder settings = StrategySettings.of(strategy).bakeMinutes(1);
        switch (strategy) {
            case CANARY -> settings.canary(20.0, 1);
            case LINEAR -> settings.linear(50.0, 1);
            default -> {}
        }
        return settings;
    }

    protected static DeployRequestBuilder web(StrategySettings.Builder settings) {
        return DeployRequest.of("eu-central-1", "prod", "web")
                .changes(List.of(ContainerChange.of(null).image(NEW).build()))
                .strategy(settings.build());
    }

    /** To the pause, which is open then. */
    protected static void toPause(SandboxRollout rollout) {
        rollout.runUntil(state -> state.pauses().stream().anyMatch(Pause::isOpen));
    }

    protected static void toStage(SandboxRollout rollout, String stage) {
        rollout.runUntil(state -> state.display.ownStage.equals(stage));
    }

    /** What AWS has of the service now. */
    protected static JsonNode service(EcsSandbox ecs) {
        return ecs.region()
                .call("DescribeServices", "{\"cluster\":\"prod\",\"services\":[\"web\"]}")
                .path("services")
                .path(0);
    }

    protected static void pass(EcsSandbox ecs, Duration time) {
        ecs.clock().advance(time);
    }

    protected static String story(SandboxRollout rollout) {
        return String.join("\n", rollout.lines());
    }
}
