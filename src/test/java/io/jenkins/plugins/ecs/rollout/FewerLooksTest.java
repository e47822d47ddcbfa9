package io.jenkins.plugins.ecs.rollout;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import io.jenkins.plugins.ecs.rollout.request.Setting;
import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.sandbox.Scenario;
import java.time.Duration;
import org.junit.Test;

/** The service is looked at when our deployment moves, and now and then; that must hide nothing. */
public class FewerLooksTest extends RolloutTestCase {

    private SandboxRollout following(Scenario scenario) {
        sandbox.scenarios().image(NEW, scenario);
        SandboxRollout rollout = rollout(request().with(Setting.TIMEOUT, Duration.ofMinutes(20)));
        rollout.runUntil(state -> state.phase() == Phase.FOLLOWING);
        return rollout;
    }

    private long looks(String operation) {
        return sandbox.calls(operation).size();
    }

    @Test
    public void aDeploymentThatStandsStillCostsOneLookInTwelveAtItsService() {
        SandboxRollout rollout = following(Scenario.STUCK);
        long quiet = sandbox.clock().millis() + 60_000;
        rollout.runUntil(state -> sandbox.clock().millis() > quiet);
        long services = looks("DescribeServices");
        long deployments = looks("DescribeServiceDeployments");

        rollout.runUntil(state -> sandbox.clock().millis() > quiet + 120_000);

        long own = looks("DescribeServiceDeployments") - deployments;
        assertThat(looks("DescribeServices") - services, lessThanOrEqualTo(own / 12 + 1));
    }

    @Test
    public void whatMovesIsLookedAtTwiceAsOftenAsWhatStandsStill() {
        SandboxRollout rollout = following(Scenario.STUCK);
        long began = sandbox.clock().millis();
        rollout.runUntil(state -> sandbox.clock().millis() > began + 60_000);
        long early = looks("DescribeServiceDeployments");
        rollout.runUntil(state -> sandbox.clock().millis() > began + 240_000);
        long quiet = looks("DescribeServiceDeployments");

        rollout.runUntil(state -> sandbox.clock().millis() > began + 300_000);

        assertThat(early, greaterThan(20L));
        assertThat(looks("DescribeServiceDeployments") - quiet, lessThanOrEqualTo(13L));
    }

    @Test
    public void anEventIsInTheLogWithinTwelveLooksThoughNothingMoves() {
        SandboxRollout rollout = following(Scenario.NO_CAPACITY);
        long began = sandbox.clock().millis();

        rollout.runUntil(state -> rollout.lines().stream().anyMatch(line -> line.contains("unable to place")));

        assertThat(rollout.lines(), hasItem(containsString("unable to place")));
        assertThat(sandbox.clock().millis() - began, lessThan(60_000L));
    }

    @Test
    public void aServiceThatIsDeletedOrTakenOverIsNoticedAllTheSame() {
        SandboxRollout deleted = following(Scenario.STUCK);
        sandbox.region().call("DeleteService", "{'cluster':'prod','service':'api','force':true}".replace('\'', '"'));
        long began = sandbox.clock().millis();

        Outcome outcome = deleted.run();

        assertThat(outcome.message(), outcome.verdict(), is(Verdict.STOPPED));
        assertThat(sandbox.clock().millis() - began, lessThan(20_000L));
    }

    @Test
    public void aNewerDeploymentIsNoticedAllTheSame() {
        SandboxRollout ours = following(Scenario.STUCK);
        sandbox.region()
                .call(
                        "UpdateService",
                        "{'cluster':'prod','service':'api','taskDefinition':'api:1'}".replace('\'', '"'));
        long began = sandbox.clock().millis();

        Outcome outcome = ours.run();

        assertThat(outcome.message(), outcome.verdict(), is(Verdict.SUPERSEDED));
        assertThat(sandbox.clock().millis() - began, lessThan(20_000L));
    }
}
