package io.jenkins.plugins.ecs.steps;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;

import hudson.model.Result;
import io.jenkins.plugins.ecs.sandbox.Scenario;
import io.jenkins.plugins.ecs.steps.execution.FasterTime;
import org.jenkinsci.plugins.workflow.cps.SnippetizerTester;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.steps.StepConfigTester;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** {@code ecsRollback} in a Jenkins: form, snippet, pipeline, what builds recorded, abort. */
public class EcsRollbackJenkinsTest extends EcsJenkinsTest {

    private static final String ROLLBACK = "ecsRollback cluster: 'prod', service: 'api'";

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

    private String runs() {
        return sandbox.region()
                .call("DescribeServices", "{\"cluster\":\"prod\",\"services\":[\"api\"]}")
                .at("/services/0/taskDefinition")
                .asText();
    }

    @Test
    public void formAndSnippetGiveBackWhatTheyGot() throws Exception {
        EcsRollbackStep step = new EcsRollbackStep("api");
        step.setCluster("prod");
        step.setTo("api:7");
        step.setTimeout(20);
        step.setOnPermanentFailure("wait");
        step.setFailureReport("ecs/failure.json");

        EcsRollbackStep after = new StepConfigTester(r).configRoundTrip(step);

        r.assertEqualDataBoundBeans(step, after);
        EcsRollbackStep simple = new EcsRollbackStep("api");
        simple.setCluster("prod");
        new SnippetizerTester(r).assertRoundTrip(simple, ROLLBACK);
        SnippetizerTester.assertDocGeneration(EcsRollbackStep.class);
    }

    @Test
    public void whatABuildProvedIsGoneBackTo() throws Exception {
        r.buildAndAssertSuccess(job(r, "first", DEPLOY));
        r.buildAndAssertSuccess(job(r, "second", DEPLOY.replace("2.0.0", "3.0.0")));
        assertThat(runs(), endsWith("/api:3"));

        WorkflowRun b = r.buildAndAssertSuccess(job(r, "back", ROLLBACK));

        r.assertLogContains("[ecsRollback] Rolling back to api:2 (build first #1)", b);
        r.assertLogContains("SUCCESS: prod/api is running api:2", b);
        assertThat(runs(), endsWith("/api:2"));
    }

    @Test
    public void aWrongRevisionIsRefusedBeforeAWSIsAsked() throws Exception {
        WorkflowRun b = r.buildAndAssertStatus(Result.FAILURE, job(r, "wrong", ROLLBACK + ", to: 'api'"));

        r.assertLogContains("ecsRollback: to: 'api' is not a revision", b);
        assertThat(sandbox.calls().size(), is(0));
    }

    @Test
    public void anAbortLeavesTheRollbackToECS() throws Exception {
        sandbox.scenarios().image("repo/app:2.0.0", Scenario.STUCK);
        WorkflowRun deploy = started(job(r, "deploy", DEPLOY));
        r.waitForMessage("IN_PROGRESS: new 0/2 running", deploy);
        sandbox.faults().on("StopServiceDeployment").throttle();
        WorkflowRun b = started(job(r, "back", ROLLBACK));
        r.waitForMessage("AWS does not answer as expected (StopServiceDeployment", b);

        b.doStop();
        r.assertBuildStatus(Result.ABORTED, r.waitForCompletion(b));

        assertThat(done("StopServiceDeployment"), is(0L));
        deploy.doStop();
        r.waitForCompletion(deploy);
    }
}
