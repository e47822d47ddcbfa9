package io.jenkins.plugins.ecs.steps;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import hudson.model.Result;
import io.jenkins.plugins.ecs.sandbox.Fault;
import io.jenkins.plugins.ecs.sandbox.Scenario;
import io.jenkins.plugins.ecs.ui.build.EcsDeploymentsAction;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** A build is aborted in each phase: it ends at once, or asks for the rollback at once and follows that. */
public class EcsDeployAbortJenkinsTest extends EcsJenkinsTest {

    private static final String HELD = "AWS does not answer as expected (";

    @ClassRule
    public static final JenkinsRule r = jenkinsOfTheClass();

    @Rule
    public final Cleaning cleaning = new Cleaning(r);

    @Before
    public void setUp() throws Exception {
        configure(r);
    }

    @Test
    public void leavesInEachPhaseWithinASecond() throws Exception {
        String[] operations = {
            "DescribeServices",
            "RegisterTaskDefinition",
            "UpdateService",
            "ListServiceDeployments",
            "DescribeServiceDeployments",
            "ListTasks"
        };
        for (String operation : operations) {
            sandbox.service(
                    "prod", "api-" + operation, s -> s.image("repo/app:1.0.0").circuitBreaker(true, true));
            hold(operation);
            WorkflowRun b =
                    started(job(r, operation, DEPLOY.replace("service: 'api'", "service: 'api-" + operation + "'")));
            r.waitForMessage(HELD + operation, b);

            long before = System.nanoTime();
            b.doStop();
            r.waitForCompletion(b);
            long millis = Duration.ofNanos(System.nanoTime() - before).toMillis();

            r.assertBuildStatus(Result.ABORTED, b);
            assertThat(operation, millis, lessThan(2500L));
            assertThat(operation, status(b), is("ABORTED"));
            sandbox.faults().clear();
        }
        assertThat(done("StopServiceDeployment"), is(0L));
    }

    @Test
    public void leavesWhileACallThatChangesAwsIsInFlight() throws Exception {
        Fault slow = sandbox.faults().on("UpdateService").slow(Duration.ofSeconds(10));
        WorkflowRun b = started(job(r, "in-flight", DEPLOY));
        until(() -> slow.hits() == 1);

        long before = System.nanoTime();
        b.doStop();
        r.waitForCompletion(b);

        assertThat(Duration.ofNanos(System.nanoTime() - before).toMillis(), lessThan(3000L));
        r.assertBuildStatus(Result.ABORTED, b);
        r.assertLogContains("AWS has not responded yet, so the call may still take effect", b);
    }

    @Test
    public void rollsBackAndFollowsThat() throws Exception {
        sandbox.scenarios().image("repo/app:2.0.0", Scenario.STUCK);
        WorkflowRun b = started(job(r, "rollback", DEPLOY + ", onAbort: 'rollback'"));
        r.waitForMessage("IN_PROGRESS: new 0/2 running", b);

        b.doStop();
        r.assertBuildStatus(Result.ABORTED, r.waitForCompletion(b));

        r.assertLogContains("asking ECS to roll back", b);
        r.assertLogContains("ABORTED: prod/api -> api:2: ", b);
        r.assertLogContains(": rolled back", b);
        assertThat(done("StopServiceDeployment"), is(1L));
    }

    @Test
    public void aSecondAbortEndsTheWaitForTheRollback() throws Exception {
        sandbox.scenarios().image("repo/app:2.0.0", Scenario.STUCK);
        sandbox.faults().on("StopServiceDeployment").throttle();
        WorkflowRun b = started(job(r, "twice", DEPLOY + ", onAbort: 'rollback'"));
        r.waitForMessage("IN_PROGRESS: new 0/2 running", b);
        b.doStop();
        r.waitForMessage("asking ECS to roll back", b);

        b.doTerm();
        r.assertBuildStatus(Result.ABORTED, r.waitForCompletion(b));
    }

    @Test
    public void aTimeoutBlockAroundTheStepAborts() throws Exception {
        sandbox.scenarios().image("repo/app:2.0.0", Scenario.STUCK);

        WorkflowRun b = r.buildAndAssertStatus(
                Result.ABORTED, job(r, "timeout", "timeout(time: 8, unit: 'SECONDS') { " + DEPLOY + " }"));

        r.assertLogContains("the deployment continues without this build", b);
    }

    private static void until(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat("it never came to that", System.nanoTime() < end);
            Thread.onSpinWait();
        }
    }

    private static String status(WorkflowRun b) {
        return b.getAction(EcsDeploymentsAction.class).getDeployments().get(0).getStatus();
    }
}
