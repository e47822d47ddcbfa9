package io.jenkins.plugins.ecs.tasks;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import io.jenkins.plugins.ecs.taskdef.ContainerChange;
import io.jenkins.plugins.ecs.tasks.state.TaskPhase;
import io.jenkins.plugins.ecs.tasks.state.TaskVerdict;
import java.time.Duration;
import org.junit.Test;

/** Answers that are lost, denied, late or a proxy's: found by the random runs, one test for each kind. */
public class TaskFaultTest extends TaskRunTestCase {

    private static final String NEW = "repo/app:2.0.0";

    private static TaskRequests newImage() {
        return TaskRequests.migrate()
                .changes(ContainerChange.of(null).image(NEW).build());
    }

    private void registersOnce(SandboxTaskRun run) {
        TaskOutcome outcome = run.run();
        assertThat(outcome.message(), outcome.verdict(), is(TaskVerdict.SUCCESS));
        int revisions = sandbox.region()
                .call("ListTaskDefinitions", "{\"familyPrefix\":\"api\"}")
                .path("taskDefinitionArns")
                .size();
        assertThat("the one of the service, and one more", revisions, is(2));
    }

    @Test
    public void aLostRegistrationIsFoundByNameWhereRevisionsMayNotBeListed() {
        sandbox.deny("ecs:ListTaskDefinitions");
        sandbox.faults().on("RegisterTaskDefinition").times(1).resetAfterEffect();
        registersOnce(run(newImage()));
    }

    @Test
    public void aLostRegistrationIsNotRepeatedBecauseARevisionCannotBeReadNow() {
        sandbox.faults().on("RegisterTaskDefinition").times(1).resetAfterEffect();
        SandboxTaskRun run = run(newImage());
        run.runUntil(state -> state.failures().count() > 0);
        sandbox.faults().on("DescribeTaskDefinition").times(8).serverError();
        registersOnce(run);
    }

    @Test
    public void aLostRegistrationIsLookedForAsLongAsReadsMayBeStale() {
        sandbox.faults().on("RegisterTaskDefinition").times(1).resetAfterEffect();
        SandboxTaskRun run = run(newImage());
        run.runUntil(state -> state.failures().count() > 0);
        sandbox.faults().on("ListTaskDefinitions").times(6).stale(seconds(20));
        registersOnce(run);
    }

    @Test
    public void aProxyThatIsRestartedIsWaitedForAndOneThatBlocksIsNot() {
        work();
        sandbox.faults().on("DescribeServices").times(9).page(502);
        assertThat(run(TaskRequests.migrate()).run().verdict(), is(TaskVerdict.SUCCESS));

        sandbox.faults().on("DescribeServices").page(403);
        long since = sandbox.clock().millis();
        TaskOutcome outcome = run(TaskRequests.migrate().token("b")).run();
        assertThat(outcome.verdict(), is(TaskVerdict.NOT_STARTED));
        assertThat(outcome.cause(), containsString("something between Jenkins and AWS answered"));
        assertThat(sandbox.clock().millis() - since, lessThanOrEqualTo(30_000L));
    }

    @Test
    public void failuresOfSeveralKindsAreNoProxyThatBlocks() {
        work();
        sandbox.faults().on("DescribeServices").times(2).page(403);
        SandboxTaskRun run = run(TaskRequests.migrate());
        run.runUntil(state -> state.failures().count() == 2);
        sandbox.faults().on("DescribeServices").times(2).throttle();
        run.runUntil(state -> state.failures().count() == 4);
        sandbox.faults().on("DescribeServices").times(2).page(407);
        assertThat(run.run().verdict(), is(TaskVerdict.SUCCESS));
    }

    @Test
    public void aClockThatIsSetBackDoesNotStopPolling() {
        work();
        SandboxTaskRun run = run(TaskRequests.migrate());
        run.runUntil(state -> state.describedAt() > 0);
        long since = sandbox.clock().millis();
        assertThat(run.clockShows(Duration.ofHours(-1)).run().verdict(), is(TaskVerdict.SUCCESS));
        assertThat(sandbox.clock().millis() - since, lessThanOrEqualTo(60_000L));
    }

    private long lateBy(SandboxTaskRun run, Duration timeout) {
        TaskOutcome outcome = run.run();
        return outcome.finishedAt() - outcome.startedAt() - timeout.toMillis();
    }

    @Test
    public void tasksThatCannotBeReadAreStoppedAndLeftAMinuteAfterTheTimeout() {
        work().lasting(Duration.ofHours(2));
        Duration timeout = Duration.ofMinutes(2);
        SandboxTaskRun run = run(TaskRequests.migrate().timeout(timeout));
        run.runUntil(state -> state.phase() == TaskPhase.STOPPING);
        sandbox.faults().on("DescribeTasks").serviceUnavailable();
        assertThat(lateBy(run, timeout), lessThanOrEqualTo(60_000L));
        assertThat(done("StopTask"), hasSize(1));
    }

    @Test
    public void aSearchForTasksThatNobodyListsEndsAMinuteAfterTheTimeout() {
        work().lasting(Duration.ofHours(2));
        Duration timeout = seconds(10);
        sandbox.faults().on("RunTask").afterEffect().garbage();
        sandbox.faults().on("ListTasks").serviceUnavailable();
        SandboxTaskRun run = run(TaskRequests.migrate().timeout(timeout));
        assertThat(lateBy(run, timeout), lessThanOrEqualTo(60_000L));
        assertThat(run.state().end().cause(), containsString("tasks may have been started"));
    }

    @Test
    public void aSlowSearchForTasksStartsNoneAfterTheTimeoutAndEndsAMinuteAndOneCallLater() {
        work().lasting(Duration.ofHours(2));
        sandbox.behavior().taskVisibleAfter(seconds(90));
        Duration timeout = seconds(39);
        sandbox.faults().on("RunTask").times(2).afterEffect().garbage();
        sandbox.faults().on("ListTasks").slowOnTheClock(seconds(30));
        SandboxTaskRun run = run(TaskRequests.migrate().timeout(timeout));
        assertThat(lateBy(run, timeout), lessThanOrEqualTo(90_000L));
        assertThat(run.state().end().verdict(), is(TaskVerdict.TIMED_OUT));
        assertThat(done("RunTask"), hasSize(1));
        assertThat(done("StopTask"), hasSize(1));
    }

    @Test
    public void logsThatCannotBeReadAreLeftHalfAMinuteAfterTheTimeout() {
        Duration timeout = seconds(9);
        work();
        sandbox.faults().on("GetLogEvents").page(403);
        SandboxTaskRun run = run(TaskRequests.migrate().timeout(timeout));
        assertThat(lateBy(run, timeout), lessThanOrEqualTo(35_000L));
        assertThat(run.state().end().verdict(), is(TaskVerdict.SUCCESS));
    }
}
