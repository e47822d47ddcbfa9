package io.jenkins.plugins.ecs.rollout;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecs.policy.Judgement;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.sandbox.Scenario;
import io.jenkins.plugins.ecs.tasks.request.OnStop;
import io.jenkins.plugins.ecs.tasks.state.TaskRunState;
import io.jenkins.plugins.ecs.tasks.state.TaskVerdict;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.Test;

/** Tasks before a deployment: the service is updated only after their success. */
public class TasksBeforeTest extends TasksTestCase {

    private static Predicate<RolloutState> running() {
        return state -> {
            TaskRunState run = state.tasks.current(Phase.RUNNING_BEFORE);
            return run != null
                    && run.tasks().stream().anyMatch(task -> task.lastStatus().equals("RUNNING"));
        };
    }

    private void isUntouched(SandboxRollout rollout) {
        assertThat(story(rollout), sandbox.calls("UpdateService"), is(empty()));
        assertThat(story(rollout), revision(), is(1));
    }

    @Test
    public void anExitCodeLeavesTheServiceUntouched() {
        work().exit("app", 3);
        SandboxRollout rollout = rollout(migrating());

        Outcome outcome = ends(rollout, Verdict.TASK_FAILED);

        assertThat(
                outcome.cause(),
                is("the task before the deployment failed: app exited with 3: the application exited (exit code 3). The"
                        + " service was not changed; api:2 is registered and not used"));
        isUntouched(rollout);
        assertThat(revisions(sandbox), is(2));
        assertThat(outcome.before().get(0).exitCode(), is(3));
        assertThat(outcome.report().title(), is("the application exited (exit code 3)"));
        assertThat(
                "nothing is said twice",
                outcome.consoleLines().stream()
                        .filter(line -> line.contains("exited with 3"))
                        .count(),
                is(1L));
    }

    @Test
    public void aTaskThatNeverStartsHasTheDiagnosisOfServices() {
        Map<Scenario, String> causes = Map.of(
                Scenario.IMAGE_NOT_FOUND, "the image does not exist",
                Scenario.SECRET_MISSING, "secret",
                Scenario.EXEC_FORMAT, "exec format error");
        causes.forEach((scenario, cause) -> {
            sandbox.scenarios().image(NEW, scenario);
            SandboxRollout rollout = rollout(request().tasks(before(task(scenario.name(), "rake"))));
            Outcome outcome = ends(rollout, Verdict.TASK_FAILED);
            assertThat(outcome.cause(), containsString(cause));
            assertThat(outcome.advice(), not(""));
            isUntouched(rollout);
        });
    }

    @Test
    public void aDeniedRunTaskLeavesTheServiceUntouched() {
        sandbox.deny("ecs:RunTask");
        SandboxRollout rollout = rollout(migrating());

        Outcome outcome = ends(rollout, Verdict.TASK_FAILED);

        assertThat(outcome.cause(), containsString("not authorized to perform ecs:RunTask"));
        assertThat(outcome.report().cause(), is("task-failed"));
        isUntouched(rollout);
    }

    @Test
    public void theTimeoutOfTheTaskStopsIt() {
        work().lasting(Duration.ofHours(5));
        SandboxRollout rollout =
                rollout(request().tasks(before(task("b", Duration.ofMinutes(2), OnStop.STOP, "rake", "slow"))));

        Outcome outcome = ends(rollout, Verdict.TASK_FAILED);

        assertThat(outcome.cause(), containsString("failed: not ended after 2 min; stopped."));
        assertThat(
                done("StopTask").get(0).request().path("reason").asText(),
                is("Jenkins build shop #7: not ended after 2 min"));
        isUntouched(rollout);
    }

    @Test
    public void anUnknownEndIsNoSuccess() {
        work();
        SandboxRollout rollout = rollout(request().tasks(before(task("b", Duration.ofHours(9), OnStop.STOP, "rake"))));
        rollout.runUntil(running());
        sandbox.clock().advance(Duration.ofHours(2));

        Outcome outcome = ends(rollout, Verdict.UNKNOWN);

        assertThat(outcome.cause(), startsWith("the end of the task before the deployment is unknown: "));
        isUntouched(rollout);
    }

    @Test
    public void ofSeveralTasksTheFirstFailureIsTheLastTask() {
        work();
        SandboxRollout rollout =
                rollout(request().tasks(before(task("1", "one"), task("2", "two"), task("3", "three"))));
        rollout.runUntil(state -> state.tasks.before.size() == 2);
        work().exit("app", 1);

        Outcome outcome = ends(rollout, Verdict.TASK_FAILED);

        assertThat(outcome.cause(), startsWith("task 2 of 3 before the deployment failed: app exited with 1"));
        assertThat(done("RunTask"), hasSize(2));
        isUntouched(rollout);
    }

