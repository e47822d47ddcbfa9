package io.jenkins.plugins.ecs.steps;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import hudson.model.Cause;
import hudson.model.CauseAction;
import hudson.model.Result;
import hudson.model.User;
import hudson.triggers.TimerTrigger;
import io.jenkins.plugins.ecs.config.EcsGlobalConfiguration;
import io.jenkins.plugins.ecs.config.EcsPolicy;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** {@code ecsDelete} in a pipeline: which rule allows it, and who may force it. */
public class EcsDeleteJenkinsTest extends EcsJenkinsTest {

    private static final String DELETE = "ecsDelete cluster: 'prod', service: 'api'";

    @ClassRule
    public static final JenkinsRule r = jenkinsOfTheClass();

    @Rule
    public final Cleaning cleaning = new Cleaning(r);

    @Before
    public void setUp() throws Exception {
        configure(r);
    }

    private static void allow(String deletable) {
        EcsPolicy policy = new EcsPolicy();
        policy.setDeletable(deletable);
        EcsGlobalConfiguration.get().setPolicy(policy);
    }

    private WorkflowRun startedBy(WorkflowJob job, Cause cause) throws Exception {
        return r.waitForCompletion(job.scheduleBuild2(0, new CauseAction(cause)).waitForStart());
    }

    @Test
    public void withoutARuleAndWithoutTheTagNothingIsDeleted() throws Exception {
        WorkflowRun b = r.buildAndAssertStatus(Result.FAILURE, job(r, "p", DELETE));

        r.assertLogContains("REFUSED: prod/api: blocked by policy: service prod/api must not be deleted", b);
        assertThat(done("UpdateService") + done("DeleteService"), is(0L));
    }

    @Test
    public void aRuleAllowsIt() throws Exception {
        allow("prod/a*");

        WorkflowRun b = r.buildAndAssertSuccess(
                job(r, "p", "def r = " + DELETE.replace("ecsDelete ", "ecsDelete(") + ")\necho \"${r.done}\""));

        r.assertLogContains("[Desired count: 2 -> 0, ECS deletes the service]", b);
        assertThat(done("DeleteService"), is(1L));
    }

    @Test
    public void theTagAllowsIt() throws Exception {
        sandbox.service(
                "prod",
                "pr-7",
                s -> s.desiredCount(1).tag("jenkins:ephemeral", "true").tag("jenkins:created-by", "shop"));

        WorkflowRun b = r.buildAndAssertSuccess(job(r, "p", DELETE.replace("'api'", "'pr-7', deregister: true")));

        r.assertLogContains("Deregistered pr-7:1", b);
    }

    @Test
    public void whatAnotherJobDeployedIsDeletedOnlyIfAUserForcesIt() throws Exception {
        allow("api");
        r.buildAndAssertSuccess(job(r, "release", DEPLOY));
        WorkflowJob job = job(r, "clean-up", DELETE + ", force: true");

        WorkflowRun byTimer = startedBy(job, new TimerTrigger.TimerTriggerCause());

        r.assertBuildStatus(Result.FAILURE, byTimer);
        r.assertLogContains("Warning: 'force' has no effect, because no user has started this build", byTimer);
        r.assertLogContains("the job release has deployed this service in its build #1", byTimer);
        assertThat(done("DeleteService"), is(0L));

        User alice = User.getById("alice", true);
        WorkflowRun byAlice = startedBy(job, new Cause.UserIdCause(alice.getId()));

        r.assertBuildStatus(Result.SUCCESS, byAlice);
        assertThat(done("DeleteService"), is(1L));
    }

    @Test
    public void withoutForceAUserIsRefusedAsWellAndTheOwnJobIsNot() throws Exception {
        allow("api");
        r.buildAndAssertSuccess(job(r, "release", DEPLOY));
        WorkflowRun b = startedBy(job(r, "clean-up", DELETE), new Cause.UserIdCause("alice"));
        r.assertBuildStatus(Result.FAILURE, b);

        EcsPolicy policy = new EcsPolicy();
        policy.setDeletable("api");
        policy.setProtectedDays(0);
        EcsGlobalConfiguration.get().setPolicy(policy);

        r.buildAndAssertSuccess(job(r, "later", DELETE));
    }
}
