package io.jenkins.plugins.ecs.rollout;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.Assert.assertThrows;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.history.DeployState;
import io.jenkins.plugins.ecs.policy.Judgement;
import io.jenkins.plugins.ecs.polling.Hanging;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.request.DeployRequestBuilder;
import io.jenkins.plugins.ecs.rollout.request.Setting;
import io.jenkins.plugins.ecs.rollout.request.VerificationReaction;
import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.rollout.state.PauseAnswer;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.sandbox.Scenario;
import io.jenkins.plugins.ecs.verify.check.CheckKind;
import io.jenkins.plugins.ecs.verify.check.CheckSpec;
import java.time.Duration;
import java.util.List;
import org.junit.Test;

/** A deployment that is verified at its end: a check that fails rolls back, and nothing else does. */
public class VerifiedRolloutTest extends VerifiedRolloutTestCase {

    @Test
    public void aCheckThatFailsRollsBackUnderTheSameVerdict() {
        alarmGoesOff();
        SandboxRollout rollout = rollout(verified(alarm()));

        Outcome outcome = ends(rollout, Verdict.ROLLED_BACK);

        assertThat(outcome.cause(), startsWith("the verification failed: alarms FAILED: in ALARM: p95"));
        assertThat(outcome.cause(), containsString("Rolled back to api:1"));
        assertThat(outcome.rollbackTaskDefinition(), is(outcome.previousTaskDefinition()));
        assertThat(revision(), is(1));
        assertThat(deployments(sandbox), is(3));
    }

    @Test
    public void secretsAreInNoResultAndNoLine() {
        alarmGoesOff();
        SandboxRollout rollout = rollout(verified(alarm())).secrets("Threshold Crossed");

        Outcome outcome = ends(rollout, Verdict.ROLLED_BACK);

        assertThat(outcome.verification().checks().toString(), not(containsString("Threshold Crossed")));
        assertThat(outcome.verification().message(), not(containsString("Threshold Crossed")));
        assertThat(story(rollout), not(containsString("Threshold Crossed")));
    }

    @Test
    public void fromTheCheckToTheRollbackIsOnePoll() {
        SandboxRollout rollout = rollout(verified(alarm().count(1_000)));
        rollout.runUntil(state -> state.phase() == Phase.VERIFYING && state.verification.run != null);
        rollout.round().round().round();
        assertThat(DeployState.of(Outcome.of(rollout.state())), is(DeployState.VERIFYING));
        alarmGoesOff();
        long failedAt = sandbox.clock().millis();
        rollout.runUntil(state -> state.phase() == Phase.ROLLING_BACK);
        assertThat(DeployState.of(Outcome.of(rollout.state())), is(DeployState.ROLLING_BACK));

        assertThat(story(rollout), sandbox.clock().millis() - failedAt, lessThanOrEqualTo(POLL.toMillis()));
    }

    @Test
    public void whatPassesIsASuccessAndSaysWhatWasVerified() {
        SandboxRollout rollout = rollout(verified(alarm()));

        Outcome outcome = ends(rollout, Verdict.SUCCESS);

        assertThat(outcome.verification().verdict(), is("PASSED"));
        assertThat(rollout.lines(), hasItem("Verifying api:2: service, tasks, digest, health, targets, alarms"));
        assertThat(revision(), is(2));
    }

    @Test
    public void anErrorNeverRollsBackAndAsks() {
        SandboxRollout rollout = rollout(verified(CheckSpec.of(CheckKind.ALARMS).option("names", "unheard-of")));
        rollout.runUntil(state -> state.phase() == Phase.HOLDING);

        assertThat(Outcome.of(rollout.state()).awaitsAction(), is(true));
        assertThat(DeployState.of(Outcome.of(rollout.state())), is(DeployState.AWAITING_APPROVAL));
        assertThat(rollout.lines().toString(), containsString("Continue or roll back on the build page until"));
        Outcome outcome = ends(rollout, Verdict.UNKNOWN);
        assertThat(outcome.cause(), startsWith("the verification has no result: alarms ERROR: "));
        assertThat(outcome.cause(), containsString("Nobody decided in time. The service keeps running api:2"));
        assertThat(outcome.pauses().get(0).isOpen(), is(false));
        assertThat(revision(), is(2));
    }

