package io.jenkins.plugins.ecs.steps;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import hudson.model.Result;
import io.jenkins.plugins.ecs.config.EcsGlobalConfiguration;
import io.jenkins.plugins.ecs.config.EcsTarget;
import io.jenkins.plugins.ecs.steps.execution.FasterTime;
import io.jenkins.plugins.ecs.ui.build.DeploymentView;
import io.jenkins.plugins.ecs.ui.build.EcsDeploymentsAction;
import java.util.List;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.JenkinsSessionRule;

/** Targets in builds: their clusters, what pages show of them, and what becomes of a build whose target goes away. */
public class TargetsJenkinsTest extends EcsJenkinsTest {

    private static final String TO_TARGET = "ecsDeploy target: 'prod-eu', service: 'api', image: 'repo/app:2.0.0'";

    @Rule
    public final FasterTime time = new FasterTime(10);

    @Rule
    public final JenkinsSessionRule sessions = new JenkinsSessionRule();

    @Test
    public void aTargetGivesItsFirstClusterAndTakesNoOtherThanItsOwn() throws Throwable {
        sessions.then(r -> {
            configure(r);
            EcsTarget target = new EcsTarget("prod-eu");
            target.setLabel("Production, Europe");
            target.setClusters("prod, prod-batch");
            target.setCircuitBreaker("on");
            EcsGlobalConfiguration.get().setTargets(List.of(target));

            WorkflowRun refused =
                    r.buildAndAssertStatus(Result.FAILURE, job(r, "elsewhere", TO_TARGET + ", cluster: 'staging'"));
            r.assertLogContains(
                    "cluster: 'staging' (set in: step) is not a cluster of target prod-eu (prod, prod-batch)", refused);
            assertThat(sandbox.calls().size(), is(0));

            WorkflowRun build = r.buildAndAssertSuccess(job(r, "p", TO_TARGET));
            r.assertLogContains("cluster prod (target prod-eu)", build);
            r.assertLogContains("circuit breaker on (target prod-eu)", build);
            assertShown(r, build);
        });
    }

    private void assertShown(JenkinsRule r, WorkflowRun build) throws Exception {
        DeploymentView view =
                build.getAction(EcsDeploymentsAction.class).getDeployments().get(0);
        assertThat(view.getTarget(), is("prod-eu"));
        assertThat(view.getTargetLabel(), is("Production, Europe"));
        String page = r.createWebClient()
                .goTo(build.getUrl() + "ecs-deployments/")
                .getWebResponse()
                .getContentAsString();
        assertThat(page, containsString("Production, Europe"));
        assertThat(page, containsString("Settings and where they came from"));
        assertThat(page, containsString("prod (target prod-eu)"));
        assertThat(page, containsString("eu-central-1 (global)"));
    }

    @Test
    public void aBuildGoesOnWhoseTargetIsDeletedMeanwhile() throws Throwable {
        beginAndChange(null, List.of());
        sessions.then(r -> {
            WorkflowRun build = first(r);
            r.assertBuildStatus(Result.SUCCESS, r.waitForCompletion(build));
            r.assertLogContains("Target prod-eu no longer exists: continuing with the settings", build);
        });
    }

    @Test
    public void aBuildGoesOnWhoseTargetIsRenamedWithItsEndpoint() throws Throwable {
        EcsTarget renamed = target("production");
        renamed.setEndpointOverride(sandbox.endpoint().toString());
        beginAndChange(sandbox.endpoint().toString(), List.of(renamed));
        sessions.then(r -> r.assertBuildStatus(Result.SUCCESS, r.waitForCompletion(first(r))));
    }

    @Test
    public void nothingMoreIsSentToAnEndpointThatNoAdminNamesAnyLonger() throws Throwable {
        beginAndChange(sandbox.endpoint().toString(), List.of());
        int[] before = new int[1];
        sessions.then(r -> {
            before[0] = sandbox.calls().size();
            WorkflowRun build = first(r);
            r.assertBuildStatus(Result.FAILURE, r.waitForCompletion(build));
            r.assertLogContains("it can no longer be followed: target: 'prod-eu' no longer exists", build);
            r.assertLogContains("continues in ECS", build);
            assertThat(sandbox.calls().size(), is(before[0]));
        });
    }

    /** A deployment that is in progress when Jenkins stops, and other targets when it is back. */
    private void beginAndChange(String endpoint, List<EcsTarget> afterwards) throws Throwable {
        hold("ListServiceDeployments");
        sessions.then(r -> {
            configure(r);
            EcsTarget target = target("prod-eu");
            target.setEndpointOverride(endpoint);
            if (endpoint != null) {
                EcsGlobalConfiguration.get().setEndpointOverride(null);
            }
            EcsGlobalConfiguration.get().setTargets(List.of(target));
            WorkflowRun build = started(job(r, "p", TO_TARGET));
            r.waitForMessage("AWS does not answer as expected (ListServiceDeployments", build);
            EcsGlobalConfiguration.get().setTargets(afterwards);
        });
        sandbox.faults().clear();
    }

    private static EcsTarget target(String name) {
        EcsTarget target = new EcsTarget(name);
        target.setCluster("prod");
        return target;
    }

    private static WorkflowRun first(JenkinsRule r) {
        return r.jenkins.getItemByFullName("p", WorkflowJob.class).getBuildByNumber(1);
    }
}
