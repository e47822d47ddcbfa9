package io.jenkins.plugins.ecs.steps;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import hudson.model.Result;
import io.jenkins.plugins.ecs.sandbox.Scenario;
import io.jenkins.plugins.ecs.steps.execution.FasterTime;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.JenkinsSessionRule;

/** Jenkins restarts in each wave, held there by a fault. All are followed on, and nothing is done twice. */
public class EcsDeployServicesRestartJenkinsTest extends EcsJenkinsTest {

    private static final String WAVES =
            "ecsDeploy cluster: 'prod', image: 'repo/app:2.0.0', onWaveFailure: 'rollbackAll', services: [[service:"
                    + " 'api'], [service: 'worker', wave: 2, image: 'repo/worker:2.0.0']]";

    @Rule
    public final FasterTime time = new FasterTime(10);

    @Rule
    public final JenkinsSessionRule sessions = new JenkinsSessionRule();

    @Before
    public void addService() {
        sandbox.service("prod", "worker", s -> s.image("repo/worker:1.0.0").circuitBreaker(true, true));
    }

    @Test
    public void inTheFirstWaveTheLocksAreKept() throws Throwable {
        sessions.then(r -> {
            configure(r);
            hold("ListServiceDeployments");
            WorkflowRun b = started(job(r, "p", WAVES));
            r.waitForMessage("[ecsDeploy api] Registered task definition api:2", b);
            WorkflowRun second = started(job(r, "second", DEPLOY.replace("'api'", "'worker'")));
            r.waitForMessage("The service is being deployed by p #1: waiting", second);
        });
        sessions.then(r -> {
            sandbox.faults().clear();
            r.assertBuildStatus(Result.SUCCESS, r.waitForCompletion(build(r, "p")));
            r.assertLogContains("Resuming the deployments after a restart: deploying api", build(r, "p"));
            r.assertBuildStatus(Result.SUCCESS, r.waitForCompletion(build(r, "second")));
            assertThat(done("UpdateService"), is(3L));
        });
    }

    @Test
    public void inTheSecondWave() throws Throwable {
        sessions.then(r -> {
            configure(r);
            sandbox.scenarios().image("repo/worker:2.0.0", Scenario.STUCK);
            WorkflowRun b = started(job(r, "p", WAVES + ", stallTimeout: 10, timeUnit: 'SECONDS'"));
            r.waitForMessage("[ecsDeploy worker] 00:", b);
        });
        sessions.then(r -> {
            WorkflowRun b = build(r, "p");
            r.assertBuildStatus(Result.FAILURE, r.waitForCompletion(b));
            r.assertLogContains("Resuming the deployments after a restart: deploying worker", b);
            r.assertLogContains("STALLED: prod/worker -> worker:2", b);
            r.assertLogContains("worker runs worker:1 again", b);
            r.assertLogContains("api runs api:1 again", b);
            assertThat("two there and two back", done("UpdateService"), is(4L));
        });
    }

    private static WorkflowRun build(JenkinsRule r, String job) {
        return r.jenkins.getItemByFullName(job, WorkflowJob.class).getBuildByNumber(1);
    }
}
