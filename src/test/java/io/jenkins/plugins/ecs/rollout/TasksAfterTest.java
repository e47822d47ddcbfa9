package io.jenkins.plugins.ecs.rollout;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.Assert.assertThrows;

import io.jenkins.plugins.ecs.history.BuildFacts;
import io.jenkins.plugins.ecs.history.TaskRunRecord;
import io.jenkins.plugins.ecs.policy.Judgement;
import io.jenkins.plugins.ecs.rollout.request.AfterFailure;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.request.Setting;
import io.jenkins.plugins.ecs.rollout.state.Details;
import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.sandbox.Scenario;
import io.jenkins.plugins.ecs.steps.result.EcsDeploymentResult;
import io.jenkins.plugins.ecs.tasks.request.DeploymentTasks;
import io.jenkins.plugins.ecs.tasks.request.OnStop;
import io.jenkins.plugins.ecs.tasks.state.TaskVerdict;
import io.jenkins.plugins.ecs.ui.build.DeploymentView;
import io.jenkins.plugins.ecs.ui.build.StageView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.Test;

/** Tasks after a deployment: of a failure the new revision stays, or the previous one is deployed again. */
public class TasksAfterTest extends TasksTestCase {

    private static final Predicate<RolloutState> RUNNING = state -> state.tasks.current(Phase.RUNNING_AFTER) != null
            && state.tasks.current(Phase.RUNNING_AFTER).tasks().stream()
                    .anyMatch(task -> task.lastStatus().equals("RUNNING"));

    @Test
    public void aFailureLeavesTheNewRevisionAndSaysSo() {
        work().exit("app", 1);
        SandboxRollout rollout = rollout(testing(AfterFailure.FAIL));

        Outcome outcome = ends(rollout, Verdict.TASK_FAILED);

        assertThat(
                outcome.cause(),
                is("the task after the deployment failed: app exited with 1: the application exited (exit code 1). The"
                        + " service keeps running api:2"));
        assertThat(outcome.advice(), containsString("ecsRollback"));
        assertThat(revision(), is(2));
        assertThat(outcome.after().get(0).exitCode(), is(1));
    }

    @Test
    public void aFailureRollsBackIfThatIsAskedFor() {
        work().exit("app", 1);
        SandboxRollout rollout = rollout(testing(AfterFailure.ROLLBACK));

        Outcome outcome = ends(rollout, Verdict.ROLLED_BACK);

        assertThat(
                outcome.cause(),
                is("the task after the deployment failed: app exited with 1: the application exited (exit code 1)."
                        + " Rolled back to api:1"));
        assertThat(outcome.rollbackTaskDefinition(), is(outcome.previousTaskDefinition()));
        assertThat(revision(), is(1));
        assertThat(deployments(sandbox), is(3));
        assertThat(done("RunTask"), hasSize(1));
        assertThat(
                rollout.lines(),
                hasItem("The task after the deployment failed: app exited with 1: the application exited (exit code 1)."
                        + " Rolling back to api:1 (onAfterFailure: rollback)"));
    }

    @Test
    public void aRollbackThatFailsIsNotRolledBack() {
        work().exit("app", 1);
        SandboxRollout rollout = rollout(testing(AfterFailure.ROLLBACK));
        rollout.runUntil(state -> state.phase() == Phase.ROLLING_BACK);
        sandbox.scenarios().image(OLD, Scenario.CRASH);

        Outcome outcome = ends(rollout, Verdict.ROLLBACK_FAILED);

        assertThat(outcome.cause(), startsWith("the task after the deployment failed: app exited with 1"));
        assertThat(outcome.cause(), containsString("The rollback ended as "));
        assertThat(done("RunTask"), hasSize(1));
    }

    @Test
    public void aServiceThatAnyoneElseChangedMeanwhileIsNotRolledBack() {
        work().exit("app", 1).lasting(Duration.ofMinutes(3));
        SandboxRollout rollout = rollout(testing(AfterFailure.ROLLBACK));
        rollout.runUntil(RUNNING);
        sandbox.scenarios().image("repo/app:9.0.0", Scenario.OK);
        rollout(DeployRequest.of("eu-central-1", "prod", "api")
                        .changes(List.of(io.jenkins.plugins.ecs.taskdef.ContainerChange.of(null)
                                .image("repo/app:9.0.0")
                                .build())))
                .run();

        Outcome outcome = ends(rollout, Verdict.TASK_FAILED);

        assertThat(outcome.cause(), containsString("The rollback ended as SUPERSEDED"));
        assertThat(revision(), is(3));
    }

    @Test
    public void aForcedDeploymentOfTheSameRevisionHasNothingToRollBackTo() {
        sandbox.scenarios()
                .image(OLD, Scenario.OK)
                .lasting(Duration.ofSeconds(3))
                .exit("app", 1);
        SandboxRollout rollout = rollout(DeployRequest.of("eu-central-1", "prod", "api")
                .forceNewDeployment(true)
                .tasks(after(task("a", "test")))
                .with(Setting.ON_AFTER_FAILURE, AfterFailure.ROLLBACK));

        Outcome outcome = ends(rollout, Verdict.TASK_FAILED);

        assertThat(
                outcome.cause(),
                containsString(
                        "keeps running api:1, because the revision that ran before the deployment was the same"));
    }

