package io.jenkins.plugins.ecs.rollout;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.jenkins.plugins.ecs.rollout.request.DeployRequestBuilder;
import io.jenkins.plugins.ecs.rollout.request.Setting;
import io.jenkins.plugins.ecs.rollout.request.VerificationReaction;
import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.rollout.strategy.Strategy;
import io.jenkins.plugins.ecs.rollout.strategy.StrategySettings;
import io.jenkins.plugins.ecs.sandbox.EcsSandbox;
import io.jenkins.plugins.ecs.verify.VerifyRequest;
import io.jenkins.plugins.ecs.verify.check.CheckKind;
import io.jenkins.plugins.ecs.verify.check.CheckSpec;
import io.jenkins.plugins.ecs.verify.check.CheckVerdict;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.Before;
import org.junit.Test;

/** While traffic is shifted, the new revision is compared with the previous one. */
public class ComparedCanaryTest extends StrategyTestCase {

    private final EcsSandbox ecs = staged();

    @Before
    public void noTargets() {
        // Its target groups are not in the sandbox.
        ecs.deny("elasticloadbalancing:DescribeTargetHealth");
    }

    private SandboxRollout deployment(Strategy strategy, VerificationReaction reaction) {
        return rollout(ecs, request(strategy, reaction));
    }

    private static DeployRequestBuilder request(Strategy strategy, VerificationReaction reaction) {
        VerifyRequest verification = VerifyRequest.of("eu-central-1", "prod", "web")
                .checks(List.of(CheckSpec.of(CheckKind.CANARY)
                        .option("metric", TrafficMetrics.ERRORS)
                        .option("atMostTimes", 2)
                        .build()))
                .failOn(EnumSet.of(CheckVerdict.FAILED))
                .build();
        StrategySettings.Builder shifting = strategy == Strategy.CANARY
                ? StrategySettings.of(strategy).canary(20.0, 10).bakeMinutes(1)
                : settings(strategy);
        return web(shifting).verification(verification).with(Setting.ON_VERIFICATION_FAILURE, reaction);
    }

