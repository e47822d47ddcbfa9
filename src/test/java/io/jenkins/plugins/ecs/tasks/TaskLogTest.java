package io.jenkins.plugins.ecs.tasks;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;

import io.jenkins.plugins.ecs.sandbox.Scenario;
import io.jenkins.plugins.ecs.taskdef.ContainerChange;
import io.jenkins.plugins.ecs.tasks.logs.LogFolding;
import io.jenkins.plugins.ecs.tasks.state.TaskVerdict;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.Test;

/** What containers write is in the build log: all of it up to a limit, once, and without what must not be there. */
public class TaskLogTest extends TaskRunTestCase {

    private List<String> logged(SandboxTaskRun run) {
        return run.lines().stream()
                .filter(line -> line.startsWith("app | "))
                .map(line -> line.substring("app | ".length()))
                .toList();
    }

    private SandboxTaskRun successful(TaskRequests request) {
        SandboxTaskRun run = run(request);
        TaskOutcome outcome = run.run();
        assertThat(String.join("\n", run.lines()), outcome.verdict(), is(TaskVerdict.SUCCESS));
        return run;
    }

    @Test
    public void theCommandOnThePageHasNoSecrets() {
        work();
        SandboxTaskRun run = run(TaskRequests.migrate()
                        .changes(ContainerChange.of(null)
                                .command(List.of("load", "--with", "s3cr3t-value"))
                                .build()))
                .secrets("s3cr3t-value");

        assertThat(run.run().command(), is("load --with ***"));
    }

    @Test
    public void linesAreShownInTheirOrderAsTheyCome() {
        work().writes(seconds(1), "one", "two").writes(seconds(2), "three").log("last");
        SandboxTaskRun run = successful(TaskRequests.migrate());
        assertThat(logged(run), is(List.of("one", "two", "three", "last")));
        assertThat(run.lines().indexOf("app | one") < run.lines().indexOf("app | last"), is(true));
        assertThat(
                TaskOutcome.of(run.state()).lastLines(),
                is(List.of("app | one", "app | two", "app | three", "app | last")));
    }

    @Test
    public void linesThatArriveSecondsAfterTheEndAreShown() {
        sandbox.behavior().logDelay(seconds(7)).taskStop(seconds(1));
        String[] last = IntStream.range(0, 50).mapToObj(i -> "line " + i).toArray(String[]::new);
        work().log(last);
        assertThat(logged(successful(TaskRequests.migrate())), is(List.of(last)));
    }

    @Test
    public void emptyPagesInTheMiddleAreNotTheEnd() {
        sandbox.behavior().emptyLogPages(3);
        work().writes(seconds(1), "one").writes(seconds(2), "two").log("three");
        assertThat(logged(successful(TaskRequests.migrate())), is(List.of("one", "two", "three")));
    }

    @Test
    public void coloursControlCharactersAndSecretsAreRemoved() {
        work().log(
                        "\u001B[1;31mred\u001B[0m \u001B]8;;http://x\u0007link\u001B]8;;\u0007 bell\u0007",
                        "10%\r50%\r100%",
                        "token s3cr3t-value and password=hunter22",
                        "x".repeat(5_000));
        SandboxTaskRun run = run(TaskRequests.migrate()).secrets("s3cr3t-value");
        run.run();
        List<String> lines = logged(run);
        assertThat(lines.subList(0, 4), is(List.of("red link bell", "10%", "50%", "100%")));
        assertThat(lines.get(4), allOf(not(containsString("s3cr3t")), not(containsString("hunter22"))));
        assertThat(lines.get(5).length(), lessThanOrEqualTo(4_001));
    }

    @Test
    public void aSecretWhereALineOrAnEventIsCutIsMasked() {
        work().log(
                        "x".repeat(3_995) + "s3cr3t-value",
                        ("y".repeat(3_999) + "\n").repeat(15) + "z".repeat(3_995) + "s3cr3t-value" + "z".repeat(10));
        SandboxTaskRun run = run(TaskRequests.migrate()).secrets("s3cr3t-value");
        run.run();
        assertThat(logged(run), hasSize(18));
        logged(run).forEach(line -> assertThat(line, not(containsString("s3cr"))));
    }

    @Test
    public void aLongLogIsCutAndSaysSo() {
        String[] lines = IntStream.range(0, 20_000).mapToObj(i -> "line " + i).toArray(String[]::new);
        work().writes(seconds(1), lines);
        SandboxTaskRun run = successful(TaskRequests.migrate().capturing());
        assertThat(logged(run), hasSize(10_000));
        assertThat(
                run.lines(),
                hasItem(allOf(
                        containsString("No more of the log is printed: it has more than 10000 lines"),
                        containsString("log group /ecs/api, stream run/app/"))));
        assertThat(TaskOutcome.of(run.state()).output(), endsWith("line 19998\nline 19999"));
    }

