package io.jenkins.plugins.ecs.rollout;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.Assert.assertThrows;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.policy.Judgement;
import io.jenkins.plugins.ecs.rollout.request.DeployRequestBuilder;
import io.jenkins.plugins.ecs.rollout.request.Reaction;
import io.jenkins.plugins.ecs.rollout.request.Setting;
import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.sandbox.EcsSandbox;
import io.jenkins.plugins.ecs.sandbox.Scenario;
import java.time.Duration;
import java.util.List;
import org.junit.Before;
import org.junit.Test;

/** {@code suspendScaling}: suspended for the deployment, and resumed as it was, however the deployment ends. */
public class SuspendScalingTest extends RolloutTestCase {

    private static final String KEYS = "'ServiceNamespace':'ecs','ResourceId':'service/prod/api',"
            + "'ScalableDimension':'ecs:service:DesiredCount'";
    private static final String ALL = "{'DynamicScalingInSuspended':true,'DynamicScalingOutSuspended':true,"
            + "'ScheduledScalingSuspended':true}";
    private static final String BEFORE = "{'DynamicScalingInSuspended':true,'DynamicScalingOutSuspended':false,"
            + "'ScheduledScalingSuspended':false}";

    @Before
    public void scaling() {
        scaling(sandbox);
    }

    private static void scaling(EcsSandbox in) {
        register(in, ",'MinCapacity':1,'MaxCapacity':5,'SuspendedState':" + BEFORE);
    }

    private static void register(EcsSandbox in, String members) {
        assertThat(
                in.answer(
                                "AnyScaleFrontendService",
                                "RegisterScalableTarget",
                                object("{" + KEYS + members + "}"),
                                Duration.ZERO)
                        .isSuccessful(),
                is(true));
    }

    private static JsonNode state(EcsSandbox in) {
        return in.answer(
                        "AnyScaleFrontendService",
                        "DescribeScalableTargets",
                        object("{'ServiceNamespace':'ecs','ResourceIds':['service/prod/api']}"),
                        Duration.ZERO)
                .body()
                .at("/ScalableTargets/0/SuspendedState");
    }

