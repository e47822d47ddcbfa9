package io.jenkins.plugins.ecs.ui;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.oneOf;

import hudson.BulkChange;
import hudson.model.BooleanParameterDefinition;
import hudson.model.Cause;
import hudson.model.ChoiceParameterDefinition;
import hudson.model.Item;
import hudson.model.ParameterDefinition;
import hudson.model.ParametersDefinitionProperty;
import hudson.model.Result;
import hudson.model.StringParameterDefinition;
import io.jenkins.plugins.ecs.config.EcsGlobalConfiguration;
import io.jenkins.plugins.ecs.config.EcsPath;
import io.jenkins.plugins.ecs.config.EcsPathEnvironment;
import io.jenkins.plugins.ecs.config.EcsPolicy;
import io.jenkins.plugins.ecs.config.EcsTarget;
import io.jenkins.plugins.ecs.history.DeploymentRecord;
import io.jenkins.plugins.ecs.history.ServiceKey;
import io.jenkins.plugins.ecs.paths.definition.ReleasePath;
import io.jenkins.plugins.ecs.paths.proof.PathEvent;
import io.jenkins.plugins.ecs.paths.proof.ServicePlace;
import io.jenkins.plugins.ecs.paths.release.ReleaseOutcome;
import io.jenkins.plugins.ecs.paths.release.ReleaseState;
import io.jenkins.plugins.ecs.rollout.Outcomes;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.steps.EcsJenkinsTest;
import io.jenkins.plugins.ecs.store.DeploymentIndex;
import io.jenkins.plugins.ecs.store.ReleaseIndex;
import io.jenkins.plugins.ecs.ui.build.EcsDeploymentsAction;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jenkins.model.Jenkins;
import org.htmlunit.HttpMethod;
import org.htmlunit.Page;
import org.htmlunit.WebRequest;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlPage;
import org.htmlunit.util.NameValuePair;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

/** A version is deployed from the page of its service, by who may start the job, and as the job takes it. */
public class DeployJenkinsTest {

    private static final String SERVICE = "ecs-dashboard/service/eu-central-1/prod/api/";
    private static final String DIGEST = "sha256:" + "ab".repeat(32);
    private static final String IMAGE = "repo/api@" + DIGEST;

    @ClassRule
    public static final JenkinsRule r = EcsJenkinsTest.jenkinsOfTheClass();

    @Rule
    public final EcsJenkinsTest.Cleaning cleaning = new EcsJenkinsTest.Cleaning(r);

    /** Of each test its own: proofs are kept for ever. */
    private static int paths;

    private final String web = "web" + paths++;
    private WorkflowJob job;
    private final EcsTarget here = new EcsTarget("here");
    private final EcsTarget there = new EcsTarget("there");

