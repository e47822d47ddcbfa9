package io.jenkins.plugins.ecs.tasks;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecs.policy.Judgement;
import io.jenkins.plugins.ecs.sandbox.Call;
import io.jenkins.plugins.ecs.sandbox.Scenario;
import io.jenkins.plugins.ecs.taskdef.ContainerChange;
import io.jenkins.plugins.ecs.tasks.request.TaskRequest.CapacityProvider;
import io.jenkins.plugins.ecs.tasks.request.TaskRequest.Network;
import io.jenkins.plugins.ecs.tasks.request.TaskRequest.Overrides;
import io.jenkins.plugins.ecs.tasks.request.TaskRequest.Placement;
import io.jenkins.plugins.ecs.tasks.state.TaskPhase;
import io.jenkins.plugins.ecs.tasks.state.TaskRunState;
import io.jenkins.plugins.ecs.tasks.state.TaskVerdict;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.ErrorCollector;

/** What is sent, once, whatever AWS or Jenkins does meanwhile; and what is refused before it is sent. */
public class TaskStartTest extends TaskRunTestCase {

    @Rule
    public ErrorCollector errors = new ErrorCollector();

    private JsonNode sent() {
        List<Call> calls = done("RunTask");
        return calls.get(calls.size() - 1).request();
    }

    private void refuses(TaskRequests request, String cause) {
        SandboxTaskRun run = run(request);
        TaskOutcome outcome = run.run();
        errors.checkThat(outcome.message(), outcome.verdict(), is(TaskVerdict.NOT_STARTED));
        errors.checkThat(outcome.cause(), containsString(cause));
        errors.checkThat(sandbox.calls("RunTask"), is(empty()));
    }

    @Test
    public void definitionNetworkAndCapacityComeFromTheService() {
        work();
        run(TaskRequests.migrate().tags(Map.of("team", "shop"))).run();
        JsonNode sent = sent();
        assertThat(sent.path("taskDefinition").asText(), containsString("task-definition/api:1"));
        assertThat(sent.path("launchType").asText(), is("FARGATE"));
        assertThat(
                sent.at("/networkConfiguration/awsvpcConfiguration/subnets/0").asText(), is("subnet-0a1b2c3d"));
        assertThat(
                sent.at("/overrides/containerOverrides").toString(),
                is("[{\"name\":\"app\",\"command\":[\"rake\",\"db:migrate\"]}]"));
        assertThat(sent.path("startedBy").asText(), startsWith("jenkins/shop/migrate/7/"));
        assertThat(sent.path("clientToken").asText(), is("token"));
        assertThat(sent.at("/tags/0/key").asText(), is("team"));
        assertThat(done("RegisterTaskDefinition"), is(empty()));
    }

    @Test
    public void aStrategyOfTheServiceTakesThePlaceOfALaunchType() {
        sandbox.service(
                "prod",
                "spot",
                s -> s.image(IMAGE)
                        .with("capacityProviderStrategy", "[{\"capacityProvider\":\"FARGATE_SPOT\",\"weight\":1}]"));
        work();
        run(TaskRequests.migrate().service("spot").changes()).run();
        JsonNode sent = sandbox.calls("RunTask").get(0).request();
        assertThat(sent.at("/capacityProviderStrategy/0/capacityProvider").asText(), is("FARGATE_SPOT"));
        assertThat(sent.has("launchType"), is(false));
    }