    @Test
    public void aDeniedReadIsAnErrorThatNamesTheAction() {
        sandbox.deny("cloudwatch:DescribeAlarms");
        SandboxRollout rollout =
                rollout(verified(alarm()).with(Setting.ON_VERIFICATION_FAILURE, VerificationReaction.FAIL));

        Outcome outcome = ends(rollout, Verdict.UNKNOWN);

        assertThat(outcome.cause(), containsString("cloudwatch:DescribeAlarms"));
        assertThat(revision(), is(2));
    }

    @Test
    public void aCheckWithoutAResultNeverRollsBack() {
        CheckSpec.Builder metric = CheckSpec.of(CheckKind.METRIC)
                .option("namespace", "AWS/ApplicationELB")
                .option("name", "HTTPCode_Target_5XX_Count")
                .option("atMost", "1");
        SandboxRollout rollout = rollout(verified(metric));
        rollout.runUntil(state -> state.phase() == Phase.HOLDING);
        rollout.answer(PauseAnswer.CONTINUE, "alice");

        Outcome outcome = ends(rollout, Verdict.SUCCESS);

        assertThat(outcome.message(), containsString("accepted by alice, although the verification has no result"));
        assertThat(revision(), is(2));
    }

    /** Meanwhile another client has deployed: what was accepted does not run any more. */
    @Test
    public void whatIsAcceptedMustStillBeDeployed() {
        SandboxRollout rollout = rollout(verified(
                CheckSpec.of(CheckKind.ALARMS).option("names", "unheard-of").initialDelay(POLL)));
        rollout.runUntil(state -> state.phase() == Phase.HOLDING);
        deployedElsewhere();
        rollout.answer(PauseAnswer.CONTINUE, "alice");

        Outcome outcome = ends(rollout, Verdict.SUPERSEDED);

        assertThat(outcome.cause(), containsString("the service was set to api:3 instead of api:2"));
        assertThat(outcome.pauses().get(0).isOpen(), is(false));
        assertThat(outcome.awaitsAction(), is(false));
    }

    /** The service could not scale out while it waits for an answer. */
    @Test
    public void nobodyIsAskedWhileTheScalingIsSuspended() throws Exception {
        String target = "{\"ServiceNamespace\":\"ecs\",\"ResourceId\":\"service/prod/api\","
                + "\"ScalableDimension\":\"ecs:service:DesiredCount\",\"MinCapacity\":1,\"MaxCapacity\":4}";
        sandbox.answer(
                "AnyScaleFrontendService",
                "RegisterScalableTarget",
                (ObjectNode) new ObjectMapper().readTree(target),
                Duration.ZERO);
        SandboxRollout rollout = rollout(verified(CheckSpec.of(CheckKind.ALARMS).option("names", "unheard-of"))
                .with(Setting.SUSPEND_SCALING, true));
        boolean[] asked = {false};
        rollout.runUntil(state -> {
            asked[0] |= state.phase() == Phase.HOLDING;
            return false;
        });

        assertThat(story(rollout), asked[0], is(false));
        assertThat(story(rollout), rollout.state().verdict(), is(Verdict.UNKNOWN));
        assertThat(rollout.lines(), hasItem("Scaling of the service resumed as it was before the deployment"));
    }

    @Test
    public void aUserWhoIsAskedMayRollBack() {
        SandboxRollout rollout = rollout(verified(CheckSpec.of(CheckKind.ALARMS).option("names", "unheard-of")));
        rollout.runUntil(state -> state.phase() == Phase.HOLDING);
        rollout.answer(PauseAnswer.ROLLBACK, "bob");

        Outcome outcome = ends(rollout, Verdict.ROLLED_BACK);

        assertThat(outcome.cause(), startsWith("bob rolls back: the verification has no result"));
        assertThat(revision(), is(1));
    }

    @Test
    public void aFailureThatIsHeldAsksAndEndsAsFailed() {
        alarmGoesOff();
        SandboxRollout rollout =
                rollout(verified(alarm()).with(Setting.ON_VERIFICATION_FAILURE, VerificationReaction.HOLD));
        rollout.runUntil(state -> state.phase() == Phase.HOLDING);

        Outcome outcome = ends(rollout, Verdict.FAILED);

        assertThat(outcome.cause(), containsString("Nobody decided in time"));
        assertThat(revision(), is(2));
    }

