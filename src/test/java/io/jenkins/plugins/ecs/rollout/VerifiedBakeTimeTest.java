package io.jenkins.plugins.ecs.rollout;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.jenkins.plugins.ecs.polling.RateLimiter;
import io.jenkins.plugins.ecs.rollout.request.DeployRequestBuilder;
import io.jenkins.plugins.ecs.rollout.request.Setting;
import io.jenkins.plugins.ecs.rollout.request.VerificationReaction;
import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.rollout.strategy.Strategy;
import io.jenkins.plugins.ecs.sandbox.Alarm;
import io.jenkins.plugins.ecs.sandbox.EcsSandbox;
import io.jenkins.plugins.ecs.verify.VerifyRequest;
import io.jenkins.plugins.ecs.verify.check.CheckKind;
import io.jenkins.plugins.ecs.verify.check.CheckSpec;
import io.jenkins.plugins.ecs.verify.check.CheckVerdict;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import org.junit.Test;

/** Deployments that shift traffic are verified in their bake time, too: ECS still has the tasks to shift it back to. */
public class VerifiedBakeTimeTest extends StrategyTestCase {

    private EcsSandbox ecs;

    private DeployRequestBuilder deployment(Strategy strategy) {
        return deployment(strategy, 20);
    }

    private DeployRequestBuilder deployment(Strategy strategy, int bakeMinutes) {
        VerifyRequest verification = VerifyRequest.of("eu-central-1", "prod", "web")
                .checks(List.of(
                        CheckSpec.of(CheckKind.ALARMS).option("names", "p95").build()))
                .failOn(EnumSet.of(CheckVerdict.FAILED))
                .build();
        return web(settings(strategy).bakeMinutes(bakeMinutes)).verification(verification);
    }

    private SandboxRollout begun(DeployRequestBuilder request) {
        ecs = staged();
        ecs.alarm("p95").state(Alarm.State.OK);
        // Its target groups are not in the sandbox.
        ecs.deny("elasticloadbalancing:DescribeTargetHealth");
        return rollout(ecs, request);
    }

    @Test
    public void aCheckThatFailsInTheBakeTimeLetsEcsShiftTheTrafficBack() {
        for (Strategy strategy : Strategy.values()) {
            SandboxRollout rollout = begun(deployment(strategy));
            toStage(rollout, "BAKE_TIME");
            rollout.round().round();
            ecs.alarm("p95").state(Alarm.State.ALARM);
            long failedAt = ecs.clock().millis();
            rollout.runUntil(state -> state.phase() == Phase.STOPPING);
            assertThat(story(rollout), ecs.clock().millis() - failedAt, lessThanOrEqualTo(45_000L));

            Outcome outcome = rollout.run();

            assertThat(story(rollout), outcome.verdict(), is(Verdict.ROLLED_BACK));
            assertThat(
                    outcome.cause(),
                    startsWith("the verification in the bake time failed: alarms FAILED: in ALARM: p95"));
            assertThat(outcome.verification().verdict(), is("FAILED"));
            assertThat(ecs.calls("StopServiceDeployment"), hasSize(1));
            assertThat("no other deployment", ecs.calls("UpdateService"), hasSize(1));
            assertThat(service(ecs).path("taskDefinition").asText(), is(outcome.previousTaskDefinition()));
        }
    }

    /** No event says that a bake time begins. */
    @Test
    public void aShortBakeTimeIsNotMissedWhileEventsTakeThePlaceOfPolls() {
        SandboxRollout rollout = begun(deployment(Strategy.BLUE_GREEN, 1)).gate(new RateLimiter() {
            @Override
            public long turnIn(String operation) {
                return 0;
            }

            @Override
            public boolean isNotified() {
                return true;
            }
        });
        rollout.runUntil(state -> state.phase() == Phase.FOLLOWING);
        ecs.alarm("p95").state(Alarm.State.ALARM);

        Outcome outcome = rollout.run();

        assertThat(story(rollout), outcome.verdict(), is(Verdict.ROLLED_BACK));
        assertThat(story(rollout), ecs.calls("StopServiceDeployment"), hasSize(1));
    }

    @Test
    public void aBakeTimeThatEndedBeforeTheRollbackLeavesNoFailure() {
        SandboxRollout rollout = begun(deployment(Strategy.BLUE_GREEN));
        toStage(rollout, "BAKE_TIME");
        ecs.alarm("p95").state(Alarm.State.ALARM);
        rollout.runUntil(state -> state.phase() == Phase.STOPPING);
        ecs.clock().advance(Duration.ofMinutes(30));
        ecs.alarm("p95").state(Alarm.State.OK);
        rollout.runUntil(state -> state.phase() == Phase.PROVING);

        assertThat(story(rollout), rollout.state().verification.result, is(nullValue()));
        assertThat(story(rollout), rollout.run().verdict(), is(Verdict.SUCCESS));
    }

    @Test
    public void whatFailsAfterTheBakeTimeIsRolledBackByADeployment() {
        SandboxRollout rollout = begun(deployment(Strategy.BLUE_GREEN));
        rollout.runUntil(state -> state.phase() == Phase.VERIFYING);
        ecs.alarm("p95").state(Alarm.State.ALARM);

        Outcome outcome = rollout.run();

        assertThat(story(rollout), outcome.verdict(), is(Verdict.ROLLED_BACK));
        assertThat(outcome.cause(), startsWith("the verification failed: alarms FAILED"));
        assertThat(ecs.calls("UpdateService"), hasSize(2));
        assertThat(service(ecs).path("taskDefinition").asText(), is(outcome.previousTaskDefinition()));
    }

    @Test
    public void errorsInTheBakeTimeDoNothing() {
        SandboxRollout rollout = begun(deployment(Strategy.BLUE_GREEN));
        toStage(rollout, "BAKE_TIME");
        ecs.deny("cloudwatch:DescribeAlarms");
        rollout.runUntil(state -> state.phase() != Phase.FOLLOWING);
        ecs.allow("cloudwatch:DescribeAlarms");

        Outcome outcome = rollout.run();

        assertThat(story(rollout), outcome.verdict(), is(Verdict.SUCCESS));
        assertThat(ecs.calls("StopServiceDeployment"), hasSize(0));
    }

    @Test
    public void whatIsOnlyToFailIsVerifiedAtTheEnd() {
        SandboxRollout rollout =
                begun(deployment(Strategy.BLUE_GREEN).with(Setting.ON_VERIFICATION_FAILURE, VerificationReaction.FAIL));
        toStage(rollout, "BAKE_TIME");
        ecs.alarm("p95").state(Alarm.State.ALARM);

        Outcome outcome = rollout.run();

        assertThat(story(rollout), outcome.verdict(), is(Verdict.FAILED));
        assertThat(outcome.cause(), containsString("The service keeps running"));
        assertThat(ecs.calls("StopServiceDeployment"), hasSize(0));
    }

    @Test
    public void aKillInTheBakeTimeRollsBackOnce() {
        SandboxRollout whole = begun(deployment(Strategy.BLUE_GREEN));
        toStage(whole, "BAKE_TIME");
        int from = whole.saves();
        for (int at = from; at < from + 12; at++) {
            SandboxRollout rollout = begun(deployment(Strategy.BLUE_GREEN)).killAtSave(at, at % 2 == 0);
            toStage(rollout, "BAKE_TIME");
            ecs.alarm("p95").state(Alarm.State.ALARM);

            Outcome outcome = rollout.run();

            assertThat(at + " " + story(rollout), outcome.verdict(), is(Verdict.ROLLED_BACK));
            assertThat(ecs.calls("UpdateService"), hasSize(1));
        }
    }
}
