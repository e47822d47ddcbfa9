package io.jenkins.plugins.ecs.tasks;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.jenkins.plugins.ecs.sandbox.Scenario;
import io.jenkins.plugins.ecs.tasks.state.TaskPhase;
import io.jenkins.plugins.ecs.tasks.state.TaskVerdict;
import java.time.Duration;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.ErrorCollector;

/** Scenario by verdict: how tasks end, and what is made of it. */
public class TaskVerdictTest extends TaskRunTestCase {

    private static final String PROXY = "repo/proxy:1.0.0";

    @Rule
    public ErrorCollector errors = new ErrorCollector();

    private TaskOutcome ends(TaskRequests request, TaskVerdict verdict, Integer exitCode) {
        SandboxTaskRun run = run(request);
        TaskOutcome outcome = run.run();
        String story = outcome.message() + "\n" + String.join("\n", run.lines());
        errors.checkThat(story, outcome.verdict(), is(verdict));
        errors.checkThat(story, outcome.exitCode(), is(exitCode));
        return outcome;
    }

    @Test
    public void exitCodesOfTheOnlyContainer() {
        work();
        ends(TaskRequests.migrate(), TaskVerdict.SUCCESS, 0);
        work().exit("app", 1);
        assertThat(
                ends(TaskRequests.migrate().token("b"), TaskVerdict.TASK_FAILED, 1)
                        .cause(),
                startsWith("app exited with 1"));
        work().exit("app", 137);
        ends(TaskRequests.migrate().token("c"), TaskVerdict.TASK_FAILED, 137);
        work().exit("app", 143);
        ends(TaskRequests.migrate().token("d"), TaskVerdict.TASK_FAILED, 143);
    }

    @Test
    public void aContainerThatNeverRanHasNoExitCodeAndIsNoSuccess() {
        work().exit("app", null);
        TaskOutcome outcome = ends(TaskRequests.migrate(), TaskVerdict.TASK_FAILED, null);
        assertThat(outcome.cause(), startsWith("app has no exit code"));
    }

    @Test
    public void outOfMemory() {
        sandbox.scenarios().image(IMAGE, Scenario.OUT_OF_MEMORY);
        TaskOutcome outcome = ends(TaskRequests.migrate(), TaskVerdict.TASK_FAILED, 137);
        assertThat(outcome.cause(), containsString("OutOfMemoryError"));
        assertThat(outcome.advice(), containsString("memory"));
    }

    /** Columns: exit codes of app and proxy, the named container, what comes of it. */
    @Test
    public void severalEssentialContainers() {
        service("two", container("app", IMAGE, true, "awslogs"), container("proxy", PROXY, true, "awslogs"));
        Object[][] table = {
            {0, 0, null, TaskVerdict.SUCCESS, 0},
            {0, 137, null, TaskVerdict.SUCCESS, 0},
            {0, 143, null, TaskVerdict.SUCCESS, 0},
            {143, 0, null, TaskVerdict.SUCCESS, 0},
            {0, 1, null, TaskVerdict.TASK_FAILED, 1},
            {1, 0, null, TaskVerdict.TASK_FAILED, 1},
            {1, 143, null, TaskVerdict.TASK_FAILED, 1},
            {137, 143, null, TaskVerdict.TASK_FAILED, 137},
            {null, 0, null, TaskVerdict.TASK_FAILED, null},
            {0, 137, "app", TaskVerdict.SUCCESS, 0},
            {0, 1, "app", TaskVerdict.SUCCESS, 0},
            {1, 0, "app", TaskVerdict.TASK_FAILED, 1},
            {143, 0, "app", TaskVerdict.TASK_FAILED, 143},
            {143, 0, "proxy", TaskVerdict.SUCCESS, 0},
            {null, 0, "app", TaskVerdict.TASK_FAILED, null},
        };
        for (int i = 0; i < table.length; i++) {
            Object[] row = table[i];
            work().exit("app", (Integer) row[0]).exit("proxy", (Integer) row[1]);
            ends(
                    TaskRequests.migrate()
                            .service("two")
                            .changes()
                            .container((String) row[2])
                            .logLines(0)
                            .token("row" + i),
                    (TaskVerdict) row[3],
                    (Integer) row[4]);
        }
    }