    private static Map<String, String> canary(Outcome outcome) {
        return outcome.verification().checks().stream()
                .filter(row -> row.get("check").equals("canary"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    public void aCanaryThatIsWorseIsRolledBackBeforeTheRestOfTheTrafficMoves() {
        TrafficMetrics.ofCanary(ecs, 200, 10);
        SandboxRollout rollout = deployment(Strategy.CANARY, VerificationReaction.ROLLBACK);

        Outcome outcome = rollout.run();

        assertThat(story(rollout), outcome.verdict(), is(Verdict.ROLLED_BACK));
        assertThat(
                outcome.cause(),
                startsWith("the comparison with the previous revision failed: canary FAILED: " + TrafficMetrics.ERRORS
                        + " 0.05 per request at 20% of the traffic"));
        assertThat(outcome.cause(), containsString("at most 2 times the previous revision (0.01)"));
        assertThat(ecs.calls("StopServiceDeployment"), hasSize(1));
        assertThat(service(ecs).path("taskDefinition").asText(), is(outcome.previousTaskDefinition()));
    }

    @Test
    public void aFailedComparisonFailsTheDeploymentWithoutARollbackIfThatIsAskedFor() {
        TrafficMetrics.ofCanary(ecs, 200, 10);
        SandboxRollout rollout = deployment(Strategy.CANARY, VerificationReaction.FAIL);

        Outcome outcome = rollout.run();

        assertThat(story(rollout), outcome.verdict(), is(not(Verdict.SUCCESS)));
        assertThat(outcome.cause(), containsString("canary FAILED: " + TrafficMetrics.ERRORS + " 0.05 per request"));
        assertThat(ecs.calls("StopServiceDeployment"), hasSize(0));
    }

    @Test
    public void aCanaryThatIsAsGoodIsShownInTheVerificationAfterTheDeployment() {
        TrafficMetrics.ofCanary(ecs, 200, 3);
        SandboxRollout rollout = deployment(Strategy.CANARY, VerificationReaction.ROLLBACK);

        Outcome outcome = rollout.run();

        assertThat(story(rollout), outcome.verdict(), is(Verdict.SUCCESS));
        assertThat(
                story(rollout),
                containsString("Compared with the previous revision: " + TrafficMetrics.ERRORS
                        + " 0.015 per request at 20% of the traffic (at most 2 times the previous revision (0.01))"));
        Map<String, String> row = canary(outcome);
        assertThat(row.get("verdict"), is("PASSED"));
        assertThat(row.get("value"), containsString("0.015 per request at 20% of the traffic"));
    }

    @Test
    public void bothStepsOfALinearDeploymentAreCompared() {
        TrafficMetrics.ofCanary(ecs, 200, 3);

        assertThat(
                deployment(Strategy.LINEAR, VerificationReaction.ROLLBACK).run().verdict(), is(Verdict.SUCCESS));

        assertThat(ecs.calls("GetMetricData").isEmpty(), is(false));
    }

    @Test
    public void withTooFewRequestsTheDeploymentHasNoResultAndSomebodyIsAsked() {
        TrafficMetrics.ofCanary(ecs, 2, 1);
        SandboxRollout rollout = deployment(Strategy.CANARY, VerificationReaction.ROLLBACK);

        rollout.runUntil(state -> state.phase() == Phase.HOLDING);

        assertThat(
                story(rollout),
                containsString(
                        "canary INCONCLUSIVE: too few requests: 10 to the new revision, 4000 to the previous one"));
        assertThat(ecs.calls("StopServiceDeployment"), hasSize(0));
    }

    @Test
    public void withoutAPermissionNothingIsRolledBackAndSomebodyIsAsked() {
        TrafficMetrics.ofCanary(ecs, 200, 10);
        ecs.deny("cloudwatch:GetMetricData");
        SandboxRollout rollout = deployment(Strategy.CANARY, VerificationReaction.ROLLBACK);

        rollout.runUntil(state -> state.phase() == Phase.HOLDING);

        assertThat(story(rollout), containsString("cloudwatch:GetMetricData"));
        assertThat(ecs.calls("StopServiceDeployment"), hasSize(0));
    }

    @Test
    public void whereAllTrafficMovesAtOnceThereIsNothingToCompare() {
        TrafficMetrics.ofCanary(ecs, 200, 10);

        Outcome outcome =
                deployment(Strategy.BLUE_GREEN, VerificationReaction.ROLLBACK).run();

        assertThat(outcome.verdict(), is(not(Verdict.ROLLED_BACK)));
        assertThat(canary(outcome).get("verdict"), is("SKIPPED"));
        assertThat(canary(outcome).get("value"), is("all traffic goes to one revision"));
        assertThat(ecs.calls("GetMetricData"), hasSize(0));
    }

    @Test
    public void theNextDeploymentComparesTheOtherWayRound() {
        TrafficMetrics.ofCanary(ecs, 200, 2);
        deployment(Strategy.CANARY, VerificationReaction.ROLLBACK).run();
        // Now the service runs in green, with two requests in a hundred failing, and blue is the canary.
        TrafficMetrics.minutes(ecs, TrafficMetrics.GREEN, "RequestCount", 800);
        TrafficMetrics.minutes(ecs, TrafficMetrics.GREEN, TrafficMetrics.ERRORS, 1);
        TrafficMetrics.minutes(ecs, TrafficMetrics.BLUE, "RequestCount", 200);
        TrafficMetrics.minutes(ecs, TrafficMetrics.BLUE, TrafficMetrics.ERRORS, 50);

        Outcome outcome = rollout(
                        ecs,
                        request(Strategy.CANARY, VerificationReaction.ROLLBACK).forceNewDeployment(true))
                .run();

        assertThat(outcome.verdict(), is(Verdict.ROLLED_BACK));
        assertThat(outcome.cause(), containsString("0.25 per request"));
    }
}
