package io.jenkins.plugins.ecs.rollout;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.request.DeployRequestBuilder;
import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.rollout.strategy.Strategy;
import io.jenkins.plugins.ecs.rollout.strategy.StrategySettings;
import io.jenkins.plugins.ecs.sandbox.EcsSandbox;
import io.jenkins.plugins.ecs.taskdef.ContainerChange;
import java.util.List;
import org.junit.Test;

/** Settings that are given are sent, whether or not there is a new revision; whether a deployment starts is up to ECS. */
public class SettingsAloneTest extends StrategyTestCase {

    private static final String ELB = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:";

    private static DeployRequestBuilder unchanged(StrategySettings.Builder settings) {
        return DeployRequest.of("eu-central-1", "prod", "web")
                .changes(List.of(ContainerChange.of(null).image(OLD).build()))
                .strategy(settings.build());
    }

    private static int deploymentsOf(EcsSandbox ecs) {
        return ecs.region()
                .call("ListServiceDeployments", "{\"cluster\":\"prod\",\"service\":\"web\"}")
                .path("serviceDeployments")
                .size();
    }

    private static JsonNode onlyUpdate(EcsSandbox ecs) {
        assertThat(ecs.calls("UpdateService").size(), is(1));
        return ecs.calls("UpdateService").get(0).request();
    }

    @Test
    public void theyAreSentAndStartNoDeployment() {
        EcsSandbox ecs = staged();
        SandboxRollout rollout =
                rollout(ecs, unchanged(settings(Strategy.CANARY).alarms(List.of("errors", "latency"))));

        Outcome outcome = rollout.run();

        assertThat(outcome.message(), outcome.verdict(), is(Verdict.SUCCESS));
        assertThat(outcome.message(), containsString("the changed settings apply from the next deployment on"));
        assertThat(onlyUpdate(ecs).has("taskDefinition"), is(false));
        assertThat(onlyUpdate(ecs).path("forceNewDeployment").asBoolean(), is(false));
        assertThat(deploymentsOf(ecs), is(1));
        assertThat(
                service(ecs)
                        .at("/deploymentConfiguration/canaryConfiguration/canaryPercent")
                        .asDouble(),
                is(20.0));
        assertThat(
                rollout.lines(),
                hasItem(containsString("no deployment starts: they apply from the next deployment on")));
    }

    @Test
    public void whatTheServiceHasAlreadyIsNoChange() {
        EcsSandbox ecs = staged();
        rollout(ecs, unchanged(settings(Strategy.CANARY))).run();

        Outcome again = rollout(ecs, unchanged(settings(Strategy.CANARY))).run();

        assertThat(again.verdict(), is(Verdict.NO_CHANGE));
        assertThat(ecs.calls("UpdateService").size(), is(1));
    }

    @Test
    public void theyComeWithADesiredCount() {
        EcsSandbox ecs = staged();

        Outcome outcome = rollout(ecs, unchanged(settings(Strategy.CANARY)).desiredCount(3))
                .run();

        assertThat(outcome.verdict(), is(Verdict.SUCCESS));
        assertThat(outcome.runningCount(), is(3));
        assertThat(onlyUpdate(ecs).has("deploymentConfiguration"), is(true));
    }

    @Test
    public void thoseOfALoadBalancerStartADeploymentThatIsFollowed() {
        EcsSandbox ecs = staged();
        SandboxRollout rollout = rollout(
                ecs,
                unchanged(settings(Strategy.BLUE_GREEN)
                        .loadBalancer(ELB + "targetgroup/third/0123456789abcdef", null, null, null)));

        Outcome outcome = rollout.run();

        assertThat(outcome.message(), outcome.verdict(), is(Verdict.SUCCESS));
        assertThat(deploymentsOf(ecs), is(2));
        assertThat(outcome.message(), not(containsString("next deployment")));
        assertThat(rollout.lines(), hasItem(containsString("load balancer settings start a deployment")));
        assertThat(onlyUpdate(ecs).has("loadBalancers"), is(true));
    }

    @Test
    public void aLostAnswerIsNoReasonToSendThemTwice() {
        EcsSandbox ecs = staged();
        ecs.faults().on("UpdateService").times(1).resetAfterEffect();

        Outcome outcome = rollout(ecs, unchanged(settings(Strategy.CANARY))).run();

        assertThat(outcome.message(), outcome.verdict(), is(Verdict.SUCCESS));
        onlyUpdate(ecs);
    }

    @Test
    public void anUpdateThatNeverArrivedIsSentAgain() {
        EcsSandbox ecs = staged();
        ecs.faults().on("UpdateService").times(1).reset();

        Outcome outcome = rollout(ecs, unchanged(settings(Strategy.CANARY))).run();

        assertThat(outcome.message(), outcome.verdict(), is(Verdict.SUCCESS));
        assertThat(ecs.calls("UpdateService").size(), is(2));
        assertThat(deploymentsOf(ecs), is(1));
    }

    @Test
    public void whileTheRevisionIsBeingDeployedThatIsFollowed() {
        EcsSandbox ecs = staged();
        rollout(ecs, web(settings(Strategy.BLUE_GREEN))).runUntil(state -> state.display.ownStage.equals("SCALE_UP"));
        SandboxRollout second = rollout(ecs, web(settings(Strategy.BLUE_GREEN).bakeMinutes(2)));

        Outcome outcome = second.run();

        assertThat(outcome.message(), outcome.verdict(), is(Verdict.SUCCESS));
        assertThat(second.lines(), hasItem(containsString("already being deployed")));
        assertThat(service(ecs).at("/deploymentConfiguration/bakeTimeInMinutes").asInt(), is(2));
        assertThat(deploymentsOf(ecs), is(2));
    }

    @Test
    public void nobodyWaitsWhereNobodyWants() {
        EcsSandbox ecs = staged();

        Outcome outcome = rollout(ecs, unchanged(settings(Strategy.CANARY)).waitForEnd(false))
                .run();

        assertThat(outcome.verdict(), is(Verdict.STARTED));
    }

    @Test
    public void aPlanSaysTheSame() {
        EcsSandbox ecs = staged();

        Outcome outcome =
                rollout(ecs, unchanged(settings(Strategy.CANARY)).dryRun(true)).run();

        assertThat(
                outcome.plan().summary(), is("would start no deployment: deploymentConfiguration alone starts none"));
        assertThat(ecs.calls("UpdateService").size(), is(0));
    }

    @Test
    public void aCircuitBreakerOfARollingUpdateIsASettingLikeThese() {
        EcsSandbox without = newSandbox(false);

        Outcome outcome = rollout(
                        without,
                        DeployRequest.of("eu-central-1", "prod", "api")
                                .changes(List.of(
                                        ContainerChange.of("app").image(OLD).build()))
                                .circuitBreaker(true))
                .run();

        assertThat(outcome.message(), outcome.verdict(), is(Verdict.SUCCESS));
        assertThat(
                onlyUpdate(without)
                        .at("/deploymentConfiguration/deploymentCircuitBreaker/enable")
                        .asBoolean(),
                is(true));
    }
}