    @Test
    public void afterATaskThatCannotBeUndoneNothingIsRolledBack() {
        work().exit("app", 1);
        SandboxRollout rollout = rollout(request()
                .tasks(after(task("a", "test")))
                .with(Setting.ON_AFTER_FAILURE, AfterFailure.ROLLBACK)
                .irreversible(true));

        Outcome outcome = ends(rollout, Verdict.TASK_FAILED);

        assertThat(
                outcome.cause(),
                containsString("keeps running api:2, because a task before the deployment cannot be undone"));
        assertThat(revision(), is(2));
    }

    @Test
    public void thePageShowsTheTasksWithTheirExitCodes() {
        work().exit("app", 1);
        SandboxRollout rollout = rollout(testing(AfterFailure.FAIL));
        rollout.runUntil(RUNNING);
        DeploymentView running = view(rollout);
        assertThat(running.getSummary(), startsWith("running tasks after the deployment: "));
        assertThat(running.getAfter().get(0).isRunning(), is(true));

        ends(rollout, Verdict.TASK_FAILED);

        DeploymentView ended = view(rollout);
        assertThat(ended.getStatus(), is("TASK_FAILED"));
        assertThat(ended.getTone(), is("bad"));
        assertThat(ended.getAfter().get(0).getExitCode(), is(1));
        assertThat(ended.getAfter().get(0).getCommand(), is("smoke test"));
        assertThat(ended.getAfter().get(0).getContainers().get(0).getContainer(), is("app"));
        assertThat(ended.getSurroundingTasks().keySet(), is(Set.of("Tasks after the deployment")));
        assertThat(
                ended.getStages().stream().map(StageView::getName).toList(),
                hasItem("running tasks after the deployment"));
        EcsDeploymentResult result = new EcsDeploymentResult(Outcome.of(rollout.state()));
        assertThat(result.getBefore(), is(empty()));
        assertThat(result.getAfter().get(0).get("exitCode"), is(1));
        assertThat(
                String.valueOf(result.getAfter().get(0).get("taskArn")),
                startsWith("arn:aws:ecs:eu-central-1:123456789012:task/prod/"));
    }

    @Test
    public void theListOfTaskRunsGetsEachTaskOnceWhenItHasEnded() {
        work().exit("app", 0);
        SandboxRollout rollout =
                rollout(request().tasks(new DeploymentTasks(List.of(task("b", "x")), List.of(task("a", "y")))));
        BuildFacts build = new BuildFacts("shop/deploy", 7, "alice", "", 0);
        Outcome[] last = {null};
        List<TaskRunRecord> records = new ArrayList<>();
        rollout.runUntil(state -> {
            Outcome now = Outcome.of(state);
            records.addAll(TaskRunRecord.between("d1", build, last[0], now));
            last[0] = now;
            return state.hasEnded();
        });

        assertThat(records.stream().map(TaskRunRecord::id).toList(), is(List.of("d1/before/1", "d1/after/1")));
        assertThat(records.get(0).stage(), is("before the deployment"));
        assertThat(records.get(1).stage(), is("after the deployment"));
        assertThat(records.get(1).verdict(), is("SUCCESS"));
        assertThat(records.get(1).name(), is("prod/api:2"));
        assertThat(
                "after a restart that lost the state of the page",
                TaskRunRecord.between("d1", build, null, last[0]),
                is(records));
    }

    private DeploymentView view(SandboxRollout rollout) {
        return new DeploymentView(
                "id",
                Outcome.of(rollout.state()),
                Details.of(rollout.state()),
                sandbox.clock().millis());
    }

    @Test
    public void anUnknownEndRollsNothingBack() {
        work();
        SandboxRollout rollout = rollout(request()
                .tasks(after(task("a", Duration.ofHours(9), OnStop.STOP, "test")))
                .with(Setting.ON_AFTER_FAILURE, AfterFailure.ROLLBACK));
        rollout.runUntil(RUNNING);
        sandbox.clock().advance(Duration.ofHours(2));

        Outcome outcome = ends(rollout, Verdict.UNKNOWN);

        assertThat(outcome.cause(), containsString("The service keeps running api:2"));
        assertThat(revision(), is(2));
    }

    @Test
    public void aSuccessRunsWithTheDeployedRevision() {
        work().writes(Duration.ofSeconds(1), "fine");
        SandboxRollout rollout = rollout(testing(AfterFailure.ROLLBACK));

        Outcome outcome = ends(rollout, Verdict.SUCCESS);

        assertThat(done("RunTask").get(0).request().path("taskDefinition").asText(), is(outcome.taskDefinition()));
        assertThat(rollout.lines(), hasItem("app | fine"));
        assertThat(outcome.after().get(0).verdict(), is(TaskVerdict.SUCCESS));
        int verified = rollout.lines().indexOf("Running the task after the deployment: smoke test");
        assertThat(story(rollout), rollout.lines().get(verified - 1), startsWith("Verified: "));
    }