    @Test
    public void aContainerThatIsNotEssentialDoesNotCountButIsNamed() {
        service("two", container("app", IMAGE, true, "awslogs"), container("init", PROXY, false, "awslogs"));
        work().exit("app", 0).exit("init", 3);
        TaskOutcome outcome = ends(TaskRequests.migrate().service("two"), TaskVerdict.SUCCESS, 0);
        assertThat(outcome.cause(), containsString("not counted: init exited with 3"));
    }

    @Test
    public void severalTasksAreAsGoodAsTheWorst() {
        work();
        assertThat(ends(TaskRequests.migrate().count(3), TaskVerdict.SUCCESS, 0).tasks(), hasSize(3));
        work().exit("app", 2);
        assertThat(
                ends(TaskRequests.migrate().count(3).token("b"), TaskVerdict.TASK_FAILED, 2)
                        .cause(),
                containsString("of 3: app exited with 2"));
    }

    @Test
    public void whatNeverStartsHasTheDiagnosisOfServices() {
        Scenario[] scenarios = {Scenario.IMAGE_NOT_FOUND, Scenario.SECRET_MISSING, Scenario.EXEC_FORMAT};
        String[] causes = {"the image does not exist", "secret", "exec format error"};
        for (int i = 0; i < scenarios.length; i++) {
            sandbox.scenarios().image(IMAGE, scenarios[i]);
            TaskOutcome outcome = ends(TaskRequests.migrate().token("s" + i), TaskVerdict.NOT_STARTED, null);
            errors.checkThat(outcome.cause(), containsString(causes[i]));
            errors.checkThat(outcome.advice(), outcome.advice().isEmpty(), is(false));
        }
    }

    @Test
    public void noPlaceForTheTask() {
        sandbox.behavior().runTaskFailures(1, "RESOURCE:MEMORY");
        TaskOutcome outcome = ends(TaskRequests.migrate(), TaskVerdict.NOT_STARTED, null);
        assertThat(outcome.cause(), is("ECS could not place the task: RESOURCE:MEMORY"));
        assertThat(done("StopTask"), is(empty()));
    }

    @Test
    public void ofTasksThatWereOnlyPartlyPlacedTheOthersAreStopped() {
        work().lasting(Duration.ofMinutes(10));
        sandbox.behavior().runTaskFailures(1, "RESOURCE:CPU");
        TaskOutcome outcome = ends(TaskRequests.migrate().count(3), TaskVerdict.NOT_STARTED, null);
        assertThat(outcome.cause(), is("only 2 of 3 tasks could be placed: RESOURCE:CPU; stopped"));
        assertThat(done("StopTask"), hasSize(2));
    }

    @Test
    public void fargateWithoutCapacityIsWaitedFor() {
        work();
        sandbox.behavior()
                .runTaskFailures(
                        2,
                        "Capacity is unavailable at this time. Please try again later or in a different availability"
                                + " zone");
        ends(TaskRequests.migrate(), TaskVerdict.SUCCESS, 0);
        assertThat(done("RunTask"), hasSize(3));

        sandbox.behavior().runTaskFailures(1000, "Capacity is unavailable at this time");
        TaskOutcome outcome =
                ends(TaskRequests.migrate().token("b").timeout(Duration.ofMinutes(5)), TaskVerdict.TIMED_OUT, null);
        assertThat(outcome.cause(), containsString("Capacity is unavailable"));
    }

    @Test
    public void aTaskThatIsStoppedByAnyoneElseFails() {
        work().lasting(Duration.ofMinutes(10));
        SandboxTaskRun run = run(TaskRequests.migrate());
        run.runUntil(state ->
                state.tasks().stream().anyMatch(task -> task.lastStatus().equals("RUNNING")));
        sandbox.region()
                .call(
                        "StopTask",
                        "{\"cluster\":\"prod\",\"task\":\""
                                + run.state().tasks().get(0).arn() + "\",\"reason\":\"wrong database\"}");
        TaskOutcome outcome = run.run();
        assertThat(outcome.verdict(), is(TaskVerdict.TASK_FAILED));
        assertThat(outcome.cause(), containsString("wrong database"));
    }

