package io.jenkins.plugins.ecs.rollout.decide.follow;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.jenkins.plugins.ecs.rollout.SandboxRollout;
import io.jenkins.plugins.ecs.rollout.Seen;
import io.jenkins.plugins.ecs.rollout.StrategyTestCase;
import io.jenkins.plugins.ecs.rollout.decide.Timeouts;
import io.jenkins.plugins.ecs.rollout.decide.phase.DecisionDraft;
import io.jenkins.plugins.ecs.rollout.observe.Observation;
import io.jenkins.plugins.ecs.rollout.request.DeployRequestBuilder;
import io.jenkins.plugins.ecs.rollout.request.Reaction;
import io.jenkins.plugins.ecs.rollout.request.Setting;
import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.rollout.strategy.Strategy;
import io.jenkins.plugins.ecs.rollout.strategy.StrategySettings;
import io.jenkins.plugins.ecs.sandbox.EcsSandbox;
import io.jenkins.plugins.ecs.sandbox.LifecycleHooks;
import io.jenkins.plugins.ecs.sandbox.Scenario;
import java.time.Duration;
import java.util.List;
import org.junit.Test;

/** Time that a deployment is configured to take is no lateness, and what only waits is not rolled back for it. */
public class ExpectedTimeTest extends StrategyTestCase {

    private static final String CHECK = "arn:aws:lambda:eu-central-1:123456789012:function:check";

    private SandboxRollout rollout;

    private Outcome run(EcsSandbox ecs, DeployRequestBuilder request) {
        rollout = rollout(ecs, request.with(Setting.ON_TIMEOUT, Reaction.ROLLBACK));
        return rollout.run();
    }

    private static void configure(EcsSandbox ecs, String service, String configuration) {
        ecs.region()
                .call(
                        "UpdateService",
                        "{\"cluster\":\"prod\",\"service\":\"" + service + "\",\"deploymentConfiguration\":{"
                                + configuration + "}}");
    }

    @Test
    public void aBakeTimeIsAddedToTheTimeout() {
        Outcome outcome =
                run(staged(), web(StrategySettings.of(Strategy.BLUE_GREEN).bakeMinutes(72)));
        assertThat(story(rollout), outcome.verdict(), is(Verdict.SUCCESS));
        assertThat(
                story(rollout),
                containsString("Expected to take about 1 h 12 min, timeout 2 h 12 min (bake time 72 min)"));
        assertThat(outcome.waitMillis(), is(Duration.ofMinutes(72).toMillis()));
        assertThat(outcome.allowedMillis(), is(Duration.ofMinutes(132).toMillis()));
    }

    @Test
    public void theDefaultsOfLinearAndCanaryFit() {
        for (Strategy strategy : List.of(Strategy.LINEAR, Strategy.CANARY)) {
            Outcome outcome =
                    run(staged(), web(StrategySettings.of(strategy)).with(Setting.TIMEOUT, Duration.ofMinutes(10)));
            assertThat(story(rollout), outcome.verdict(), is(Verdict.SUCCESS));
            assertThat(
                    story(rollout),
                    containsString(
                            strategy == Strategy.LINEAR
                                    ? "Expected to take about 1 h, timeout 1 h 10 min (10 traffic steps of 6 min)"
                                    : "Expected to take about 10 min, timeout 20 min (canary 10 min)"));
        }
    }

    @Test
    public void aBakeTimeOfARollingUpdateIsAddedToo() {
        configure(sandbox, "api", "\"bakeTimeInMinutes\":90");
        Outcome outcome = run(sandbox, request().with(Setting.TIMEOUT, Duration.ofMinutes(10)));
        assertThat(story(rollout), outcome.verdict(), is(Verdict.SUCCESS));
        assertThat(story(rollout), containsString("Expected to take about 1 h 30 min, timeout 1 h 40 min"));
    }

    @Test
    public void aHookStopsTheClockForAsLongAsItMayRun() {
        EcsSandbox ecs = staged();
        ecs.hooks().lambda(CHECK, LifecycleHooks.Result.SUCCEEDED, Duration.ofMinutes(90));
        configure(ecs, "web", hook(120));
        Outcome outcome = run(ecs, web(settings(Strategy.BLUE_GREEN)).with(Setting.TIMEOUT, Duration.ofMinutes(10)));
        assertThat(story(rollout), outcome.verdict(), is(Verdict.SUCCESS));
        assertThat(story(rollout), containsString("Not counted towards the timeout: lifecycle hooks (up to 2 h each)"));
    }

