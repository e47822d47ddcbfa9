package io.jenkins.plugins.ecs.demo;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.Assert.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.ecs.sandbox.EcsSandbox;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class JenkinsfileRunnerTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String GOOD = "ecsDeploy cluster: 'prod', service: 'api', image: 'shop/api:1.4.2'";
    private static final String BAD = "ecsDeploy cluster: 'prod', service: 'api', image: 'shop/api:1.4.3'";

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @Test
    public void wrongArgumentsAreNamedAllAtOnce() {
        IllegalArgumentException wrong = assertThrows(
                IllegalArgumentException.class,
                () -> RunnerOptions.of(
                        "--jenkinsfile",
                        "no-such-file",
                        "--endpoint",
                        "nowhere",
                        "--pauses=maybe",
                        "--speed",
                        "2",
                        "--params",
                        "A"));

        assertThat(wrong.getMessage(), containsString("speed: there is no such argument"));
        assertThat(wrong.getMessage(), containsString("jenkinsfile: 'no-such-file' is not a file"));
        assertThat(wrong.getMessage(), containsString("endpoint: 'nowhere' is not an http(s) URL"));
        assertThat(wrong.getMessage(), containsString("pauses: 'maybe' is unknown. Use continue, rollback or none"));
        assertThat(wrong.getMessage(), containsString("params: 'A' is not NAME=VALUE"));
    }

    @Test
    public void printsTheLogAndOneJsonLinePerStep() throws Exception {
        boolean succeeded = run("node {\n" + GOOD + "\necho \"version ${params.VERSION}\"\n}", "--params", "VERSION=7");

        assertThat(succeeded, is(true));
        List<String> lines = lines();
        assertThat(lines, hasItem(startsWith("[ecsDeploy] SUCCESS: prod/api")));
        assertThat(lines, hasItem("version 7"));
        assertThat(lines.get(lines.size() - 1), is("Finished: SUCCESS"));
        JsonNode step = steps().get(0);
        assertThat(step.get("step").asText(), is("ecsDeploy"));
        assertThat(step.get("verdict").asText(), is("SUCCESS"));
        assertThat(step.get("message").asText(), startsWith("SUCCESS: prod/api"));
        assertThat(step.get("result").get("taskDefinition").asText(), containsString("task-definition/api:"));
        assertThat(step.get("result").get("runningCount").asInt(), is(3));
    }

    @Test
    public void aFailedJenkinsfileIsAFailureAndItsVerdictIsReported() throws Exception {
        assertThat(run(BAD), is(false));

        assertThat(steps().get(0).get("verdict").asText(), is("ROLLED_BACK"));
        assertThat(steps().get(0).get("result").get("cause").asText(), containsString("CannotPullContainerError"));
    }

    @Test
    public void wrongParametersAreReportedWithoutAVerdict() throws Exception {
        assertThat(run("ecsDeploy cluster: 'prod', service: 'api', img: 'shop/api:1.4.2'"), is(false));

        assertThat(steps(), hasSize(1));
        assertThat(steps().get(0).get("verdict").isNull(), is(true));
        assertThat(steps().get(0).get("message").asText(), containsString("no parameter 'img'"));
    }

    @Test
    public void whatIsNotGroovyIsAFailure() throws Exception {
        assertThat(run("node { ecsDeploy( }"), is(false));
        assertThat(steps(), hasSize(0));
        assertThat(lines(), hasItem("Finished: FAILURE"));
    }

    @Test
    public void aStepOfAnotherPluginIsNamed() throws Exception {
        assertThat(run("slackSend message: 'hello'"), is(false));
        assertThat(lines(), hasItem(containsString("No such DSL method 'slackSend' here")));
    }

    @Test
    public void aRestartAtEachRoundChangesNoVerdict() throws Exception {
        run(
                GOOD + "\n"
                        + "ecsVerify()\n"
                        + "ecsDeploy cluster: 'prod', services: [[service: 'worker', image: 'shop/worker:2.9.1']]\n"
                        + "ecsRollback cluster: 'prod', service: 'api'\n",
                "--restarts",
                "true");

        List<String> verdicts =
                steps().stream().map(step -> step.get("verdict").asText()).toList();
        assertThat(String.join("\n", lines()), verdicts, is(List.of("SUCCESS", "PASSED", "SUCCESS", "SUCCESS")));
    }

    @Test
    public void postRunsAfterAFailureAndTheBuildStillFails() throws Exception {
        boolean succeeded = run("pipeline {\n"
                + "agent any\n"
                + "environment { SERVICE = 'api' }\n"
                + "stages { stage('Deploy') { steps { ecsDeploy cluster: 'prod', service: SERVICE, image: 'shop/api:1.4.3' } }\n"
                + "stage('Skipped') { when { expression { false } }\nsteps { echo 'never' } } }\n"
                + "post { failure { echo 'told somebody' }\nsuccess { echo 'never' } }\n"
                + "}");

        assertThat(succeeded, is(false));
        assertThat(lines(), hasItem("told somebody"));
        assertThat(lines(), not(hasItem("never")));
    }

    @Test
    public void aTimeoutBlockAbortsTheStep() throws Exception {
        run("timeout(time: 20, unit: 'SECONDS') { " + GOOD + " }");

        assertThat(steps().get(0).get("verdict").asText(), is("ABORTED"));
    }

    @Test
    public void runsAgainstAnEndpoint() throws Exception {
        try (EcsSandbox sandbox = Examples.sandbox()) {
            boolean succeeded = run(
                    GOOD + ", dryRun: true",
                    "--endpoint",
                    sandbox.endpoint().toString(),
                    "--region",
                    "eu-central-1",
                    "--accessKey",
                    EcsSandbox.ACCESS_KEY_ID,
                    "--secretKey",
                    EcsSandbox.SECRET_ACCESS_KEY);

            assertThat(String.join("\n", lines()), succeeded, is(true));
            assertThat(sandbox.calls("RegisterTaskDefinition"), hasSize(0));
        }
        assertThat(steps().get(0).get("verdict").asText(), is("PLANNED"));
    }

    @Test
    public void servesOneAnswerALine() throws Exception {
        String requests = JSON.writeValueAsString(Map.of("id", 1, "script", GOOD)) + "\n"
                + "no json\n"
                + "\n"
                + JSON.writeValueAsString(Map.of("id", "two", "script", BAD, "restarts", true)) + "\n"
                + JSON.writeValueAsString(Map.of("id", 3, "jenkinsfile", "no-such-file")) + "\n";

        new JenkinsfileRunner(out()).serve(new ByteArrayInputStream(requests.getBytes(StandardCharsets.UTF_8)));

        List<String> answers = lines();
        assertThat(answers, hasSize(4));
        JsonNode first = JSON.readTree(answers.get(0));
        assertThat(first.get("id").asInt(), is(1));
        assertThat(first.get("result").asText(), is("SUCCESS"));
        assertThat(first.get("steps").get(0).get("verdict").asText(), is("SUCCESS"));
        assertThat(first.get("log").size() > 3, is(true));
        assertThat(JSON.readTree(answers.get(1)).get("error").asText(), startsWith("not JSON"));
        JsonNode third = JSON.readTree(answers.get(2));
        assertThat(third.get("id").asText(), is("two"));
        assertThat(third.get("result").asText(), is("FAILURE"));
        assertThat(JSON.readTree(answers.get(3)).get("error").asText(), containsString("is not a file"));
    }

    private boolean run(String script, String... more) throws IOException {
        Path file = Files.writeString(folder.newFile().toPath(), script);
        List<String> args = new ArrayList<>(List.of("--jenkinsfile", file.toString()));
        args.addAll(List.of(more));
        return new JenkinsfileRunner(out()).run(RunnerOptions.of(args.toArray(String[]::new)));
    }

    private PrintStream out() {
        return new PrintStream(printed, true, StandardCharsets.UTF_8);
    }

    private List<String> lines() {
        return printed.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private List<JsonNode> steps() throws IOException {
        List<JsonNode> steps = new ArrayList<>();
        for (String line : lines()) {
            if (line.startsWith("{\"step\":")) {
                steps.add(JSON.readTree(line));
            }
        }
        return steps;
    }
}