    @Test
    public void theEndOfTheLogIsTheOutputIfThatIsAskedFor() {
        work().log("first", "{\"version\": 7}");
        assertThat(
                TaskOutcome.of(successful(TaskRequests.migrate().capturing()).state())
                        .output(),
                is("first\n{\"version\": 7}"));
        assertThat(
                TaskOutcome.of(successful(TaskRequests.migrate().token("b")).state())
                        .output(),
                is(""));
    }

    @Test
    public void theOutputHasAtMostTenKilobytesOfWholeLines() {
        String end = LogFolding.end(
                "", IntStream.range(0, 3_000).mapToObj(i -> "line " + i).toList());
        assertThat(end.length(), lessThanOrEqualTo(10_240));
        assertThat(end.lines().allMatch(line -> line.matches("line \\d+")), is(true));
        assertThat(end, endsWith("line 2999"));
    }

    @Test
    public void aMissingLogGroupOnlyIsSaid() {
        work();
        assertThat(
                successful(TaskRequests.migrate()).lines(),
                hasItem(containsString("No log of app: there is no stream run/app/")));
    }

    @Test
    public void deniedLogsAreSaidOnceAndTheTaskIsFollowed() {
        work().log("hidden");
        sandbox.deny("logs:GetLogEvents");
        SandboxTaskRun run = successful(TaskRequests.migrate());
        assertThat(
                run.lines().stream()
                        .filter(line -> line.contains("logs:GetLogEvents is not allowed"))
                        .toList(),
                hasSize(1));
    }

    @Test
    public void throttledLogsAreReadLater() {
        work().lasting(seconds(20)).writes(seconds(1), "one").log("two");
        sandbox.faults().on("GetLogEvents").times(2).throttle();
        assertThat(logged(successful(TaskRequests.migrate())), is(List.of("one", "two")));
    }

    @Test
    public void anotherLogDriverIsSaidOnceAndTheTaskIsFollowed() {
        service("api2", container("app", IMAGE, true, "splunk"));
        work();
        SandboxTaskRun run = successful(TaskRequests.migrate().service("api2"));
        assertThat(
                run.lines().stream()
                        .filter(line -> line.contains("driver splunk"))
                        .toList(),
                hasSize(1));
    }

    @Test
    public void withoutAStreamPrefixTheContainersIdNamesTheStream() {
        sandbox.service(
                "prod",
                "ec2",
                s -> s.taskDefinition("{\"family\":\"ec2\",\"memory\":\"512\",\"containerDefinitions\":[{\"name\":"
                                + "\"app\",\"image\":\"" + IMAGE + "\",\"logConfiguration\":{\"logDriver\":"
                                + "\"awslogs\",\"options\":{\"awslogs-group\":\"/ecs/ec2\"}}}]}")
                        .launchType("EC2"));
        work().log("by id");
        assertThat(logged(successful(TaskRequests.migrate().service("ec2"))), is(List.of("by id")));
    }

    @Test
    public void eachOfSeveralTasksHasItsOwnLabel() {
        work().log("done");
        SandboxTaskRun run = successful(TaskRequests.migrate().count(2));
        assertThat(
                run.lines().stream()
                        .filter(line -> line.matches("app/[0-9a-f]{4} \\| done"))
                        .toList(),
                hasSize(2));
    }

    @Test
    public void noLineIsPrintedTwiceByARestart() {
        for (int n = 1; n <= 12; n++) {
            for (boolean before : new boolean[] {true, false}) {
                work().writes(seconds(1), "one", "two")
                        .writes(seconds(2), "three")
                        .log("four");
                SandboxTaskRun run =
                        run(TaskRequests.migrate().token("kill" + n + before)).killAtSave(n, before);
                TaskOutcome outcome = run.run();
                String story = n + " " + before + "\n" + String.join("\n", run.lines());
                assertThat(story, outcome.verdict(), is(TaskVerdict.SUCCESS));
                List<String> lines = logged(run);
                assertThat(story, lines.stream().distinct().toList(), is(lines));
                if (before) {
                    assertThat(story, lines, is(List.of("one", "two", "three", "four")));
                }
            }
        }
        assertThat(started(), is(24));
    }

    @Test
    public void aFailedTaskHasItsLogToo() {
        sandbox.scenarios().image(IMAGE, Scenario.CRASH).log("PG::ConnectionBad");
        SandboxTaskRun run = run(TaskRequests.migrate());
        assertThat(run.run().verdict(), is(TaskVerdict.TASK_FAILED));
        assertThat(logged(run), is(List.of("PG::ConnectionBad")));
    }
}
