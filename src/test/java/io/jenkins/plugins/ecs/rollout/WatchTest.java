package io.jenkins.plugins.ecs.rollout;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.Assert.assertThrows;

import io.jenkins.plugins.ecs.history.DeployState;
import io.jenkins.plugins.ecs.polling.Hanging;
import io.jenkins.plugins.ecs.rollout.lock.DeploymentLocks;
import io.jenkins.plugins.ecs.rollout.request.Setting;
import io.jenkins.plugins.ecs.rollout.request.WhenBusy;
import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.sandbox.Alarm;
import java.time.Duration;
import java.util.function.Predicate;
import org.junit.Test;

/** The watch after a deployment: the checks are repeated for hours, and a failure rolls back as right after it. */
public class WatchTest extends VerifiedRolloutTestCase {

    private static Predicate<RolloutState> looks(int number) {
        return state -> state.phase() == Phase.WATCHING && state.verification.looks >= number;
    }

    @Test
    public void aServiceThatStaysWellIsASuccessAfterTheWatch() {
        SandboxRollout rollout = rollout(watched("2h"));
        rollout.runUntil(state -> state.phase() == Phase.WATCHING);
        long begun = sandbox.clock().millis();

        assertThat(DeployState.of(Outcome.of(rollout.state())), is(DeployState.WATCHING));
        Outcome outcome = ends(rollout, Verdict.SUCCESS);
        assertThat("the watch is not part of its time", outcome.finishedAt(), is(begun));

        long watched = sandbox.clock().millis() - begun;
        assertThat(watched, greaterThan(Duration.ofHours(2).toMillis() - 1));
        assertThat(watched, lessThan(Duration.ofMinutes(130).toMillis()));
        assertThat(rollout.lines().toString(), containsString("Watching the service for 2 h"));
        assertThat(rollout.lines().toString(), containsString("The watch ended after 40 verifications"));
    }

    @Test
    public void aCheckThatFailsInTheFifthHourRollsBack() {
        SandboxRollout rollout = rollout(watched("8h"));
        rollout.runUntil(state -> state.phase() == Phase.WATCHING);
        long until = sandbox.clock().millis() + Duration.ofHours(5).toMillis();
        rollout.runUntil(state -> sandbox.clock().millis() >= until);
        alarmGoesOff();

        Outcome outcome = ends(rollout, Verdict.ROLLED_BACK);

        assertThat(outcome.cause(), startsWith("the watch, 5 h"));
        assertThat(outcome.cause(), containsString("after the deployment, failed: alarms FAILED: in ALARM: p95"));
        assertThat(revision(), is(1));
    }

    @Test
    public void itSurvivesARestartAndReadsAgain() {
        SandboxRollout rollout = rollout(watched("1h"));
        rollout.runUntil(looks(3));
        long until = rollout.state().verification.watchedUntil;
        rollout.killAtSave(3, false);
        rollout.runUntil(state -> rollout.lines().contains("(restart)"));
        sandbox.clock().advance(Duration.ofMinutes(10));

        ends(rollout, Verdict.SUCCESS);

        assertThat(rollout.state().verification.watchedUntil, is(until));
    }

    @Test
    public void whatFailedWhileTheControllerWasDownIsReadAgain() {
        SandboxRollout rollout = rollout(watched("1h"));
        rollout.runUntil(looks(3));
        alarmGoesOff();
        rollout.runUntil(state -> state.verification.run != null && state.verification.run.hasEnded());
        sandbox.clock().advance(Duration.ofMinutes(20));
        sandbox.alarm("p95").state(Alarm.State.OK);

        ends(rollout, Verdict.SUCCESS);

        assertThat(revision(), is(2));
    }

    @Test
    public void scalingIsNoFailure() {
        SandboxRollout rollout = rollout(watched("1h"));
        rollout.runUntil(looks(2));
        sandbox.region().call("UpdateService", "{\"cluster\":\"prod\",\"service\":\"api\",\"desiredCount\":5}");
        rollout.runUntil(looks(6));
        sandbox.region().call("UpdateService", "{\"cluster\":\"prod\",\"service\":\"api\",\"desiredCount\":1}");

        ends(rollout, Verdict.SUCCESS);
    }

