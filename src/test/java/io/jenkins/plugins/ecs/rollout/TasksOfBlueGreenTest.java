package io.jenkins.plugins.ecs.rollout;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.ecs.rollout.request.AfterFailure;
import io.jenkins.plugins.ecs.rollout.request.DeployRequestBuilder;
import io.jenkins.plugins.ecs.rollout.request.Setting;
import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.rollout.state.PauseAnswer;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.rollout.strategy.Strategy;
import io.jenkins.plugins.ecs.sandbox.EcsSandbox;
import io.jenkins.plugins.ecs.sandbox.Scenario;
import io.jenkins.plugins.ecs.sandbox.ScenarioRule;
import io.jenkins.plugins.ecs.tasks.request.DeploymentTasks;
import io.jenkins.plugins.ecs.tasks.request.OnStop;
import io.jenkins.plugins.ecs.tasks.request.TaskRequest;
import java.time.Duration;
import java.util.List;
import org.junit.Test;

/** Tasks before and after a blue/green deployment. */
public class TasksOfBlueGreenTest extends StrategyTestCase {

    private static TaskRequest task(String token) {
        return TasksTestCase.taskOf("web", token, Duration.ofMinutes(30), OnStop.STOP, "rake", token);
    }

    private static ScenarioRule work(EcsSandbox ecs) {
        return ecs.scenarios().image(NEW, Scenario.OK).lasting(Duration.ofSeconds(3));
    }

    private static DeployRequestBuilder deployment(AfterFailure onFailure, List<String> pauses) {
        return web(settings(Strategy.BLUE_GREEN).pauseAt(pauses))
                .tasks(new DeploymentTasks(List.of(task("b")), List.of(task("a"))))
                .with(Setting.ON_AFTER_FAILURE, onFailure);
    }

    @Test
    public void bothRunWithTheNewRevision() {
        EcsSandbox ecs = staged();
        work(ecs);

        SandboxRollout rollout = rollout(ecs, deployment(AfterFailure.FAIL, List.of()));
        Outcome outcome = rollout.run();

        assertThat(story(rollout), outcome.verdict(), is(Verdict.SUCCESS));
        assertThat(outcome.before(), hasSize(1));
        assertThat(outcome.after(), hasSize(1));
        assertThat(outcome.after().get(0).taskDefinition(), is(outcome.taskDefinition()));
    }

    @Test
    public void aFailureAfterItRollsBackByAnotherDeployment() {
        EcsSandbox ecs = staged();
        work(ecs);
        SandboxRollout rollout = rollout(ecs, deployment(AfterFailure.ROLLBACK, List.of()));
        rollout.runUntil(state -> state.phase() == Phase.RUNNING_AFTER);
        work(ecs).exit("app", 1);

        Outcome outcome = rollout.run();

        assertThat(story(rollout), outcome.verdict(), is(Verdict.ROLLED_BACK));
        assertThat(service(ecs).path("taskDefinition").asText(), is(outcome.previousTaskDefinition()));
    }

    @Test
    public void aPauseOfTheRollbackIsAnsweredAsAnyOther() {
        EcsSandbox ecs = staged();
        work(ecs);
        SandboxRollout rollout = rollout(ecs, deployment(AfterFailure.ROLLBACK, List.of("POST_TEST_TRAFFIC_SHIFT")));
        toPause(rollout);
        rollout.answer(PauseAnswer.CONTINUE, "bob");
        rollout.runUntil(state -> state.phase() == Phase.RUNNING_AFTER);
        work(ecs).exit("app", 1);
        rollout.runUntil(state -> state.phase() == Phase.ROLLING_BACK);
        toPause(rollout);
        assertThat(story(rollout), rollout.answer(PauseAnswer.CONTINUE, "bob"), is(true));

        Outcome outcome = rollout.run();

        assertThat(story(rollout), outcome.verdict(), is(Verdict.ROLLED_BACK));
    }
}
