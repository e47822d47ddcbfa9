package io.jenkins.plugins.ecs.rollout;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.Assert.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.policy.Judgement;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.request.DeployRequestBuilder;
import io.jenkins.plugins.ecs.rollout.request.Setting;
import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.sandbox.EcsSandbox;
import io.jenkins.plugins.ecs.sandbox.Scenario;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import org.junit.Test;

/** {@code scaling} of a service definition: applied after the deployment was verified, and quiet if nothing differs. */
public class ServiceFileScalingTest extends RolloutTestCase {

    private static final String KEYS = "'ServiceNamespace':'ecs','ResourceId':'service/prod/api',"
            + "'ScalableDimension':'ecs:service:DesiredCount'";

    private static final String FILE = """
            scaling:
              min: 2
              max: 6
              policies:
              - policyName: cpu
                policyType: TargetTrackingScaling
                targetTrackingScalingPolicyConfiguration:
                  targetValue: 60
                  predefinedMetricSpecification: {predefinedMetricType: ECSServiceAverageCPUUtilization}
              scheduledActions:
              - scheduledActionName: night
                schedule: cron(0 20 * * ? *)
                scalableTargetAction: {maxCapacity: 3}
            """;
    private static final String TASK_DEFINITION = """
            {"family": "new", "networkMode": "awsvpc", "requiresCompatibilities": ["FARGATE"], "cpu": "256", "memory": "512",
             "containerDefinitions": [{"name": "app", "image": "repo/app:1.0.0"}]}
            """;

    private static final List<String> CHANGES = List.of(
            "RegisterScalableTarget",
            "PutScalingPolicy",
            "PutScheduledAction",
            "DeleteScalingPolicy",
            "DeleteScheduledAction");

    private SandboxRollout file(String text) {
        return rollout(DeployRequest.of("eu-central-1", "prod", "api").with(Setting.SERVICE_DEFINITION, text));
    }

    private static DeployRequestBuilder deployment() {
        return request().with(Setting.SERVICE_DEFINITION, FILE);
    }

    private static List<String> changes(EcsSandbox in) {
        return in.calls().stream()
                .map(call -> call.operation())
                .filter(CHANGES::contains)
                .toList();
    }

