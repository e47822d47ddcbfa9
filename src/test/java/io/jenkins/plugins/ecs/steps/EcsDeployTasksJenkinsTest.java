package io.jenkins.plugins.ecs.steps;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import hudson.model.Result;
import io.jenkins.plugins.ecs.config.EcsGlobalConfiguration;
import io.jenkins.plugins.ecs.config.EcsTarget;
import io.jenkins.plugins.ecs.config.settings.DeploymentTask;
import io.jenkins.plugins.ecs.sandbox.Scenario;
import io.jenkins.plugins.ecs.sandbox.ScenarioRule;
import io.jenkins.plugins.ecs.steps.execution.FasterTime;
import io.jenkins.plugins.ecs.ui.build.EcsDeploymentsAction;
import java.time.Duration;
import java.util.List;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** Tasks before and after a deployment in a pipeline: log, result, page, abort, defaults of a target. */
public class EcsDeployTasksJenkinsTest extends TaskJobsJenkinsTest {

    private static final String NEW = "repo/jobs:2.0.0";
    private static final String DEPLOY_JOBS = "ecsDeploy(cluster: 'prod', service: 'jobs', image: '" + NEW + "'";

    @ClassRule
    public static final JenkinsRule r = jenkinsOfTheClass();

    @Rule
    public final FasterTime time = new FasterTime(10);

    @Rule
    public final Cleaning cleaning = new Cleaning(r);

    @Before
    public void setUp() throws Exception {
        configure(r);
    }

    private ScenarioRule tasks(Duration lasting) {
        return sandbox.scenarios().image(NEW, Scenario.OK).lasting(lasting);
    }

    @Test
    public void bothAreInTheLogInTheResultAndOnThePage() throws Exception {
        tasks(Duration.ofMinutes(1)).log("all is well");

        WorkflowRun b = r.buildAndAssertSuccess(job(
                r,
                "both",
                "def d = " + DEPLOY_JOBS
                        + ", before: [[command: ['rake', 'db:migrate'], environment: [RAILS_ENV: 'prod'],"
                        + " timeout: 20]], after: [[command: ['rake', 'smoke']]], onAfterFailure: 'rollback')\n"
                        + "echo \"${d.status} ${d.before[0].exitCode} ${d.after[0].status} ${d.after[0].taskArn}\""));

        r.assertLogContains("[ecsDeploy] Running the task before the deployment: rake db:migrate", b);
        r.assertLogContains("[ecsDeploy] Running the task after the deployment: rake smoke", b);
        r.assertLogContains("[ecsDeploy] app | all is well", b);
        r.assertLogContains("SUCCESS 0 SUCCESS arn:aws:ecs:eu-central-1:123456789012:task/prod/", b);
        assertThat(done("RunTask"), is(2L));
        String page = r.createWebClient()
                .getPage(b, "ecs-deployments")
                .getWebResponse()
                .getContentAsString();
        assertThat(page, containsString("Tasks before the deployment"));
        assertThat(page, containsString("app | all is well"));
        assertThat(page, containsString("Command: <code>rake db:migrate</code>"));
        String dashboard =
                r.createWebClient().goTo("ecs-dashboard/").getWebResponse().getContentAsString();
        assertThat(dashboard, containsString("prod/jobs:2, before the deployment"));
        assertThat(dashboard, containsString("prod/jobs:2, after the deployment"));
        String json = r.getJSON(b.getUrl() + "ecs-deployments/api/json?depth=3").getContentAsString();
        assertThat(json, containsString("\"before\":[{"));
    }

    @Test
    public void aTaskBeforeThatFailsFailsTheBuildAndLeavesTheService() throws Exception {
        tasks(Duration.ofMinutes(1)).exit("app", 3);

        WorkflowRun b = r.buildAndAssertStatus(
                Result.FAILURE,
                job(
                        r,
                        "fails",
                        "try { " + DEPLOY_JOBS + ", before: [[command: ['rake', 'db:migrate']]]) }"
                                + " catch (e) { echo \"caught ${e.result.status} ${e.result.before[0].exitCode}\"; throw e }"));

        r.assertLogContains("TASK_FAILED: prod/jobs", b);
        r.assertLogContains("The service was not changed; jobs:2 is registered and not used", b);
        r.assertLogContains("caught TASK_FAILED 3", b);
        assertThat(done("UpdateService"), is(0L));
        assertThat(
                b.getAction(EcsDeploymentsAction.class)
                        .getDeployments()
                        .get(0)
                        .getBefore()
                        .get(0)
                        .getExitCode(),
                is(3));
    }

