package io.jenkins.plugins.ecs.steps;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import hudson.model.Result;
import io.jenkins.plugins.ecs.config.EcsGlobalConfiguration;
import io.jenkins.plugins.ecs.config.EcsPolicy;
import io.jenkins.plugins.ecs.ui.build.EcsDeploymentsAction;
import io.jenkins.plugins.ecs.ui.build.OperationView;
import java.util.List;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** {@code ecsScale} in a pipeline without a node: its log, its result, its page, rules and an abort. */
public class EcsScaleJenkinsTest extends EcsJenkinsTest {

    @ClassRule
    public static final JenkinsRule r = jenkinsOfTheClass();

    @Rule
    public final Cleaning cleaning = new Cleaning(r);

    @Before
    public void setUp() throws Exception {
        configure(r);
    }

    @Test
    public void wrongParametersAreReportedBeforeAwsIsAsked() throws Exception {
        WorkflowRun b = r.buildAndAssertStatus(
                Result.FAILURE, job(r, "wrong", "ecsScale cluster: 'prod', service: 'api', count: -1, min: 5, max: 2"));
        r.assertLogContains("count: -1 is negative. Use 0 or more", b);
        r.assertLogContains("min: 5 is above max: 2", b);
        assertThat(sandbox.calls(), is(List.of()));
    }

    @Test
    public void aRuleForbidsIt() throws Exception {
        EcsPolicy policy = new EcsPolicy();
        policy.setServices("web");
        EcsGlobalConfiguration.get().setPolicy(policy);

        WorkflowRun b = r.buildAndAssertStatus(
                Result.FAILURE, job(r, "forbidden", "ecsScale cluster: 'prod', service: 'api', count: 3"));

        r.assertLogContains("REFUSED: prod/api: blocked by policy: service api is not allowed", b);
        assertThat(done("UpdateService"), is(0L));
    }

    @Test
    public void scalesAndGivesItsResult() throws Exception {
        WorkflowRun b = r.buildAndAssertSuccess(job(
                r,
                "scales",
                "def r = ecsScale(cluster: 'prod', service: 'api', count: 4, min: 2, max: 6)\n"
                        + "echo \"${r.status} ${r.runningCount}/${r.desiredCount} ${r.done[0]}\""));

        r.assertLogContains("SUCCESS 4/4 Range of the scaling: min 2, max 6", b);
        List<OperationView> views = b.getAction(EcsDeploymentsAction.class).getOperations();
        assertThat(views, hasSize(1));
        assertThat(views.get(0).getStatus(), is("SUCCESS"));
        String page = r.createWebClient()
                .getPage(b, "ecs-deployments")
                .getWebResponse()
                .getContentAsString();
        assertThat(page, containsString("scale prod/api"));
        assertThat(page, containsString("Desired count: 2 -> 4"));
    }

    @Test
    public void anAbortLeavesTheCount() throws Exception {
        hold("DescribeServices");
        WorkflowRun b = started(job(r, "aborted", "ecsScale cluster: 'prod', service: 'api', count: 4"));
        r.waitForMessage("AWS does not answer as expected (DescribeServices", b);

        b.doStop();

        r.assertBuildStatus(Result.ABORTED, r.waitForCompletion(b));
        r.assertLogContains("ABORTED: prod/api: aborted", b);
        assertThat(done("UpdateService"), is(0L));
    }
}