    private static JsonNode ask(EcsSandbox in, String operation, String input) {
        try {
            return in.answer(
                            "AnyScaleFrontendService",
                            operation,
                            (ObjectNode) new ObjectMapper().readTree(input.replace('\'', '"')),
                            Duration.ZERO)
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode target(EcsSandbox in) {
        return ask(
                        in,
                        "DescribeScalableTargets",
                        "{'ServiceNamespace':'ecs','ResourceIds':['service/prod/api']," + "'MaxResults':1}")
                .at("/ScalableTargets/0");
    }

    private static JsonNode policies(EcsSandbox in) {
        return ask(in, "DescribeScalingPolicies", "{'ServiceNamespace':'ecs','ResourceId':'service/prod/api'}")
                .path("ScalingPolicies");
    }

    private static void isApplied(String where, EcsSandbox in) {
        assertThat(where, target(in).path("MinCapacity").asInt(), is(2));
        assertThat(where, target(in).path("MaxCapacity").asInt(), is(6));
        assertThat(where, policies(in).size(), is(1));
        assertThat(
                where,
                ask(in, "DescribeScheduledActions", "{'ServiceNamespace':'ecs','ResourceId':'service/prod/api'}")
                        .at("/ScheduledActions/0/ScheduledActionName")
                        .asText(),
                is("night"));
    }

    @Test
    public void isAppliedAfterTheDeploymentAndQuietTheSecondTime() {
        SandboxRollout rollout = rollout(deployment());
        rollout.runUntil(state -> state.phase() == Phase.SCALING);
        assertThat("not before the deployment is verified", changes(sandbox), empty());

        Outcome outcome = rollout.run();

        assertThat(outcome.message(), outcome.verdict(), is(Verdict.SUCCESS));
        isApplied("", sandbox);
        assertThat(changes(sandbox), contains("RegisterScalableTarget", "PutScalingPolicy", "PutScheduledAction"));
        assertThat(
                outcome.scalingChanges(),
                contains("Scaling: 2 to 6 tasks (new)", "New scaling policy cpu", "New scheduled action night"));
        assertThat(outcome.scalingProblems(), empty());
        sandbox.clearCalls();

        SandboxRollout second = file(FILE);
        assertThat(second.run().verdict(), is(Verdict.NO_CHANGE));
        assertThat(changes(sandbox), empty());
        assertThat(sandbox.calls("UpdateService"), empty());
    }

    @Test
    public void aChangeOfTheScalingAloneIsAppliedWithoutADeployment() {
        file(FILE).run();
        sandbox.clearCalls();

        Outcome outcome =
                file(FILE.replace("targetValue: 60", "targetValue: 70")).run();

        assertThat(outcome.message(), outcome.verdict(), is(Verdict.SUCCESS));
        assertThat(changes(sandbox), contains("PutScalingPolicy"));
        assertThat(sandbox.calls("UpdateService"), empty());
        assertThat(deployments(sandbox), is(1));
        assertThat(outcome.scalingChanges(), contains(containsString("TargetValue: 60")));
    }

    @Test
    public void aNewServiceGetsItsScaling() {
        Outcome outcome = rollout(DeployRequest.of("eu-central-1", "prod", "new")
                        .taskDefinition(TASK_DEFINITION)
                        .with(
                                Setting.SERVICE_DEFINITION,
                                "launchType: FARGATE\ndesiredCount: 2\nnetworkConfiguration:\n  awsvpcConfiguration: {subnets: [subnet-1]}\n"
                                        + FILE))
                .run();

        assertThat(outcome.message(), outcome.verdict(), is(Verdict.SUCCESS));
        assertThat(outcome.scalingChanges(), hasSize(3));
        assertThat(
                ask(sandbox, "DescribeScalableTargets", "{'ServiceNamespace':'ecs'}")
                        .at("/ScalableTargets/0/ResourceId")
                        .asText(),
                is("service/prod/new"));
    }

    @Test
    public void aDryRunShowsItAndChangesNothing() {
        SandboxRollout rollout = rollout(
                DeployRequest.of("eu-central-1", "prod", "api").dryRun(true).with(Setting.SERVICE_DEFINITION, FILE));

        Outcome outcome = rollout.run();

        assertThat(outcome.verdict(), is(Verdict.PLANNED));
        assertThat(
                outcome.plan().serviceChanges(),
                contains("Scaling: 2 to 6 tasks (new)", "New scaling policy cpu", "New scheduled action night"));
        assertThat(outcome.plan().startsDeployment(), is(false));
        assertThat(outcome.plan().summary(), containsString("the scaling is changed"));
        assertThat(changes(sandbox), empty());
    }

    @Test
    public void isNotAppliedIfTheDeploymentFails() {
        sandbox.scenarios().image(NEW, Scenario.CRASH);

        assertThat(rollout(deployment()).run().verdict(), is(Verdict.ROLLED_BACK));
        assertThat(changes(sandbox), empty());
    }

    @Test
    public void whatOthersOwnIsNotEvenRead() {
        SandboxRollout rollout = rollout(request().with(Setting.SERVICE_DEFINITION, FILE + "ignore: [scaling]\n"));

        assertThat(rollout.run().verdict(), is(Verdict.SUCCESS));
        assertThat(changes(sandbox), empty());
        assertThat(sandbox.calls("DescribeScalableTargets"), empty());
    }

    @Test
    public void scalingThatMayNotBeReadIsRefusedBeforeAnythingChanges() {
        sandbox.deny("application-autoscaling:DescribeScalableTargets");

        Outcome outcome = rollout(deployment()).run();

        assertThat(outcome.verdict(), is(Verdict.REFUSED));
        assertThat(outcome.cause(), containsString("application-autoscaling:DescribeScalableTargets"));
        assertThat(sandbox.calls("RegisterTaskDefinition"), empty());
        assertThat(sandbox.calls("UpdateService"), empty());
    }

    @Test
    public void aChangeThatIsDeniedNamesTheActionAndTheOthersAreMade() {
        sandbox.deny("application-autoscaling:PutScalingPolicy");

        Outcome outcome = rollout(deployment()).run();

        assertThat(outcome.verdict(), is(Verdict.SUCCESS));
        assertThat(outcome.scalingProblems(), contains(containsString("application-autoscaling:PutScalingPolicy")));
        assertThat(outcome.scalingChanges(), hasSize(2));
    }

    @Test
    public void aPolicyThatCannotBeChangedIsRefusedBeforeAnythingChanges() {
        file(FILE).run();
        sandbox.clearCalls();
        String step = FILE.replace("TargetTrackingScaling\n", "StepScaling\n")
                .replace("targetTrackingScalingPolicyConfiguration:", "stepScalingPolicyConfiguration:")
                .replace("targetValue: 60", "adjustmentType: ChangeInCapacity")
                .replace(
                        "predefinedMetricSpecification: {predefinedMetricType: ECSServiceAverageCPUUtilization}",
                        "stepAdjustments: [{metricIntervalLowerBound: 0, scalingAdjustment: 1}]");

        Outcome outcome =
                rollout(request().with(Setting.SERVICE_DEFINITION, step)).run();

        assertThat(outcome.verdict(), is(Verdict.REFUSED));
        assertThat(outcome.cause(), containsString("cannot be changed to StepScaling"));
        assertThat(sandbox.calls("RegisterTaskDefinition"), empty());
    }

    @Test
    public void theRulesAreAskedIfTheScalingIsAllThatChanges() {
        SandboxRollout refused = file(FILE).guardedBy(change -> new Judgement(List.of("not on Fridays"), List.of()));

        Outcome outcome = refused.run();

        assertThat(outcome.verdict(), is(Verdict.REFUSED));
        assertThat(outcome.cause(), containsString("not on Fridays"));
        assertThat(changes(sandbox), empty());
    }

    @Test
    public void theRulesAreNotAskedAgainAfterTheDeployment() {
        SandboxRollout rollout = rollout(deployment());
        rollout.runUntil(state -> state.phase() == Phase.SCALING);

        Outcome outcome = rollout.guardedBy(change -> new Judgement(List.of("not on Fridays"), List.of()))
                .run();

        assertThat(outcome.scalingProblems(), empty());
        isApplied("", sandbox);
    }

    @Test
    public void whatIsSuspendedIsResumedAfterwards() {
        ask(
                sandbox,
                "RegisterScalableTarget",
                "{" + KEYS + ",'MinCapacity':1,'MaxCapacity':4,'SuspendedState':{'DynamicScalingInSuspended':true}}");
        SandboxRollout rollout = rollout(deployment().with(Setting.SUSPEND_SCALING, true));
        rollout.runUntil(state -> state.phase() == Phase.SCALING);
        assertThat(
                target(sandbox).at("/SuspendedState/ScheduledScalingSuspended").asBoolean(), is(true));

        Outcome outcome = rollout.run();

        assertThat(outcome.verdict(), is(Verdict.SUCCESS));
        isApplied("", sandbox);
        assertThat(
                target(sandbox).at("/SuspendedState/ScheduledScalingSuspended").asBoolean(), is(false));
        assertThat(
                target(sandbox).at("/SuspendedState/DynamicScalingInSuspended").asBoolean(), is(true));
        assertThat(rollout.lines(), hasItem("Scaling of the service resumed as it was before the deployment"));
    }

    @Test
    public void anAbortLeavesTheRestAndResumesWhatWasSuspended() {
        ask(sandbox, "RegisterScalableTarget", "{" + KEYS + ",'MinCapacity':1,'MaxCapacity':4}");
        SandboxRollout rollout = rollout(deployment().with(Setting.SUSPEND_SCALING, true));
        rollout.runUntil(state -> state.phase() == Phase.SCALING);

        Outcome outcome = rollout.abort("Aborted by alice").run();

        assertThat(outcome.verdict(), is(Verdict.SUCCESS));
        assertThat(outcome.scalingProblems(), contains(containsString("is not applied: the build was aborted")));
        assertThat(
                target(sandbox).at("/SuspendedState/ScheduledScalingSuspended").asBoolean(), is(false));
        assertThat(policies(sandbox).size(), is(0));
    }

    @Test
    public void aCountOutsideOfTheRangeIsReportedBefore() {
        SandboxRollout rollout = rollout(deployment().desiredCount(1));

        Outcome outcome = rollout.run();

        assertThat(outcome.verdict(), is(Verdict.SUCCESS));
        assertThat(
                rollout.lines(),
                hasItem("Warning: the desired count 1 is outside of the range of 'scaling' (2 to 6): Application Auto"
                        + " Scaling moves it there. Change one of the two"));
        assertThat(rollout(deployment().desiredCount(3)).run().message(), not(containsString("outside")));
    }

    @Test
    public void throttlingPassesAndALostAnswerIsLookedFor() {
        sandbox.faults().on("PutScalingPolicy").times(3).throttle();
        sandbox.faults().on("PutScheduledAction").times(1).resetAfterEffect();
        sandbox.faults().on("DescribeScalableTargets").times(2).throttle();

        Outcome outcome = rollout(deployment()).run();

        assertThat(outcome.scalingProblems(), empty());
        assertThat(outcome.scalingChanges(), hasSize(3));
        assertThat(sandbox.calls("PutScheduledAction").size(), is(1));
    }

    @Test
    public void aNewScalingThatIsNotKnownEverywhereIsTriedAgain() {
        sandbox.faults().on("PutScalingPolicy").times(3).error(400, "ObjectNotFoundException", "No scalable target");

        Outcome outcome = rollout(deployment()).run();

        assertThat(outcome.scalingProblems(), empty());
        isApplied("", sandbox);
    }

    @Test
    public void aChangeThatAwsAcceptsButDoesNotShowIsAProblemInTheEnd() {
        ask(sandbox, "RegisterScalableTarget", "{" + KEYS + ",'MinCapacity':1,'MaxCapacity':4}");
        sandbox.faults().on("RegisterScalableTarget").page(200, "application/x-amz-json-1.1", "{}");

        Outcome outcome = rollout(deployment()).run();

        assertThat(outcome.verdict(), is(Verdict.SUCCESS));
        assertThat(
                outcome.scalingProblems(),
                contains(
                        "AWS accepted this change of the scaling, but does not show it: Scaling: 1 to 4 tasks -> 2 to 6"));
        assertThat(
                changes(sandbox).stream()
                        .filter("RegisterScalableTarget"::equals)
                        .count(),
                is(3L));
    }

    @Test
    public void aStepThatDoesNotWaitForTheEndIsRefused() {
        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class,
                () -> deployment().waitForEnd(false).build());

        assertThat(refused.getMessage(), containsString("'scaling' is applied after the deployment"));
        deployment().with(Setting.IGNORE, "scaling").waitForEnd(false).build();
    }

    @Test
    public void whatAwsRefusesForGoodIsAProblemAndTheVerdictStays() {
        sandbox.faults().on("RegisterScalableTarget").error(400, "LimitExceededException", "too many targets");

        Outcome outcome = rollout(deployment()).run();

        assertThat(outcome.verdict(), is(Verdict.SUCCESS));
        assertThat(outcome.scalingProblems(), hasItem(containsString("too many targets")));
        assertThat(outcome.scalingProblems(), hasSize(3));
    }

    /** At each save in the phase, before and after it is on disk. */
    @Test
    public void aKilledControllerAppliesTheRest() {
        boolean wasKilled = true;
        for (int save = 1; wasKilled; save++) {
            wasKilled = false;
            for (boolean before : new boolean[] {true, false}) {
                EcsSandbox ecs = newSandbox(true);
                SandboxRollout rollout = rollout(ecs, deployment());
                rollout.runUntil(state -> state.phase() == Phase.SCALING);
                Outcome outcome = rollout.killAtSave(save, before).run();
                wasKilled |= rollout.lines().contains("(restart)");
                String where = "save " + save + (before ? " not" : "") + " on disk: " + outcome.message();
                assertThat(where, outcome.verdict(), is(Verdict.SUCCESS));
                assertThat(where, outcome.scalingProblems(), empty());
                assertThat(where, outcome.scalingChanges(), hasSize(3));
                isApplied(where, ecs);
                assertThat(where, changes(ecs), hasSize(3));
            }
        }
    }

    @Test
    public void aBuildThatLeavesEndsWithItsVerdict() {
        SandboxRollout rollout = rollout(deployment());
        rollout.runUntil(state -> state.phase() == Phase.SCALING);

        RolloutState left = RolloutDriver.abandon(rollout.state(), "aborted again", sandbox.clock());

        assertThat(left.verdict(), is(Verdict.SUCCESS));
    }
}
