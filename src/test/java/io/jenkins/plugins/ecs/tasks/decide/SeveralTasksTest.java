package io.jenkins.plugins.ecs.tasks.decide;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.ecs.aws.ecs.EcsTask;
import io.jenkins.plugins.ecs.tasks.logs.LogSource;
import io.jenkins.plugins.ecs.tasks.request.OnStop;
import io.jenkins.plugins.ecs.tasks.request.TaskRequest;
import io.jenkins.plugins.ecs.tasks.state.ContainerPlan;
import io.jenkins.plugins.ecs.tasks.state.TaskPlan;
import io.jenkins.plugins.ecs.tasks.state.TaskRunState;
import io.jenkins.plugins.ecs.tasks.state.TaskVerdict;
import io.jenkins.plugins.ecs.tasks.state.TrackedTask;
import java.util.List;
import java.util.Map;
import org.junit.Test;

/** What is decided where a run has several tasks, or a task several containers. */
public class SeveralTasksTest {

    private static final long NOW = 1_000_000_000;
    private static final LogSource NO_LOG = new LogSource("", "", "", false, "no log");

    private static TaskPlan plan(String... containers) {
        return new TaskPlan(
                "arn:aws:ecs:eu-central-1:123456789012:task-definition/api:1",
                null,
                "{}",
                null,
                List.of(containers).stream()
                        .map(name -> new ContainerPlan(name, true, 30, NO_LOG))
                        .toList(),
                Map.of(),
                List.of(),
                List.of(),
                "",
                null,
                null,
                "",
                "");
    }

    private static EcsTask stopped(EcsTask.Container... containers) {
        return new EcsTask(
                "task/a",
                "",
                "",
                "STOPPED",
                "STOPPED",
                "EssentialContainerExited",
                "Essential container in task exited",
                List.of(containers),
                "UNKNOWN",
                1);
    }

    private static EcsTask.Container container(String name, Integer code, String reason) {
        return new EcsTask.Container(name, "", null, code, reason, "UNKNOWN");
    }

    private static TaskRunState state(TrackedTask... tasks) {
        TaskRequest request = new TaskRequest(
                "eu-central-1",
                "prod",
                null,
                new TaskRequest.Definition("api", null, List.of()),
                TaskRequest.Placement.OF_SERVICE,
                TaskRequest.Overrides.NONE,
                new TaskRequest.Following(600_000, OnStop.STOP, OnStop.STOP, 0, false, false),
                new TaskRequest.Origin("b", "jenkins/b", "t", Map.of(), null, null),
                2,
                Map.of());
        return TaskRunState.begin(request, NOW).with(plan("app")).with(List.of(tasks));
    }

    /** The proxy ended with 0 when ECS stopped it, which is no reason to take the kill of the other for a consequence. */
    @Test
    public void aContainerThatRanOutOfMemoryIsNoConsequenceOfTheOther() {
        TrackedTask task = TrackedTask.started("task/a")
                .seen(stopped(
                        container("app", 137, "OutOfMemoryError: Container killed due to memory usage"),
                        container("proxy", 0, "")));
        TaskEnding ending = TaskEnding.of(task, plan("app", "proxy"));
        assertThat(ending.verdict(), is(TaskVerdict.TASK_FAILED));
        assertThat(ending.exitCode(), is(137));
        assertThat(ending.cause(), containsString("app exited with 137 (OutOfMemoryError"));
    }

    /** Its work may be half done, so nothing starts it again; the pipeline can, by the stop code. */
    @Test
    public void aSpotInterruptionFailsEvenIfTheContainerExitedWithZero() {
        EcsTask interrupted = new EcsTask(
                "task/a",
                "",
                "",
                "STOPPED",
                "STOPPED",
                "SpotInterruption",
                "Your Spot Task was interrupted.",
                List.of(container("app", 0, "")),
                "UNKNOWN",
                1);
        TrackedTask task = TrackedTask.started("task/a").seen(interrupted);
        TaskEnding ending = TaskEnding.of(task, plan("app"));
        assertThat(ending.verdict(), is(TaskVerdict.TASK_FAILED));
        assertThat(ending.cause(), containsString("Spot capacity was reclaimed"));
        assertThat(task.stopCode(), is("SpotInterruption"));
    }

    @Test
    public void aTaskThatEcsDoesNotShowEndsNothingWhileAnotherOneRuns() {
        TrackedTask missing = TrackedTask.started("task/a").missing(NOW - 120_000);
        TrackedTask running = TrackedTask.started("task/b");
        TrackedTask ended = running.seen(stopped(container("app", 0, "")));
        assertThat(TaskReading.isLost(state(missing, running), NOW), is(false));
        assertThat(TaskReading.isLost(state(missing, ended), NOW), is(true));
        assertThat(TaskReading.isLost(state(missing, missing), NOW), is(true));
        assertThat(TaskReading.isLost(state(ended, ended), NOW), is(false));
    }
}