    /** The service has volumes, a role for ECS Exec and instances; the other definition has none of them. */
    @Test
    public void anotherDefinitionGetsOnlyWhatItCanTake() {
        sandbox.service(
                "prod",
                "full",
                s -> s.taskDefinition(
                                "{\"family\":\"full\",\"networkMode\":\"awsvpc\",\"memory\":\"512\",\"cpu\":\"256\","
                                        + "\"taskRoleArn\":\"arn:aws:iam::123456789012:role/task\",\"volumes\":[{\"name\":\"data\","
                                        + "\"configuredAtLaunch\":true}],\"containerDefinitions\":["
                                        + container("app", IMAGE, true, null) + "]}")
                        .launchType("EC2")
                        .with("enableExecuteCommand", "true")
                        .with("placementStrategy", "[{\"type\":\"random\"}]")
                        .with("volumeConfigurations", "[{\"name\":\"data\",\"managedEBSVolume\":{\"sizeInGiB\":10}}]"));
        work();
        run(TaskRequests.migrate().service("full").changes()).run();
        JsonNode own = sandbox.calls("RunTask").get(0).request();
        assertThat(own.path("enableExecuteCommand").asBoolean(), is(true));
        assertThat(own.at("/volumeConfigurations/0/name").asText(), is("data"));
        assertThat(own.at("/placementStrategy/0/type").asText(), is("random"));

        TaskOutcome other = run(TaskRequests.migrate()
                        .service("full")
                        .changes()
                        .taskDefinition("api")
                        .placement(new Placement(null, "FARGATE", List.of(), null, null))
                        .token("b"))
                .run();
        assertThat(other.message(), other.verdict(), is(TaskVerdict.SUCCESS));
        JsonNode sent = sandbox.calls("RunTask").get(1).request();
        for (String member : List.of("enableExecuteCommand", "volumeConfigurations", "placementStrategy")) {
            assertThat(member, sent.has(member), is(false));
        }
    }

    @Test
    public void aDefinitionThatCannotRunOnTheCapacityIsRefusedBeforeTheStart() {
        refuses(
                TaskRequests.migrate()
                        .taskDefinition("api")
                        .placement(new Placement(null, "EXTERNAL", List.of(), null, null)),
                "launchType: the task definition supports EC2, FARGATE, but the task would run on EXTERNAL");
    }

    @Test
    public void whatTheStepGivesWinsOverTheService() {
        work();
        run(TaskRequests.migrate()
                        .placement(new Placement(
                                new Network(List.of("subnet-9"), List.of("sg-9"), true),
                                null,
                                List.of(new CapacityProvider("FARGATE_SPOT", 1, null)),
                                "1.4.0",
                                "jobs"))
                        .overrides(new Overrides("1024", "2048", "arn:aws:iam::123456789012:role/migrate", null)))
                .run();
        JsonNode sent = sandbox.calls("RunTask").get(0).request();
        assertThat(
                sent.at("/networkConfiguration/awsvpcConfiguration").toString(),
                is("{\"subnets\":[\"subnet-9\"],\"securityGroups\":[\"sg-9\"],\"assignPublicIp\":\"ENABLED\"}"));
        assertThat(sent.at("/capacityProviderStrategy/0/capacityProvider").asText(), is("FARGATE_SPOT"));
        assertThat(sent.path("platformVersion").asText(), is("1.4.0"));
        assertThat(sent.path("group").asText(), is("jobs"));
        assertThat(sent.at("/overrides/cpu").asText(), is("1024"));
        assertThat(sent.at("/overrides/taskRoleArn").asText(), is("arn:aws:iam::123456789012:role/migrate"));
    }

    @Test
    public void tagsOfTheServiceAreSentWhereItsTasksHaveThem() {
        sandbox.service(
                "prod", "tagged", s -> s.image(IMAGE).tag("owner", "shop").with("propagateTags", "\"SERVICE\""));
        work();
        run(TaskRequests.migrate().service("tagged").changes()).run();
        assertThat(sent().at("/tags/0/key").asText(), is("owner"));
        assertThat(sent().has("propagateTags"), is(false));
    }

