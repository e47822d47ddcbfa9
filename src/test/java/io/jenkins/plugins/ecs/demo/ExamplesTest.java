package io.jenkins.plugins.ecs.demo;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import hudson.AbortException;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.sandbox.EcsSandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.ErrorCollector;
import org.junit.rules.TemporaryFolder;

/** Each Jenkinsfile of {@code docs/examples} runs against the sandbox and ends as its README says. */
public class ExamplesTest {

    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| \\[([\\w-]+)]\\(\\1\\.Jenkinsfile\\) \\|.*\\| (`.*`) \\|$");
    private static final Pattern VERDICT = Pattern.compile("`(\\w+)`");

    @Rule
    public ErrorCollector errors = new ErrorCollector();

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void readmeShowsTheLogOfTheFirstExample() throws Exception {
        String readme = Files.readString(Examples.project().resolve("README.md"));
        List<String> shown =
                readme.lines().filter(line -> line.startsWith("[ecsDeploy] ")).toList();
        List<String> log = run(Examples.jenkinsfile("deploy")).log();

        assertThat(shown, is(not(empty())));
        assertThat(log.stream().filter(shown::contains).toList(), is(shown));
    }

    /** And says what its transcript says. */
    @Test
    public void everyExampleEndsAsDocumented() throws Exception {
        for (Map.Entry<String, List<String>> row : documented().entrySet()) {
            JenkinsfileRun build = run(Examples.jenkinsfile(row.getKey()));
            String log = row.getKey() + "\n" + String.join("\n", build.log());
            errors.checkThat(log, build.verdicts(), is(row.getValue()));
            boolean goesOn = row.getValue().stream().map(Verdict::valueOf).allMatch(Verdict::letsThePipelineGoOn);
            errors.checkThat(log, build.result(), is(goesOn ? "SUCCESS" : "FAILURE"));
            errors.checkThat(
                    row.getKey(), Transcript.text(build.log()), is(new Transcript(row.getKey()).expected(build.log())));
        }
    }

    @Test
    public void everyExampleIsInTheTableAndTheOtherWayRound() throws Exception {
        try (Stream<Path> files = Files.list(Examples.folder())) {
            String[] examples = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".Jenkinsfile"))
                    .map(name -> name.replace(".Jenkinsfile", ""))
                    .toArray(String[]::new);
            assertThat(documented().keySet(), containsInAnyOrder(examples));
        }
    }

    @Test
    public void everyExampleSaysFirstWhatItIsFor() throws Exception {
        for (String name : documented().keySet()) {
            String first = Files.readAllLines(Examples.jenkinsfile(name)).get(0);
            errors.checkThat(name, first.matches("// .*[.].*"), is(true));
        }
    }

    @Test
    public void anExampleUpdatesOnlyWhatItNames() throws Exception {
        try (EcsSandbox sandbox = Examples.sandbox()) {
            new JenkinsfileRun(1, Examples.jenkinsfile("containers")).run(sandbox, Pace.AT_ONCE);

            assertThat(sandbox.calls("RegisterTaskDefinition").size(), is(1));
            String registered =
                    sandbox.calls("RegisterTaskDefinition").get(0).request().toString();
            assertThat(registered, containsString("\"containerPort\":8443"));
            assertThat(registered, containsString("{\"name\":\"LOG_LEVEL\",\"value\":\"warn\"}"));
            assertThat(registered, containsString("{\"name\":\"RELEASE\",\"value\":\"7.1.0-1\"}"));
            assertThat(registered, containsString("\"valueFrom\":\"arn:aws:secretsmanager"));
            assertThat(sandbox.calls("UpdateService").get(0).request().get("desiredCount"), is(nullValue()));
        }
    }

    @Test
    public void aCaughtFailureCanBeReadAsData() throws Exception {
        List<String> log = run(Examples.jenkinsfile("catch-failure")).log();

        assertThat(
                log,
                hasItem(containsString(
                        "ROLLED_BACK because the image does not exist: container app: CannotPullContainerError")));
        assertThat(log, hasItem(containsString("task-definition/api:2 again: true")));
    }

    @Test
    public void aTimeoutRollsBackAndSaysSo() throws Exception {
        List<String> log = run(Examples.jenkinsfile("timeout")).log();

        assertThat(log, hasItem(containsString("not complete after 10 min")));
        assertThat(log, hasItem(containsString("rolled back")));
    }

    @Test
    public void aWrongParameterEndsTheBuildBeforeAwsIsAsked() throws Exception {
        JenkinsfileRun build = run("ecsDeploy cluster: 'prod', service: 'api', image: 'shop/api', onAbort: 'explode'");

        assertThat(build.deployments(), is(empty()));
        assertThat(build.failure(), instanceOf(AbortException.class));
        String message = build.failure().getMessage();
        assertThat(message, containsString("has neither a tag nor a digest"));
        assertThat(message, containsString("onAbort: 'explode' is unknown. Use 'leave' or 'rollback'"));
    }

    @Test
    public void anUnknownParameterIsRefusedWithTheOnesThereAre() throws Exception {
        JenkinsfileRun build = run("ecsDeploy cluster: 'prod', service: 'api', img: 'shop/api:1.4.2'");

        assertThat(
                build.failure().getMessage(),
                containsString("no parameter 'img'. There is: after, before, cluster, containers"));
    }

    private JenkinsfileRun run(String script) throws IOException {
        return run(Files.writeString(folder.newFile().toPath(), script));
    }

    private static JenkinsfileRun run(Path jenkinsfile) throws IOException {
        try (EcsSandbox sandbox = Examples.sandbox()) {
            JenkinsfileRun build = new JenkinsfileRun(1, jenkinsfile).run(sandbox, Pace.AT_ONCE);
            assertThat(sandbox.errors(), is(empty()));
            return build;
        }
    }

    private static Map<String, List<String>> documented() throws IOException {
        Map<String, List<String>> rows = new LinkedHashMap<>();
        Matcher row = ROW.matcher(Files.readString(Examples.folder().resolve("README.md")));
        while (row.find()) {
            rows.put(
                    row.group(1),
                    VERDICT.matcher(row.group(2))
                            .results()
                            .map(each -> each.group(1))
                            .toList());
        }
        return rows;
    }
}
