package io.jenkins.plugins.ecs.steps;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import hudson.model.Result;
import io.jenkins.plugins.ecs.steps.execution.FasterTime;
import io.jenkins.plugins.ecs.ui.build.EcsDeploymentsAction;
import io.jenkins.plugins.ecs.ui.build.TaskRunView;
import java.time.Duration;
import java.util.List;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** {@code ecsRunTask} in a pipeline without a node: its log, its result, its page, abort. */
public class EcsRunTaskJenkinsTest extends TaskJobsJenkinsTest {

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

    @Test
    public void aTaskThatSucceedsGivesItsResult() throws Exception {
        work(Duration.ofMinutes(2)).log("migrated", "{\"version\": 7}");

        WorkflowRun b = r.buildAndAssertSuccess(job(
                r,
                "success",
                "def r = ecsRunTask(cluster: 'prod', service: 'jobs', command: ['work'], captureOutput: true)\n"
                        + "echo \"code ${r.exitCode}, app ${r.containers['app'].exitCode}, ${r.taskArns.size()} task\"\n"
                        + "echo \"ran ${r.tasks[0].runSeconds >= 120}, output ${r.output.readLines().last()}\""));

        r.assertLogContains("[ecsRunTask] app | migrated", b);
        r.assertLogContains("SUCCESS: prod/jobs:1: app exited with 0", b);
        r.assertLogContains("code 0, app 0, 1 task", b);
        r.assertLogContains("ran true, output {\"version\": 7}", b);
        assertThat(
                sandbox.calls("RunTask").get(0).request().path("startedBy").asText(),
                containsString("jenkins/success/1/"));
        List<TaskRunView> runs = b.getAction(EcsDeploymentsAction.class).getTaskRuns();
        assertThat(runs, hasSize(1));
        assertThat(runs.get(0).getStatus(), is("SUCCESS"));
        assertThat(runs.get(0).getLastLines().get(0), is("app | migrated"));
        String page = r.createWebClient()
                .getPage(b, "ecs-deployments")
                .getWebResponse()
                .getContentAsString();
        assertThat(page, containsString("Task prod/jobs:1"));
        assertThat(page, containsString("app | migrated"));
    }

    @Test
    public void aTaskThatFailsFailsTheBuildUnlessItsCodeIsAskedFor() throws Exception {
        crash();
        WorkflowRun failed = r.buildAndAssertStatus(
                Result.FAILURE,
                job(r, "fails", "try { " + RUN + " } catch (e) { echo \"caught ${e.result.exitCode}\"; throw e }"));
        r.assertLogContains("TASK_FAILED: prod/jobs:1: app exited with 1", failed);
        r.assertLogContains("caught 1", failed);

        WorkflowRun returned = r.buildAndAssertSuccess(job(
                r,
                "returns",
                "def r = ecsRunTask(cluster: 'prod', service: 'jobs', command: ['work'], returnExitCode: true)\n"
                        + "echo \"code ${r.exitCode} ${r.status}\""));
        r.assertLogContains("code 1 TASK_FAILED", returned);
    }

    @Test
    public void wrongParametersAreReportedBeforeAwsIsAsked() throws Exception {
        WorkflowRun b = r.buildAndAssertStatus(
                Result.FAILURE,
                job(
                        r,
                        "wrong",
                        "ecsRunTask cluster: 'prod', service: 'jobs', count: 11, launchType: 'FARGATE',"
                                + " capacityProviders: ['FARGATE_SPOT'], network: [securityGroups: ['default']]"));
        r.assertLogContains("count: 11 is not from 1 to 10", b);
        r.assertLogContains("launchType and capacityProviders: both are given", b);
        r.assertLogContains("network.subnets: missing", b);
        r.assertLogContains("network.securityGroups: 'default' is not the id of a security group", b);
        assertThat(sandbox.calls(), is(List.of()));
    }

    @Test
    public void anAbortStopsTheTaskWithTheBuildAsTheReason() throws Exception {
        work(Duration.ofHours(5));
        WorkflowRun b = started(job(r, "aborted", RUN));
        r.waitForMessage("Task RUNNING", b);

        b.doStop();
        r.assertBuildStatus(Result.ABORTED, r.waitForCompletion(b));

        r.assertLogContains("ABORTED: prod/jobs:1: aborted", b);
        assertThat(done("StopTask"), is(1L));
        assertThat(
                sandbox.calls("StopTask").get(0).request().path("reason").asText(),
                containsString("Jenkins build aborted #1: aborted"));
    }

    @Test
    public void anAbortLeavesTheTaskIfThatIsAskedFor() throws Exception {
        work(Duration.ofHours(5));
        WorkflowRun b = started(job(r, "left", RUN.replace(")", ", onAbort: 'leave')")));
        r.waitForMessage("Task RUNNING", b);

        b.doStop();
        r.assertBuildStatus(Result.ABORTED, r.waitForCompletion(b));

        r.assertLogContains("left running: ", b);
        assertThat(done("StopTask"), is(0L));
    }

    @Test
    public void secretsOfTheBuildAreMasked() throws Exception {
        work(Duration.ofMinutes(2)).log("connecting with hunter2-hunter2");
        WorkflowRun b =
                r.buildAndAssertSuccess(job(r, "masked", "withEnv(['DB_PASSWORD=hunter2-hunter2']) { " + RUN + " }"));
        r.assertLogContains("app | connecting with ***", b);
        List<String> kept =
                b.getAction(EcsDeploymentsAction.class).getTaskRuns().get(0).getLastLines();
        assertThat(kept.toString(), not(containsString("hunter2")));
    }
}