    @Test
    public void afterAFailedDeploymentNoTaskRuns() {
        sandbox.scenarios().image(NEW, Scenario.CRASH);

        SandboxRollout rollout = rollout(testing(AfterFailure.FAIL));
        rollout.run();

        assertThat(story(rollout), rollout.state().verdict() == Verdict.SUCCESS, is(false));
        assertThat(sandbox.calls("RunTask"), is(empty()));
    }

    @Test
    public void withoutChangesNoTaskRuns() {
        work();
        ends(rollout(request()), Verdict.SUCCESS);
        ends(rollout(testing(AfterFailure.FAIL)), Verdict.NO_CHANGE);
        assertThat(sandbox.calls("RunTask"), is(empty()));
    }

    @Test
    public void anAbortStopsTheTaskAndLeavesTheNewRevision() {
        work().lasting(Duration.ofHours(1));
        SandboxRollout rollout = rollout(testing(AfterFailure.ROLLBACK));
        rollout.runUntil(RUNNING);
        rollout.abort("Aborted by alice");

        Outcome outcome = ends(rollout, Verdict.ABORTED);

        assertThat(
                outcome.cause(),
                is("Aborted by alice: the task after the deployment was stopped; the service keeps running api:2"));
        assertThat(done("StopTask"), hasSize(1));
        assertThat(revision(), is(2));
    }

    @Test
    public void anAbortLeavesTheRollbackToItself() {
        work().exit("app", 1);
        SandboxRollout rollout = rollout(testing(AfterFailure.ROLLBACK));
        rollout.runUntil(
                state -> state.phase() == Phase.ROLLING_BACK && state.tasks.rollback.phase() == Phase.FOLLOWING);
        assertThat(rollout.state().leavesOnAbort(), is(true));
        rollout.abort("Aborted by alice");

        Outcome outcome = ends(rollout, Verdict.ABORTED);

        assertThat(outcome.cause(), startsWith("Aborted by alice: the rollback after a failed task is left as it is"));
        assertThat(revision(), is(1));
    }

    /** So that an error of ours is tried again for ten minutes, and an end before it says what runs. */
    @Test
    public void aRollbackThatHasNotBegunIsInProgress() {
        work().exit("app", 1);
        SandboxRollout rollout = rollout(testing(AfterFailure.ROLLBACK));
        rollout.runUntil(state -> state.phase() == Phase.ROLLING_BACK);
        assertThat(rollout.state().tasks.rollback.phase().isBeforeUpdate(), is(true));
        assertThat(
                rollout.state().goesOnAs(),
                is("prod/api keeps running api:2, because its rollback to api:1 has not begun"));

        ends(rollout, Verdict.ROLLED_BACK);
        assertThat(rollout.state().goesOnAs(), is(""));
    }

    @Test
    public void rulesDoNotHoldUpTheRollback() {
        boolean[] frozen = {false};
        work().exit("app", 1);
        SandboxRollout rollout = rollout(testing(AfterFailure.ROLLBACK))
                .guardedBy(change -> frozen[0] ? new Judgement(List.of("the weekend"), List.of()) : Judgement.ALLOWED);
        rollout.runUntil(state -> state.phase() == Phase.ROLLING_BACK);
        frozen[0] = true;

        ends(rollout, Verdict.ROLLED_BACK);
    }

    @Test
    public void tasksAtTheEndNeedAStepThatWaitsForIt() {
        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class,
                () -> testing(AfterFailure.FAIL).waitForEnd(false).build());
        assertThat(refused.getMessage(), startsWith("after: these tasks run at the end of the deployment"));
    }

    /** The controller dies at each save in turn, before it and after it. */
    @Test
    public void aKillAnywhereRollsBackOnce() {
        work().writes(Duration.ofSeconds(1), "one").exit("app", 1);
        SandboxRollout whole = rollout(testing(AfterFailure.ROLLBACK));
        whole.runUntil(state -> state.phase() == Phase.RUNNING_AFTER);
        int from = whole.saves();
        ends(whole, Verdict.ROLLED_BACK);
        for (int at = from; at <= whole.saves(); at++) {
            for (boolean beforeItIsOnDisk : new boolean[] {true, false}) {
                sandbox = newSandbox(true);
                work().writes(Duration.ofSeconds(1), "one").exit("app", 1);
                SandboxRollout rollout = rollout(testing(AfterFailure.ROLLBACK)).killAtSave(at, beforeItIsOnDisk);
                ends(rollout, Verdict.ROLLED_BACK);
                String story = at + " " + beforeItIsOnDisk + "\n" + story(rollout);
                assertThat(story, done("RunTask").size() <= 2, is(true));
                assertThat(story, deployments(sandbox), is(3));
                assertThat(story, revision(), is(1));
                assertThat(story, Collections.frequency(rollout.lines(), "app | one") <= 1, is(true));
            }
        }
    }
}