    @Test
    public void theUpdateFollowsASuccessWithTheSameRevision() {
        work().writes(Duration.ofSeconds(1), "migrating", "done");
        SandboxRollout rollout = rollout(migrating());

        Outcome outcome = ends(rollout, Verdict.SUCCESS);

        JsonNode run = done("RunTask").get(0).request();
        assertThat(run.path("taskDefinition").asText(), is(outcome.taskDefinition()));
        assertThat(run.at("/networkConfiguration/awsvpcConfiguration/subnets").isEmpty(), is(false));
        assertThat(run.path("launchType").asText(), is("FARGATE"));
        assertThat(
                run.at("/overrides/containerOverrides").toString(),
                is("[{\"name\":\"app\",\"command\":[\"rake\",\"db:migrate\"]}]"));
        assertThat(
                story(rollout),
                rollout.lines()
                        .containsAll(List.of(
                                "Registered task definition api:2",
                                "Running the task before the deployment: rake db:migrate",
                                "app | migrating",
                                "app | done")),
                is(true));
        int log = rollout.lines().indexOf("app | done");
        int update = rollout.lines()
                .indexOf(rollout.lines().stream()
                        .filter(line -> line.startsWith("Started deployment"))
                        .findFirst()
                        .orElseThrow());
        assertThat(story(rollout), log < update, is(true));
        assertThat(outcome.before().get(0).verdict(), is(TaskVerdict.SUCCESS));
    }

    @Test
    public void withoutChangesNoTaskRuns() {
        work();
        ends(rollout(request()), Verdict.SUCCESS);

        ends(rollout(migrating()), Verdict.NO_CHANGE);

        assertThat(sandbox.calls("RunTask"), is(empty()));
    }

    @Test
    public void anotherCountIsNoDeployment() {
        SandboxRollout rollout = rollout(
                DeployRequest.of("eu-central-1", "prod", "api").desiredCount(3).tasks(before(task("b", "rake"))));

        ends(rollout, Verdict.SUCCESS);

        assertThat(sandbox.calls("RunTask"), is(empty()));
    }

    @Test
    public void aForcedDeploymentHasItsTasks() {
        sandbox.scenarios().image(OLD, Scenario.OK).lasting(Duration.ofSeconds(3));
        SandboxRollout rollout = rollout(DeployRequest.of("eu-central-1", "prod", "api")
                .forceNewDeployment(true)
                .tasks(before(task("b", "rake"))));

        ends(rollout, Verdict.SUCCESS);

        assertThat(done("RunTask"), hasSize(1));
    }

    @Test
    public void aDryRunNamesTheTasksAndStartsNone() {
        SandboxRollout rollout = rollout(migrating().dryRun(true)).secrets("db:migrate");

        Outcome outcome = ends(rollout, Verdict.PLANNED);

        assertThat(outcome.plan().tasks(), is(List.of("run the task before the deployment: rake ***")));
        assertThat(rollout.lines(), hasItem(containsString("run the task before the deployment: rake ***")));
        assertThat(sandbox.calls("RunTask"), is(empty()));
    }

    @Test
    public void anAbortStopsTheTaskAndDeploysNothing() {
        work().lasting(Duration.ofHours(1));
        SandboxRollout rollout = rollout(migrating());
        rollout.runUntil(running());
        rollout.abort("Aborted by alice");

        Outcome outcome = ends(rollout, Verdict.ABORTED);

        assertThat(
                outcome.cause(),
                is("Aborted by alice: the task before the deployment was stopped; nothing was deployed"));
        assertThat(
                done("StopTask").get(0).request().path("reason").asText(),
                is("Jenkins build shop #7: aborted by alice"));
        isUntouched(rollout);
    }

    @Test
    public void anAbortLeavesTheTaskIfThatIsAskedFor() {
        work().lasting(Duration.ofHours(1));
        SandboxRollout rollout = rollout(request().tasks(before(task("b", Duration.ofHours(2), OnStop.LEAVE, "rake"))));
        rollout.runUntil(running());
        assertThat(rollout.state().leavesOnAbort(), is(true));
        rollout.abort("Aborted by alice");

        Outcome outcome = ends(rollout, Verdict.ABORTED);

        assertThat(outcome.cause(), startsWith("Aborted by alice: tasks may still run: "));
        assertThat(sandbox.calls("StopTask"), is(empty()));
        isUntouched(rollout);
    }

    @Test
    public void anAbortBeforeTheFirstTaskStartsNone() {
        SandboxRollout rollout = rollout(migrating());
        rollout.runUntil(state -> state.phase() == Phase.RUNNING_BEFORE);
        rollout.abort("Aborted by alice");

        Outcome outcome = ends(rollout, Verdict.ABORTED);

        assertThat(
                outcome.cause(),
                is("Aborted by alice: no task before the deployment was started; nothing was deployed"));
        assertThat(sandbox.calls("RunTask"), is(empty()));
    }

    @Test
    public void theTimeOfTasksIsNotThatOfTheDeployment() {
        work().lasting(Duration.ofMinutes(50));
        SandboxRollout rollout = rollout(request()
                .with(
                        io.jenkins.plugins.ecs.rollout.request.Setting.TIMEOUT,
                        Duration.ofMinutes(10).toString())
                .tasks(before(task("b", Duration.ofMinutes(60), OnStop.STOP, "rake", "slow"))));

        ends(rollout, Verdict.SUCCESS);
    }