    @Test
    public void aTaskIsMissingRightAfterItsStart() {
        sandbox.behavior().taskVisibleAfter(seconds(10));
        work();
        ends(TaskRequests.migrate(), TaskVerdict.SUCCESS, 0);
    }

    @Test
    public void afterTwoHoursOfDowntimeTheEndIsUnknown() {
        work();
        SandboxTaskRun run = run(TaskRequests.migrate().timeout(Duration.ofHours(10)));
        run.runUntil(state -> state.phase() == TaskPhase.FOLLOWING && state.describedAt() > 0);
        sandbox.clock().advance(Duration.ofHours(2));
        TaskOutcome outcome = run.run();
        assertThat(outcome.verdict(), is(TaskVerdict.UNKNOWN));
        assertThat(outcome.cause(), containsString("no longer shows task"));
        assertThat(outcome.exitCode(), is(nullValue()));
    }

    @Test
    public void theTimeoutStopsTheTask() {
        work().lasting(Duration.ofHours(2));
        TaskOutcome outcome = ends(TaskRequests.migrate().timeout(Duration.ofMinutes(2)), TaskVerdict.TIMED_OUT, 143);
        assertThat(outcome.cause(), is("not ended after 2 min; stopped"));
        assertThat(
                done("StopTask").get(0).request().path("reason").asText(),
                is("Jenkins build shop/migrate #7: not ended after 2 min"));
    }

    @Test
    public void theTimeoutLeavesTheTaskIfThatIsAskedFor() {
        work().lasting(Duration.ofHours(2));
        TaskOutcome outcome =
                ends(TaskRequests.migrate().timeout(Duration.ofMinutes(2)).leaving(), TaskVerdict.TIMED_OUT, null);
        assertThat(outcome.cause(), startsWith("not ended after 2 min; left running: "));
        assertThat(done("StopTask"), is(empty()));
    }

    @Test
    public void aTaskThatNeverLeavesProvisioningTimesOut() {
        sandbox.scenarios().image(IMAGE, Scenario.STUCK);
        ends(TaskRequests.migrate().timeout(Duration.ofMinutes(2)), TaskVerdict.TIMED_OUT, null);
        assertThat(done("StopTask"), hasSize(1));
    }

    @Test
    public void whatCannotBeStoppedIsNamed() {
        work().lasting(Duration.ofHours(2));
        sandbox.deny("ecs:StopTask");
        SandboxTaskRun run = run(TaskRequests.migrate().timeout(Duration.ofMinutes(2)));
        TaskOutcome outcome = run.run();
        assertThat(outcome.verdict(), is(TaskVerdict.TIMED_OUT));
        assertThat(
                outcome.cause(),
                containsString("not stopped yet: " + run.state().tasks().get(0).id()));
        assertThat(outcome.cause(), containsString("ecs:StopTask"));
        assertThat(run.lines(), hasItem(containsString("could not be stopped: access denied")));
    }

    @Test
    public void deniedRunTaskIsNotStarted() {
        sandbox.deny("ecs:RunTask");
        TaskOutcome outcome = ends(TaskRequests.migrate(), TaskVerdict.NOT_STARTED, null);
        assertThat(outcome.cause(), containsString("not authorized to perform ecs:RunTask"));
        assertThat(outcome.advice(), containsString("ecs:RunTask"));
    }

    @Test
    public void anExpiredTokenIsNamed() {
        sandbox.faults().on("DescribeServices").expiredToken();
        TaskOutcome outcome = ends(TaskRequests.migrate(), TaskVerdict.NOT_STARTED, null);
        assertThat(outcome.cause(), startsWith("the session token of these credentials has expired"));
        assertThat(outcome.advice(), startsWith("renew the keys of the credentials"));
    }

    @Test
    public void tasksThatMayNotBeReadAreUnknown() {
        work();
        sandbox.deny("ecs:DescribeTasks");
        SandboxTaskRun run = run(TaskRequests.migrate());
        TaskOutcome outcome = run.run();
        assertThat(outcome.verdict(), is(TaskVerdict.UNKNOWN));
        assertThat(
                outcome.cause(),
                containsString(
                        "they may still run: " + run.state().tasks().get(0).id()));
    }
}
