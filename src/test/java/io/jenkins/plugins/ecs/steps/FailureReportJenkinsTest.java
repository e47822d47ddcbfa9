package io.jenkins.plugins.ecs.steps;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.model.Result;
import hudson.util.Secret;
import io.jenkins.plugins.ecs.sandbox.Scenario;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** A report in a build: log, page, REST API, exception, artifact; and no secret in any of them. */
public class FailureReportJenkinsTest extends EcsJenkinsTest {

    private static final String CANARY = "c4nary-of-the-build";

    @ClassRule
    public static final JenkinsRule r = jenkinsOfTheClass();

    @Rule
    public final Cleaning cleaning = new Cleaning(r);

    @Before
    public void setUp() throws Exception {
        configure(r);
        SystemCredentialsProvider.getInstance()
                .getCredentials()
                .add(new StringCredentialsImpl(CredentialsScope.GLOBAL, "canary", "canary", Secret.fromString(CANARY)));
        sandbox.service(
                "prod",
                "logging",
                s -> s.taskDefinition(("{'family':'logging','networkMode':'awsvpc',"
                                        + "'requiresCompatibilities':['FARGATE'],'cpu':'256','memory':'512',"
                                        + "'containerDefinitions':[{'name':'app','image':'repo/app:1.0.0',"
                                        + "'logConfiguration':{'logDriver':'awslogs','options':{'awslogs-group':'/ecs/api',"
                                        + "'awslogs-region':'eu-central-1','awslogs-stream-prefix':'app'}}}]}")
                                .replace('\'', '"'))
                        .circuitBreaker(true, true));
        sandbox.scenarios()
                .image("repo/app:2.0.0", Scenario.CRASH)
                .log("connecting with " + CANARY, "DB_PASSWORD=c4nary-by-name", "can't reach the database");
    }

    @Test
    public void aFailureIsReportedEverywhereAndNoSecretAnywhere() throws Exception {
        WorkflowRun b = r.buildAndAssertStatus(
                Result.FAILURE,
                job(
                        r,
                        "report",
                        "withCredentials([string(credentialsId: 'canary', variable: 'CANARY')]) {\n"
                                + "  try {\n"
                                + "    ecsDeploy cluster: 'prod', service: 'logging',"
                                + " containers: [[image: 'repo/app:2.0.0', environment: [GREETING: \"hello ${CANARY}\"]]],"
                                + " failureReport: 'ecs/failure.json'\n"
                                + "  } catch (e) {\n"
                                + "    echo \"caught ${e.result.failureReport.cause} of ${e.result.failureReport.container}\"\n"
                                + "    throw e\n"
                                + "  }\n"
                                + "}"));

        r.assertLogContains("ROLLED_BACK: prod/logging -> logging:2: the application exited (exit code 1)", b);
        r.assertLogContains("can't reach the database", b);
        r.assertLogContains("caught exited of app", b);
        String artifact = Files.readString(b.getArtifactsDir().toPath().resolve("ecs/failure.json"));
        assertThat(artifact, containsString("\"cause\" : \"exited\""));
        assertThat(artifact, containsString("can't reach the database"));
        JenkinsRule.WebClient web = r.createWebClient();
        String page = web.getPage(b, "ecs-deployments/").getWebResponse().getContentAsString();
        assertThat(page, containsString("Failure report"));
        String rest = web.goTo(b.getUrl() + "ecs-deployments/api/json?depth=3", "application/json")
                .getWebResponse()
                .getContentAsString();
        for (String canary : List.of(CANARY, "c4nary-by-name")) {
            r.assertLogNotContains(canary, b);
            assertThat(page, not(containsString(canary)));
            assertThat(rest, not(containsString(canary)));
            noFileOf(b, canary);
        }
    }

    /** What a waiting step keeps for a restart has the values as they go to ECS, and is encrypted. */
    @Test
    public void whileItRunsNoSecretIsInTheBuildDirectory() throws Exception {
        noSecretWhileRunning("service: 'logging', %s");
    }

    @Test
    public void whileSeveralServicesRunNoSecretIsInTheBuildDirectory() throws Exception {
        noSecretWhileRunning("services: [[service: 'logging', %s]]");
    }

    private void noSecretWhileRunning(String services) throws Exception {
        sandbox.scenarios().image("repo/app:3.0.0", Scenario.SLOW);
        WorkflowRun b = started(job(
                r,
                "running",
                "withCredentials([string(credentialsId: 'canary', variable: 'CANARY')]) {\n"
                        + "  ecsDeploy cluster: 'prod', onAbort: 'leave', "
                        + String.format(
                                services,
                                "containers: [[image: 'repo/app:3.0.0', environment: [GREETING: \"hello ${CANARY}\"],"
                                        + " command: [\"${CANARY}\"]]]")
                        + "\n}"));
        r.waitForMessage("new 0/1 running", b);

        noFileOf(b, CANARY);

        b.doStop();
        r.waitForCompletion(b);
        String sent = sandbox.calls("RegisterTaskDefinition").get(0).request().toString();
        assertThat(sent, containsString("hello " + CANARY));
    }

    @Test
    public void whileItVerifiesNoSecretIsInTheBuildDirectory() throws Exception {
        WorkflowRun b = started(job(
                r,
                "verifying",
                "withCredentials([string(credentialsId: 'canary', variable: 'CANARY')]) {\n"
                        + "  ecsVerify cluster: 'prod', service: 'logging', checks: [http(url: 'https://shop.example.com/',"
                        + " headers: [\"X-Probe: ${CANARY}\"], initialDelay: '10m'), stableFor('1h')]\n"
                        + "}"));
        r.waitForMessage("stableFor INCONCLUSIVE so far", b);

        noFileOf(b, CANARY);

        b.doStop();
        r.waitForCompletion(b);
    }

    private static void noFileOf(WorkflowRun b, String canary) throws IOException {
        assertThat(b.isBuilding(), is(Files.exists(b.getRootDir().toPath().resolve("program.dat"))));
        for (Path file : files(b.getRootDir())) {
            String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
            assertThat(file.toString(), text, not(containsString(canary)));
        }
    }

    private static List<Path> files(File folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder.toPath())) {
            return all.filter(Files::isRegularFile).toList();
        }
    }
}