    @Test
    public void afterATaskThatCannotBeUndoneAUserDecides() {
        alarmGoesOff();
        SandboxRollout rollout = rollout(verified(alarm()).irreversible(true));
        rollout.runUntil(state -> state.phase() == Phase.HOLDING);

        Outcome outcome = ends(rollout, Verdict.FAILED);

        assertThat(
                outcome.cause(),
                containsString(
                        "The service keeps running api:2, because a task before the deployment cannot be undone"));
        assertThat(revision(), is(2));
    }

    @Test
    public void aFailureCanBeLeftAsItIs() {
        alarmGoesOff();
        SandboxRollout rollout =
                rollout(verified(alarm()).with(Setting.ON_VERIFICATION_FAILURE, VerificationReaction.FAIL));

        Outcome outcome = ends(rollout, Verdict.FAILED);

        assertThat(outcome.cause(), containsString("The service keeps running api:2"));
        assertThat(outcome.pauses(), is(empty()));
        assertThat(revision(), is(2));
    }

    @Test
    public void aRollbackThatFailsIsNotRolledBack() {
        alarmGoesOff();
        SandboxRollout rollout = rollout(verified(alarm()));
        rollout.runUntil(state -> state.phase() == Phase.ROLLING_BACK);
        sandbox.scenarios().image(OLD, Scenario.CRASH);

        Outcome outcome = ends(rollout, Verdict.ROLLBACK_FAILED);

        assertThat(outcome.cause(), startsWith("the verification failed: alarms FAILED"));
        assertThat(outcome.cause(), containsString("The rollback ended as "));
        assertThat(deployments(sandbox) <= 4, is(true));
    }

    @Test
    public void aFailureWithoutAPreviousRevisionSaysSo() {
        alarmGoesOff();
        SandboxRollout rollout =
                rollout(verified(DeployRequest.of("eu-central-1", "prod", "api").forceNewDeployment(true), alarm()));

        Outcome outcome = ends(rollout, Verdict.FAILED);

        assertThat(outcome.cause(), containsString("because there was no other revision before it"));
        assertThat(deployments(sandbox), is(2));
    }

    @Test
    public void aServiceThatWasNotChangedIsNotRolledBack() {
        ends(rollout(request()), Verdict.SUCCESS);
        alarmGoesOff();

        Outcome outcome = ends(rollout(verified(alarm())), Verdict.FAILED);

        assertThat(outcome.cause(), containsString("The service keeps running api:2, which was not changed"));
        assertThat(revision(), is(2));
    }

    @Test
    public void aDeploymentFromElsewhereIsNotTakenBack() {
        SandboxRollout rollout = rollout(verified(alarm().count(1_000)));
        rollout.runUntil(state -> state.phase() == Phase.VERIFYING && state.verification.run != null);
        rollout.round();
        deployedElsewhere();
        alarmGoesOff();

        Outcome outcome = ends(rollout, Verdict.SUPERSEDED);

        assertThat(outcome.cause(), containsString("the service was set to api:3 instead of api:2"));
        assertThat(revision(), is(3));
    }

    @Test
    public void aDeploymentFromElsewhereDuringTheRollbackIsNotTakenBack() {
        alarmGoesOff();
        SandboxRollout rollout = rollout(verified(alarm()));
        rollout.runUntil(state -> state.phase() == Phase.ROLLING_BACK);
        deployedElsewhere();

        Outcome outcome = ends(rollout, Verdict.SUPERSEDED);

        assertThat(outcome.cause(), startsWith("the verification failed"));
        assertThat(revision(), is(3));
    }

    @Test
    public void rulesDoNotHoldUpTheRollback() {
        boolean[] frozen = {false};
        alarmGoesOff();
        SandboxRollout rollout = rollout(verified(alarm()))
                .guardedBy(change -> frozen[0] ? new Judgement(List.of("the weekend"), List.of()) : Judgement.ALLOWED);
        rollout.runUntil(state -> state.phase() == Phase.VERIFYING);
        frozen[0] = true;

        ends(rollout, Verdict.ROLLED_BACK);
    }

