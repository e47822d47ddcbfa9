package io.jenkins.plugins.ecs.paths.release;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.jenkins.plugins.ecs.paths.definition.PathEnvironment;
import io.jenkins.plugins.ecs.paths.definition.ReleasePath;
import io.jenkins.plugins.ecs.paths.proof.PathEvent;
import io.jenkins.plugins.ecs.rollout.TrafficMetrics;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.rollout.strategy.Strategy;
import io.jenkins.plugins.ecs.rollout.strategy.StrategySettings;
import io.jenkins.plugins.ecs.sandbox.Alarm;
import io.jenkins.plugins.ecs.taskdef.ContainerChange;
import io.jenkins.plugins.ecs.verify.VerifyRequest;
import io.jenkins.plugins.ecs.verify.check.CheckKind;
import io.jenkins.plugins.ecs.verify.check.CheckSpec;
import java.util.List;
import java.util.Map;
import org.junit.Test;

/** A path whose environment shifts traffic: it is verified while ECS can still shift it back. */
public class CanaryReleaseTest extends ReleaseTestCase {

    private static final CheckSpec COMPARISON = CheckSpec.of(CheckKind.CANARY)
            .option("metric", TrafficMetrics.ERRORS)
            .option("atMostTimes", 2)
            .build();

    private SandboxRelease release(boolean rollback, CheckSpec check) {
        sandbox.service(
                "prod", "web", s -> s.image("repo/app:1.0.0").desiredCount(2).shiftingLoadBalancer("app", 8080));
        // Its target groups are not in the sandbox.
        sandbox.deny("elasticloadbalancing:DescribeTargetHealth");
        PathEnvironment production = PathEnvironment.of("production", "prod-eu")
                .checks(List.of(check))
                .rollback(rollback)
                .build();
        controller = new SandboxRelease.Controller(ReleasePath.of("web", "the global settings")
                .owner("the platform team")
                .environments(List.of(production))
                .build());
        DeployRequest request = DeployRequest.of("eu-central-1", "prod", "web")
                .changes(List.of(
                        ContainerChange.of(null).image("repo/app@" + DIGEST).build()))
                .strategy(StrategySettings.of(Strategy.CANARY)
                        .canary(20.0, 10)
                        .bakeMinutes(10)
                        .build())
                .build();
        VerifyRequest verification = VerifyRequest.of("eu-central-1", "prod", "web")
                .checks(production.checks())
                .build();
        ReleaseState state = ReleaseState.begin(
                "r1",
                controller.path,
                "web",
                Map.of("", DIGEST),
                "shop #1",
                List.of(EnvironmentRun.of(production, request, verification, true)),
                sandbox.clock().millis());
        return new SandboxRelease(sandbox, controller, state);
    }

    @Test
    public void aCanaryThatIsWorseIsRolledBackByEcsAndProvesNothing() {
        TrafficMetrics.ofCanary(sandbox, 200, 10);
        SandboxRelease release = release(true, COMPARISON);

        release.run();

        String log = String.join("\n", release.lines());
        assertThat(log, release.state().verdict(), is(Verdict.ROLLED_BACK));
        assertThat(
                log,
                containsString("canary FAILED: " + TrafficMetrics.ERRORS + " 0.05 per request at 20% of the traffic"));
        assertThat(sandbox.calls("StopServiceDeployment"), hasSize(1));
        assertThat(kinds(), is(List.of(PathEvent.Kind.HELD)));
    }

    @Test
    public void aCanaryThatIsAsGoodIsPartOfTheProof() {
        TrafficMetrics.ofCanary(sandbox, 200, 3);
        SandboxRelease release = release(true, COMPARISON);

        release.run();

        String log = String.join("\n", release.lines());
        assertThat(log, release.state().verdict(), is(Verdict.SUCCESS));
        assertThat(
                log,
                containsString(
                        "canary   PASSED   " + TrafficMetrics.ERRORS + " 0.015 per request at 20% of the traffic"));
        assertThat(controller.events, is(not(empty())));
    }

    @Test
    public void withoutRollbackTheComparisonFailsTheReleaseAfterTheDeployment() {
        TrafficMetrics.ofCanary(sandbox, 200, 10);
        SandboxRelease release = release(false, COMPARISON);

        release.run();

        String log = String.join("\n", release.lines());
        assertThat(log, release.state().verdict(), is(not(Verdict.SUCCESS)));
        assertThat(log, containsString(TrafficMetrics.ERRORS + " 0.05 per request"));
        assertThat(sandbox.calls("StopServiceDeployment"), is(empty()));
        assertThat(kinds(), is(List.of(PathEvent.Kind.HELD)));
    }

    /** Nothing says of a deployment that has ended that it is being verified. */
    @Test
    public void aVerificationInTheBakeTimeIsOverWithTheDeployment() {
        CheckSpec slow = CheckSpec.of(CheckKind.ALARMS)
                .option("names", "p95")
                .count(10_000)
                .build();
        SandboxRelease release = release(true, slow);
        release.runUntil(
                state -> state.current().rollout() != null && state.current().rollout().verification.run != null);

        release.runUntil(state -> state.current().slot() == Slot.VERIFYING);

        assertThat(Outcome.of(release.state().current().rollout()).verification(), is(nullValue()));
    }

    @Test
    public void anAlarmInTheBakeTimeLetsEcsShiftTheTrafficBack() {
        SandboxRelease release = release(true, ALARM);
        release.runUntil(state -> state.current().rollout() != null
                && state.current().rollout().display.ownStage.equals("BAKE_TIME"));
        sandbox.alarm("p95").state(Alarm.State.ALARM);

        release.run();

        String log = String.join("\n", release.lines());
        assertThat(log, release.state().verdict(), is(Verdict.ROLLED_BACK));
        assertThat(log, containsString("the verification in the bake time failed: alarms FAILED"));
        assertThat(sandbox.calls("StopServiceDeployment"), hasSize(1));
        assertThat(sandbox.calls("UpdateService"), hasSize(1));
        assertThat(kinds(), is(List.of(PathEvent.Kind.HELD)));
    }

    private List<PathEvent.Kind> kinds() {
        return controller.events.stream().map(PathEvent::kind).toList();
    }
}
