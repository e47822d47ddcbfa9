package io.jenkins.plugins.ecs.steps;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import hudson.model.Result;
import io.jenkins.plugins.ecs.config.EcsGlobalConfiguration;
import io.jenkins.plugins.ecs.config.EcsPolicy;
import io.jenkins.plugins.ecs.sandbox.Scenario;
import io.jenkins.plugins.ecs.steps.execution.LockTable;
import io.jenkins.plugins.ecs.ui.build.DeploymentView;
import io.jenkins.plugins.ecs.ui.build.EcsDeploymentsAction;
import java.util.List;
import org.htmlunit.html.HtmlPage;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.BuildWatcher;
import org.jvnet.hudson.test.JenkinsRule;

/** {@code ecsDeploy services: [...]} in real pipelines. */
public class EcsDeployServicesJenkinsTest extends EcsJenkinsTest {

    @ClassRule
    public static final BuildWatcher WATCHER = new BuildWatcher();

    @ClassRule
    public static final JenkinsRule r = jenkinsOfTheClass();

    @Rule
    public final Cleaning cleaning = new Cleaning(r);

    @Before
    public void setUp() throws Exception {
        configure(r);
        sandbox.service("prod", "worker", s -> s.image("repo/app:1.0.0").circuitBreaker(true, true));
        sandbox.service("prod", "web", s -> s.image("repo/web:1.0.0").circuitBreaker(true, true));
    }

    @Test
    public void namesAreEnoughWhereAllGetTheSame() throws Exception {
        WorkflowRun b = r.buildAndAssertSuccess(job(
                r,
                "names",
                "def d = ecsDeploy cluster: 'prod', image: 'repo/app:2.0.0', services: ['api', 'worker']\n"
                        + "echo \"all ${d.status} ${d.successful} ${d.services.worker.taskDefinition}"
                        + " ${d.services.keySet().join('+')}\""));

        r.assertLogContains("[ecsDeploy api] SUCCESS: prod/api is running api:2", b);
        r.assertLogContains("[ecsDeploy worker] SUCCESS: prod/worker is running worker:2", b);
        r.assertLogContains("[ecsDeploy] SUCCESS: 2 services: api SUCCESS, worker SUCCESS", b);
        r.assertLogContains(
                "all SUCCESS true arn:aws:ecs:eu-central-1:123456789012:task-definition/worker:2 api+worker", b);
        assertThat(b.getAction(EcsDeploymentsAction.class).getDeployments(), hasSize(2));
        assertThat(LockTable.get().holders(), is(anEmptyMap()));
    }

    @Test
    public void aFailureTellsOfAllAndTheWaveGoesBack() throws Exception {
        sandbox.scenarios().image("repo/web:2.0.0", Scenario.CRASH);

        WorkflowRun b = r.buildAndAssertSuccess(job(
                r,
                "failing",
                "try { ecsDeploy cluster: 'prod', onWaveFailure: 'rollbackWave', services: [\n"
                        + " [service: 'api', image: 'repo/app:2.0.0'],\n"
                        + " [service: 'web', image: 'repo/web:2.0.0'],\n"
                        + " [service: 'worker', image: 'repo/app:2.0.0', wave: 2]]\n"
                        + "} catch (e) { echo \"${e.result.service} ${e.result.status},"
                        + " worker ${e.services.worker.status}, back ${e.rollbacks.api.status}: ${e.message}\" }"));

        r.assertLogContains("web ROLLED_BACK, worker NOT_STARTED, back SUCCESS: ROLLED_BACK: prod/web", b);
        r.assertLogContains("[ecsDeploy] Rolling back api to the previous revision", b);
        r.assertLogContains("rolled back: api runs api:1 again", b);
        List<DeploymentView> records = b.getAction(EcsDeploymentsAction.class).getDeployments();
        assertThat("one for each service, and one for the way back", records, hasSize(4));
        HtmlPage page = r.createWebClient().getPage(b, "ecs-deployments");
        assertThat(page.asNormalizedText(), containsString("prod/worker: not started"));
        assertThat(page.asNormalizedText(), containsString("prod/web: rolled back"));
    }

