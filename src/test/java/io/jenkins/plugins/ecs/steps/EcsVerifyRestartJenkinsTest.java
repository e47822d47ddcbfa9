package io.jenkins.plugins.ecs.steps;

import hudson.model.Result;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsSessionRule;

/** Jenkins restarts while ecsVerify polls a check that takes long. */
public class EcsVerifyRestartJenkinsTest extends EcsJenkinsTest {

    @Rule
    public final JenkinsSessionRule sessions = new JenkinsSessionRule();

    @Test
    public void itGoesOnAfterARestartInTheMiddleOfALongStableFor() throws Throwable {
        sessions.then(r -> {
            configure(r);
            WorkflowRun b = started(job(
                    r,
                    "p",
                    "ecsVerify cluster: 'prod', service: 'api', checks: [stableFor(time: '20s', interval: '1s')]"));
            r.waitForMessage("stableFor INCONCLUSIVE so far", b);
        });
        sessions.then(r -> {
            WorkflowRun b = r.jenkins.getItemByFullName("p", WorkflowJob.class).getBuildByNumber(1);
            r.assertBuildStatus(Result.SUCCESS, r.waitForCompletion(b));
            r.assertLogContains("Resuming the verification after a restart", b);
            r.assertLogContains("stable for 2", b);
        });
    }
}