    @Test
    public void oldEvidenceIsReadAgain() {
        alarmGoesOff();
        SandboxRollout rollout = rollout(verified(alarm()));
        rollout.runUntil(state -> state.verification.run != null && state.verification.run.hasEnded());
        // The controller is down, and the alarm is over when it is back.
        sandbox.clock().advance(Duration.ofMinutes(20));
        sandbox.alarm("p95").state(io.jenkins.plugins.ecs.sandbox.Alarm.State.OK);

        ends(rollout, Verdict.SUCCESS);

        assertThat(rollout.lines().toString(), containsString("The verification begins again, because nothing was"));
        assertThat(revision(), is(2));
    }

    private SandboxRollout whoseReadsHang(DeployRequestBuilder request, boolean[] hangs) {
        return rollout(request)
                .hearing(ecs -> Hanging.reads(ecs, () -> hangs[0]))
                .gate(Hanging.gate(() -> hangs[0]));
    }

    @Test
    public void readsThatHangEndItWithoutAResultAfterItsTimeLimit() {
        boolean[] hangs = {false};
        SandboxRollout rollout = whoseReadsHang(verified(Duration.ofMinutes(30)), hangs);
        rollout.runUntil(state -> state.phase() == Phase.VERIFYING && state.verification.run != null);
        hangs[0] = true;
        long begun = sandbox.clock().millis();
        rollout.runUntil(state -> state.phase() == Phase.HOLDING);
        long took = sandbox.clock().millis() - begun;

        assertThat(
                story(rollout),
                took,
                greaterThanOrEqualTo(Duration.ofMinutes(25).toMillis()));
        assertThat(
                story(rollout), took, lessThanOrEqualTo(Duration.ofMinutes(36).toMillis()));
        assertThat(rollout.state().verification.askedFor, containsString("no response from AWS"));
        assertThat(revision(), is(2));
    }

    @Test
    public void afterARestartItHasItsTimeAgain() {
        boolean[] hangs = {false};
        SandboxRollout rollout = whoseReadsHang(verified(Duration.ofMinutes(30)), hangs);
        rollout.runUntil(state -> state.phase() == Phase.VERIFYING && state.verification.run != null);
        hangs[0] = true;
        long begun = sandbox.clock().millis();
        rollout.runUntil(state ->
                sandbox.clock().millis() - begun > Duration.ofMinutes(22).toMillis());
        rollout.restart();
        rollout.runUntil(state ->
                sandbox.clock().millis() - begun > Duration.ofMinutes(40).toMillis());
        assertThat(story(rollout), rollout.state().phase(), is(Phase.VERIFYING));
        hangs[0] = false;

        ends(rollout, Verdict.SUCCESS);
    }

    @Test
    public void whatIsAcceptedButCannotBeReadIsNotWaitedForWithoutEnd() {
        boolean[] hangs = {false};
        SandboxRollout rollout =
                whoseReadsHang(verified(CheckSpec.of(CheckKind.ALARMS).option("names", "unheard-of")), hangs);
        rollout.runUntil(state -> state.phase() == Phase.HOLDING);
        hangs[0] = true;
        rollout.answer(PauseAnswer.CONTINUE, "alice");

        Outcome outcome = ends(rollout, Verdict.UNKNOWN);

        assertThat(outcome.cause(), containsString("accepted by alice"));
        assertThat(outcome.cause(), containsString("no response from AWS"));
        assertThat(outcome.awaitsAction(), is(false));
    }

    @Test
    public void aCheckMayBeginLongAfterTheDeployment() {
        SandboxRollout rollout = rollout(verified(alarm().initialDelay(Duration.ofMinutes(20))));
        rollout.runUntil(state -> state.phase() == Phase.VERIFYING);
        long begun = sandbox.clock().millis();

        ends(rollout, Verdict.SUCCESS);

        assertThat(story(rollout), sandbox.clock().millis() - begun, lessThanOrEqualTo(22 * 60_000L));
        assertThat(rollout.lines().toString(), not(containsString("begins again")));
    }