    @Test
    public void aTaskThatIsReplacedIsNoFailure() {
        SandboxRollout rollout = rollout(watched("1h"));
        rollout.runUntil(looks(2));
        for (int i = 0; i < 3; i++) {
            String task = sandbox.region()
                    .call("ListTasks", "{\"cluster\":\"prod\",\"serviceName\":\"api\"}")
                    .at("/taskArns/0")
                    .asText();
            sandbox.region().call("StopTask", "{\"cluster\":\"prod\",\"task\":\"" + task + "\",\"reason\":\"spot\"}");
            rollout.runUntil(looks(4 + 2 * i));
        }

        ends(rollout, Verdict.SUCCESS);
    }

    @Test
    public void errorsInBetweenDoNotEndIt() {
        SandboxRollout rollout = rollout(watched("1h"));
        rollout.runUntil(looks(2));
        sandbox.deny("cloudwatch:DescribeAlarms");
        rollout.runUntil(looks(5));
        sandbox.allow("cloudwatch:DescribeAlarms");

        ends(rollout, Verdict.SUCCESS);

        assertThat(
                rollout.lines().toString(),
                containsString("The watch continues; its last verification has no result: alarms ERROR"));
    }

    @Test
    public void errorsAtItsEndAreNoSuccess() {
        SandboxRollout rollout = rollout(watched("30m"));
        rollout.runUntil(looks(2));
        sandbox.deny("cloudwatch:DescribeAlarms");

        Outcome outcome = ends(rollout, Verdict.UNKNOWN);

        assertThat(outcome.cause(), containsString("has no result"));
        assertThat(revision(), is(2));
    }

    @Test
    public void aNewerDeploymentOfThisJenkinsEndsIt() {
        for (WhenBusy whenBusy : WhenBusy.values()) {
            sandbox = newSandbox(true);
            opened(sandbox);
            DeploymentLocks locks = new DeploymentLocks();
            locks.open();
            SandboxRollout rollout = rollout(watched("2h")).inQueue(locks, "a");
            rollout.runUntil(looks(3));
            SandboxRollout newer = rollout(request()
                            .changes(java.util.List.of(io.jenkins.plugins.ecs.taskdef.ContainerChange.of(null)
                                    .image("repo/app:3.0.0")
                                    .build()))
                            .with(Setting.WHEN_BUSY, whenBusy))
                    .inQueue(locks, "b");
            newer.runUntil(state -> state.phase() != Phase.QUEUED);
            assertThat(story(newer), newer.state().hasEnded(), is(false));
            alarmGoesOff();

            ends(rollout, Verdict.SUCCESS);
            ends(newer, Verdict.SUCCESS);

            assertThat(
                    rollout.lines().toString(),
                    containsString("The watch ended early, because build b deploys the service"));
            assertThat(revision(), is(3));
        }
    }

    @Test
    public void duringTheRollbackNobodyCanTakeTheService() {
        DeploymentLocks locks = new DeploymentLocks();
        locks.open();
        SandboxRollout rollout = rollout(watched("2h")).inQueue(locks, "a");
        rollout.runUntil(looks(3));
        alarmGoesOff();
        rollout.runUntil(state -> state.phase() == Phase.ROLLING_BACK);
        SandboxRollout newer = rollout(request()).inQueue(locks, "b");
        newer.round().round();

        assertThat(newer.state().phase(), is(Phase.QUEUED));
        ends(rollout, Verdict.ROLLED_BACK);
    }

    @Test
    public void whatFollowsAWatchHasTheServiceForItself() {
        DeploymentLocks locks = new DeploymentLocks();
        locks.open();
        SandboxRollout rollout =
                rollout(watched("1h").with(Setting.KEEP_REVISIONS, 1)).inQueue(locks, "a");
        rollout.runUntil(state -> state.phase() == Phase.TIDYING);
        assertThat(story(rollout), rollout.state().phase(), is(Phase.TIDYING));
        SandboxRollout newer = rollout(request()).inQueue(locks, "b");
        newer.round().round();

        assertThat(newer.state().phase(), is(Phase.QUEUED));
        Outcome outcome = ends(rollout, Verdict.SUCCESS);
        assertThat(
                "the watch is not part of its time",
                outcome.finishedAt(),
                is(rollout.state().verification.watchedSince));
    }

