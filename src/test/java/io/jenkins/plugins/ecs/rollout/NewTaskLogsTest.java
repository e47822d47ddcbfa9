package io.jenkins.plugins.ecs.rollout;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecs.aws.connection.AwsConnection;
import io.jenkins.plugins.ecs.aws.connection.SandboxHttp;
import io.jenkins.plugins.ecs.polling.MovedWorkers;
import io.jenkins.plugins.ecs.polling.PollSubscription;
import io.jenkins.plugins.ecs.polling.SharedPoller;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.taskdef.ContainerChange;
import io.jenkins.plugins.ecs.text.masking.Masking;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.Before;
import org.junit.Test;

/** The log of the new tasks of a deployment in progress: theirs alone, short, masked and clean. */
public class NewTaskLogsTest extends RolloutTestCase {

    private static final String DEFINITION = """
            {"family": "web", "networkMode": "awsvpc", "requiresCompatibilities": ["FARGATE"], "cpu": "256", "memory": "512",
             "containerDefinitions": [{"name": "app", "image": "repo/app:1.0.0",
               "logConfiguration": {"logDriver": "awslogs", "options": {"awslogs-group": "/ecs/web",
                 "awslogs-region": "eu-central-1", "awslogs-stream-prefix": "web"}}}]}
            """;

    private AwsConnection aws;
    private PollSubscription seat;
    private NewTaskLogs logs;

    @Before
    public void aServiceThatLogs() {
        sandbox.service("prod", "web", s -> s.taskDefinition(DEFINITION).desiredCount(2));
        aws = SandboxHttp.connection(sandbox, "eu-central-1");
        opened(aws);
        MovedWorkers workers = new MovedWorkers();
        seat = new SharedPoller(workers, workers::now, () -> 0.5).join("test", "eu-central-1", aws.ecsCall(), null);
        logs = new NewTaskLogs(Masking.of(Set.of("hunter22-secret")));
    }

    private SandboxRollout deploying() {
        SandboxRollout rollout = rollout(DeployRequest.of("eu-central-1", "prod", "web")
                .changes(List.of(ContainerChange.of(null).image(NEW).build())));
        rollout.runUntil(
                state -> state.phase() == Phase.FOLLOWING && !tasks(":2").isEmpty());
        return rollout;
    }

    /** Ids of the running tasks whose revision ends so. */
    private List<String> tasks(String revision) {
        JsonNode arns = sandbox.region()
                .call("ListTasks", "{\"cluster\":\"prod\",\"serviceName\":\"web\"}")
                .path("taskArns");
        JsonNode tasks = sandbox.region()
                .call("DescribeTasks", "{\"cluster\":\"prod\",\"tasks\":" + arns + "}")
                .path("tasks");
        List<String> ids = new ArrayList<>();
        tasks.forEach(task -> {
            if (task.path("taskDefinitionArn").asText().endsWith(revision)) {
                String arn = task.path("taskArn").asText();
                ids.add(arn.substring(arn.lastIndexOf('/') + 1));
            }
        });
        return ids;
    }

    private void log(String task, String... lines) {
        sandbox.region().log("/ecs/web", "web/app/" + task, lines);
    }

    private LogTail read(SandboxRollout rollout) {
        return logs.read(aws, seat, Outcome.of(rollout.state()));
    }

    @Test
    public void linesOfTheNewTasksAloneAreRead() {
        SandboxRollout rollout = deploying();
        tasks(":1").forEach(task -> log(task, "old"));
        String task = tasks(":2").get(0);
        log(task, "starting", "listening on 8080");

        LogTail tail = read(rollout);

        assertThat(tail.problem(), is(""));
        assertThat(tail.parts(), is(List.of(new LogTail.Part("app", task, List.of("starting", "listening on 8080")))));
    }

    @Test
    public void aTaskThatHasWrittenNothingHasNoPart() {
        assertThat(read(deploying()).parts(), is(empty()));
    }