    @Test
    public void anAbortLeavesTheNewRevision() {
        SandboxRollout rollout = rollout(verified(alarm().count(1_000)));
        rollout.runUntil(state -> state.phase() == Phase.VERIFYING && state.verification.run != null);
        assertThat(rollout.state().leavesOnAbort(), is(true));
        rollout.round().abort("Aborted by alice");

        Outcome outcome = ends(rollout, Verdict.ABORTED);

        assertThat(
                outcome.cause(),
                is("Aborted by alice: the verification was not finished; the service keeps running api:2"));
        assertThat(revision(), is(2));
    }

    @Test
    public void anAbortLeavesTheRollbackToEcs() {
        alarmGoesOff();
        SandboxRollout rollout = rollout(verified(alarm()));
        rollout.runUntil(
                state -> state.phase() == Phase.ROLLING_BACK && state.tasks.rollback.phase() == Phase.FOLLOWING);
        rollout.abort("Aborted by alice");

        Outcome outcome = ends(rollout, Verdict.ABORTED);

        assertThat(outcome.cause(), startsWith("Aborted by alice: the rollback is left as it is"));
        assertThat(revision(), is(1));
    }

    @Test
    public void anAbortEndsTheQuestion() {
        SandboxRollout rollout = rollout(verified(CheckSpec.of(CheckKind.ALARMS).option("names", "unheard-of")));
        rollout.runUntil(state -> state.phase() == Phase.HOLDING);
        rollout.abort("Aborted by alice");

        Outcome outcome = ends(rollout, Verdict.ABORTED);

        assertThat(outcome.pauses().get(0).isOpen(), is(false));
        assertThat(revision(), is(2));
    }

    @Test
    public void whatDoesNotWaitForTheEndIsNotVerified() {
        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class,
                () -> verified(alarm()).waitForEnd(false).build());
        assertThat(refused.getMessage(), containsString("verify, watch: the verification needs the end"));
    }

    @Test
    public void aDeploymentThatFailsIsNotVerified() {
        sandbox.scenarios().image(NEW, Scenario.CRASH);
        SandboxRollout rollout = rollout(verified(alarm()));

        rollout.run();

        assertThat(story(rollout), rollout.state().verdict() == Verdict.SUCCESS, is(false));
        assertThat(rollout.lines().toString(), not(containsString("Verifying")));
    }

    /** The controller dies at each save in turn, before it and after it. */
    @Test
    public void aKillAnywhereRollsBackOnce() {
        alarmGoesOff();
        SandboxRollout whole = rollout(verified(alarm()));
        whole.runUntil(state -> state.phase() == Phase.VERIFYING);
        int from = whole.saves();
        whole.runUntil(state -> state.phase() == Phase.ROLLING_BACK && state.tasks.rollback.updated);
        for (int at = from; at <= whole.saves() + 2; at++) {
            for (boolean beforeItIsOnDisk : new boolean[] {true, false}) {
                sandbox = newSandbox(true);
                opened(sandbox);
                alarmGoesOff();
                SandboxRollout rollout = rollout(verified(alarm())).killAtSave(at, beforeItIsOnDisk);
                ends(rollout, Verdict.ROLLED_BACK);
                String story = at + " " + beforeItIsOnDisk + "\n" + story(rollout);
                assertThat(story, deployments(sandbox), is(3));
                assertThat(story, revision(), is(1));
            }
        }
    }

    @Test
    public void aQuestionAndItsAnswerSurviveAKill() {
        for (int saves = 1; saves <= 4; saves++) {
            sandbox = newSandbox(true);
            opened(sandbox);
            SandboxRollout rollout =
                    rollout(verified(CheckSpec.of(CheckKind.ALARMS).option("names", "unheard-of")));
            rollout.runUntil(state -> state.phase() == Phase.HOLDING);
            rollout.killAtSave(saves, false);
            boolean killed = false;
            try {
                rollout.answer(PauseAnswer.ROLLBACK, "bob");
            } catch (Killed atTheAnswer) {
                killed = true;
            }

            assertThat("killed at the answer itself", killed, is(saves == 1));
            ends(rollout, Verdict.ROLLED_BACK);
            assertThat(deployments(sandbox), is(3));
        }
    }
}