    /** Rows: the fault of RunTask. Whatever it is, one task runs. */
    @Test
    public void aLostAnswerIsLookedForAndNothingIsStartedTwice() {
        List<Runnable> faults = List.of(
                () -> sandbox.faults().on("RunTask").times(1).afterEffect().reset(),
                () -> sandbox.faults().on("RunTask").times(2).afterEffect().serviceUnavailable(),
                () -> sandbox.faults().on("RunTask").times(3).throttle(),
                () -> sandbox.faults().on("RunTask").times(2).reset(),
                () -> sandbox.faults().on("DescribeTasks").times(5).throttle(),
                () -> sandbox.faults().on("DescribeTasks").times(3).serverError());
        for (int i = 0; i < faults.size(); i++) {
            String image = "repo/app:3." + i + ".0";
            sandbox.scenarios().image(image, Scenario.OK).lasting(Duration.ofSeconds(3));
            faults.get(i).run();
            SandboxRollout rollout = rollout(request()
                    .changes(List.of(io.jenkins.plugins.ecs.taskdef.ContainerChange.of(null)
                            .image(image)
                            .build()))
                    .tasks(before(task("t" + i, "rake"))));
            ends(rollout, Verdict.SUCCESS);
            sandbox.faults().clear();
            assertThat(story(rollout), startedBy("jenkins/shop/7/t" + i), is(1));
        }
    }

    private int startedBy(String id) {
        int tasks = 0;
        for (String desired : List.of("RUNNING", "STOPPED")) {
            tasks += sandbox.region()
                    .call(
                            "ListTasks",
                            "{\"cluster\":\"prod\",\"startedBy\":\"" + id + "\",\"desiredStatus\":\"" + desired + "\"}")
                    .path("taskArns")
                    .size();
        }
        return tasks;
    }

    /** Reads are eventually consistent. */
    @Test
    public void aRevisionThatCannotBeReadYetIsWaitedFor() {
        work();
        SandboxRollout rollout = rollout(migrating());
        rollout.runUntil(state -> state.phase() == Phase.RUNNING_BEFORE);
        sandbox.faults().on("DescribeTaskDefinition").times(5).stale(Duration.ofSeconds(30));

        ends(rollout, Verdict.SUCCESS);
    }

    /** The controller dies at each save in turn, before it and after it. */
    @Test
    public void aKillAnywhereStartsNoTaskTwiceAndPrintsNoLineTwice() {
        work().writes(Duration.ofSeconds(1), "one", "two").log("three");
        SandboxRollout whole = rollout(migrating());
        ends(whole, Verdict.SUCCESS);
        int saves = whole.saves();
        assertThat(saves > 20, is(true));
        for (int at = 1; at <= saves; at++) {
            for (boolean beforeItIsOnDisk : new boolean[] {true, false}) {
                stopAndRestart();
                work().writes(Duration.ofSeconds(1), "one", "two").log("three");
                SandboxRollout rollout = rollout(migrating()).killAtSave(at, beforeItIsOnDisk);
                ends(rollout, Verdict.SUCCESS);
                String story = at + " " + beforeItIsOnDisk + "\n" + story(rollout);
                assertThat(story, startedBy("jenkins/shop/7/b"), is(1));
                assertThat(story, deployments(sandbox), is(2));
                for (String line : List.of("app | one", "app | two", "app | three")) {
                    assertThat(story, Collections.frequency(rollout.lines(), line) <= 1, is(true));
                }
            }
        }
    }

    private void stopAndRestart() {
        sandbox = newSandbox(true);
    }

    @Test
    public void aRuleAgainstTheCommandRefusesBeforeAnythingIsRegistered() {
        SandboxRollout rollout = rollout(migrating())
                .guardedBy(change -> change.task() == null
                        ? Judgement.ALLOWED
                        : new Judgement(List.of("no " + change.task().commands()), List.of()));

        Outcome outcome = ends(rollout, Verdict.REFUSED);

        assertThat(outcome.cause(), containsString("no [rake db:migrate]"));
        assertThat(sandbox.calls("RegisterTaskDefinition"), is(empty()));
        assertThat(sandbox.calls("RunTask"), is(empty()));
    }

    @Test
    public void aRuleAgainstTheDeploymentRefusesTheTasksBeforeIt() {
        boolean[] frozen = {false};
        work();
        SandboxRollout rollout = rollout(migrating())
                .guardedBy(change -> frozen[0] && change.task() == null
                        ? new Judgement(List.of("the weekend"), List.of())
                        : Judgement.ALLOWED);
        rollout.runUntil(state -> state.phase() == Phase.RUNNING_BEFORE);
        frozen[0] = true;

        Outcome outcome = ends(rollout, Verdict.REFUSED);

        assertThat(outcome.cause(), containsString("was not started: blocked by policy: the weekend"));
        assertThat(sandbox.calls("RunTask"), is(empty()));
        isUntouched(rollout);
    }
}