    @Test
    public void anImageNeedsARevisionThatIsRegisteredOnce() {
        sandbox.scenarios().image("repo/app:2.0.0", Scenario.OK).lasting(seconds(3));
        TaskRequests request = TaskRequests.migrate()
                .changes(ContainerChange.of(null)
                        .image("repo/app:2.0.0")
                        .command(List.of("migrate"))
                        .build());
        assertThat(run(request).run().verdict(), is(TaskVerdict.SUCCESS));
        assertThat(sent().path("taskDefinition").asText(), containsString("task-definition/api:2"));
        assertThat(sent().at("/overrides/containerOverrides/0").has("image"), is(false));
        SandboxTaskRun again = run(request.token("b"));
        again.run();
        assertThat(done("RegisterTaskDefinition"), hasSize(1));
        assertThat(again.lines(), hasItem("Task definition unchanged, reusing api:2"));
    }

    @Test
    public void nothingIsRegisteredAfterTheTimeout() {
        SandboxTaskRun run = run(TaskRequests.migrate()
                .timeout(Duration.ofMinutes(5))
                .changes(ContainerChange.of(null).image("repo/app:2.0.0").build()));
        run.runUntil(state -> state.phase() == TaskPhase.REGISTERING);
        sandbox.clock().advance(Duration.ofMinutes(6));
        assertThat(run.run().verdict(), is(TaskVerdict.TIMED_OUT));
        assertThat(done("RegisterTaskDefinition"), is(empty()));
    }

    @Test
    public void aTextRunsWithoutAService() {
        sandbox.scenarios().image("repo/job:1", Scenario.OK).lasting(seconds(3));
        TaskOutcome outcome = run(TaskRequests.migrate()
                        .service(null)
                        .changes()
                        .taskDefinition(
                                "{\"family\":\"job\",\"memory\":\"128\",\"containerDefinitions\":[{\"name\":\"job\","
                                        + "\"image\":\"repo/job:1\"}]}"))
                .run();
        assertThat(outcome.message(), outcome.verdict(), is(TaskVerdict.SUCCESS));
        assertThat(outcome.name(), is("prod/job:1"));
    }

    @Test
    public void refusedBeforeAnythingIsStarted() {
        refuses(TaskRequests.migrate().service("nope"), "no active service 'nope'");
        refuses(TaskRequests.migrate().cluster("nope"), "no cluster 'nope'");
        refuses(TaskRequests.migrate().container("web"), "container: the task definition has no container 'web'");
        refuses(
                TaskRequests.migrate()
                        .changes(ContainerChange.of("web").command(List.of("x")).build()),
                "containers: the task definition has no container 'web'. There is: app");
        refuses(TaskRequests.migrate().service(null).taskDefinition("api"), "network: missing");
        refuses(TaskRequests.migrate().service(null).taskDefinition("nope:7"), "Unable to describe task definition");
        service("two", container("a", IMAGE, true, null), container("b", IMAGE, true, null));
        refuses(
                TaskRequests.migrate().service("two"),
                "container: the task definition has 2 essential containers (a, b)");
        sandbox.service(
                "prod",
                "bridge",
                s -> s.taskDefinition("{\"family\":\"bridge\",\"memory\":\"128\",\"containerDefinitions\":[{\"name\":"
                                + "\"a\",\"image\":\"" + IMAGE + "\"}]}")
                        .launchType("EC2"));
        refuses(
                TaskRequests.migrate()
                        .service("bridge")
                        .placement(new Placement(
                                new Network(List.of("subnet-1"), List.of(), null), null, List.of(), null, null)),
                "does not have the network mode 'awsvpc'");
    }

    @Test
    public void rulesAreAskedBeforeTheStart() {
        SandboxTaskRun run = run(TaskRequests.migrate()).guardedBy(change -> {
            assertThat(change.task().commands(), is(List.of("rake db:migrate")));
            assertThat(change.images(), is(List.of(IMAGE)));
            assertThat(change.account(), is("123456789012"));
            assertThat(change.service(), is("api"));
            return new Judgement(List.of("not on Fridays"), List.of());
        });
        assertThat(run.run().cause(), is("blocked by policy: not on Fridays"));
        assertThat(sandbox.calls("RunTask"), is(empty()));
    }

