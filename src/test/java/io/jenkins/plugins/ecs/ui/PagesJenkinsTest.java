package io.jenkins.plugins.ecs.ui;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hudson.ExtensionList;
import hudson.model.Item;
import hudson.model.ParametersDefinitionProperty;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.StringParameterDefinition;
import hudson.model.TaskListener;
import io.jenkins.plugins.checks.api.ChecksConclusion;
import io.jenkins.plugins.checks.api.ChecksDetails;
import io.jenkins.plugins.checks.api.ChecksPublisher;
import io.jenkins.plugins.checks.api.ChecksPublisherFactory;
import io.jenkins.plugins.checks.api.ChecksStatus;
import io.jenkins.plugins.ecs.config.EcsGlobalConfiguration;
import io.jenkins.plugins.ecs.config.EcsPagesConfiguration;
import io.jenkins.plugins.ecs.history.Records;
import io.jenkins.plugins.ecs.policy.Judgement;
import io.jenkins.plugins.ecs.policy.RuleResults;
import io.jenkins.plugins.ecs.rollout.Outcomes;
import io.jenkins.plugins.ecs.rollout.state.Plan;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.sandbox.EcsSandbox;
import io.jenkins.plugins.ecs.steps.EcsJenkinsTest;
import io.jenkins.plugins.ecs.store.DeploymentIndex;
import io.jenkins.plugins.ecs.ui.build.DeploymentView;
import io.jenkins.plugins.ecs.ui.build.EcsDeploymentsAction;
import io.jenkins.plugins.ecs.verify.Verifications;
import io.jenkins.plugins.ecs.verify.check.CheckKind;
import io.jenkins.plugins.ecs.verify.check.CheckVerdict;
import java.io.File;
import java.net.HttpURLConnection;
import java.net.URL;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import jenkins.model.Jenkins;
import org.htmlunit.HttpMethod;
import org.htmlunit.Page;
import org.htmlunit.WebRequest;
import org.htmlunit.html.HtmlPage;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.TestExtension;

/** Pages, badges and REST on a real Jenkins: what they show, to whom, and that no text becomes code. */
public class PagesJenkinsTest {

    private static final String SERVICE = "ecs-dashboard/service/eu-central-1/prod/api/";

    @ClassRule
    public static final JenkinsRule r = EcsJenkinsTest.jenkinsOfTheClass();

