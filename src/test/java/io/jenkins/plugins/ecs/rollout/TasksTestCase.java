package io.jenkins.plugins.ecs.rollout;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.ecs.rollout.request.AfterFailure;
import io.jenkins.plugins.ecs.rollout.request.DeployRequestBuilder;
import io.jenkins.plugins.ecs.rollout.request.Setting;
import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.sandbox.Call;
import io.jenkins.plugins.ecs.sandbox.EcsSandbox;
import io.jenkins.plugins.ecs.sandbox.Scenario;
import io.jenkins.plugins.ecs.sandbox.ScenarioRule;
import io.jenkins.plugins.ecs.taskdef.ContainerChange;
import io.jenkins.plugins.ecs.tasks.TaskRunTestCase;
import io.jenkins.plugins.ecs.tasks.request.DeploymentTasks;
import io.jenkins.plugins.ecs.tasks.request.OnStop;
import io.jenkins.plugins.ecs.tasks.request.TaskRequest;
import io.jenkins.plugins.ecs.tasks.request.TaskRequest.Definition;
import io.jenkins.plugins.ecs.tasks.request.TaskRequest.Following;
import io.jenkins.plugins.ecs.tasks.request.TaskRequest.Origin;
import io.jenkins.plugins.ecs.tasks.request.TaskRequest.Overrides;
import io.jenkins.plugins.ecs.tasks.request.TaskRequest.Placement;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Tasks before and after a deployment of {@code prod/api}, whose container logs with awslogs. */
public abstract class TasksTestCase extends RolloutTestCase {

    @Override
    protected EcsSandbox newSandbox(boolean circuitBreaker) {
        EcsSandbox made = EcsSandbox.start();
        opened(made);
        made.behavior().taskStart(Duration.ofSeconds(1), Duration.ofSeconds(2));
        made.cluster("prod");
        made.service(
                "prod",
                "api",
                s -> s.taskDefinition(TaskRunTestCase.definition(
                                "api", TaskRunTestCase.container("app", OLD, true, "awslogs")))
                        .desiredCount(2)
                        .circuitBreaker(circuitBreaker, true));
        made.clock().advance(Duration.ofMinutes(10));
        return made;
    }

    /** How tasks with the new image run: by default for three seconds to exit code 0. */
    protected ScenarioRule work() {
        return sandbox.scenarios().image(NEW, Scenario.OK).lasting(Duration.ofSeconds(3));
    }

    public static TaskRequest task(String token, String... command) {
        return task(token, Duration.ofMinutes(30), OnStop.STOP, command);
    }

    protected static TaskRequest task(String token, Duration timeout, OnStop onStop, String... command) {
        return taskOf("api", token, timeout, onStop, command);
    }

    protected static TaskRequest taskOf(
            String service, String token, Duration timeout, OnStop onStop, String... command) {
        return new TaskRequest(
                "eu-central-1",
                "prod",
                service,
                new Definition(
                        null,
                        null,
                        List.of(ContainerChange.of(null)
                                .command(List.of(command))
                                .build())),
                Placement.OF_SERVICE,
                Overrides.NONE,
                new Following(timeout.toMillis(), onStop, onStop, Following.DEFAULT_LOG_LINES, false, false),
                new Origin("shop #7", "jenkins/shop/7/" + token, token, Map.of(), null, null),
                1,
                Map.of());
    }

    protected static DeploymentTasks before(TaskRequest... tasks) {
        return new DeploymentTasks(List.of(tasks), List.of());
    }

    protected static DeploymentTasks after(TaskRequest... tasks) {
        return new DeploymentTasks(List.of(), List.of(tasks));
    }

    protected static DeployRequestBuilder migrating() {
        return request().tasks(before(task("b", "rake", "db:migrate")));
    }

    protected static DeployRequestBuilder testing(AfterFailure onFailure) {
        return request().tasks(after(task("a", "smoke", "test"))).with(Setting.ON_AFTER_FAILURE, onFailure);
    }

    protected Outcome ends(SandboxRollout rollout, Verdict verdict) {
        Outcome outcome = rollout.run();
        assertThat(story(rollout), outcome.verdict(), is(verdict));
        return outcome;
    }

    protected static String story(SandboxRollout rollout) {
        return Outcome.of(rollout.state()).message() + "\n" + String.join("\n", rollout.lines());
    }

    /** Calls of an operation that took effect. */
    protected List<Call> done(String operation) {
        return sandbox.calls(operation).stream()
                .filter(call -> call.status() == 200)
                .toList();
    }

    /** The number of the revision that the service is set to. */
    protected int revision() {
        String arn = sandbox.region()
                .call("DescribeServices", "{\"cluster\":\"prod\",\"services\":[\"api\"]}")
                .at("/services/0/taskDefinition")
                .asText();
        return Integer.parseInt(arn.substring(arn.lastIndexOf(':') + 1));
    }
}
