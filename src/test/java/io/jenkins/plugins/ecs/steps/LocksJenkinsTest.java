package io.jenkins.plugins.ecs.steps;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.is;

import hudson.model.Result;
import io.jenkins.plugins.ecs.rollout.lock.DeploymentLocks;
import io.jenkins.plugins.ecs.rollout.lock.DeploymentQueue;
import io.jenkins.plugins.ecs.rollout.request.WhenBusy;
import io.jenkins.plugins.ecs.steps.execution.LockTable;
import io.jenkins.plugins.ecs.steps.execution.RolloutThreads;
import java.util.Map;
import java.util.Set;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsSessionRule;

/** Deployments of one service line up over jobs and over restarts, and leave nothing behind. */
public class LocksJenkinsTest extends EcsJenkinsTest {

    @Rule
    public final JenkinsSessionRule sessions = new JenkinsSessionRule();

    @Test
    public void theSecondWaitsForTheFirstOverARestart() throws Throwable {
        sessions.then(r -> {
            configure(r);
            hold("ListServiceDeployments");
            WorkflowRun first = started(job(r, "first", DEPLOY));
            r.waitForMessage("Registered task definition api:2", first);
            WorkflowRun second = started(job(r, "second", DEPLOY.replace("2.0.0", "3.0.0")));
            r.waitForMessage("The service is being deployed by first #1: waiting", second);
        });
        sessions.then(r -> {
            assertThat("nothing was done for the second", done("UpdateService"), is(1L));
            sandbox.faults().clear();
            WorkflowRun first =
                    r.jenkins.getItemByFullName("first", WorkflowJob.class).getBuildByNumber(1);
            WorkflowRun second =
                    r.jenkins.getItemByFullName("second", WorkflowJob.class).getBuildByNumber(1);
            r.assertBuildStatus(Result.SUCCESS, r.waitForCompletion(first));
            r.assertBuildStatus(Result.SUCCESS, r.waitForCompletion(second));
            assertThat(done("UpdateService"), is(2L));
            assertThat(LockTable.get().holders(), is(anEmptyMap()));
        });
    }

    /** Jenkins says that it goes down only after the terminators of all plugins, and one of those may take its time. */
    @Test
    public void nobodyGetsALockWhileJenkinsGoesDown() throws Throwable {
        DeploymentLocks.Ticket late = new DeploymentLocks.Ticket(
                "late", Set.of("service"), 1, 0, "late #1", WhenBusy.WAIT, Map.of(), () -> true);
        sessions.then(r -> {
            RolloutThreads.shutDown();

            assertThat(r.jenkins.isTerminating(), is(false));
            assertThat(RolloutThreads.isOpen(), is(false));
            assertThat(LockTable.get().ask(late).standing(), is(DeploymentQueue.Standing.WAIT));
        });
        sessions.then(r -> assertThat(RolloutThreads.isOpen(), is(true)));
    }

    @Test
    public void aBuildThatIsKilledHoldsNothing() throws Throwable {
        sessions.then(r -> {
            configure(r);
            hold("ListServiceDeployments");
            WorkflowRun first = started(job(r, "first", DEPLOY));
            r.waitForMessage("Registered task definition api:2", first);
            WorkflowRun second = started(job(r, "second", DEPLOY.replace("2.0.0", "3.0.0")));
            r.waitForMessage("The service is being deployed by first #1: waiting", second);

            first.doKill();
            sandbox.faults().clear();

            r.assertBuildStatus(Result.SUCCESS, r.waitForCompletion(second));
        });
    }

    @Test
    public void anAbortInTheQueueDeploysNothing() throws Throwable {
        sessions.then(r -> {
            configure(r);
            hold("ListServiceDeployments");
            WorkflowRun first = started(job(r, "first", DEPLOY));
            r.waitForMessage("Registered task definition api:2", first);
            WorkflowRun second = started(job(r, "second", DEPLOY.replace("2.0.0", "3.0.0")));
            r.waitForMessage("The service is being deployed by first #1: waiting", second);

            second.doStop();

            r.assertBuildStatus(Result.ABORTED, r.waitForCompletion(second));
            r.assertLogContains("nothing was deployed", second);
            sandbox.faults().clear();
            r.assertBuildStatus(Result.SUCCESS, r.waitForCompletion(first));
        });
    }
}
