package io.jenkins.plugins.ecs.steps;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hudson.model.Result;
import io.jenkins.plugins.ecs.config.EcsGlobalConfiguration;
import io.jenkins.plugins.ecs.sandbox.EcsSandbox;
import io.jenkins.plugins.ecs.sandbox.Scenario;
import io.jenkins.plugins.ecs.ui.build.EcsDeploymentsAction;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import org.htmlunit.html.HtmlPage;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.BuildWatcher;
import org.jvnet.hudson.test.JenkinsRule;

/** {@code ecsDeploy} in real pipelines, over HTTP to the sandbox. */
public class EcsDeployPipelineJenkinsTest extends EcsJenkinsTest {

    @ClassRule
    public static final BuildWatcher WATCHER = new BuildWatcher();

    @ClassRule
    public static final JenkinsRule r = jenkinsOfTheClass();

    @Rule
    public final Cleaning cleaning = new Cleaning(r);

    @Before
    public void setUp() throws Exception {
        configure(r);
    }

    @Test
    public void deploysFromOneLine() throws Exception {
        WorkflowRun b = r.buildAndAssertSuccess(job(r, "one-line", DEPLOY));

        r.assertLogContains("SUCCESS: prod/api is running api:2", b);
        r.assertLogContains("region eu-central-1 (global), credentials sandbox (global)", b);
        assertThat(done("RegisterTaskDefinition"), is(1L));
        assertThat(done("UpdateService"), is(1L));
        JsonNode tags = sandbox.calls("RegisterTaskDefinition").get(0).request().path("tags");
        assertThat(tags.toString(), containsString("{\"key\":\"jenkins:job\",\"value\":\"one-line\"}"));
        assertThat(tags.toString(), containsString("{\"key\":\"jenkins:build\",\"value\":\"1\"}"));
        assertThat(
                "the use of the credentials is tracked",
                CredentialsProvider.getFingerprintOf(
                        SystemCredentialsProvider.getInstance().getCredentials().get(0)),
                notNullValue());
    }

    @Test
    public void failsWithTheCauseAndKeepsTheDataOnTheBuild() throws Exception {
        sandbox.scenarios().image("repo/app:2.0.0", Scenario.IMAGE_NOT_FOUND);

        WorkflowRun b = r.buildAndAssertStatus(Result.FAILURE, job(r, "failing", DEPLOY));

        r.assertLogContains(
                "ERROR: ROLLED_BACK: prod/api -> api:2: the image does not exist: container app: CannotPullContainerError",
                b);
        r.assertLogNotContains("at io.jenkins.plugins.ecs", b);
        EcsDeploymentsAction action = b.getAction(EcsDeploymentsAction.class);
        assertThat(action.getDeployments(), hasSize(1));
        assertThat(action.getDeployments().get(0).getStatus(), is("ROLLED_BACK"));
        assertThat(action.getBadge().getText(), is("1"));
    }

    @Test
    public void theResultIsReadableInASandboxedScript() throws Exception {
        WorkflowRun b = r.buildAndAssertSuccess(job(
                r,
                "result",
                "def d = " + DEPLOY + "\n"
                        + "echo \"${d.status}, ${d.taskDefinition}, ${d.previousTaskDefinition}, ${d.deploymentId}\"\n"
                        + "echo \"${d.serviceDeploymentArn} ${d.imageDigests.app} ${d.runningCount}/${d.desiredCount}\"\n"
                        + "echo \"${d.successful} ${d.durationSeconds >= 0} ${d.cause.isEmpty()} ${d.consoleUrl}\""));

        r.assertLogContains("SUCCESS, arn:aws:ecs:eu-central-1:123456789012:task-definition/api:2,", b);
        r.assertLogContains("sha256:", b);
        r.assertLogContains(" 2/2", b);
        r.assertLogContains(
                "true true true https://eu-central-1.console.aws.amazon.com/ecs/v2/clusters/prod/services/api", b);
    }