    @Test
    public void aHookThatHangsEndsAsECSSays() {
        EcsSandbox ecs = staged();
        ecs.hooks().lambda(CHECK, LifecycleHooks.Result.IN_PROGRESS);
        configure(ecs, "web", hook(120));
        Outcome outcome = run(ecs, web(settings(Strategy.BLUE_GREEN)).with(Setting.TIMEOUT, Duration.ofMinutes(10)));
        assertThat(story(rollout), outcome.verdict(), is(Verdict.ROLLED_BACK));
        assertThat(ecs.calls("StopServiceDeployment").size(), is(0));
    }

    private static String hook(int minutes) {
        return "\"lifecycleHooks\":[{\"hookTargetArn\":\"" + CHECK
                + "\",\"roleArn\":\"arn:aws:iam::123456789012:role/hooks\",\"lifecycleStages\":[\"POST_SCALE_UP\"],"
                + "\"timeoutConfiguration\":{\"timeoutInMinutes\":" + minutes + ",\"action\":\"ROLLBACK\"}}]";
    }

    @Test
    public void whatOnlyBakesIsNotRolledBackThoughItsStartTookTheWholeTimeout() {
        RolloutState state = baking();
        long late = state.deadline() + 1;
        Observation seen = Seen.service("d1", Seen.deployment("ecs-svc/5", "PRIMARY", Seen.V5, "IN_PROGRESS", 3, 100));
        seen.own = Seen.own("d1", "IN_PROGRESS", "BAKE_TIME", false, 3, 3);
        state.display.bakeMinutes = 30;
        state.display.stageSince = late - 60_000;
        DecisionDraft turn = new DecisionDraft(state, late, 0);
        Timeouts.ifOutOfTime(turn);
        assertThat("its bake time is not over", turn.state.isStopping(), is(false));

        turn = new DecisionDraft(state, late + Duration.ofMinutes(40).toMillis(), 0);
        Timeouts.ifOutOfTime(turn);
        assertThat(turn.state.verdictInSight, is(Verdict.TIMED_OUT));
        assertThat("it is left to go on", turn.state.phase, is(Phase.DIAGNOSING));
    }

    @Test
    public void whatLacksTasksOrTrafficIsRolledBackInEachStage() {
        for (String stage : List.of("SCALE_UP", "PRODUCTION_TRAFFIC_SHIFT", "BAKE_TIME")) {
            RolloutState state = baking();
            state.display.ownStage = stage;
            state.counts.runningCount = stage.equals("BAKE_TIME") ? 2 : 3;
            state.display.bakeMinutes = 30;
            state.display.stageSince = state.deadline();
            DecisionDraft turn = new DecisionDraft(state, state.deadline() + 1, 0);
            Timeouts.ifOutOfTime(turn);
            assertThat(stage, turn.state.phase, is(Phase.STOPPING));
        }
    }

    private static RolloutState baking() {
        RolloutState state = Seen.state(Phase.FOLLOWING, request().with(Setting.ON_TIMEOUT, Reaction.ROLLBACK));
        state.serviceDeployment = "d1";
        state.deploymentId = "ecs-svc/5";
        state.deploymentCreatedAt = 100;
        state.display.ownStage = "BAKE_TIME";
        state.counts.desiredCount = 3;
        state.counts.runningCount = 3;
        return state;
    }

    @Test
    public void lateTasksAreLateWhateverTheBakeTime() {
        sandbox.scenarios().image(NEW, Scenario.SLOW);
        configure(sandbox, "api", "\"bakeTimeInMinutes\":1");
        Outcome outcome = run(sandbox, request().with(Setting.TIMEOUT, Duration.ofMinutes(1)));
        assertThat(story(rollout), outcome.verdict(), is(Verdict.TIMED_OUT));
        assertThat(outcome.cause(), containsString("not complete after 2 min"));
        assertThat(outcome.cause(), containsString("rolled back"));
    }

    @Test
    public void withoutWaitsThereIsNothingToSay() {
        run(sandbox, request());
        assertThat(story(rollout), not(containsString("Expected to take")));
    }
}