    /** The cheapest way around a rule for commands: a definition that brings its own. */
    @Test
    public void rulesSeeTheCommandsOfADefinitionThatTheStepBrings() {
        String[] seen = {""};
        run(TaskRequests.migrate()
                        .service(null)
                        .changes()
                        .taskDefinition(
                                "{\"family\":\"job\",\"memory\":\"128\",\"containerDefinitions\":[{\"name\":\"job\","
                                        + "\"image\":\"repo/job:1\",\"entryPoint\":[\"sh\",\"-c\"],\"command\":[\"drop all\"]}]}"))
                .guardedBy(change -> {
                    seen[0] = change.task().commands() + " in " + change.account();
                    return new Judgement(List.of("no"), List.of());
                })
                .run();
        assertThat(seen[0], is("[sh -c drop all] in 123456789012"));
    }

    @Test
    public void aLostAnswerStartsNoSecondTask() {
        work().lasting(seconds(60));
        sandbox.faults().on("RunTask").times(1).afterEffect().reset();
        SandboxTaskRun found = run(TaskRequests.migrate());
        assertThat(found.run().verdict(), is(TaskVerdict.SUCCESS));
        assertThat(started(), is(1));

        // Neither list nor read shows it yet: the same token gives the same task.
        sandbox.behavior().taskVisibleAfter(seconds(20));
        sandbox.faults().on("RunTask").times(2).afterEffect().serviceUnavailable();
        SandboxTaskRun repeated = run(TaskRequests.migrate().token("b"));
        assertThat(repeated.run().verdict(), is(TaskVerdict.SUCCESS));
        assertThat(started(), is(2));
    }

    /** A rule or AWS refuses the second call, while the task of the first one runs but is not listed yet. */
    @Test
    public void aRepeatedCallThatIsRefusedDoesNotMeanThatNothingRuns() {
        work().lasting(Duration.ofHours(1));
        sandbox.behavior().taskVisibleAfter(Duration.ofHours(1));
        sandbox.faults().on("RunTask").times(1).afterEffect().reset();
        int[] asked = {0};
        SandboxTaskRun forbidden = run(TaskRequests.migrate())
                .guardedBy(change ->
                        asked[0]++ == 0 ? Judgement.ALLOWED : new Judgement(List.of("not on Fridays"), List.of()));
        TaskOutcome outcome = forbidden.run();
        assertThat(outcome.message(), outcome.verdict(), is(TaskVerdict.UNKNOWN));
        assertThat(outcome.cause(), containsString("not on Fridays"));
        assertThat(outcome.cause(), containsString("tasks may have been started"));
        assertThat(outcome.advice(), containsString("jenkins/shop/migrate/7/token"));

        sandbox.faults().on("RunTask").times(1).afterEffect().reset();
        SandboxTaskRun denied = run(TaskRequests.migrate().token("b"));
        denied.runUntil(state -> state.failures().count() > 0);
        sandbox.deny("ecs:RunTask");
        TaskOutcome end = denied.run();
        assertThat(end.message(), end.verdict(), is(TaskVerdict.UNKNOWN));
        assertThat(end.cause(), containsString("tasks may have been started"));
        assertThat(end.advice(), containsString("jenkins/shop/migrate/7/b"));
    }

    /** The controller died between the call and its answer, so no failure was counted. */
    @Test
    public void aCallBeforeARestartIsNotForgottenWhenTheNextOneIsRefused() {
        work().lasting(Duration.ofHours(1));
        sandbox.behavior().taskVisibleAfter(seconds(20));
        SandboxTaskRun run = run(TaskRequests.migrate());
        run.runUntil(state -> state.phase() == TaskPhase.STARTING);
        run.killAtSave(2, true).runUntil(state -> run.lines().contains("(restart)"));
        sandbox.faults().on("RunTask").times(1).denied();
        run.runUntil(state -> !state.tasks().isEmpty());
        assertThat(String.join("\n", run.lines()), run.state().tasks(), hasSize(1));
        sandbox.clock().advance(seconds(30));
        assertThat(started(), is(1));
    }