    @Test
    public void worksInADeclarativePipeline() throws Exception {
        WorkflowRun b = r.buildAndAssertSuccess(job(
                r,
                "declarative",
                "pipeline { agent none\n stages { stage('Deploy') { steps {\n"
                        + "ecsDeploy(cluster: 'prod', image: 'repo/app:2.0.0', services: ['api', 'worker'])\n"
                        + "ecsDeploy(cluster: 'prod', maxParallel: 1, services: [[service: 'web',"
                        + " containers: [[name: 'app', image: 'repo/web:2.0.0', environment: [LOG: 'debug']]]]])\n"
                        + "} } } }"));

        r.assertLogContains("SUCCESS: 2 services: api SUCCESS, worker SUCCESS", b);
        r.assertLogContains("SUCCESS: prod/web is running web:2", b);
    }

    @Test
    public void allThatIsWrongIsToldBeforeAwsIsAsked() throws Exception {
        WorkflowRun b = r.buildAndAssertStatus(
                Result.FAILURE,
                job(
                        r,
                        "bad",
                        "ecsDeploy cluster: 'prod', service: 'api', timeout: 0, maxParallel: 0, onWaveFailure: 'explode',"
                                + " services: [[service: 'api', image: 'repo/app'], [service: 'b b', image: 'a:1'],"
                                + " [service: 'api', image: 'a:1', wave: 0]]"));

        r.assertLogContains("ERROR: ecsDeploy: ", b);
        r.assertLogContains("services[api].image: The image 'repo/app' has neither a tag nor a digest", b);
        r.assertLogContains("services[b b].service: 'b b' is neither a name", b);
        r.assertLogContains("services[api].wave: 0 is less than 1", b);
        r.assertLogContains("services: 'api' is given twice", b);
        r.assertLogContains("service and services: both are given", b);
        r.assertLogContains("maxParallel: 0 is less than 1", b);
        r.assertLogContains("onWaveFailure: 'explode' is unknown. Use 'stop', 'rollbackWave' or 'rollbackAll'", b);
        r.assertLogContains("timeout: 0 is too short", b);
        assertThat(sandbox.calls(), hasSize(0));
    }

    @Test
    public void whatIsForSeveralMeansNothingForOne() throws Exception {
        WorkflowRun b =
                r.buildAndAssertStatus(Result.FAILURE, job(r, "one", DEPLOY + ", onWaveFailure: 'rollbackAll'"));

        r.assertLogContains("maxParallel and onWaveFailure: only valid for several services", b);
    }

    @Test
    public void aRuleAgainstOneKeepsAllAsTheyAre() throws Exception {
        EcsPolicy policy = new EcsPolicy();
        policy.setServices("api");
        EcsGlobalConfiguration.get().setPolicy(policy);

        WorkflowRun b = r.buildAndAssertStatus(
                Result.FAILURE,
                job(
                        r,
                        "rule",
                        "ecsDeploy cluster: 'prod', image: 'repo/app:2.0.0', services: [[service: 'api'],"
                                + " [service: 'worker', wave: 2]]"));

        r.assertLogContains("REFUSED: prod/worker: blocked by policy", b);
        assertThat(done("RegisterTaskDefinition"), is(0L));
        assertThat(done("UpdateService"), is(0L));
    }

    @Test
    public void anAbortRollsBackWhatIsUnderWayAndBeginsNothingMore() throws Exception {
        sandbox.scenarios().image("repo/app:2.0.0", Scenario.STUCK);
        WorkflowRun b = started(job(
                r,
                "aborted",
                "ecsDeploy cluster: 'prod', image: 'repo/app:2.0.0', onAbort: 'rollback', services: [[service: 'api'],"
                        + " [service: 'worker'], [service: 'web', image: 'repo/web:2.0.0', wave: 2]]"));
        r.waitForMessage("[ecsDeploy api] 00:", b);
        r.waitForMessage("[ecsDeploy worker] 00:", b);

        b.doStop();

        r.assertBuildStatus(Result.ABORTED, r.waitForCompletion(b));
        r.assertLogContains("[ecsDeploy api] ABORTED", b);
        r.assertLogContains("[ecsDeploy worker] ABORTED", b);
        r.assertLogContains("web NOT_STARTED", b);
        assertThat(done("StopServiceDeployment"), is(2L));
        assertThat(done("UpdateService"), is(2L));
        assertThat(LockTable.get().holders(), is(anEmptyMap()));
    }
}
