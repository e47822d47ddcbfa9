package io.jenkins.plugins.ecs.steps;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import hudson.model.Result;
import io.jenkins.plugins.ecs.steps.execution.FasterTime;
import io.jenkins.plugins.ecs.steps.execution.LockTable;
import java.time.Duration;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** {@code lockService} of {@code ecsRunTask}, and the runs of tasks on the dashboard. */
public class TaskLockJenkinsTest extends TaskJobsJenkinsTest {

    private static final String LOCKED = RUN.replace(")", ", lockService: true)");
    private static final String DEPLOY_JOBS = "ecsDeploy cluster: 'prod', service: 'jobs', image: 'repo/jobs:2.0.0'";

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
    public void aDeploymentWaitsForATaskThatHoldsTheLock() throws Exception {
        work(Duration.ofHours(5));
        WorkflowRun task = started(job(r, "migrate", LOCKED));
        r.waitForMessage("Task RUNNING", task);
        WorkflowRun deploys = started(job(r, "deploy", DEPLOY_JOBS));
        r.waitForMessage("The service is being deployed by migrate #1: waiting", deploys);
        assertThat(done("UpdateService"), is(0L));

        task.doStop();

        r.assertBuildStatus(Result.ABORTED, r.waitForCompletion(task));
        r.assertBuildStatus(Result.SUCCESS, r.waitForCompletion(deploys));
        assertThat(LockTable.get().holders(), is(anEmptyMap()));
    }

    @Test
    public void aTaskWaitsForTheDeploymentThatHoldsTheLock() throws Exception {
        work(Duration.ofMinutes(2));
        hold("ListServiceDeployments");
        WorkflowRun deploys = started(job(r, "deploy", DEPLOY_JOBS));
        r.waitForMessage("Registered task definition jobs:2", deploys);
        WorkflowRun task = started(job(r, "migrate", LOCKED));
        r.waitForMessage("Waiting for the lock of the service: deploy #1", task);
        assertThat(done("RunTask"), is(0L));

        sandbox.faults().clear();

        r.assertBuildStatus(Result.SUCCESS, r.waitForCompletion(deploys));
        r.assertBuildStatus(Result.SUCCESS, r.waitForCompletion(task));
    }

    @Test
    public void withoutTheLockBothGoOn() throws Exception {
        work(Duration.ofHours(5));
        WorkflowRun task = started(job(r, "migrate", RUN));
        r.waitForMessage("Task RUNNING", task);

        WorkflowRun deploys = r.buildAndAssertSuccess(job(r, "deploy", DEPLOY_JOBS));

        r.assertLogNotContains("waiting", deploys);
        task.doStop();
        r.assertBuildStatus(Result.ABORTED, r.waitForCompletion(task));
    }

    @Test
    public void theDashboardListsTheRunsOfTasks() throws Exception {
        String none = dashboard();
        assertThat(none, not(containsString("Task runs")));
        work(Duration.ofMinutes(2));
        r.buildAndAssertSuccess(job(r, "good", RUN));
        crash();
        r.buildAndAssertStatus(Result.FAILURE, job(r, "bad", RUN));

        String page = dashboard();

        assertThat(page, containsString("Task runs"));
        assertThat(page, containsString("prod/jobs:1"));
        assertThat(page, containsString("good #1"));
        assertThat(page, containsString("job/bad/1/"));
        assertThat(page, containsString("app exited with 1"));
    }

    private String dashboard() throws Exception {
        return r.createWebClient().goTo("ecs-dashboard").getWebResponse().getContentAsString();
    }
}