    @Test
    public void scalingThatFollowsAWatchDoesNotMakeTheDeploymentLonger() {
        String file = "scaling: {min: 2, max: 6}\n";
        SandboxRollout rollout = rollout(watched("2h").with(Setting.SERVICE_DEFINITION, file));

        Outcome outcome = ends(rollout, Verdict.SUCCESS);

        assertThat(outcome.scalingChanges(), is(java.util.List.of("Scaling: 2 to 6 tasks (new)")));
        assertThat(outcome.finishedAt(), is(rollout.state().verification.watchedSince));
    }

    /** The watch is longer than the deployment may take. */
    @Test
    public void whatFollowsAWatchIsNotGivenUpWhenAwsIsSlowOnce() {
        boolean[] slow = {false};
        SandboxRollout rollout = rollout(watched("2h").with(Setting.KEEP_REVISIONS, 1))
                .hearing(ecs -> Hanging.reads(ecs, () -> slow[0]))
                .gate(Hanging.gate(() -> slow[0]));
        rollout.runUntil(state -> state.phase() == Phase.TIDYING);
        slow[0] = true;
        int[] rounds = {0};
        rollout.beforeEachRound(() -> slow[0] = rounds[0]++ < 2);

        ends(rollout, Verdict.SUCCESS);

        assertThat(rollout.lines().toString(), containsString("Kept besides the newest 1 revisions"));
    }

    @Test
    public void aDeploymentFromElsewhereEndsItWithoutARollback() {
        SandboxRollout rollout = rollout(watched("2h"));
        rollout.runUntil(looks(3));
        deployedElsewhere();
        alarmGoesOff();

        Outcome outcome = ends(rollout, Verdict.SUPERSEDED);

        assertThat(outcome.cause(), containsString("the service was set to api:3 instead of api:2"));
        assertThat(revision(), is(3));
    }

    @Test
    public void anAbortLeavesTheService() {
        SandboxRollout rollout = rollout(watched("2h"));
        rollout.runUntil(looks(3));
        rollout.abort("Aborted by alice");

        Outcome outcome = ends(rollout, Verdict.ABORTED);

        assertThat(
                outcome.cause(), is("Aborted by alice: the watch was not finished; the service keeps running api:2"));
    }

    @Test
    public void betweenTwoVerificationsNothingIsRead() {
        SandboxRollout rollout = rollout(watched("2h"));
        rollout.runUntil(state -> looks(3).test(state) && state.verification.run == null);
        int before = sandbox.calls().size();
        rollout.runUntil(state -> state.verification.run != null);

        assertThat(sandbox.calls().size(), is(before));
    }

    @Test
    public void itsLengthIsChecked() {
        for (String wrong : new String[] {"soon", "1m", "8d", "-1h"}) {
            IllegalArgumentException refused = assertThrows(
                    IllegalArgumentException.class, () -> watched(wrong).build());
            assertThat(refused.getMessage(), containsString("watch: '" + wrong + "'"));
        }
    }

    /** The controller dies at each save in turn, before it and after it. */
    @Test
    public void aKillAnywhereInItRollsBackOnce() {
        SandboxRollout whole = rollout(watched("1h"));
        whole.runUntil(looks(2));
        int from = whole.saves();
        alarmGoesOff();
        whole.runUntil(state -> state.phase() == Phase.ROLLING_BACK && state.tasks.rollback.updated);
        for (int at = from; at <= whole.saves() + 1; at++) {
            for (boolean beforeItIsOnDisk : new boolean[] {true, false}) {
                sandbox = newSandbox(true);
                opened(sandbox);
                SandboxRollout rollout = rollout(watched("1h")).killAtSave(at, beforeItIsOnDisk);
                rollout.runUntil(looks(2));
                alarmGoesOff();
                ends(rollout, Verdict.ROLLED_BACK);
                String story = at + " " + beforeItIsOnDisk + "\n" + story(rollout);
                assertThat(story, deployments(sandbox), is(3));
                assertThat(story, revision(), is(1));
            }
        }
    }
}
