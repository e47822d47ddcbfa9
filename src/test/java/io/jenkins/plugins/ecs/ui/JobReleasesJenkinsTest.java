package io.jenkins.plugins.ecs.ui;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import hudson.BulkChange;
import hudson.model.Item;
import hudson.model.Result;
import io.jenkins.plugins.ecs.config.EcsGlobalConfiguration;
import io.jenkins.plugins.ecs.config.EcsPath;
import io.jenkins.plugins.ecs.config.EcsPathEnvironment;
import io.jenkins.plugins.ecs.config.EcsTarget;
import io.jenkins.plugins.ecs.steps.EcsJenkinsTest;
import java.util.List;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

/** Where a release is seen besides its build: on the page of its job and on the dashboard. */
public class JobReleasesJenkinsTest extends EcsJenkinsTest {

    private static final String DIGEST = "sha256:" + "ab".repeat(32);

    @Rule
    public final JenkinsRule r = new JenkinsRule();

    private WorkflowRun soaking() throws Exception {
        configure(r);
        sandbox.cluster("staging");
        sandbox.service("staging", "api", s -> s.image("repo/app:1.0.0").desiredCount(2));
        EcsTarget staging = new EcsTarget("staging-eu");
        staging.setCluster("staging");
        EcsTarget prod = new EcsTarget("prod-eu");
        prod.setCluster("prod");
        EcsPathEnvironment production = new EcsPathEnvironment("production", "prod-eu");
        production.setFrom("staging");
        production.setSoak("4h");
        EcsPath path = new EcsPath("web");
        path.setEnvironments(List.of(new EcsPathEnvironment("staging", "staging-eu"), production));
        EcsGlobalConfiguration global = EcsGlobalConfiguration.get();
        try (BulkChange all = new BulkChange(global)) {
            global.setTargets(List.of(staging, prod));
            global.setPaths(List.of(path));
            all.commit();
        }
        WorkflowRun build =
                started(job(r, "p", "ecsRelease service: 'api', image: 'repo/app@" + DIGEST + "', path: 'web'"));
        r.waitForMessage("production waits: soaked ", build);
        return build;
    }

    @Test
    public void aReleaseThatWaitsIsOnThePageOfItsJobAndOnTheDashboardAndThenTheLastOne() throws Exception {
        WorkflowRun build = soaking();
        WorkflowJob job = build.getParent();
        JenkinsRule.WebClient client = r.createWebClient();

        String page = client.getPage(job).getBody().asNormalizedText();
        assertThat(page, containsString("Release of api on path web"));
        assertThat(page, containsString("waits: soaked "));
        String dashboard = client.goTo("ecs-dashboard/").getBody().asNormalizedText();
        assertThat(dashboard, containsString("on path web of the global settings"));
        assertThat(dashboard, containsString("p #1: soaked "));
        assertThat(
                client.getJSON("ecs-dashboard/api/json")
                        .getJSONObject()
                        .getJSONArray("releases")
                        .size(),
                is(1));

        build.doStop();
        r.assertBuildStatus(Result.ABORTED, r.waitForCompletion(build));
        page = client.getPage(job).getBody().asNormalizedText();
        assertThat(page, containsString("aborted"));
        assertThat(client.goTo("ecs-dashboard/").getBody().asNormalizedText(), not(containsString("p #1: soaked ")));
    }

    @Test
    public void whoMayNotReadTheJobSeesNoneOfIt() throws Exception {
        soaking();
        r.jenkins.setSecurityRealm(r.createDummySecurityRealm());
        r.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ)
                .everywhere()
                .to("dev")
                .grant(Jenkins.READ, Item.READ)
                .everywhere()
                .to("reader"));

        JenkinsRule.WebClient dev = r.createWebClient().login("dev");
        assertThat(dev.goTo("ecs-dashboard/").getBody().asNormalizedText(), not(containsString("api")));
        assertThat(
                r.createWebClient()
                        .login("reader")
                        .goTo("ecs-dashboard/")
                        .getBody()
                        .asNormalizedText(),
                containsString("api"));
    }
}
