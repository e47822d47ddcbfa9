package io.jenkins.plugins.ecs.rollout;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.ecs.policy.Judgement;
import io.jenkins.plugins.ecs.policy.LongestDeployment;
import io.jenkins.plugins.ecs.policy.Policy;
import io.jenkins.plugins.ecs.rollout.request.CodeDeploySettings;
import io.jenkins.plugins.ecs.rollout.request.DeployRequestBuilder;
import io.jenkins.plugins.ecs.rollout.request.Reaction;
import io.jenkins.plugins.ecs.rollout.request.Setting;
import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.sandbox.LifecycleHooks;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.Test;

/** The waits of CodeDeploy are no lateness. */
public class CodeDeployExpectedTimeTest extends CodeDeployRolloutTestCase {

    private Outcome run(DeployRequestBuilder request) {
        return begin(request.with(Setting.TIMEOUT, Duration.ofMinutes(10)).with(Setting.ON_TIMEOUT, Reaction.ROLLBACK))
                .run();
    }

    @Test
    public void theTerminationWaitIsAddedToTheTimeout() {
        group(group -> group.termination(60));
        ended(run(web()), Verdict.SUCCESS, "");
        assertThat(story(), containsString("Expected to take about 1 h, timeout 1 h 10 min (termination wait 60 min)"));
        assertThat(running(), is(NEW));
    }

    @Test
    public void theStepsOfTheTrafficAreAdded() {
        ended(
                run(web(new CodeDeploySettings(
                        null, null, "CodeDeployDefault.ECSLinear10PercentEvery3Minutes", null, List.of()))),
                Verdict.SUCCESS,
                "");
        assertThat(
                story(),
                containsString("about 31 min, timeout 41 min (10 traffic steps of 3 min, termination wait 1 min)"));
    }

    @Test
    public void aConfigurationOfOnesOwnIsLookedUp() {
        sandbox.region()
                .deploymentConfig(
                        "slow",
                        "{\"type\":\"TimeBasedCanary\",\"timeBasedCanary\":{\"canaryPercentage\":10,"
                                + "\"canaryInterval\":45}}");
        group(group -> group.config("slow"));
        ended(run(web()), Verdict.SUCCESS, "");
        assertThat(story(), containsString("about 46 min, timeout 56 min (canary 45 min, termination wait 1 min)"));
    }

    @Test
    public void withoutTheRightToLookItUpThatIsSaid() {
        sandbox.region().deploymentConfig("slow", "{\"type\":\"AllAtOnce\"}");
        group(group -> group.config("slow"));
        sandbox.deny("codedeploy:GetDeploymentConfig");
        ended(run(web()), Verdict.SUCCESS, "");
        assertThat(story(), containsString("cannot determine how long the traffic shift takes"));
    }

    /** The cheapest way around a limit: a configuration that the rule can't read. */
    @Test
    public void aLimitRefusesAConfigurationThatCantBeRead() {
        sandbox.region().deploymentConfig("slow", "{\"type\":\"AllAtOnce\"}");
        group(group -> group.config("slow"));
        sandbox.deny("codedeploy:GetDeploymentConfig");
        Policy policy =
                new Policy("the global settings", "", List.of(new LongestDeployment(Duration.ofHours(9))), null);

        Outcome outcome = begin(web())
                .guardedBy(change -> Judgement.of(List.of(policy), change, Instant.EPOCH))
                .run();

        assertThat(outcome.message(), outcome.verdict(), is(Verdict.REFUSED));
        assertThat(outcome.cause(), containsString("the maximum duration of the deployment is unknown; allowed: 9 h"));
        assertThat(created(), is(0));
    }

    @Test
    public void aHookStopsTheClock() {
        sandbox.hooks().lambda("check", LifecycleHooks.Result.SUCCEEDED, Duration.ofMinutes(50));
        ended(run(web(appSpec("Hooks: [{AfterInstall: check}]"))), Verdict.SUCCESS, "");
        assertThat(story(), containsString("Not counted towards the timeout: lifecycle hooks (up to 1 h each)"));
    }
}