    private static ObjectNode object(String json) {
        try {
            return (ObjectNode) new ObjectMapper().readTree(json.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static DeployRequestBuilder suspending() {
        return request().with(Setting.SUSPEND_SCALING, true);
    }

    private void isResumed(EcsSandbox in) {
        assertThat(state(in), is((JsonNode) object(BEFORE)));
    }

    @Test
    public void stepsThatDoNotWaitForTheEndAreRefused() {
        IllegalArgumentException noWait = assertThrows(
                IllegalArgumentException.class,
                () -> suspending().waitForEnd(false).build());
        assertThat(noWait.getMessage(), containsString("suspendScaling: needs a step that waits"));
        IllegalArgumentException gated = assertThrows(
                IllegalArgumentException.class, () -> suspending().gated(true).build());
        assertThat(gated.getMessage(), containsString("suspendScaling: cannot be used with pauses"));
    }

    @Test
    public void aServiceOutsideOfTheRangeIsRefusedBecauseItWouldBeMoved() {
        sandbox.region().call("UpdateService", "{\"cluster\":\"prod\",\"service\":\"api\",\"desiredCount\":0}");
        sandbox.clock().advance(Duration.ofMinutes(2));

        Outcome outcome = rollout(suspending()).run();

        assertThat(outcome.verdict(), is(Verdict.REFUSED));
        assertThat(
                outcome.cause(),
                containsString("the desired count of the service is 0, outside of the range of its scaling (1 to 5)"));
        assertThat(sandbox.calls("RegisterScalableTarget"), empty());
        assertThat(sandbox.calls("UpdateService"), empty());
    }

    @Test
    public void aCountThatResumingWouldUndoIsRefused() {
        Outcome outcome = rollout(suspending().desiredCount(9)).run();

        assertThat(outcome.verdict(), is(Verdict.REFUSED));
        assertThat(outcome.cause(), containsString("desiredCount: 9 is outside of the range of the scaling (1 to 5)"));
        assertThat(sandbox.calls("RegisterScalableTarget"), empty());
    }

    @Test
    public void withoutThePermissionNothingIsDeployed() {
        sandbox.deny("application-autoscaling:RegisterScalableTarget");

        Outcome outcome = rollout(suspending()).run();

        assertThat(outcome.verdict(), is(Verdict.REFUSED));
        assertThat(outcome.cause(), containsString("the scaling could not be suspended: access denied"));
        assertThat(sandbox.calls("UpdateService"), empty());
    }

    @Test
    public void aFailureToResumeSaysHowToUndoIt() {
        SandboxRollout rollout = rollout(suspending());
        rollout.runUntil(state -> state.phase() == Phase.PROVING);
        sandbox.deny("application-autoscaling:RegisterScalableTarget");

        Outcome outcome = rollout.run();

        assertThat(outcome.verdict(), is(Verdict.SUCCESS));
        assertThat(
                outcome.scalingProblem(),
                containsString("the scaling of the service is still suspended (access denied"));
        assertThat(
                outcome.scalingProblem(),
                containsString("--suspended-state DynamicScalingInSuspended=true,DynamicScalingOutSuspended=false,"
                        + "ScheduledScalingSuspended=false"));
        assertThat(
                outcome.consoleLines(),
                hasItem(containsString("Warning: the scaling of the service is still suspended")));
    }

    @Test
    public void aBuildThatLeavesSaysThatItIsStillSuspended() {
        SandboxRollout rollout = rollout(suspending());
        rollout.runUntil(state -> state.phase() == Phase.FOLLOWING);

        RolloutState left = RolloutDriver.abandon(rollout.state(), "aborted again", sandbox.clock());

        assertThat(left.hasEnded(), is(true));
        assertThat(Outcome.of(left).scalingProblem(), containsString("still suspended (the build no longer follows"));
    }

    @Test
    public void throttlingAndConcurrentUpdatesPass() {
        sandbox.faults().on("RegisterScalableTarget").times(2).error(400, "ConcurrentUpdateException", "busy");
        SandboxRollout rollout = rollout(suspending());
        rollout.runUntil(state -> state.phase() == Phase.PROVING);
        sandbox.faults().on("RegisterScalableTarget").times(6).throttle();
        sandbox.faults().on("DescribeScalableTargets").times(2).throttle();

        assertThat(rollout.run().scalingProblem(), is(""));
        isResumed(sandbox);
    }

    @Test
    public void isSuspendedWhileItDeploysAndRestoredAsItWas() {
        SandboxRollout rollout = rollout(suspending());
        rollout.runUntil(state -> state.phase() == Phase.FOLLOWING);
        assertThat(state(sandbox), is((JsonNode) object(ALL)));
        assertThat(sandbox.region().scale("prod", "api", 4), is(false));

        Outcome outcome = rollout.run();

        assertThat(outcome.verdict(), is(Verdict.SUCCESS));
        isResumed(sandbox);
        assertThat(
                rollout.lines(),
                hasItem("Scaling of the service suspended during the deployment (suspended before: scale-in)"));
        assertThat(rollout.lines(), hasItem("Scaling of the service resumed as it was before the deployment"));
        assertThat(sandbox.calls("RegisterScalableTarget").size(), is(2));
    }

    @Test
    public void aServiceWithoutScalingIsDeployedWithOneLine() {
        sandbox.answer("AnyScaleFrontendService", "DeregisterScalableTarget", object("{" + KEYS + "}"), Duration.ZERO);
        SandboxRollout rollout = rollout(suspending());

        assertThat(rollout.run().verdict(), is(Verdict.SUCCESS));
        assertThat(rollout.lines(), hasItem("The service has no scaling to suspend"));
        assertThat(sandbox.calls("RegisterScalableTarget"), empty());
    }

    @Test
    public void whatIsSuspendedAlreadyStaysSo() {
        register(sandbox, ",'SuspendedState':" + ALL);

        assertThat(rollout(suspending()).run().verdict(), is(Verdict.SUCCESS));

        assertThat(state(sandbox), is((JsonNode) object(ALL)));
        assertThat(sandbox.calls("RegisterScalableTarget"), empty());
    }

    @Test
    public void withoutChangesNothingIsSuspended() {
        rollout(request()).run();

        assertThat(rollout(suspending()).run().verdict(), is(Verdict.NO_CHANGE));
        assertThat(sandbox.calls("RegisterScalableTarget"), empty());
    }

    @Test
    public void isResumedAfterARollback() {
        sandbox.scenarios().image(NEW, Scenario.CRASH);

        assertThat(rollout(suspending()).run().verdict(), is(Verdict.ROLLED_BACK));
        isResumed(sandbox);
    }

    @Test
    public void isResumedAfterAFailureWithoutRollback() {
        EcsSandbox other = newSandbox(false);
        scaling(other);
        other.scenarios().image(NEW, Scenario.CRASH);

        Outcome outcome = rollout(other, suspending()).run();

        assertThat(outcome.message(), outcome.verdict(), is(not(Verdict.SUCCESS)));
        isResumed(other);
    }

    @Test
    public void isResumedAfterATimeout() {
        sandbox.scenarios().image(NEW, Scenario.STUCK);
        for (Reaction reaction : Reaction.values()) {
            Outcome outcome = rollout(suspending()
                            .with(Setting.TIMEOUT, Duration.ofMinutes(5))
                            .with(Setting.ON_TIMEOUT, reaction))
                    .run();

            assertThat(outcome.message(), outcome.verdict(), is(Verdict.TIMED_OUT));
            isResumed(sandbox);
        }
    }

    @Test
    public void isResumedAfterAnAbortInEachPhase() {
        for (Reaction reaction : Reaction.values()) {
            for (Phase phase : List.of(
                    Phase.SUSPENDING,
                    Phase.UPDATING,
                    Phase.RESOLVING,
                    Phase.FOLLOWING,
                    Phase.PROVING,
                    Phase.RESUMING)) {
                EcsSandbox ecs = newSandbox(true);
                scaling(ecs);
                SandboxRollout rollout = rollout(ecs, suspending().with(Setting.ON_ABORT, reaction));
                rollout.runUntil(state -> state.phase() == phase);

                Outcome outcome = rollout.abort("Aborted by alice").run();

                String where = phase + " " + reaction + ": " + outcome.message();
                assertThat(where, outcome.verdict(), is(phase == Phase.RESUMING ? Verdict.SUCCESS : Verdict.ABORTED));
                assertThat(where, state(ecs), is((JsonNode) object(BEFORE)));
            }
        }
    }

    @Test
    public void isResumedWhereARuleOrAwsRefusesTheUpdate() {
        SandboxRollout ruled = rollout(suspending());
        ruled.runUntil(state -> state.phase() == Phase.UPDATING);
        assertThat(
                ruled.guardedBy(change -> new Judgement(List.of("not on Fridays"), List.of()))
                        .run()
                        .verdict(),
                is(Verdict.REFUSED));
        isResumed(sandbox);

        sandbox.deny("ecs:UpdateService");
        assertThat(rollout(suspending()).run().verdict(), is(Verdict.REFUSED));
        isResumed(sandbox);
    }

    @Test
    public void aRuleIsAskedBeforeTheScalingIsSuspended() {
        SandboxRollout rollout = rollout(suspending());
        rollout.runUntil(state -> state.phase() == Phase.SUSPENDING);

        Outcome outcome = rollout.guardedBy(change -> new Judgement(List.of("not on Fridays"), List.of()))
                .run();

        assertThat(outcome.verdict(), is(Verdict.REFUSED));
        assertThat(sandbox.calls("RegisterScalableTarget"), empty());
        assertThat(outcome.scalingProblem(), is(""));
    }

    @Test
    public void isResumedAlthoughJenkinsWasDownForLong() {
        SandboxRollout rollout = rollout(suspending());
        rollout.runUntil(state -> state.phase() == Phase.RESUMING);
        sandbox.clock().advance(Duration.ofMinutes(30));

        Outcome outcome = rollout.run();

        assertThat(outcome.verdict(), is(Verdict.SUCCESS));
        assertThat(outcome.scalingProblem(), is(""));
        isResumed(sandbox);
    }

    /** What failed before the end of the deployment says nothing about the calls that resume the scaling. */
    @Test
    public void isResumedAlthoughReadsFailedBeforeAndJenkinsWasDownForLong() {
        SandboxRollout rollout = rollout(suspending());
        rollout.runUntil(state -> state.phase() == Phase.FOLLOWING);
        sandbox.faults().on("DescribeServiceDeployments").serverError();
        sandbox.faults().on("DescribeServices").serverError();
        rollout.runUntil(state -> state.reading.failures >= 4);
        rollout.abort("Aborted by alice");
        rollout.runUntil(state -> state.phase() == Phase.RESUMING);
        sandbox.clock().advance(Duration.ofMinutes(30));

        Outcome outcome = rollout.run();

        assertThat(outcome.scalingProblem(), is(""));
        isResumed(sandbox);
    }

    @Test
    public void isResumedAlthoughOneCallFailedBeforeJenkinsWasDownForLong() {
        SandboxRollout rollout = rollout(suspending());
        rollout.runUntil(state -> state.phase() == Phase.RESUMING);
        sandbox.faults().on("DescribeScalableTargets").times(1).throttle();
        rollout.round();
        sandbox.clock().advance(Duration.ofMinutes(30));

        assertThat(rollout.run().scalingProblem(), is(""));
        isResumed(sandbox);
    }

    @Test
    public void isResumedAfterTheServiceWasDeletedOrSuperseded() {
        sandbox.scenarios().image(NEW, Scenario.SUPERSEDED);
        assertThat(rollout(suspending()).run().verdict(), is(Verdict.SUPERSEDED));
        isResumed(sandbox);

        EcsSandbox other = newSandbox(true);
        scaling(other);
        other.scenarios().image(NEW, Scenario.DELETED_MIDWAY);
        Outcome deleted = rollout(other, suspending()).run();
        assertThat(deleted.verdict(), is(Verdict.STOPPED));
        assertThat(deleted.scalingProblem(), is(""));
    }

    @Test
    public void whatAnotherClientChangedMeanwhileIsLeftAndReported() {
        SandboxRollout rollout = rollout(suspending());
        rollout.runUntil(state -> state.phase() == Phase.FOLLOWING);
        register(sandbox, ",'SuspendedState':{'DynamicScalingOutSuspended':false}");

        Outcome outcome = rollout.run();

        assertThat(outcome.verdict(), is(Verdict.SUCCESS));
        assertThat(state(sandbox).path("ScheduledScalingSuspended").asBoolean(), is(true));
        assertThat(
                rollout.lines(),
                hasItem(containsString(
                        "another client has changed the suspension of the scaling during the deployment")));
    }

    @Test
    public void anAnswerThatIsLostIsLookedFor() {
        sandbox.faults().on("RegisterScalableTarget").times(1).resetAfterEffect();
        SandboxRollout rollout = rollout(suspending());
        rollout.runUntil(state -> state.phase() == Phase.PROVING);
        sandbox.faults().on("RegisterScalableTarget").times(1).resetAfterEffect();

        assertThat(rollout.run().verdict(), is(Verdict.SUCCESS));
        isResumed(sandbox);
        assertThat(sandbox.calls("RegisterScalableTarget").size(), is(2));
    }

    @Test
    public void aScheduledScaleInDuringADeploymentIsReported() {
        register(sandbox, ",'MinCapacity':2");
        assertThat(
                sandbox.answer(
                                "AnyScaleFrontendService",
                                "PutScheduledAction",
                                object("{" + KEYS + ",'ScheduledActionName':'in','Schedule':'rate(1 minute)',"
                                        + "'ScalableTargetAction':{'MinCapacity':1,'MaxCapacity':1}}"),
                                Duration.ZERO)
                        .isSuccessful(),
                is(true));
        SandboxRollout rollout = rollout(request().desiredCount(3));

        Outcome outcome = rollout.run();

        assertThat(outcome.verdict(), is(Verdict.SUCCESS));
        assertThat(
                rollout.lines(),
                hasItem("The desired count changed from 3 to 1 during the deployment, by scaling, a scheduled action or"
                        + " another client"));
    }

    @Test
    public void aScheduledActionDoesNotRunWhileItIsSuspended() {
        sandbox.answer(
                "AnyScaleFrontendService",
                "PutScheduledAction",
                object("{" + KEYS + ",'ScheduledActionName':'in','Schedule':'at(2026-03-02T09:11:00)',"
                        + "'ScalableTargetAction':{'MinCapacity':1,'MaxCapacity':1}}"),
                Duration.ZERO);

        assertThat(rollout(suspending()).run().verdict(), is(Verdict.SUCCESS));

        assertThat(
                sandbox.region()
                        .call("DescribeServices", "{\"cluster\":\"prod\",\"services\":[\"api\"]}")
                        .at("/services/0/desiredCount")
                        .asInt(),
                is(2));
    }

    /** At each save, before and after it is on disk. */
    @Test
    public void aKilledControllerResumesItBeforeTheEnd() {
        int saves = 0;
        for (int save = 1; save == 1 || save <= saves; save++) {
            // The rounds in between only follow the deployment.
            boolean follows = save > 12 && save < saves - 6;
            for (boolean before : follows ? new boolean[0] : new boolean[] {true, false}) {
                EcsSandbox ecs = newSandbox(true);
                scaling(ecs);
                SandboxRollout rollout = rollout(ecs, suspending()).killAtSave(save, before);
                Outcome outcome = rollout.run();
                saves = Math.max(saves, rollout.saves());
                String where = "save " + save + (before ? " not" : "") + " on disk: " + outcome.message();
                assertThat(where, outcome.verdict(), is(Verdict.SUCCESS));
                assertThat(where, state(ecs), is((JsonNode) object(BEFORE)));
                assertThat(where, ecs.calls("UpdateService").size(), is(1));
            }
        }
    }
}
