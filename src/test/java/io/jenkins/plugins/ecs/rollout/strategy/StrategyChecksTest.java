package io.jenkins.plugins.ecs.rollout.strategy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.request.Setting;
import java.util.List;
import java.util.Optional;
import org.junit.Test;

/** What is wrong without asking AWS: each message names the field, the value and what to do. */
public class StrategyChecksTest {

    private static void wrong(Optional<String> problem, String says) {
        assertThat(problem.orElse("nothing is wrong"), containsString(says));
    }

    @Test
    public void strategies() {
        assertThat(StrategyChecks.strategy("blue_green"), is(Optional.empty()));
        assertThat(StrategyChecks.strategy(null), is(Optional.empty()));
        wrong(StrategyChecks.strategy("ROLLING"), "use ecsDeploy");
        wrong(StrategyChecks.strategy("SIDEWAYS"), "strategy: 'SIDEWAYS' is not one of BLUE_GREEN, CANARY, LINEAR");
    }

    @Test
    public void percentages() {
        for (double good : new double[] {0.1, 5, 33.3, 100}) {
            assertThat(StrategyChecks.canaryPercent(good), is(Optional.empty()));
        }
        wrong(StrategyChecks.canaryPercent(0.0), "canaryPercent: 0.0 is not between 0.1 and 100");
        wrong(StrategyChecks.canaryPercent(5.55), "at most one decimal");
        wrong(StrategyChecks.stepPercent(2.9), "stepPercent: 2.9 is not between 3 and 100");
        wrong(StrategyChecks.stepPercent(100.1), "stepPercent");
    }

    @Test
    public void times() {
        assertThat(StrategyChecks.bake("bakeTime", 0), is(Optional.empty()));
        wrong(StrategyChecks.bake("bakeTime", 1441), "bakeTime: 1441 is not between 0 and 1440 minutes");
        wrong(StrategyChecks.bake("stepBakeTime", -1), "stepBakeTime: -1");
        assertThat(StrategyChecks.pauseTimeout(20_160), is(Optional.empty()));
        wrong(StrategyChecks.pauseTimeout(0), "pauseTimeout: 0");
        wrong(Setting.ON_PAUSE_TIMEOUT.problem("wait"), "Use 'rollback' or 'continue'");
    }

    @Test
    public void pauses() {
        assertThat(StrategyChecks.pauseAt(Stage.pausable()), is(Optional.empty()));
        assertThat(StrategyChecks.pauseAt(List.of("NONE")), is(Optional.empty()));
        wrong(
                StrategyChecks.pauseAt(List.of("PRODUCTION_TRAFFIC_SHIFT")),
                "pauseAt: ECS cannot pause at 'PRODUCTION_TRAFFIC_SHIFT', because traffic shifts there;"
                        + " PRE_PRODUCTION_TRAFFIC_SHIFT is just before");
        wrong(
                StrategyChecks.pauseAt(List.of("BAKE_TIME")),
                "cannot pause at 'BAKE_TIME'. It can pause at RECONCILE_SERVICE");
        wrong(StrategyChecks.pauseAt(List.of("NONE", "POST_SCALE_UP")), "cannot pause at 'NONE'");
    }

    @Test
    public void arns() {
        wrong(StrategyChecks.listenerRule("testListenerRule", "arn:aws:x"), "testListenerRule: 'arn:aws:x' is neither");
        wrong(StrategyChecks.targetGroup("green"), "alternateTargetGroup: 'green'");
        wrong(StrategyChecks.infrastructureRole("me"), "infrastructureRole: 'me' is not the ARN of an IAM role");
    }

    @Test
    public void whatDoesNotGoTogether() {
        assertThat(
                StrategyChecks.problems(StrategySettings.of(Strategy.BLUE_GREEN)
                        .canary(5.0, null)
                        .linear(null, 3)
                        .pauseTimeout(5, false)
                        .build()),
                is(
                        List.of(
                                "pauseTimeout and onPauseTimeout: only valid with 'pauseAt', which is not set",
                                "canaryPercent and canaryBakeTime: only valid with the strategy CANARY, but 'strategy' is"
                                        + " BLUE_GREEN",
                                "stepPercent and stepBakeTime: only valid with the strategy LINEAR, but 'strategy' is BLUE_GREEN")));
        assertThat(StrategyChecks.problems(StrategySettings.of(null).build()), is(empty()));
    }

    @Test
    public void aRequestTellsAllAtOnce() {
        IllegalArgumentException wrong = assertThrows(
                IllegalArgumentException.class,
                () -> DeployRequest.of("eu-central-1", "prod", "a b")
                        .strategy(StrategySettings.of(Strategy.CANARY)
                                .canary(0.0, 2000)
                                .build())
                        .build());
        assertThat(List.of(wrong.getMessage().split("; ")), hasItem(containsString("canaryBakeTime: 2000")));
        assertThat(wrong.getMessage(), containsString("service: 'a b'"));
    }

    @Test
    public void whereADeploymentPauses() {
        List<String> before = List.of("PRE_PRODUCTION_TRAFFIC_SHIFT");
        assertThat(Stage.ofPause("PRODUCTION_TRAFFIC_SHIFT", before), is("PRE_PRODUCTION_TRAFFIC_SHIFT"));
        assertThat(Stage.ofPause("POST_TEST_TRAFFIC_SHIFT", before), is("PRE_PRODUCTION_TRAFFIC_SHIFT"));
        assertThat(Stage.ofPause(null, before), is("PRE_PRODUCTION_TRAFFIC_SHIFT"));
        assertThat(
                Stage.ofPause(
                        "POST_TEST_TRAFFIC_SHIFT", List.of("POST_TEST_TRAFFIC_SHIFT", "PRE_PRODUCTION_TRAFFIC_SHIFT")),
                is("POST_TEST_TRAFFIC_SHIFT"));
        assertThat(Stage.ofPause("POST_SCALE_UP", List.of()), is("POST_SCALE_UP"));
        assertThat(Stage.ofPause(null, List.of()), is(""));
    }
}
