package io.jenkins.plugins.ecs.steps;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import hudson.model.Result;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.test.steps.SemaphoreStep;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.JenkinsSessionRule;

/** Jenkins restarts while a deployment is paused, with a person or a block to answer it. */
public class EcsBlueGreenRestartJenkinsTest extends EcsStagedJenkinsTest {

    @Rule
    public final JenkinsSessionRule sessions = new JenkinsSessionRule();

    private static WorkflowRun build(JenkinsRule r) {
        return r.jenkins.getItemByFullName("p", WorkflowJob.class).getBuildByNumber(1);
    }

    @Test
    public void whileItIsPaused() throws Throwable {
        sessions.then(r -> {
            configure(r);
            r.waitForMessage(PAUSED, started(job(r, "p", "ecsBlueGreen " + ARGUMENTS)));
        });
        sessions.then(r -> {
            WorkflowRun b = build(r);
            r.waitForMessage("Resuming the deployment after a restart", b);
            JenkinsRule.WebClient web = r.createWebClient();
            web.getPage(b, "ecs-deployments").getForms().stream()
                    .filter(form -> form.getActionAttribute().endsWith("/answer"))
                    .findFirst()
                    .orElseThrow()
                    .<org.htmlunit.html.HtmlButton>getFirstByXPath(".//button[@value='CONTINUE']")
                    .click();
            r.assertBuildStatus(Result.SUCCESS, r.waitForCompletion(b));
            assertThat(done("ContinueServiceDeployment"), is(1L));
        });
    }

    @Test
    public void whileTheBlockRuns() throws Throwable {
        sessions.then(r -> {
            configure(r);
            WorkflowRun b = started(job(r, "p", "ecsBlueGreenGated(" + ARGUMENTS + ") { semaphore 'block' }"));
            SemaphoreStep.waitForStart("block/1", b);
        });
        sessions.then(r -> {
            SemaphoreStep.success("block/1", null);
            WorkflowRun b = build(r);
            r.assertBuildStatus(Result.SUCCESS, r.waitForCompletion(b));
            assertThat(done("ContinueServiceDeployment"), is(1L));
        });
    }

    @Test
    public void betweenTheAnswerAndTheAct() throws Throwable {
        hold("ContinueServiceDeployment");
        sessions.then(r -> {
            configure(r);
            WorkflowRun b = started(job(r, "p", "ecsBlueGreenGated(" + ARGUMENTS + ") { echo 'well' }"));
            r.waitForMessage("AWS does not answer as expected (ContinueServiceDeployment", b);
        });
        sandbox.faults().clear();
        sessions.then(r -> {
            WorkflowRun b = build(r);
            r.assertBuildStatus(Result.SUCCESS, r.waitForCompletion(b));
            assertThat(done("ContinueServiceDeployment"), is(1L));
        });
    }
}
