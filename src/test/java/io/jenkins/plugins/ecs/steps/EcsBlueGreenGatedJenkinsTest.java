package io.jenkins.plugins.ecs.steps;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import hudson.model.Result;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.test.steps.SemaphoreStep;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** The block runs at each pause; that it returns or throws is the answer. */
public class EcsBlueGreenGatedJenkinsTest extends EcsStagedJenkinsTest {

    private static final String STEP = "ecsBlueGreenGated(" + ARGUMENTS + ") {\n";

    @ClassRule
    public static final JenkinsRule r = jenkinsOfTheClass();

    @Rule
    public final Cleaning cleaning = new Cleaning(r);

    @Before
    public void setUp() throws Exception {
        configure(r);
    }

    @Test
    public void aBlockThatReturnsContinues() throws Exception {
        WorkflowRun b = r.buildAndAssertSuccess(
                job(r, "yes", STEP + "echo \"at ${env.ECS_STAGE} of ${env.ECS_CLUSTER}/${env.ECS_SERVICE}\"\n}"));
        r.assertLogContains("at POST_TEST_TRAFFIC_SHIFT of prod/web", b);
        r.assertLogContains("CONTINUE: the block", b);
        assertThat(done("ContinueServiceDeployment"), is(1L));
    }

    @Test
    public void aBlockThatThrowsRollsBackAndIsTheCause() throws Exception {
        WorkflowRun b = r.buildAndAssertStatus(
                Result.FAILURE,
                job(
                        r,
                        "no",
                        "import io.jenkins.plugins.ecs.steps.result.EcsDeploymentException\n"
                                + "try { " + STEP
                                + "error 'the smoke test failed'\n} } catch (EcsDeploymentException e) {\n"
                                + "echo \"status ${e.result.status}\"\nthrow e }"));
        r.assertLogContains("status ROLLED_BACK", b);
        r.assertLogContains("rolled back in the pause at POST_TEST_TRAFFIC_SHIFT by the block", b);
    }

    @Test
    public void itRunsOncePerStepOfALinearDeployment() throws Exception {
        WorkflowRun b = r.buildAndAssertSuccess(job(
                r,
                "steps",
                "ecsBlueGreenGated(cluster: 'prod', service: 'web', image: 'repo/app:2.0.0', strategy: 'LINEAR',"
                        + " stepPercent: 50, stepBakeTime: 0, pauseAt: ['PRE_PRODUCTION_TRAFFIC_SHIFT']) {\n"
                        + "echo \"traffic ${env.ECS_TRAFFIC_PERCENT}\"\n}"));
        r.assertLogContains("traffic 0.0", b);
        r.assertLogContains("traffic 50.0", b);
        assertThat(done("ContinueServiceDeployment"), is(2L));
    }

    @Test
    public void anAnswerFromElsewhereEndsTheBlock() throws Exception {
        WorkflowRun b = started(job(r, "elsewhere", STEP + "semaphore 'block'\n}"));
        SemaphoreStep.waitForStart("block/1", b);
        answerElsewhere(b, "CONTINUE");
        r.assertBuildStatus(Result.SUCCESS, r.waitForCompletion(b));
        assertThat(done("ContinueServiceDeployment"), is(0L));
    }

    @Test
    public void anAbortWhileTheBlockRunsIsAnAbort() throws Exception {
        WorkflowRun b = started(
                job(r, "abort", "ecsBlueGreenGated(" + ARGUMENTS + ", onAbort: 'rollback') {\nsemaphore 'aborted'\n}"));
        SemaphoreStep.waitForStart("aborted/1", b);
        b.doStop();
        r.assertBuildStatus(Result.ABORTED, r.waitForCompletion(b));
        assertThat(done("StopServiceDeployment"), is(1L));
        assertThat(done("ContinueServiceDeployment"), is(0L));
    }
}