    @Test
    public void atMostFiftyLinesAreRead() {
        SandboxRollout rollout = deploying();
        for (String task : tasks(":2")) {
            log(task, IntStream.range(0, 1_000).mapToObj(i -> "line " + i).toArray(String[]::new));
        }

        List<String> lines = read(rollout).parts().stream()
                .flatMap(part -> part.lines().stream())
                .toList();

        assertThat(lines, hasSize(50));
        assertThat("the last ones", lines.get(lines.size() - 1), is("line 999"));
    }

    @Test
    public void secretsAreMaskedAndLinesAreClean() {
        SandboxRollout rollout = deploying();
        log(tasks(":2").get(0), "password=hunter22-secret", "\u001b[31mred\u202e", "x".repeat(5_000));

        List<String> lines = read(rollout).parts().get(0).lines();

        assertThat(lines.toString(), not(containsString("hunter22-secret")));
        assertThat(lines.get(1), not(containsString("\u001b")));
        assertThat(lines.get(1), not(containsString("\u202e")));
        assertThat(lines.get(2).length(), is(501));
    }

    @Test
    public void aRefusalIsNamedAndChangesNothing() {
        SandboxRollout rollout = deploying();
        log(tasks(":2").get(0), "starting");
        sandbox.faults().on("GetLogEvents").denied();

        assertThat(read(rollout).problem(), containsString("missing permission logs:GetLogEvents"));

        sandbox.faults().clear();
        assertThat(rollout.run().verdict(), is(Verdict.SUCCESS));
    }

    @Test
    public void aLogIsNotReadWhileDeploymentsNeedTheRateLimit() {
        SandboxRollout rollout = deploying();
        log(tasks(":2").get(0), "starting");
        LogTail before = read(rollout);
        for (int i = 0; i < 15; i++) {
            seat.turnIn("GetLogEvents");
        }
        int calls = sandbox.calls("GetLogEvents").size();

        LogTail after = read(rollout);

        assertThat(sandbox.calls("GetLogEvents").size(), is(calls));
        assertThat(
                "AWS has refused nothing",
                after.problem(),
                is(
                        "The log is not read now, to leave the rate limit of GetLogEvents to deployments. It is read again in a"
                                + " few seconds"));
        assertThat(after.parts(), is(empty()));
        assertThat("the lines stay", before.followedBy(after).parts(), is(before.parts()));
        assertThat(before.followedBy(after).problem(), is(after.problem()));
    }

    @Test
    public void aThrottledReadIsTriedAgainLater() {
        SandboxRollout rollout = deploying();
        log(tasks(":2").get(0), "starting");
        sandbox.faults().on("GetLogEvents").throttle();

        LogTail tail = read(rollout);

        assertThat(tail.isPostponed(), is(true));
        assertThat(tail.problem(), containsString("GetLogEvents has reached the rate limit of AWS"));
        assertThat(tail.problem(), containsString("It is tried again in a few seconds"));
    }

    @Test
    public void otherFailuresReplaceTheLines() {
        LogTail lines = new LogTail(List.of(new LogTail.Part("app", "t1", List.of("starting"))), "");
        LogTail denied = LogTail.failed("no");
        assertThat(lines.followedBy(denied), is(denied));
        assertThat(lines.followedBy(LogTail.NONE), is(LogTail.NONE));
    }

    @Test
    public void aDriverThatCannotBeReadIsNamed() {
        SandboxRollout rollout = rollout(request());
        rollout.runUntil(state -> state.phase() == Phase.FOLLOWING);
        LogTail tail = read(rollout);
        assertThat(tail.parts(), is(empty()));
        assertThat(tail.problem(), is("container app has no logConfiguration"));
    }

    @Test
    public void beforeAndAfterTheDeploymentNothingIsRead() {
        SandboxRollout rollout = rollout(request());
        assertThat(read(rollout), is(LogTail.NONE));
        rollout.run();
        int calls = sandbox.calls().size();
        assertThat(read(rollout), is(LogTail.NONE));
        assertThat(sandbox.calls().size(), is(calls));
    }
}