    @Rule
    public final EcsJenkinsTest.Cleaning cleaning = new EcsJenkinsTest.Cleaning(r);

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
        return status(as(user), path);
    }

    private static int status(JenkinsRule.WebClient client, String path) throws Exception {
        return client.goTo(path, null).getWebResponse().getStatusCode();
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
    public void theJobHasATrendOnceItHasDeployed() throws Exception {
        WorkflowJob other = r.createProject(WorkflowJob.class, "other");
        HtmlPage page = as("reader").goTo(job.getUrl());

        assertThat(page.asNormalizedText(), containsString("Newest 1: 1 success."));
        assertThat(page.querySelectorAll("svg.ecsd-history__chart rect").size(), is(1));
        assertThat(
                page.querySelector("a[href$='" + build.getUrl() + "ecs-deployments/']")
                        .getTextContent(),
                containsString("#1"));
        assertThat(status("nobody", job.getUrl()), is(404));
        assertThat(
                as("admin").goTo(other.getUrl()).getWebResponse().getContentAsString(),
                not(containsString("ecsd-history")));
        build.delete();
        assertThat(
                as("admin").goTo(job.getUrl()).getWebResponse().getContentAsString(),
                not(containsString("ecsd-history")));
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
    public void theBarOfStagesIsDrawnByTheServer() throws Exception {
        String html = as("admin")
                .goTo(build.getUrl() + "ecs-deployments/", null)
                .getWebResponse()
                .getContentAsString();

        assertThat(html, containsString("viewBox=\"0 0 1000 10\""));
        assertThat("5 s of 60 s", html.matches("(?s).*<rect (?=[^>]* ?x=\"0\")[^>]*width=\"83\".*"), is(true));
        assertThat("the other 55 s", html.matches("(?s).*<rect (?=[^>]* ?x=\"83\")[^>]*width=\"917\".*"), is(true));
        assertThat("in words as well", html, containsString("55 s"));
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

        r.submit(EcsJenkinsTest.formOf(client.goTo("configure")));

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

    /** Everything that can be looked at, by address. */
    private List<String> pages() {
        String deployments = build.getUrl() + "ecs-deployments/";
        return List.of(
                build.getUrl(),
                deployments,
                deployments + "panels",
                deployments + "live",
                deployments + "api/json",
                job.getUrl(),
                job.getUrl() + "ecs-badge/",
                job.getUrl() + "ecs-badge/api.svg",
                job.getUrl() + "ecs-badge/target/prod-eu/api.json",
                SERVICE,
                SERVICE + "?from=good&to=good",
                SERVICE + "api/json");
    }

    @Test
    public void renderingNeverCallsAws() throws Exception {
        put(
                "target",
                Outcomes.toTarget(Outcomes.T0, "prod", "api", "prod-eu", "Europe")
                        .underWay());
        JenkinsRule.WebClient admin = as("admin");
        try (EcsSandbox sandbox = EcsSandbox.start()) {
            EcsGlobalConfiguration.get().setEndpointOverride(sandbox.endpoint().toString());
            EcsGlobalConfiguration.get().setAllowControllerCredentials(true);
            for (String path : pages()) {
                assertThat(path, status(admin, path), is(200));
            }
            for (String path : List.of(
                    "ecs-dashboard/",
                    "ecs-dashboard/table?filter=x",
                    "ecs-dashboard/api/json",
                    "ecs-badge/prod/api.svg",
                    "ecs-badge/prod/api.json",
                    "ecs-badge/target/prod-eu/api.txt")) {
                assertThat(path, status(admin, path), is(200));
            }
            assertThat(sandbox.calls(), is(empty()));
        }
    }

    @Test
    public void whoMayNotReadTheJobLearnsOfNoPageOfIt() throws Exception {
        put(
                "target",
                Outcomes.toTarget(Outcomes.T0, "prod", "api", "prod-eu", "Europe")
                        .underWay());
        JenkinsRule.WebClient reader = as("reader");
        JenkinsRule.WebClient nobody = as("nobody");
        for (String path : pages()) {
            assertThat(path, status(reader, path), is(200));
            assertThat(path, status(nobody, path), is(404));
            assertThat("ViewStatus is for badges that name no job: " + path, anonymous(path), is(not(200)));
        }
        assertThat(status("", "ecs-badge/target/prod-eu/api.svg"), is(200));
        assertThat(status("", "ecs-badge/target/none/api.svg"), is(404));
        assertThat(anonymous("ecs-dashboard/"), is(403));
        assertThat(
                "an answer to a pause",
                post("reader", build.getUrl() + "ecs-deployments/approval/good/answer?hook=h&answer=CONTINUE")
                        .getWebResponse()
                        .getStatusCode(),
                is(403));
    }

    /** Not by the browser, which continues to the page to log in. */
    private int anonymous(String path) throws Exception {
        return ((HttpURLConnection) new URL(r.getURL(), path).openConnection()).getResponseCode();
    }

    @Test
    public void eachBeanIsThereAtItsDepthAndByItsName() throws Exception {
        put("hostile", Outcomes.of("prod", "api").underWay().event("e").change("c"));
        EcsDeploymentsAction.of(build)
                .putVerification(
                        "v",
                        Verifications.of("prod", "api", CheckKind.HTTP)
                                .said(0, CheckVerdict.PASSED, "200", "200")
                                .ended());
        String action = build.getUrl() + "ecs-deployments/api/json";
        for (String depth : List.of("0", "1", "2", "3")) {
            JsonNode all = json(action + "?depth=" + depth);
            assertThat(all.path("deployments").get(0).path("service").asText(), is("api"));
            assertThat(
                    all.path("deployments")
                            .get(0)
                            .path("stages")
                            .get(0)
                            .path("id")
                            .asText(),
                    is("PLANNING"));
            JsonNode dashboard = json("ecs-dashboard/api/json?depth=" + depth);
            assertThat(
                    dashboard
                            .path("services")
                            .get(0)
                            .path("current")
                            .path("job")
                            .asText(),
                    is("shop"));
            assertThat(dashboard.path("delivery").path("days").asInt(), is(30));
        }
        JsonNode verification = json(action + "?tree=verifications[status,checks[check,verdict]]")
                .path("verifications")
                .get(0);
        assertThat(verification.path("checks").get(0).path("verdict").asText(), is("PASSED"));
        assertThat("what was not asked for", verification.has("summary"), is(false));
        JsonNode service = json(SERVICE + "api/json?tree=status[state,account],deployments[id],delivery[attempts]");
        assertThat(service.path("deployments").size(), is(2));
        assertThat(service.path("status").path("account").asText(), is("123456789012"));
        assertThat(service.path("delivery").has("attempts"), is(true));
    }

    private JsonNode json(String path) throws Exception {
        return new ObjectMapper()
                .readTree(as("reader")
                        .goTo(path, "application/json")
                        .getWebResponse()
                        .getContentAsString());
    }

    @Test
    public void deploymentsAndVerificationsArePublishedAsChecks() throws Exception {
        Published published = ExtensionList.lookupSingleton(Published.class);
        Outcomes outcomes = Outcomes.of("prod", "web").underWay();
        put("web", outcomes);
        put("web", outcomes.verdict(Verdict.ROLLED_BACK, "the image does not exist"));
        EcsDeploymentsAction.of(build)
                .putVerification(
                        "v",
                        Verifications.of("prod", "web", CheckKind.HTTP)
                                .said(0, CheckVerdict.PASSED, "200 in 12 ms", "200")
                                .ended());

        ChecksDetails deployed = published.next("ECS deployment of prod/web in eu-central-1");
        assertThat(deployed.getConclusion(), is(ChecksConclusion.FAILURE));
        assertThat(deployed.getDetailsURL().orElseThrow(), is(r.getURL() + build.getUrl() + "ecs-deployments/"));
        assertThat(deployed.getOutput().orElseThrow().getTitle().orElseThrow(), is("rolled back 2.0.0"));
        ChecksDetails verified = published.next("ECS verification of prod/web in eu-central-1");
        assertThat(verified.getStatus(), is(ChecksStatus.COMPLETED));
        assertThat(verified.getConclusion(), is(ChecksConclusion.SUCCESS));
        assertThat("a publisher that fails fails nothing", build.getResult(), is(Result.SUCCESS));
    }

    @Test
    public void aPlanThatRulesRefuseIsACheckThatFails() throws Exception {
        Published published = ExtensionList.lookupSingleton(Published.class);
        put("plan", Outcomes.dryRun("prod", "web"));
        put(
                "plan",
                Outcomes.dryRun("prod", "web")
                        .planned(new Plan(
                                        List.of("cpu: 256 -> 512"),
                                        List.of("desiredCount: 2 -> 4"),
                                        true,
                                        List.of("taskDefinition changes"),
                                        Map.of())
                                .withRules(
                                        RuleResults.of(new Judgement(List.of("<b>no</b> target is set"), List.of())))));

        ChecksDetails check = published.next("ECS plan of prod/web in eu-central-1");
        assertThat(check.getConclusion(), is(ChecksConclusion.FAILURE));
        String text = check.getOutput().orElseThrow().getText().orElseThrow();
        assertThat(text, containsString("### Rules that refuse it\n\n```text\n<b>no</b> target is set\n```\n"));
        assertThat(text, containsString("desiredCount: 2 -> 4"));
        assertThat(text, containsString("cpu: 256 -> 512"));
        String page = as("reader")
                .goTo(build.getUrl() + "ecs-deployments/")
                .getWebResponse()
                .getContentAsString();
        assertThat(page, containsString("&lt;b>no&lt;/b> target is set"));
        assertThat(page, containsString("Rules that refuse it"));
    }

    /** Fails at deployments in progress, as a remote publisher may. */
    @TestExtension
    public static final class Published extends ChecksPublisherFactory {

        private final BlockingQueue<ChecksDetails> all = new LinkedBlockingQueue<>();

        @Override
        protected Optional<ChecksPublisher> createPublisher(Run<?, ?> run, TaskListener listener) {
            return Optional.of(new ChecksPublisher() {
                @Override
                public void publish(ChecksDetails details) {
                    if (details.getStatus() != ChecksStatus.COMPLETED) {
                        throw new IllegalStateException("no answer");
                    }
                    all.add(details);
                }
            });
        }

        ChecksDetails next(String name) throws InterruptedException {
            for (ChecksDetails details; (details = all.poll(60, TimeUnit.SECONDS)) != null; ) {
                if (details.getName().orElse("").equals(name)) {
                    return details;
                }
            }
            throw new AssertionError("nothing published as " + name);
        }
    }
}
