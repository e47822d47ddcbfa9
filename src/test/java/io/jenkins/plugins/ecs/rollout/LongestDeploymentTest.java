package io.jenkins.plugins.ecs.rollout;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.ecs.policy.Judgement;
import io.jenkins.plugins.ecs.policy.LongestDeployment;
import io.jenkins.plugins.ecs.policy.Policy;
import io.jenkins.plugins.ecs.rollout.decide.policy.PolicyCheck;
import io.jenkins.plugins.ecs.rollout.request.DeployRequestBuilder;
import io.jenkins.plugins.ecs.rollout.request.Setting;
import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.rollout.strategy.Strategy;
import io.jenkins.plugins.ecs.rollout.strategy.StrategySettings;
import io.jenkins.plugins.ecs.tasks.request.OnStop;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.Test;

/** The cheapest ways to a deployment that takes longer than longestDeployment allows. */
public class LongestDeploymentTest extends StrategyTestCase {

    private static final Duration TIMEOUT = Duration.ofMinutes(20);

    private static PolicyCheck anHour(String... warnOnly) {
        Policy policy = new Policy(
                "the global settings", "", List.of(new LongestDeployment(Duration.ofHours(1))), null, Set.of(warnOnly));
        return change -> Judgement.of(List.of(policy), change, Instant.EPOCH);
    }

    private void configure(String configuration) {
        sandbox.region()
                .call(
                        "UpdateService",
                        "{\"cluster\":\"prod\",\"service\":\"api\",\"deploymentConfiguration\":{" + configuration
                                + "}}");
    }

    private void refused(DeployRequestBuilder request, String cause) {
        Outcome outcome = rollout(request).guardedBy(anHour()).run();

        assertThat(outcome.message(), outcome.verdict(), is(Verdict.REFUSED));
        assertThat(outcome.cause(), containsString(cause));
        assertThat(outcome.cause(), containsString("allowed: 1 h (rule 'longestDeployment' of the global settings"));
        assertThat("registered", sandbox.calls("RegisterTaskDefinition").size(), is(0));
    }

    @Test
    public void aTimeoutRaisedInTheJenkinsfile() {
        refused(request().with(Setting.TIMEOUT, Duration.ofMinutes(61)), "the deployment may take 1 h 1 min");
    }

    @Test
    public void tasksThatMayTakeLong() {
        refused(
                request()
                        .with(Setting.TIMEOUT, TIMEOUT)
                        .tasks(TasksTestCase.before(TasksTestCase.taskOf(
                                "api", "t", Duration.ofMinutes(45), OnStop.STOP, "rake", "db:migrate"))),
                "the deployment may take 1 h 5 min");
    }

    @Test
    public void aBakeTimeInTheSettingsOfTheService() {
        configure("\"bakeTimeInMinutes\":45");

        refused(request().with(Setting.TIMEOUT, TIMEOUT), "the deployment may take 1 h 5 min");
    }

    @Test
    public void aBakeTimeOfADeploymentThatTheStepDoesNotWaitFor() {
        configure("\"bakeTimeInMinutes\":45");

        refused(request().with(Setting.TIMEOUT, TIMEOUT).waitForEnd(false), "the deployment may take 1 h 5 min");
    }

    @Test
    public void trafficStepsInTheStep() {
        sandbox = staged();

        refused(
                web(StrategySettings.of(Strategy.LINEAR).bakeMinutes(0).linear(10.0, 5))
                        .with(Setting.TIMEOUT, TIMEOUT),
                "the deployment may take 1 h 10 min");
    }

    @Test
    public void whatStaysWithinTheLimitIsDeployed() {
        configure("\"bakeTimeInMinutes\":40");

        SandboxRollout rollout =
                rollout(request().with(Setting.TIMEOUT, TIMEOUT)).guardedBy(anHour());
        rollout.runUntil(state -> state.phase() == Phase.FOLLOWING);

        assertThat(rollout.lines().toString(), rollout.state().phase(), is(Phase.FOLLOWING));
    }

    @Test
    public void aRuleThatOnlyWarnsLetsItThrough() {
        SandboxRollout rollout =
                rollout(request().with(Setting.TIMEOUT, Duration.ofMinutes(61))).guardedBy(anHour("longestDeployment"));
        rollout.runUntil(state -> state.phase() == Phase.FOLLOWING);

        assertThat(rollout.state().phase(), is(Phase.FOLLOWING));
        assertThat(
                String.join("\n", rollout.lines()),
                containsString("a rule in warn mode would have blocked this: the deployment may take 1 h 1 min"));
    }
}