    @Before
    public void aServiceThatWasReleasedToStaging() throws Exception {
        r.jenkins.setSecurityRealm(r.createDummySecurityRealm());
        job = r.createProject(WorkflowJob.class, "shop");
        job.setDefinition(new CpsFlowDefinition(
                "echo \"${params.IMAGE} to ${params.ENVIRONMENT}, extra ${params.EXTRA}\"", true));
        r.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ)
                .everywhere()
                .to("reader", "builder", "nobody")
                .grant(Item.READ)
                .onItems(job)
                .to("reader", "builder")
                .grant(Item.BUILD)
                .onItems(job)
                .to("builder"));
        WorkflowRun build = r.buildAndAssertSuccess(job);
        Outcomes deployed = Outcomes.of("prod", "api").underWay().verdict(Verdict.SUCCESS, "");
        EcsDeploymentsAction action = EcsDeploymentsAction.of(build);
        action.put("good", deployed.outcome(), deployed.details());
        ReleasePath path = ReleasePath.of(web, "the global settings").build();
        action.putRelease(
                "r", ReleaseOutcome.of(ReleaseState.begin("r", path, "api", Map.of(), "shop #1", List.of(), 1_000)));
        configure();
    }

    private void configure() throws Exception {
        here.setRegion("eu-central-1");
        here.setCluster("prod");
        there.setRegion("eu-central-1");
        there.setCluster("other");
        EcsPathEnvironment production = new EcsPathEnvironment("production", "there");
        production.setFrom("staging");
        EcsPath path = new EcsPath(web);
        path.setEnvironments(List.of(new EcsPathEnvironment("staging", "here"), production));
        EcsGlobalConfiguration global = EcsGlobalConfiguration.get();
        try (BulkChange all = new BulkChange(global)) {
            global.setTargets(List.of(here, there));
            global.setPaths(List.of(path));
            all.commit();
        }
    }

    private void proveInStaging() {
        DeploymentRecord deployed = DeploymentIndex.get()
                .history()
                .of(new ServiceKey("eu-central-1", "prod", "api"))
                .get(0);
        ReleaseIndex.get()
                .record(new PathEvent(
                        PathEvent.Kind.PROVEN,
                        new ServicePlace(deployed.account(), "eu-central-1", "prod", "api"),
                        web + " of the global settings",
                        "staging",
                        deployed.taskDefinition(),
                        new TreeMap<>(Map.of("", DIGEST)),
                        System.currentTimeMillis(),
                        "shop #1",
                        ""));
    }

    private void declare(ParameterDefinition... more) throws Exception {
        List<ParameterDefinition> all = new ArrayList<>(List.of(more));
        all.add(new StringParameterDefinition("EXTRA", "its default"));
        job.removeProperty(ParametersDefinitionProperty.class);
        job.addProperty(new ParametersDefinitionProperty(all));
    }

    private void declareBoth() throws Exception {
        declare(
                new StringParameterDefinition("IMAGE", ""),
                new ChoiceParameterDefinition("ENVIRONMENT", new String[] {"staging", "production"}, ""));
    }

    private static JenkinsRule.WebClient as(String user) throws Exception {
        return r.createWebClient().withThrowExceptionOnFailingStatusCode(false).login(user);
    }

    private static int status(String user, String path) throws Exception {
        return as(user).goTo(path, null).getWebResponse().getStatusCode();
    }

    private static Page post(String user, boolean crumb, String version, String environment) throws Exception {
        JenkinsRule.WebClient client = as(user);
        client.getOptions().setRedirectEnabled(false);
        WebRequest request = new WebRequest(new URL(r.getURL(), SERVICE + "deploy/start"), HttpMethod.POST);
        List<NameValuePair> parameters = new ArrayList<>(List.of(new NameValuePair("version", version)));
        if (environment != null) {
            parameters.add(new NameValuePair("environment", environment));
        }
        request.setRequestParameters(parameters);
        if (crumb) {
            client.addCrumb(request);
        }
        return client.getPage(request);
    }

    private static int post(String user, String version, String environment) throws Exception {
        return post(user, true, version, environment).getWebResponse().getStatusCode();
    }

    private static HtmlForm form(HtmlPage page, String action) {
        return page.getForms().stream()
                .filter(form -> form.getActionAttribute().equals(action))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no form " + action + ": " + page.asNormalizedText()));
    }

    @Test
    public void onlyWhoMayStartTheJobDeploys() throws Exception {
        declareBoth();
        assertThat(as("builder").goTo(SERVICE).asNormalizedText(), containsString("Deploy a version"));
        assertThat(as("reader").goTo(SERVICE).asNormalizedText(), not(containsString("Deploy a version")));
        assertThat("the page, for a reader", status("reader", SERVICE + "deploy/"), is(403));
        assertThat("the page, for who may not see the service", status("nobody", SERVICE + "deploy/"), is(404));
        assertThat("without the permission", post("reader", IMAGE, "staging"), is(403));
        assertThat("who may not see the service", post("nobody", IMAGE, "staging"), is(404));
        assertThat(
                "a GET",
                status("builder", SERVICE + "deploy/start?environment=staging&version=" + IMAGE),
                is(oneOf(404, 405)));
        assertThat(
                "without a crumb",
                post("builder", false, IMAGE, "staging").getWebResponse().getStatusCode(),
                is(403));
        assertThat(job.getBuildByNumber(2), is(nullValue()));
    }

    @Test
    public void aUserChoosesSeesThePlanAndStartsTheJob() throws Exception {
        declareBoth();
        proveInStaging();
        HtmlPage page = as("builder").goTo(SERVICE + "deploy/");
        assertThat(page.asNormalizedText(), containsString("2.0.0"));
        assertThat(page.asNormalizedText(), containsString("staging at"));
        HtmlForm choice = form(page, ".");
        choice.getInputByName("version").setChecked(true);
        choice.getSelectByName("environment").setSelectedAttribute("production", true);
        HtmlPage plan = (HtmlPage) choice.getElementsByTagName("button").get(0).click();
        assertThat(plan.asNormalizedText(), containsString("production, runs now: not known to this Jenkins"));
        assertThat(plan.asNormalizedText(), containsString("from (met): proven in staging"));
        assertThat(plan.asNormalizedText(), containsString("IMAGE = " + IMAGE));
        assertThat(plan.asNormalizedText(), containsString("ENVIRONMENT = production"));
        assertThat(job.getBuildByNumber(2), is(nullValue()));

        form(plan, "start").getElementsByTagName("button").get(0).click();
        r.waitUntilNoActivity();

        WorkflowRun started = r.assertBuildStatus(Result.SUCCESS, job.getBuildByNumber(2));
        r.assertLogContains(IMAGE + " to production, extra its default", started);
        assertThat(started.getCause(Cause.UserIdCause.class).getUserId(), is("builder"));
    }

    @Test
    public void whatWouldBeRefusedCannotBeStarted() throws Exception {
        declareBoth();
        HtmlPage plan = as("builder").goTo(SERVICE + "deploy/?environment=production&version=" + IMAGE);
        assertThat(plan.asNormalizedText(), containsString("It would be refused now"));
        assertThat(plan.asNormalizedText(), containsString("not proven in staging"));
        assertThat(plan.asXml(), not(containsString("action=\"start\"")));
        Page refused = post("builder", true, IMAGE, "production");
        assertThat(refused.getWebResponse().getStatusCode(), is(409));
        assertThat(refused.getWebResponse().getContentAsString(), containsString("not proven in staging"));

        proveInStaging();
        EcsPolicy policy = new EcsPolicy();
        policy.setRegistries("123456789012.dkr.ecr.eu-central-1.amazonaws.com");
        there.setPolicy(policy);
        configure();
        Page forbidden = post("builder", true, IMAGE, "production");
        assertThat(forbidden.getWebResponse().getStatusCode(), is(409));
        assertThat(forbidden.getWebResponse().getContentAsString(), containsString("registries"));
        assertThat(job.getBuildByNumber(2), is(nullValue()));
        assertThat("where it is allowed", post("builder", IMAGE, "staging"), is(302));
    }

    @Test
    public void whatIsNotOfferedCannotBeStarted() throws Exception {
        declareBoth();
        assertThat("another image", post("builder", "evil/miner:1", "staging"), is(400));
        assertThat("another environment", post("builder", IMAGE, "elsewhere"), is(400));
        assertThat("no environment", post("builder", IMAGE, null), is(400));
        assertThat("nothing", post("builder", "", "staging"), is(400));
        assertThat(job.getBuildByNumber(2), is(nullValue()));
        String text = as("builder")
                .goTo(SERVICE + "deploy/?environment=staging&version=%3Cb%3Eevil")
                .asNormalizedText();
        assertThat(text, containsString("does not offer the version '<b>evil'"));
    }

    @Test
    public void aJobThatWouldIgnoreTheChoiceIsNotStarted() throws Exception {
        declare(new BooleanParameterDefinition("IMAGE", false, ""));
        assertThat(
                as("builder").goTo(SERVICE + "deploy/").asNormalizedText(),
                containsString("IMAGE of the job shop is neither a string nor a choice parameter"));
        assertThat(post("builder", IMAGE, ""), is(409));
        job.removeProperty(ParametersDefinitionProperty.class);
        assertThat(
                as("builder").goTo(SERVICE + "deploy/").asNormalizedText(),
                containsString("declares neither IMAGE nor VERSION"));
        assertThat(post("builder", IMAGE, ""), is(409));
        assertThat(job.getBuildByNumber(2), is(nullValue()));
    }

    @Test
    public void aServiceOnNoPathGetsItsVersionAgain() throws Exception {
        WorkflowJob plain = r.createProject(WorkflowJob.class, "plain");
        plain.setDefinition(new CpsFlowDefinition("echo \"version ${params.VERSION}\"", true));
        r.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("builder"));
        Outcomes deployed = Outcomes.of("prod", "mails").underWay().verdict(Verdict.SUCCESS, "");
        EcsDeploymentsAction.of(r.buildAndAssertSuccess(plain)).put("m", deployed.outcome(), deployed.details());
        plain.addProperty(new ParametersDefinitionProperty(new StringParameterDefinition("VERSION", "")));
        HtmlPage plan = as("builder")
                .goTo("ecs-dashboard/service/eu-central-1/prod/mails/deploy/?version=repo/mails@" + DIGEST);
        assertThat(plan.asNormalizedText(), containsString("runs already"));

        form(plan, "start").getElementsByTagName("button").get(0).click();
        r.waitUntilNoActivity();

        r.assertLogContains("version 2.0.0", plain.getBuildByNumber(2));

        EcsPolicy policy = new EcsPolicy();
        policy.setPathRequired(web);
        here.setPolicy(policy);
        configure();
        String text = as("builder")
                .goTo("ecs-dashboard/service/eu-central-1/prod/mails/deploy/?version=repo/mails@" + DIGEST)
                .asNormalizedText();
        assertThat(
                "the target leads there, although it was not named", text, containsString("It would be refused now"));
        assertThat(text, containsString("pathRequired"));
    }
}