    @Test
    public void aKillAtAnySaveStartsNoSecondTask() {
        for (int n = 1; n <= 8; n++) {
            for (boolean before : new boolean[] {true, false}) {
                work();
                SandboxTaskRun run = run(TaskRequests.migrate().logLines(0).token("kill" + n + before))
                        .killAtSave(n, before);
                TaskOutcome outcome = run.run();
                assertThat(n + " " + before + " " + run.lines(), outcome.verdict(), is(TaskVerdict.SUCCESS));
            }
        }
        assertThat(started(), is(16));
    }

    @Test
    public void throttledCallsAreRepeated() {
        work();
        for (String operation : List.of("DescribeServices", "DescribeTaskDefinition", "RunTask", "DescribeTasks")) {
            sandbox.faults().on(operation).times(4).throttle();
        }
        SandboxTaskRun run = run(TaskRequests.migrate());
        assertThat(run.run().verdict(), is(TaskVerdict.SUCCESS));
        assertThat(run.lines(), hasItem(startsWith("AWS answers again after ")));
        assertThat(started(), is(1));
    }

    @Test
    public void aLostAnswerOfLongAgoIsNotRepeated() {
        work();
        sandbox.faults().on("RunTask").times(1).afterEffect().reset();
        SandboxTaskRun run = run(TaskRequests.migrate().timeout(Duration.ofHours(10)));
        run.runUntil(
                state -> state.phase() == TaskPhase.STARTING && state.failures().count() > 0);
        sandbox.clock().advance(Duration.ofHours(3));
        TaskOutcome outcome = run.run();
        assertThat(outcome.verdict(), is(TaskVerdict.UNKNOWN));
        assertThat(outcome.cause(), containsString("the answer to RunTask was lost 3 h ago"));
        assertThat(sandbox.calls("RunTask"), hasSize(1));
    }

    @Test
    public void abortedInEachPhase() {
        work().lasting(Duration.ofHours(1));
        SandboxTaskRun planning = run(TaskRequests.migrate());
        assertThat(planning.abort("Aborted by alice").run().cause(), is("aborted by alice; no task was started"));

        sandbox.faults().on("RunTask").times(1).afterEffect().reset();
        SandboxTaskRun starting = run(TaskRequests.migrate().token("b"));
        starting.runUntil(state -> state.failures().count() > 0);
        TaskOutcome found = starting.abort("Aborted by alice").run();
        assertThat(found.verdict(), is(TaskVerdict.ABORTED));
        assertThat(found.cause(), is("aborted by alice; stopped"));

        SandboxTaskRun running = run(TaskRequests.migrate().token("c"));
        running.runUntil(TaskStartTest::isRunning);
        long before = sandbox.clock().millis();
        assertThat(running.abort("Aborted by alice").run().cause(), is("aborted by alice; stopped"));
        // Also where the container has written nothing.
        assertThat(sandbox.clock().millis() - before < 20_000, is(true));
        List<Call> stops = done("StopTask");
        assertThat(stops, hasSize(2));
        assertThat(
                stops.get(1).request().path("reason").asText(), is("Jenkins build shop/migrate #7: aborted by alice"));

        SandboxTaskRun left = run(TaskRequests.migrate().token("d").leaving());
        left.runUntil(TaskStartTest::isRunning);
        assertThat(left.abort("Aborted by alice").run().cause(), startsWith("aborted by alice; left running: "));
        assertThat(done("StopTask"), hasSize(2));
    }

    private static boolean isRunning(TaskRunState state) {
        return state.tasks().stream().anyMatch(task -> task.lastStatus().equals("RUNNING"));
    }
}
