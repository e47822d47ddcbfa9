package io.jenkins.plugins.ecs.rollout;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

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
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.Before;
import org.junit.Test;

/** While traffic is shifted, the new revision is compared with the previous one. */
public class ComparedCanaryTest extends StrategyTestCase {

    private static final String ELB = "AWS/ApplicationELB";
    private static final String ERRORS = "HTTPCode_Target_5XX_Count";
    /** Of the service in the sandbox, whose first revision is in {@code blue}. */
    private static final String PRIMARY = "targetgroup/blue/0123456789abcdef";

    private static final String CANARY = "targetgroup/green/fedcba9876543210";

    private final EcsSandbox ecs = staged();

    @Before
    public void noTargets() {
        // Its target groups are not in the sandbox.
        ecs.deny("elasticloadbalancing:DescribeTargetHealth");
    }

    private SandboxRollout deployment(Strategy strategy, VerificationReaction reaction) {
        VerifyRequest verification = VerifyRequest.of("eu-central-1", "prod", "web")
                .checks(List.of(CheckSpec.of(CheckKind.CANARY)
                        .option("metric", ERRORS)
                        .option("atMostTimes", 2)
                        .build()))
                .failOn(EnumSet.of(CheckVerdict.FAILED))
                .build();
        StrategySettings.Builder shifting = strategy == Strategy.CANARY
                ? StrategySettings.of(strategy).canary(20.0, 10).bakeMinutes(1)
                : settings(strategy);
        return rollout(ecs, web(shifting).verification(verification).with(Setting.ON_VERIFICATION_FAILURE, reaction));
    }

    private static Map<String, String> canary(Outcome outcome) {
        return outcome.verification().checks().stream()
                .filter(row -> row.get("check").equals("canary"))
                .findFirst()
                .orElseThrow();
    }

    private void minutes(String group, String metric, double perMinute) {
        Instant now = Instant.ofEpochMilli(ecs.clock().millis()).truncatedTo(ChronoUnit.MINUTES);
        for (int minute = -10; minute < 60; minute++) {
            ecs.region()
                    .metric(
                            ELB,
                            metric,
                            Map.of("TargetGroup", group, "LoadBalancer", "app/shop/50dc6c495c0c9188"),
                            now.plusSeconds(60L * minute),
                            perMinute);
        }
    }

    private void traffic(double canaryRequests, double canaryErrors) {
        minutes(PRIMARY, "RequestCount", 800);
        minutes(PRIMARY, ERRORS, 8);
        minutes(CANARY, "RequestCount", canaryRequests);
        minutes(CANARY, ERRORS, canaryErrors);
    }

    @Test
    public void aCanaryThatIsWorseIsRolledBackBeforeTheRestOfTheTrafficMoves() {
        traffic(200, 10);
        SandboxRollout rollout = deployment(Strategy.CANARY, VerificationReaction.ROLLBACK);

        Outcome outcome = rollout.run();

        assertThat(story(rollout), outcome.verdict(), is(Verdict.ROLLED_BACK));
        assertThat(
                outcome.cause(),
                startsWith("the comparison with the previous revision failed: canary FAILED: " + ERRORS
                        + " 0.05 per request at 20% of the traffic"));
        assertThat(outcome.cause(), containsString("at most 2 times the previous revision (0.01)"));
        assertThat(ecs.calls("StopServiceDeployment"), hasSize(1));
        assertThat(service(ecs).path("taskDefinition").asText(), is(outcome.previousTaskDefinition()));
    }

    @Test
    public void aFailedComparisonFailsTheDeploymentWithoutARollbackIfThatIsAskedFor() {
        traffic(200, 10);
        SandboxRollout rollout = deployment(Strategy.CANARY, VerificationReaction.FAIL);

        Outcome outcome = rollout.run();

        assertThat(story(rollout), outcome.verdict(), is(not(Verdict.SUCCESS)));
        assertThat(outcome.cause(), containsString("canary FAILED: " + ERRORS + " 0.05 per request"));
        assertThat(ecs.calls("StopServiceDeployment"), hasSize(0));
    }

    @Test
    public void aCanaryThatIsAsGoodIsShownInTheVerificationAfterTheDeployment() {
        traffic(200, 3);
        SandboxRollout rollout = deployment(Strategy.CANARY, VerificationReaction.ROLLBACK);

        Outcome outcome = rollout.run();

        assertThat(story(rollout), outcome.verdict(), is(Verdict.SUCCESS));
        assertThat(
                story(rollout),
                containsString("Compared with the previous revision: " + ERRORS
                        + " 0.015 per request at 20% of the traffic (at most 2 times the previous revision (0.01))"));
        Map<String, String> row = canary(outcome);
        assertThat(row.get("verdict"), is("PASSED"));
        assertThat(row.get("value"), containsString("0.015 per request at 20% of the traffic"));
    }

    @Test
    public void bothStepsOfALinearDeploymentAreCompared() {
        traffic(200, 3);

        assertThat(
                deployment(Strategy.LINEAR, VerificationReaction.ROLLBACK).run().verdict(), is(Verdict.SUCCESS));

        assertThat(ecs.calls("GetMetricData").isEmpty(), is(false));
    }

    @Test
    public void withTooFewRequestsTheDeploymentHasNoResultAndSomebodyIsAsked() {
        traffic(2, 1);
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
        traffic(200, 10);
        ecs.deny("cloudwatch:GetMetricData");
        SandboxRollout rollout = deployment(Strategy.CANARY, VerificationReaction.ROLLBACK);

        rollout.runUntil(state -> state.phase() == Phase.HOLDING);

        assertThat(story(rollout), containsString("cloudwatch:GetMetricData"));
        assertThat(ecs.calls("StopServiceDeployment"), hasSize(0));
    }

    @Test
    public void whereAllTrafficMovesAtOnceThereIsNothingToCompare() {
        traffic(200, 10);

        Outcome outcome =
                deployment(Strategy.BLUE_GREEN, VerificationReaction.ROLLBACK).run();

        assertThat(outcome.verdict(), is(not(Verdict.ROLLED_BACK)));
        assertThat(canary(outcome).get("verdict"), is("SKIPPED"));
        assertThat(canary(outcome).get("value"), is("all traffic goes to one revision"));
        assertThat(ecs.calls("GetMetricData"), hasSize(0));
    }

    @Test
    public void theNextDeploymentComparesTheOtherWayRound() {
        traffic(200, 2);
        deployment(Strategy.CANARY, VerificationReaction.ROLLBACK).run();
        // Now the service runs in green, with two requests in a hundred failing, and blue is the canary.
        minutes(CANARY, "RequestCount", 800);
        minutes(CANARY, ERRORS, 1);
        minutes(PRIMARY, "RequestCount", 200);
        minutes(PRIMARY, ERRORS, 50);
        VerifyRequest verification = VerifyRequest.of("eu-central-1", "prod", "web")
                .checks(List.of(CheckSpec.of(CheckKind.CANARY)
                        .option("metric", ERRORS)
                        .option("atMostTimes", 2)
                        .build()))
                .failOn(EnumSet.of(CheckVerdict.FAILED))
                .build();

        Outcome outcome = rollout(
                        ecs,
                        web(StrategySettings.of(Strategy.CANARY)
                                        .canary(20.0, 10)
                                        .bakeMinutes(1))
                                .forceNewDeployment(true)
                                .verification(verification)
                                .with(Setting.ON_VERIFICATION_FAILURE, VerificationReaction.ROLLBACK))
                .run();

        assertThat(outcome.verdict(), is(Verdict.ROLLED_BACK));
        assertThat(outcome.cause(), containsString("0.25 per request"));
    }
}
