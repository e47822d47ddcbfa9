package io.jenkins.plugins.ecs.steps;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.model.ParametersAction;
import hudson.model.ParametersDefinitionProperty;
import hudson.model.PasswordParameterDefinition;
import hudson.model.PasswordParameterValue;
import hudson.model.Result;
import hudson.model.StringParameterDefinition;
import hudson.model.StringParameterValue;
import hudson.util.Secret;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.BuildWatcher;
import org.jvnet.hudson.test.JenkinsRule;

/** Look-ups of a build's own values, and {@code ecsImport}, in real pipelines. */
public class LookupsJenkinsTest extends EcsJenkinsTest {

    private static final String SECRET = "correct-horse-battery";

    @ClassRule
    public static final BuildWatcher WATCHER = new BuildWatcher();

    @ClassRule
    public static final JenkinsRule r = jenkinsOfTheClass();

    @Rule
    public final Cleaning cleaning = new Cleaning(r);

    @Before
    public void setUp() throws Exception {
        configure(r);
        SystemCredentialsProvider.getInstance()
                .getCredentials()
                .add(new StringCredentialsImpl(
                        CredentialsScope.GLOBAL, "canary", "a secret text", Secret.fromString(SECRET)));
    }

    /** Of the live definition, with one more variable. */
    private static String patch(String value) {
        return "ecsDeploy cluster: 'prod', service: 'api', image: 'repo/app:2.0.0',"
                + " patch: [containerDefinitions: [app: [environment: [VALUE: '" + value + "']]]]";
    }

    @Test
    public void aVariableAndAParameterAreLookedUp() throws Exception {
        WorkflowJob job = job(r, "values", "withEnv(['STAGE=blue']) { " + patch("${env:STAGE}-${param:SIZE}") + " }");
        job.addProperty(new ParametersDefinitionProperty(new StringParameterDefinition("SIZE", "small")));

        WorkflowRun b = r.assertBuildStatusSuccess(
                job.scheduleBuild2(0, new ParametersAction(new StringParameterValue("SIZE", "large"))));

        r.assertLogContains("- env:STAGE: blue", b);
        assertThat(
                sandbox.calls("RegisterTaskDefinition").get(0).request().toString(),
                containsString("{\"name\":\"VALUE\",\"value\":\"blue-large\"}"));
    }

    @Test
    public void aCredentialIsRefusedBeforeAnythingIsRegistered() throws Exception {
        WorkflowRun b = r.buildAndAssertStatus(
                Result.FAILURE,
                job(
                        r,
                        "credential",
                        "withCredentials([string(credentialsId: 'canary', variable: 'CANARY')]) { "
                                + patch("${env:CANARY}") + " }"));

        r.assertLogContains("${env:CANARY}: it is a secret of this build (value not shown)", b);
        r.assertLogNotContains(SECRET, b);
        assertThat(done("RegisterTaskDefinition"), is(0L));
    }

    @Test
    public void aPasswordParameterIsRefused() throws Exception {
        WorkflowJob job = job(r, "password", patch("${param:KEY}"));
        job.addProperty(
                new ParametersDefinitionProperty(new PasswordParameterDefinition("KEY", Secret.fromString("x"), "")));

        WorkflowRun b = r.assertBuildStatus(
                Result.FAILURE, job.scheduleBuild2(0, new ParametersAction(new PasswordParameterValue("KEY", SECRET))));

        r.assertLogContains("${param:KEY}: it is a secret of this build", b);
        assertThat(done("RegisterTaskDefinition"), is(0L));
    }

    @Test
    public void theFilesOfAServiceAreWrittenOnce() throws Exception {
        WorkflowJob job = job(
                r,
                "import",
                "node {\n"
                        + "  def files = ecsImport cluster: 'prod', service: 'api', dir: 'ecs'\n"
                        + "  echo \"wrote ${files.files} with ${files.warnings.size()} warnings\"\n"
                        + "  ecsDeploy cluster: 'prod', service: 'api', taskDefinition: readFile('ecs/task-definition.yaml'),\n"
                        + "      serviceDefinition: readFile('ecs/service.yaml')\n"
                        + "}");

        WorkflowRun b = r.buildAndAssertSuccess(job);

        r.assertLogContains("wrote [ecs/task-definition.yaml, ecs/service.yaml, ecs/Jenkinsfile] with 0 warnings", b);
        r.assertLogContains("NO_CHANGE: prod/api", b);
        String written =
                r.jenkins.getWorkspaceFor(job).child("ecs/service.yaml").readToString();
        assertThat(written, containsString("desiredCount: 2"));
        WorkflowRun again = r.buildAndAssertStatus(Result.FAILURE, job);
        r.assertLogContains("ecs/Jenkinsfile would be overwritten", again);
    }

    @Test
    public void withoutAWorkspaceOnlyTheTextsAreReturned() throws Exception {
        WorkflowRun b = r.buildAndAssertSuccess(
                job(r, "texts", "echo ecsImport(cluster: 'prod', service: 'api', format: 'json').taskDefinition"));
        r.assertLogContains("\"family\" : \"api\"", b);

        WorkflowRun refused = r.buildAndAssertStatus(
                Result.FAILURE, job(r, "nowhere", "ecsImport cluster: 'prod', service: 'api', dir: 'ecs'"));
        r.assertLogContains("ecsImport: dir: there is no workspace.", refused);
    }
}
