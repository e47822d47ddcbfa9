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

/** Jenkins restarts in the middle of a rollback: it is followed on, and asked for once. */
public class EcsRollbackRestartJenkinsTest extends EcsJenkinsTest {

    @Rule
    public final FasterTime time = new FasterTime(10);

    @Rule
    public final JenkinsSessionRule sessions = new JenkinsSessionRule();

    @Test
    public void whilePlanning() throws Throwable {
        restartsWhileHeldAt("DescribeServices");
    }

    @Test
    public void whileAskingForIt() throws Throwable {
        restartsWhileHeldAt("StopServiceDeployment");
    }

    @Test
    public void whileProving() throws Throwable {
        restartsWhileHeldAt("ListTasks");
    }

    private void restartsWhileHeldAt(String operation) throws Throwable {
        sandbox.scenarios().image("repo/app:2.0.0", Scenario.STUCK);
        sandbox.region()
                .call(
                        "RegisterTaskDefinition",
                        "{\"family\":\"api\",\"networkMode\":\"awsvpc\",\"requiresCompatibilities\":[\"FARGATE\"],"
                                + "\"cpu\":\"256\",\"memory\":\"512\",\"containerDefinitions\":"
                                + "[{\"name\":\"app\",\"image\":\"repo/app:2.0.0\"}]}");
        sandbox.region().call("UpdateService", "{\"cluster\":\"prod\",\"service\":\"api\",\"taskDefinition\":\"api\"}");
        hold(operation);
        sessions.then(r -> {
            configure(r);
            WorkflowRun b = started(job(r, "p", "ecsRollback cluster: 'prod', service: 'api'"));
            r.waitForMessage("AWS does not answer as expected (" + operation, b);
        });
        sandbox.faults().clear();
        sessions.then(r -> {
            WorkflowRun b = r.jenkins.getItemByFullName("p", WorkflowJob.class).getBuildByNumber(1);
            r.assertBuildStatus(Result.SUCCESS, r.waitForCompletion(b));
            r.assertLogContains("Resuming the deployment after a restart", b);
            r.assertLogContains("SUCCESS: prod/api is running api:1", b);
            assertThat(done("StopServiceDeployment"), is(1L));
            assertThat(done("UpdateService"), is(0L));
        });
    }
}