    @Test
    public void aTaskAfterThatFailsRollsBack() throws Exception {
        tasks(Duration.ofMinutes(1)).exit("app", 1);

        WorkflowRun b = r.buildAndAssertStatus(
                Result.FAILURE,
                job(r, "back", DEPLOY_JOBS + ", after: [[command: ['rake', 'smoke']]], onAfterFailure: 'rollback')"));

        r.assertLogContains("ROLLED_BACK: prod/jobs", b);
        r.assertLogContains("Rolled back to jobs:1", b);
        assertThat(done("UpdateService"), is(2L));
    }

    @Test
    public void anAbortStopsTheTaskWithTheBuildAsTheReason() throws Exception {
        tasks(Duration.ofHours(5));
        WorkflowRun b = started(job(r, "aborted", DEPLOY_JOBS + ", before: [[command: ['rake', 'slow']]])"));
        r.waitForMessage("Task RUNNING", b);

        b.doStop();
        r.assertBuildStatus(Result.ABORTED, r.waitForCompletion(b));

        r.assertLogContains("the task before the deployment was stopped; nothing was deployed", b);
        assertThat(done("StopTask"), is(1L));
        assertThat(
                sandbox.calls("StopTask").get(0).request().path("reason").asText(),
                containsString("Jenkins build aborted #1: aborted"));
        assertThat(done("UpdateService"), is(0L));
    }

    @Test
    public void wrongTasksAreReportedBeforeAwsIsAsked() throws Exception {
        WorkflowRun b = r.buildAndAssertStatus(
                Result.FAILURE,
                job(
                        r,
                        "wrong",
                        DEPLOY_JOBS
                                + ", wait: false, before: [[timeout: 5], [command: ['a'], cpu: 'much', onAbort: 'x']],"
                                + " after: [[command: ['b']]], onAfterFailure: 'explode')"));

        r.assertLogContains("before[0].command and environment: both are missing", b);
        r.assertLogContains("before[1].cpu: 'much' is not a size", b);
        r.assertLogContains("before[1].onAbort: 'x' is unknown", b);
        r.assertLogContains("onAfterFailure: 'explode' is unknown. Use 'fail' or 'rollback'", b);
        assertThat(sandbox.calls(), is(List.of()));
    }

    @Test
    public void theTasksOfATargetRunUnlessTheStepHasItsOwn() throws Exception {
        tasks(Duration.ofMinutes(1));
        DeploymentTask migrate = new DeploymentTask();
        migrate.setCommand(List.of("rake", "of:target"));
        EcsTarget target = new EcsTarget("prod");
        target.setRegion("eu-central-1");
        target.setCluster("prod");
        target.setBefore(List.of(migrate));
        EcsGlobalConfiguration.get().setTargets(List.of(target));

        WorkflowRun without = r.buildAndAssertSuccess(
                job(r, "none", "ecsDeploy target: 'prod', service: 'jobs', image: '" + NEW + "', before: []"));
        r.assertLogNotContains("of:target", without);
        tasksOf("repo/jobs:3.0.0");
        WorkflowRun with = r.buildAndAssertSuccess(
                job(r, "configured", "ecsDeploy target: 'prod', service: 'jobs', image: 'repo/jobs:3.0.0'"));
        r.assertLogContains("Running the task before the deployment: rake of:target", with);
        tasksOf("repo/jobs:4.0.0");
        WorkflowRun own = r.buildAndAssertSuccess(job(
                r,
                "own",
                "ecsDeploy target: 'prod', services: [[service: 'jobs', image: 'repo/jobs:4.0.0',"
                        + " before: [[command: ['rake', 'of:step']]]]]"));
        r.assertLogContains("Running the task before the deployment: rake of:step", own);
        r.assertLogNotContains("of:target", own);
    }

    private void tasksOf(String image) {
        sandbox.scenarios().image(image, Scenario.OK).lasting(Duration.ofMinutes(1));
    }
}
