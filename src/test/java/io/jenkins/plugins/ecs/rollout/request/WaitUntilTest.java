package io.jenkins.plugins.ecs.rollout.request;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import io.jenkins.plugins.ecs.rollout.SandboxRollout;
import io.jenkins.plugins.ecs.rollout.StrategyTestCase;
import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.rollout.strategy.Strategy;
import io.jenkins.plugins.ecs.rollout.strategy.StrategySettings;
import io.jenkins.plugins.ecs.sandbox.EcsSandbox;
import io.jenkins.plugins.ecs.sandbox.Scenario;
import java.util.List;
import org.junit.Test;

/** Following a deployment only so far, and refusing before any change what never comes. */
public class WaitUntilTest extends StrategyTestCase {

    private static Outcome run(SandboxRollout rollout) {
        return rollout.run();
    }

    private SandboxRollout until(EcsSandbox ecs, String until) {
        return rollout(
                ecs,
                web(settings(Strategy.LINEAR).pauseAt(List.of("POST_PRODUCTION_TRAFFIC_SHIFT")))
                        .waitUntil(WaitUntil.parse(until)));
    }

    @Test
    public void endsWhereItWasToldTo() {
        for (String point : List.of("stage:POST_SCALE_UP", "stage:PRODUCTION_TRAFFIC_SHIFT", "traffic:40", "paused")) {
            EcsSandbox ecs = staged();
            SandboxRollout rollout = until(ecs, point);
            Outcome outcome = run(rollout);
            assertThat(story(rollout), outcome.verdict(), is(Verdict.REACHED));
            assertThat(outcome.cause(), containsString("reached " + point));
            assertThat("it goes on", service(ecs).path("deployments").size(), is(2));
        }
    }

    @Test
    public void trafficIsWhatTheNewRevisionGets() {
        EcsSandbox ecs = staged();
        Outcome outcome = run(until(ecs, "traffic:40"));
        assertThat(outcome.productionWeight(), is(50.0));
    }

    @Test
    public void aRollbackOnTheWayIsARollback() {
        EcsSandbox ecs = staged();
        ecs.scenarios().image(NEW, Scenario.CRASH);
        assertThat(run(until(ecs, "traffic:40")).verdict(), is(Verdict.ROLLED_BACK));
    }

    @Test
    public void whatNeverComesIsRefusedBeforeAnythingIsChanged() {
        EcsSandbox ecs = staged();
        SandboxRollout rollout = rollout(ecs, web(settings(Strategy.BLUE_GREEN)).waitUntil(WaitUntil.parse("paused")));
        Outcome outcome = run(rollout);
        assertThat(outcome.verdict(), is(Verdict.REFUSED));
        assertThat(outcome.cause(), containsString("waitUntil: 'paused' is never reached"));
        assertThat(ecs.calls("RegisterTaskDefinition").size(), is(0));
        assertThat(ecs.calls("UpdateService").size(), is(0));
    }

    @Test
    public void aStrategyThatDoesNotFitIsRefusedBeforeAnythingIsChanged() {
        EcsSandbox ecs = newSandbox(true);
        Outcome outcome = rollout(
                        ecs,
                        request().strategy(StrategySettings.of(Strategy.CANARY).build()))
                .run();
        assertThat(outcome.verdict(), is(Verdict.REFUSED));
        assertThat(outcome.cause(), containsString("strategy: CANARY shifts traffic in steps"));
        assertThat(ecs.calls("RegisterTaskDefinition").size(), is(0));
    }

    @Test
    public void whatOnlyEcsKnowsIsSaidInItsOwnWords() {
        EcsSandbox ecs = staged();
        ecs.faults()
                .on("UpdateService")
                .error(400, "InvalidParameterException", "productionListenerRule has an invalid ARN format: x");
        Outcome outcome = rollout(ecs, web(settings(Strategy.BLUE_GREEN))).run();
        assertThat(outcome.verdict(), is(Verdict.REFUSED));
        assertThat(outcome.cause(), containsString("productionListenerRule has an invalid ARN format"));
        assertThat(outcome.advice(), containsString("listener rule"));
    }

    @Test
    public void badRoutingSaysWhatToDo() {
        EcsSandbox ecs = staged();
        ecs.scenarios().image(NEW, Scenario.BAD_ROUTING);
        Outcome outcome = rollout(ecs, web(settings(Strategy.BLUE_GREEN))).run();
        assertThat(outcome.verdict(), is(Verdict.ROLLED_BACK));
        assertThat(outcome.advice(), containsString("production listener rule"));
    }

    @Test
    public void servicesWithTheirOwnControllerAreRefusedWithAPointer() {
        EcsSandbox ecs = newSandbox(true);
        ecs.service("prod", "web", s -> s.image(OLD).controller("EXTERNAL"));
        Outcome outcome = rollout(ecs, web(settings(Strategy.BLUE_GREEN))).run();
        assertThat(outcome.verdict(), is(Verdict.REFUSED));
        assertThat(outcome.cause(), containsString("deployment controller EXTERNAL"));
        assertThat(outcome.advice(), containsString("manages its task sets"));
        assertThat(ecs.calls("RegisterTaskDefinition").size(), is(0));
    }

    @Test
    public void theEndOfTheBakeTimeIsSaid() {
        EcsSandbox ecs = staged();
        SandboxRollout rollout = rollout(ecs, web(settings(Strategy.BLUE_GREEN)));
        toStage(rollout, "BAKE_TIME");
        Outcome baking = Outcome.of(rollout.state());
        long left = baking.bakeEndsAt() - ecs.clock().millis();
        assertThat(left > 50_000 && left <= 60_000, is(true));
        assertThat(story(rollout), containsString("the old revision is kept until 2026-"));
        assertThat(rollout.run().bakeEndsAt(), is(0L));
    }

    @Test
    public void readsItsOwnText() {
        for (String text :
                List.of("deployed", "paused", "stage:BAKE_TIME", "traffic:10", "traffic:2.5", "codedeploy:Install")) {
            assertThat(WaitUntil.parse(text).text(), is(text));
        }
        assertThat(WaitUntil.parse("traffic: 10 %").text(), is("traffic:10"));
        assertThat(WaitUntil.parse(null).isEnd(), is(true));
    }

    @Test
    public void saysWhatThereIs() {
        wrong("soon", "Use 'deployed', 'stage:<STAGE>', 'paused', 'traffic:<percent>' or 'codedeploy:<event>'");
        wrong("codedeploy:Lunch", "Use one of: BeforeInstall, Install");
        wrong("stage:NOON", "Use one of: RECONCILE_SERVICE, PRE_SCALE_UP");
        wrong("stage:PRE_PRODUCTION_TRAFFIC_SHIFT", "is not a stage that deployments report");
        wrong("traffic:0", "above 0");
        wrong("traffic:101", "up to 100");
        wrong("traffic:most", "such as traffic:10");
    }

    private static void wrong(String text, String says) {
        IllegalArgumentException wrong = assertThrows(IllegalArgumentException.class, () -> WaitUntil.parse(text));
        assertThat(wrong.getMessage(), containsString(says));
    }
}