    @Test
    public void aFailureCanBeCaughtWithItsResult() throws Exception {
        sandbox.scenarios().image("repo/app:2.0.0", Scenario.CRASH);

        WorkflowRun b = r.buildAndAssertSuccess(job(
                r,
                "catching",
                "try { " + DEPLOY
                        + " } catch (e) { echo \"${e.result.status} of ${e.result.service}: ${e.message}\" }"));

        r.assertLogContains(
                "ROLLED_BACK of api: ROLLED_BACK: prod/api -> api:2: the application exited (exit code 1): container app exited with 1",
                b);
    }

    @Test
    public void worksInADeclarativePipeline() throws Exception {
        WorkflowRun b = r.buildAndAssertSuccess(job(
                r,
                "declarative",
                "pipeline { agent none\n stages { stage('Deploy') { steps {\n"
                        + "ecsDeploy(cluster: 'prod', service: 'api', timeout: 30, containers: [[name: 'app',"
                        + " image: 'repo/app:2.0.0', environment: [LOG: 'debug'], secrets: [DB: 'arn:aws:ssm:eu-central-1:123456789012:parameter/db'],"
                        + " memory: 512]])\n"
                        + "} } } }"));

        r.assertLogContains("SUCCESS: prod/api is running api:2", b);
        JsonNode container =
                sandbox.calls("RegisterTaskDefinition").get(0).request().at("/containerDefinitions/0");
        assertThat(container.path("environment").toString(), is("[{\"name\":\"LOG\",\"value\":\"debug\"}]"));
        assertThat(container.at("/secrets/0/valueFrom").asText(), containsString(":parameter/db"));
        assertThat(container.path("memory").asInt(), is(512));
    }

    @Test
    public void deploymentsInParallelKeepTheirOwnVerdicts() throws Exception {
        sandbox.service("prod", "web", s -> s.image("repo/web:1.0.0").circuitBreaker(true, true));
        sandbox.scenarios().image("repo/web:2.0.0", Scenario.CRASH);

        WorkflowRun b = r.buildAndAssertSuccess(job(
                r,
                "parallel",
                "parallel api: { echo 'api ' + (" + DEPLOY.replace("ecsDeploy ", "ecsDeploy(") + ")).status },\n"
                        + " web: { try { ecsDeploy cluster: 'prod', service: 'web', image: 'repo/web:2.0.0' }"
                        + " catch (e) { echo 'web ' + e.result.status } }"));

        r.assertLogContains("api SUCCESS", b);
        r.assertLogContains("web ROLLED_BACK", b);
        assertThat(b.getAction(EcsDeploymentsAction.class).getDeployments(), hasSize(2));
    }

    @Test
    public void badInputIsRefusedBeforeAnyCall() throws Exception {
        WorkflowRun b = r.buildAndAssertStatus(
                Result.FAILURE,
                job(
                        r,
                        "bad",
                        "ecsDeploy cluster: 'prod', service: 'api', image: 'repo/app', timeout: 0,"
                                + " containers: [[name: 'app', image: 'repo/app:2']]"));

        r.assertLogContains("ERROR: ecsDeploy: ", b);
        r.assertLogContains("image: The image 'repo/app' has neither a tag nor a digest", b);
        r.assertLogContains("timeout: 0 is too short", b);
        r.assertLogContains("image and containers: both are given", b);
        assertThat(sandbox.calls(), hasSize(0));
    }

    @Test
    public void credentialsThatTheJobCanNotSeeAreNamed() throws Exception {
        WorkflowRun b = r.buildAndAssertStatus(
                Result.FAILURE, job(r, "unknown-credentials", DEPLOY + ", credentialsId: 'nope'"));

        r.assertLogContains("credentialsId: 'nope' is not the id of AWS credentials that this job can see", b);
        assertThat(sandbox.calls(), hasSize(0));
    }

