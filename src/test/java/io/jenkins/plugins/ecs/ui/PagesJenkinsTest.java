package io.jenkins.plugins.ecs.ui;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import hudson.model.Item;
import hudson.model.ParametersDefinitionProperty;
import hudson.model.Result;
import hudson.model.StringParameterDefinition;
import io.jenkins.plugins.ecs.config.EcsPagesConfiguration;
import io.jenkins.plugins.ecs.history.Records;
import io.jenkins.plugins.ecs.rollout.Outcomes;
import io.jenkins.plugins.ecs.rollout.Verdict;
import java.io.File;
import java.net.URL;
import java.util.List;
import jenkins.model.Jenkins;
import org.htmlunit.HttpMethod;
import org.htmlunit.Page;
import org.htmlunit.WebRequest;
import org.htmlunit.html.HtmlPage;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

/** Pages, badges and REST on a real Jenkins: what they show, to whom, and that no text becomes code. */
public class PagesJenkinsTest {

    private static final String SERVICE = "ecs-dashboard/service/eu-central-1/prod/api/";

    @Rule
    public final JenkinsRule r = new JenkinsRule();

    private WorkflowJob job;
    private WorkflowRun build;

    @Before
    public void aBuildThatDeployed() throws Exception {
        r.jenkins.setSecurityRealm(r.createDummySecurityRealm());
        job = r.createProject(WorkflowJob.class, "shop");
        job.setDefinition(new CpsFlowDefinition("", true));
        r.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin")
                .grant(Jenkins.READ)
                .everywhere()
                .to("reader", "nobody", "dev")
                .grant(Item.READ)
                .onItems(job)
                .to("reader", "dev")
                .grant(EcsPermissions.VIEW_STATUS)
                .onItems(job)
                .to("anonymous"));
        build = r.buildAndAssertSuccess(job);
        put("good", Outcomes.of("prod", "api").underWay().verdict(Verdict.SUCCESS, ""));
    }

    private void put(String id, Outcomes outcomes) throws Exception {
        EcsDeploymentsAction.of(build).put(id, outcomes.outcome(), outcomes.details());
    }

    private JenkinsRule.WebClient as(String user) throws Exception {
        JenkinsRule.WebClient client = r.createWebClient().withThrowExceptionOnFailingStatusCode(false);
        return user.isEmpty() ? client : client.login(user);
    }

    private int status(String user, String path) throws Exception {
        return as(user).goTo(path, null).getWebResponse().getStatusCode();
    }

    private Page post(String user, String path) throws Exception {
        JenkinsRule.WebClient client = as(user).withRedirectEnabled(false);
        return client.getPage(client.addCrumb(new WebRequest(new URL(r.getURL(), path), HttpMethod.POST)));
    }

    @Test
    public void hostileTextsStayTextsOnEachPage() throws Exception {
        put("hostile", Outcomes.of("prod", "hostile").underWay().allTexts(Hostile.TEXT.replace("\u0000", "")));

        for (String path : List.of(
                build.getUrl(),
                build.getUrl() + "ecs-deployments/",
                build.getUrl() + "ecs-deployments/panels",
                job.getUrl(),
                job.getUrl() + "ecs-badge/",
                "ecs-dashboard/",
                "ecs-dashboard/?filter=%22%3E%3Cscript%3Ealert(4711)%3C/script%3E",
                "ecs-dashboard/service/eu-central-1/prod/hostile/",
                "ecs-dashboard/service/eu-central-1/prod/hostile/?from=hostile&to=hostile")) {
            Page page = as("admin").goTo(path, null);
            assertThat(path, page.getWebResponse().getStatusCode(), is(200));
            String html = page.getWebResponse().getContentAsString();
            assertThat(path, html, not(containsString("<script>" + Hostile.MARK)));
            assertThat(path, html, not(containsString("<img src=x")));
            assertThat(path, html, not(containsString("\u202e")));
        }
    }

    @Test
    public void thePanelSaysItAll() throws Exception {
        HtmlPage page = as("reader").goTo(build.getUrl() + "ecs-deployments/");

        String text = page.asNormalizedText();
        for (String part : List.of("prod/api", "success", "2.0.0", "planning", "new: 4 of 4 running", "AWS console")) {
            assertThat(text, containsString(part));
        }
        assertThat(page.querySelector("[aria-live=polite]").getTextContent(), containsString("prod/api: success"));
    }

    @Test
    public void onlyReadersOfTheJobSeeItsDeployments() throws Exception {
        assertThat(status("reader", SERVICE), is(200));
        assertThat(status("nobody", SERVICE), is(404));
        assertThat(status("reader", build.getUrl() + "ecs-deployments/live"), is(200));
        assertThat(status("nobody", build.getUrl() + "ecs-deployments/live"), is(404));
        assertThat(as("nobody").goTo("ecs-dashboard/").asNormalizedText(), containsString("0 of 0 services"));
        assertThat(as("reader").goTo("ecs-dashboard/").asNormalizedText(), containsString("1 of 1 services"));
    }

    @Test
    public void badgesAreForThoseWhoMayViewTheStatus() throws Exception {
        assertThat(status("", "ecs-badge/prod/api.svg"), is(200));
        assertThat(status("reader", "ecs-badge/prod/api.svg"), is(200));
        assertThat(status("reader", job.getUrl() + "ecs-badge/api.txt"), is(200));
        assertThat("as if it were not there", status("", "ecs-badge/prod/web.svg"), is(404));
        r.jenkins.setAuthorizationStrategy(
                new MockAuthorizationStrategy().grant(Jenkins.READ).everywhere().toEveryone());
        assertThat(status("", "ecs-badge/prod/api.svg"), is(404));
        assertThat(status("nobody", "ecs-badge/prod/api.json"), is(404));
    }

    @Test
    public void badgesMayBeAskedForByTheirTag() throws Exception {
        JenkinsRule.WebClient client = as("");
        Page first = client.goTo("ecs-badge/prod/api.svg", "image/svg+xml");
        String tag = first.getWebResponse().getResponseHeaderValue("ETag");
        WebRequest again = new WebRequest(new URL(r.getURL(), "ecs-badge/prod/api.svg"));
        again.setAdditionalHeader("If-None-Match", tag);

        assertThat(first.getWebResponse().getResponseHeaderValue("Cache-Control"), containsString("max-age=30"));
        // Another client, since this one has a copy that it may keep for a while.
        assertThat(as("").getPage(again).getWebResponse().getStatusCode(), is(304));
        assertThat(first.getWebResponse().getContentAsString(), containsString("healthy 2.0.0"));
    }

    @Test
    public void theRestApiTakesTree() throws Exception {
        String all = as("reader")
                .goTo(
                        build.getUrl() + "ecs-deployments/api/json?tree=deployments[service,stages[id]]",
                        "application/json")
                .getWebResponse()
                .getContentAsString();
        assertThat(all, containsString("\"service\":\"api\""));
        assertThat(all, containsString("\"id\":\"PLANNING\""));
        assertThat(all, not(containsString("consoleUrl")));
        assertThat(
                as("nobody")
                        .goTo("ecs-dashboard/api/json?tree=services[service]", "application/json")
                        .getWebResponse()
                        .getContentAsString(),
                containsString("\"services\":[]"));
        assertThat(status("reader", SERVICE + "api/json"), is(200));
    }

    @Test
    public void rollbacksNeedAJobAPostAndThePermissionToBuildIt() throws Exception {
        assertThat(
                "no job",
                post("admin", SERVICE + "rollback?to=good").getWebResponse().getStatusCode(),
                is(404));
        WorkflowJob back = r.createProject(WorkflowJob.class, "back");
        back.setDefinition(new CpsFlowDefinition("echo params.ECS_TASK_DEFINITION", true));
        EcsPagesConfiguration.get().setRollbackJob("back");

        assertThat("a GET", status("admin", SERVICE + "rollback?to=good"), is(404));
        assertThat(
                "a job that may not be seen",
                post("dev", SERVICE + "rollback?to=good").getWebResponse().getStatusCode(),
                is(404));
        assertThat(
                "no parameters",
                post("admin", SERVICE + "rollback?to=good").getWebResponse().getStatusCode(),
                is(409));
        back.addProperty(new ParametersDefinitionProperty(
                new StringParameterDefinition("ECS_REGION", ""),
                new StringParameterDefinition("ECS_CLUSTER", ""),
                new StringParameterDefinition("ECS_SERVICE", ""),
                new StringParameterDefinition("ECS_TASK_DEFINITION", "")));
        assertThat(
                "unknown deployment",
                post("admin", SERVICE + "rollback?to=bad").getWebResponse().getStatusCode(),
                is(400));
        assertThat(back.getLastBuild(), is(nullValue()));
        assertThat(post("admin", SERVICE + "rollback?to=good").getWebResponse().getStatusCode(), is(302));
        r.waitUntilNoActivity();
        r.assertLogContains("task-definition/api:2", r.assertBuildStatus(Result.SUCCESS, back.getLastBuild()));
    }

    @Test
    public void theIndexForgetsWithTheBuildAndFollowsTheJob() throws Exception {
        job.renameTo("store");
        assertThat(
                DeploymentIndex.get().history().of(Records.API).get(0).build().job(), is("store"));
        build.delete();
        assertThat(DeploymentIndex.get().history().all(), is(empty()));
    }

    @Test
    public void theIndexIsMadeAnewFromTheBuilds() throws Exception {
        var before = DeploymentIndex.get().history().all();
        assertThat(post("reader", "ecs-dashboard/rebuild").getWebResponse().getStatusCode(), is(403));
        DeploymentIndex.get().history().forget("shop", 0);
        assertThat(DeploymentIndex.get().history().all(), is(empty()));

        assertThat(post("admin", "ecs-dashboard/rebuild").getWebResponse().getStatusCode(), is(302));
        while (DeploymentIndex.get().history().all().isEmpty()) {
            Thread.onSpinWait();
        }

        assertThat(DeploymentIndex.get().history().all(), is(before));
    }

    @Test
    public void whatIsLongIsBesideTheBuildAndComesBackWithIt() throws Exception {
        assertThat(new File(build.getRootDir(), "ecs-deployments.xml").isFile(), is(true));
        assertThat(build.getRootDir().toPath().resolve("build.xml").toFile().length() < 20_000, is(true));
        build.reload();

        DeploymentView view =
                build.getAction(EcsDeploymentsAction.class).getDeployments().get(0);
        assertThat(view.getStages().get(0).getId(), is("PLANNING"));
        assertThat(view.getVersion(), is("2.0.0"));
    }

    @Test
    public void settingsSurviveTheForm() throws Exception {
        EcsPagesConfiguration.get().setRollbackJob("shop");
        EcsPagesConfiguration.get().setHistoryDays(30);
        JenkinsRule.WebClient client = as("admin");

        r.submit(client.goTo("configure").getFormByName("config"));

        assertThat(EcsPagesConfiguration.get().getRollbackJob(), is("shop"));
        assertThat(EcsPagesConfiguration.get().getHistoryDays(), is(30));
        assertThat(
                post(
                                "reader",
                                "descriptorByName/io.jenkins.plugins.ecs.config.EcsPagesConfiguration/checkRollbackJob?value=x")
                        .getWebResponse()
                        .getStatusCode(),
                is(403));
    }
}
