package io.jenkins.plugins.ecs.tasks;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.ecs.tasks.decide.TaskDecider;
import io.jenkins.plugins.ecs.tasks.state.TaskPhase;
import io.jenkins.plugins.ecs.tasks.state.TaskRunState;
import io.jenkins.plugins.ecs.tasks.state.TaskVerdict;
import java.time.Duration;
import org.junit.Test;

/**
 * An error in this plugin that persists ends a run of tasks: after ten minutes while something may run in ECS, which the
 * step asks {@code mayRun}, and after half a minute before that.
 */
public class AbandonedTasksTest extends TaskRunTestCase {

    private void ends(TaskRunState state, TaskVerdict verdict, String mayRun) {
        assertThat(TaskDecider.mayRun(state), containsString(mayRun));
        TaskRunState end = TaskDecider.abandoned(
                state, "an error in this plugin", sandbox.clock().millis());
        assertThat(end.end().verdict(), is(verdict));
        assertThat(end.end().cause(), is("an error in this plugin"));
        assertThat("nothing is left to do", TaskDecider.mayRun(end), is(""));
    }

    @Test
    public void beforeTheStartNothingRuns() {
        SandboxTaskRun run = run(TaskRequests.migrate());
        assertThat(TaskDecider.mayRun(run.state()), is(""));
        ends(run.state(), TaskVerdict.NOT_STARTED, "");
        run.runUntil(state -> state.phase() == TaskPhase.STARTING);
        assertThat(TaskDecider.mayRun(run.state()), is(""));
        ends(run.state(), TaskVerdict.NOT_STARTED, "");
    }

    @Test
    public void afterALostAnswerTasksMayRun() {
        sandbox.faults().on("RunTask").times(1).afterEffect().reset();
        SandboxTaskRun run = run(TaskRequests.migrate());
        run.runUntil(state -> state.failures().count() > 0);
        ends(run.state(), TaskVerdict.UNKNOWN, "jenkins/shop/migrate/7/token");
    }

    @Test
    public void aRunningTaskIsNamed() {
        work().lasting(Duration.ofHours(1));
        SandboxTaskRun run = run(TaskRequests.migrate());
        run.runUntil(state -> state.describedAt() > 0);
        ends(run.state(), TaskVerdict.UNKNOWN, run.state().tasks().get(0).id());
    }

    @Test
    public void whatIsBeingStoppedKeepsItsVerdict() {
        work().lasting(Duration.ofHours(1));
        SandboxTaskRun run = run(TaskRequests.migrate().timeout(Duration.ofMinutes(1)));
        run.runUntil(state -> state.phase() == TaskPhase.STOPPING);
        ends(run.state(), TaskVerdict.TIMED_OUT, run.state().tasks().get(0).id());
    }

    @Test
    public void tasksThatHaveEndedDoNotRun() {
        work();
        SandboxTaskRun run = run(TaskRequests.migrate());
        run.runUntil(state -> state.phase() == TaskPhase.DRAINING);
        assertThat(TaskDecider.mayRun(run.state()), is(""));
    }
}
