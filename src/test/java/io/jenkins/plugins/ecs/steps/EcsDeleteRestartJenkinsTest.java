package io.jenkins.plugins.ecs.steps;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import hudson.model.Result;
import io.jenkins.plugins.ecs.config.EcsGlobalConfiguration;
import io.jenkins.plugins.ecs.config.EcsPolicy;
import io.jenkins.plugins.ecs.steps.execution.FasterTime;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsSessionRule;

/** Jenkins restarts while a service is scaled or deleted: it continues, and sends nothing twice. */
public class EcsDeleteRestartJenkinsTest extends EcsJenkinsTest {

    private static final String HELD = "AWS does not answer as expected (";

    @Rule
    public final FasterTime time = new FasterTime(10);

    @Rule
    public final JenkinsSessionRule sessions = new JenkinsSessionRule();

    @Test
    public void whileTheCountIsSet() throws Throwable {
        restartsWhileHeldAt("UpdateService", "ecsDelete cluster: 'prod', service: 'api'");
        assertThat(done("DeleteService"), is(1L));
    }

    @Test
    public void whileItIsDeleted() throws Throwable {
        restartsWhileHeldAt("DeleteService", "ecsDelete cluster: 'prod', service: 'api'");
        assertThat(done("DeleteService"), is(1L));
        assertThat(done("UpdateService"), is(1L));
    }

    @Test
    public void whileItIsScaled() throws Throwable {
        restartsWhileHeldAt("RegisterScalableTarget", "ecsScale cluster: 'prod', service: 'api', min: 3, max: 5");
        assertThat(done("RegisterScalableTarget"), is(1L));
    }

    private void restartsWhileHeldAt(String operation, String step) throws Throwable {
        hold(operation);
        sessions.then(r -> {
            configure(r);
            EcsPolicy policy = new EcsPolicy();
            policy.setDeletable("api");
            EcsGlobalConfiguration.get().setPolicy(policy);
            EcsGlobalConfiguration.get().save();
            WorkflowRun b = started(job(r, "p", step));
            r.waitForMessage(HELD + operation, b);
        });
        sandbox.faults().clear();
        sessions.then(r -> {
            WorkflowRun b = r.jenkins.getItemByFullName("p", WorkflowJob.class).getBuildByNumber(1);
            r.assertBuildStatus(Result.SUCCESS, r.waitForCompletion(b));
            r.assertLogContains("Continuing after a restart", b);
        });
    }
}
