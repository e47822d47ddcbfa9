package io.jenkins.plugins.ecs.steps;

import hudson.model.Result;
import io.jenkins.plugins.ecs.sandbox.Alarm;
import io.jenkins.plugins.ecs.steps.execution.FasterTime;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsSessionRule;

/** Jenkins restarts while it watches a service: what it reads then counts, and a failure rolls back. */
public class EcsDeployWatchRestartJenkinsTest extends EcsJenkinsTest {

    @Rule
    public final FasterTime time = new FasterTime(10);

    @Rule
    public final JenkinsSessionRule sessions = new JenkinsSessionRule();

    @Test
    public void aCheckThatFailsAfterARestartRollsBack() throws Throwable {
        sandbox.alarm("p95").state(Alarm.State.OK);
        sessions.then(r -> {
            configure(r);
            WorkflowRun b = started(job(r, "p", DEPLOY + ", verify: [alarms(names: ['p95'])], watch: '2h'"));
            r.waitForMessage("Watching the service for 2 h", b);
            sandbox.alarm("p95").state(Alarm.State.ALARM);
        });
        sessions.then(r -> {
            WorkflowRun b = r.jenkins.getItemByFullName("p", WorkflowJob.class).getBuildByNumber(1);
            r.assertBuildStatus(Result.FAILURE, r.waitForCompletion(b));
            r.assertLogContains("ROLLED_BACK: prod/api -> api:2: the watch, ", b);
        });
    }
}