    @Test
    public void theControllersOwnCredentialsNeedTheAdminsWord() throws Exception {
        EcsGlobalConfiguration.get().setCredentialsId(null);

        WorkflowRun b = r.buildAndAssertStatus(Result.FAILURE, job(r, "no-credentials", DEPLOY));

        r.assertLogContains("credentialsId: missing.", b);
        assertThat(sandbox.calls(), hasSize(0));
    }

    @Test
    public void assumesARole() throws Exception {
        WorkflowRun b = r.buildAndAssertSuccess(
                job(r, "role", DEPLOY + ", roleArn: 'arn:aws:iam::123456789012:role/deployer'"));

        r.assertLogContains("role arn:aws:iam::123456789012:role/deployer (step)", b);
        List<String> sessions = sandbox.calls("AssumeRole").stream()
                .map(call -> call.request().path("RoleSessionName").asText())
                .toList();
        // What changes AWS is done in the build's name; what only looks is shared with other builds.
        assertThat(sessions, hasItem("jenkins-role-1"));
        assertThat(sandbox.calls("UpdateService").get(0).accessKeyId(), not(EcsSandbox.ACCESS_KEY_ID));
    }

    @Test
    public void anExpiredTokenInTheMiddleIsRenewed() throws Exception {
        sandbox.faults().on("DescribeServiceDeployments").skip(1).times(2).expiredToken();

        WorkflowRun b = r.buildAndAssertSuccess(
                job(r, "expired", DEPLOY + ", roleArn: 'arn:aws:iam::123456789012:role/deployer'"));

        r.assertLogContains("SUCCESS", b);
        assertThat(sandbox.calls("AssumeRole").size() > 1, is(true));
    }

    @Test
    public void noSecretIsInTheBuildDirectory() throws Exception {
        WorkflowRun b = r.buildAndAssertSuccess(job(r, "canary", DEPLOY));

        for (File file : b.getRootDir().listFiles(File::isFile)) {
            String content = new String(Files.readAllBytes(file.toPath()), StandardCharsets.ISO_8859_1);
            assertThat(file.getName(), content, not(containsString(EcsSandbox.SECRET_ACCESS_KEY)));
        }
    }

    @Test
    public void theBuildPageShowsTheDeployment() throws Exception {
        sandbox.scenarios().image("repo/app:2.0.0", Scenario.CRASH);
        WorkflowRun b = r.buildAndAssertStatus(Result.FAILURE, job(r, "page", DEPLOY));
        JenkinsRule.WebClient client = r.createWebClient();

        HtmlPage build = client.getPage(b);
        HtmlPage page = client.getPage(b, "ecs-deployments");

        assertThat(build.asNormalizedText(), containsString("prod/api: rolled back, version 2.0.0"));
        assertThat(page.asNormalizedText(), containsString("container app exited with 1"));
        assertThat(page.asNormalizedText(), containsString("prod/api: rolled back, version 2.0.0"));
        JsonNode json = new ObjectMapper()
                .readTree(client.goTo(b.getUrl() + "ecs-deployments/api/json", "application/json")
                        .getWebResponse()
                        .getContentAsString());
        assertThat(json.at("/deployments/0/status").asText(), is("ROLLED_BACK"));
    }

    @Test
    public void theStepNeedsNoNode() throws Exception {
        r.jenkins.setNumExecutors(0);

        WorkflowRun b = r.buildAndAssertSuccess(job(r, "no-executor", DEPLOY));

        // The build itself is a task of its own for a moment longer than it runs.
        r.waitUntilNoActivity();
        assertThat(b.getExecutor(), nullValue());
    }

    @Test
    public void nothingChangedIsGreenAndRegistersNothing() throws Exception {
        WorkflowRun b = r.buildAndAssertSuccess(job(
                r,
                "no-change",
                "echo((" + DEPLOY.replace("2.0.0", "1.0.0").replace("ecsDeploy ", "ecsDeploy(") + ")).status)"));

        r.assertLogContains("NO_CHANGE", b);
        assertThat(done("RegisterTaskDefinition"), is(0L));
        assertThat(done("UpdateService"), is(0L));
    }
}
