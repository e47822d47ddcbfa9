package io.jenkins.plugins.ecs.rollout;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.ecs.rollout.request.AfterFailure;
import io.jenkins.plugins.ecs.rollout.request.Setting;
import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.sandbox.Scenario;
import io.jenkins.plugins.ecs.sandbox.ScenarioRule;
import io.jenkins.plugins.ecs.tasks.request.DeploymentTasks;
import io.jenkins.plugins.ecs.tasks.request.OnStop;
import io.jenkins.plugins.ecs.tasks.request.TaskRequest;
import java.time.Duration;
import java.util.List;
import org.junit.Test;

/** Tasks before and after a deployment of CodeDeploy. */
public class TasksOfCodeDeployTest extends CodeDeployRolloutTestCase {

    private static TaskRequest task(String token) {
        return TasksTestCase.taskOf("web", token, Duration.ofMinutes(30), OnStop.STOP, "rake", token);
    }

    private ScenarioRule work() {
        return sandbox.scenarios().image(NEW, Scenario.OK).lasting(Duration.ofSeconds(3));
    }

    @Test
    public void aTaskBeforeThatFailsCreatesNoDeployment() {
        work().exit("app", 1);

        Outcome outcome = begin(web().tasks(TasksTestCase.before(task("b")))).run();

        assertThat(story(), outcome.verdict(), is(Verdict.TASK_FAILED));
        assertThat(sandbox.calls("CreateDeployment"), is(empty()));
        assertThat(running(), is(OLD));
    }

    @Test
    public void theDeploymentFollowsTheTaskBeforeAndTheTaskAfterFollowsIt() {
        work();

        Outcome outcome = begin(web().tasks(new DeploymentTasks(List.of(task("b")), List.of(task("a")))))
                .run();

        ended(outcome, Verdict.SUCCESS, "");
        assertThat(outcome.before(), hasSize(1));
        assertThat(outcome.after(), hasSize(1));
        assertThat(
                outcome.after().get(0).taskDefinition(),
                is(outcome.before().get(0).taskDefinition()));
    }

    @Test
    public void aTaskAfterThatFailsLeavesTheNewRevision() {
        work().exit("app", 1);

        Outcome outcome = begin(web().tasks(TasksTestCase.after(task("a")))).run();

        ended(outcome, Verdict.TASK_FAILED, "The service keeps running web:2");
        assertThat(running(), is(NEW));
    }

    @Test
    public void aRollbackAfterATaskIsRefusedAtTheStart() {
        refused(
                web().tasks(TasksTestCase.after(task("a"))).with(Setting.ON_AFTER_FAILURE, AfterFailure.ROLLBACK),
                "onAfterFailure: 'rollback' is not possible",
                "use onAfterFailure: 'fail'");
        assertThat(sandbox.calls("RunTask"), is(empty()));
    }
}
