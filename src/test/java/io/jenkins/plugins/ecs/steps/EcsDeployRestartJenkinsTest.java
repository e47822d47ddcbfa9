package io.jenkins.plugins.ecs.steps;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import hudson.model.Result;
import io.jenkins.plugins.ecs.sandbox.Scenario;
import io.jenkins.plugins.ecs.steps.execution.FasterTime;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsSessionRule;

/** Jenkins restarts in each phase, held there by a fault. The deployment is followed on, and nothing is done twice. */
public class EcsDeployRestartJenkinsTest extends EcsJenkinsTest {

    private static final String HELD = "AWS does not answer as expected (";

    @Rule
    public final FasterTime time = new FasterTime(10);

    @Rule
    public final JenkinsSessionRule sessions = new JenkinsSessionRule();

    @Test
    public void whilePlanning() throws Throwable {
        restartsWhileHeldAt("DescribeServices", Result.SUCCESS, "SUCCESS: prod/api is running api:2");
    }

    @Test
    public void whileRegistering() throws Throwable {
        restartsWhileHeldAt("RegisterTaskDefinition", Result.SUCCESS, "SUCCESS: prod/api is running api:2");
    }

    @Test
    public void whileUpdating() throws Throwable {
        restartsWhileHeldAt("UpdateService", Result.SUCCESS, "SUCCESS: prod/api is running api:2");
    }

    @Test
    public void whileFindingTheDeployment() throws Throwable {
        restartsWhileHeldAt("ListServiceDeployments", Result.SUCCESS, "SUCCESS: prod/api is running api:2");
    }

    @Test
    public void whileFollowing() throws Throwable {
        restartsWhileHeldAt("DescribeServiceDeployments", Result.SUCCESS, "SUCCESS: prod/api is running api:2");
    }

    @Test
    public void whileProving() throws Throwable {
        restartsWhileHeldAt("ListTasks", Result.SUCCESS, "SUCCESS: prod/api is running api:2");
    }

    @Test
    public void whileLookingForTheCause() throws Throwable {
        sandbox.scenarios().image("repo/app:2.0.0", Scenario.CRASH);
        restartsWhileHeldAt(
                "ListTasks",
                Result.FAILURE,
                "ROLLED_BACK: prod/api -> api:2: the application exited (exit code 1): container app exited with 1");
    }

    @Test
    public void whileRollingBack() throws Throwable {
        sandbox.scenarios().image("repo/app:2.0.0", Scenario.STUCK);

        restartsWhileHeldAt(
                "StopServiceDeployment",
                DEPLOY + ", stallTimeout: 5, timeUnit: 'SECONDS', onTimeout: 'rollback'",
                Result.FAILURE,
                "STALLED: prod/api -> api:2: no progress for 5 s",
                "rolled back");

        assertThat(done("StopServiceDeployment"), is(1L));
    }

    @Test
    public void whileDeregisteringOldRevisions() throws Throwable {
        for (int revision = 2; revision <= 4; revision++) {
            sandbox.region()
                    .call(
                            "RegisterTaskDefinition",
                            "{\"family\":\"api\",\"containerDefinitions\":[{\"name\":\"app\",\"image\":\"repo/app:old-"
                                    + revision + "\",\"memory\":128}]}");
        }

        restartsWhileHeldAt(
                "DeregisterTaskDefinition",
                DEPLOY + ", keepRevisions: 2",
                Result.SUCCESS,
                "Deregistered 2 old revisions: api:2, api:3",
                "SUCCESS: prod/api is running api:5");

        assertThat(done("DeregisterTaskDefinition"), is(2L));
    }

    private void restartsWhileHeldAt(String operation, Result result, String verdict) throws Throwable {
        restartsWhileHeldAt(operation, DEPLOY, result, verdict);
    }

    private void restartsWhileHeldAt(String operation, String script, Result result, String... words) throws Throwable {
        hold(operation);
        sessions.then(r -> {
            configure(r);
            WorkflowRun b = started(job(r, "p", script));
            r.waitForMessage(HELD + operation, b);
        });
        sandbox.faults().clear();
        sessions.then(r -> {
            WorkflowRun b = r.jenkins.getItemByFullName("p", WorkflowJob.class).getBuildByNumber(1);
            r.assertBuildStatus(result, r.waitForCompletion(b));
            r.assertLogContains("Resuming the deployment after a restart", b);
            for (String word : words) {
                r.assertLogContains(word, b);
            }
            assertThat(done("RegisterTaskDefinition"), is(1L));
            assertThat(done("UpdateService"), is(1L));
        });
    }
}
