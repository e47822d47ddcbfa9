package io.jenkins.plugins.ecs.ui;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.oneOf;

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.BulkChange;
import hudson.model.Cause;
import hudson.model.Item;
import hudson.model.ParametersDefinitionProperty;
import hudson.model.Result;
import hudson.model.StringParameterDefinition;
import io.jenkins.plugins.ecs.config.EcsFolderProperty;
import io.jenkins.plugins.ecs.config.EcsGlobalConfiguration;
import io.jenkins.plugins.ecs.config.EcsPath;
import io.jenkins.plugins.ecs.config.EcsPathEnvironment;
import io.jenkins.plugins.ecs.config.EcsTarget;
import io.jenkins.plugins.ecs.history.DeploymentRecord;
import io.jenkins.plugins.ecs.history.ServiceKey;
import io.jenkins.plugins.ecs.paths.proof.PathEvent;
import io.jenkins.plugins.ecs.paths.proof.ServicePlace;
import io.jenkins.plugins.ecs.rollout.Outcomes;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.steps.EcsJenkinsTest;
import io.jenkins.plugins.ecs.store.DeploymentIndex;
import io.jenkins.plugins.ecs.store.ReleaseIndex;
import io.jenkins.plugins.ecs.ui.build.EcsDeploymentsAction;
import java.net.URL;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jenkins.model.Jenkins;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
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

/** What is proven in an environment is promoted from its page, by who may and as it was shown. */
public class PromotionJenkinsTest {

    private static final String SERVICE = "ecs-dashboard/service/eu-central-1/prod/api/";
    private static final String DIGEST = "sha256:" + "ab".repeat(32);

    @ClassRule
    public static final JenkinsRule r = EcsJenkinsTest.jenkinsOfTheClass();

    @Rule
    public final EcsJenkinsTest.Cleaning cleaning = new EcsJenkinsTest.Cleaning(r);

    private WorkflowJob job;

    @Before
    public void aServiceThatIsProvenInStaging() throws Exception {
        r.jenkins.setSecurityRealm(r.createDummySecurityRealm());
        job = r.createProject(WorkflowJob.class, "shop");
        job.setDefinition(new CpsFlowDefinition(
                "echo \"to ${params.ECS_TO} of ${params.ECS_PATH}: ${params.ECS_SERVICE}@${params.ECS_DIGEST}\"",
                true));
        r.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ)
                .everywhere()
                .to("reader", "promoter", "nobody")
                .grant(Item.READ)
                .onItems(job)
                .to("reader", "promoter")
                .grant(EcsPermissions.PROMOTE)
                .onItems(job)
                .to("promoter"));
        WorkflowRun build = r.buildAndAssertSuccess(job);
        Outcomes deployed = Outcomes.of("prod", "api").underWay().verdict(Verdict.SUCCESS, "");
        EcsDeploymentsAction.of(build).put("good", deployed.outcome(), deployed.details());
        EcsTarget here = new EcsTarget("here");
        here.setCluster("prod");
        EcsTarget there = new EcsTarget("there");
        there.setCluster("other");
        EcsPathEnvironment production = new EcsPathEnvironment("production", "there");
        production.setFrom("staging");
        EcsPath path = new EcsPath("web");
        path.setEnvironments(List.of(new EcsPathEnvironment("staging", "here"), production));
        EcsGlobalConfiguration global = EcsGlobalConfiguration.get();
        try (BulkChange all = new BulkChange(global)) {
            global.setTargets(List.of(here, there));
            global.setPaths(List.of(path));
            all.commit();
        }
        record(PathEvent.Kind.PROVEN);
    }

    private static void record(PathEvent.Kind kind) {
        record(kind, "web of the global settings");
    }

    private static void record(PathEvent.Kind kind, String path) {
        DeploymentRecord deployed = DeploymentIndex.get()
                .history()
                .of(new ServiceKey("eu-central-1", "prod", "api"))
                .get(0);
        ReleaseIndex.get()
                .record(new PathEvent(
                        kind,
                        new ServicePlace(deployed.account(), "eu-central-1", "prod", "api"),
                        path,
                        "staging",
                        deployed.taskDefinition(),
                        new TreeMap<>(Map.of("", DIGEST)),
                        System.currentTimeMillis() + (kind == PathEvent.Kind.PROVEN ? 0 : 1),
                        "shop #1",
                        ""));
    }

    private void withParameters() throws Exception {
        declareParameters(job);
    }

    private static void declareParameters(WorkflowJob of) throws Exception {
        of.addProperty(new ParametersDefinitionProperty(
                new StringParameterDefinition("ECS_SERVICE", ""),
                new StringParameterDefinition("ECS_PATH", ""),
                new StringParameterDefinition("ECS_TO", ""),
                new StringParameterDefinition("ECS_DIGEST", "")));
    }

    private int post(String user, String to, String digests) throws Exception {
        return post(user, to, digests, "");
    }

    private int post(String user, String to, String digests, String definedIn) throws Exception {
        JenkinsRule.WebClient web =
                r.createWebClient().withThrowExceptionOnFailingStatusCode(false).login(user);
        web.getOptions().setRedirectEnabled(false);
        WebRequest request = new WebRequest(new URL(r.getURL(), SERVICE + "promote"), HttpMethod.POST);
        request.setRequestParameters(List.of(
                new NameValuePair("path", "web"),
                new NameValuePair("definedIn", definedIn),
                new NameValuePair("to", to),
                new NameValuePair("digests", digests)));
        web.addCrumb(request);
        return web.getPage(request).getWebResponse().getStatusCode();
    }

    private static HtmlPage page(String user) throws Exception {
        return r.createWebClient().login(user).goTo(SERVICE);
    }

    @Test
    public void onlyWhoMayPromotesWhatWasShown() throws Exception {
        withParameters();
        assertThat(
                "a GET",
                r.createWebClient()
                        .withThrowExceptionOnFailingStatusCode(false)
                        .login("promoter")
                        .goTo(SERVICE + "promote?path=web&to=production&digests=" + DIGEST, null)
                        .getWebResponse()
                        .getStatusCode(),
                is(oneOf(404, 405)));
        assertThat("without the permission", post("reader", "production", DIGEST), is(403));
        assertThat("who may not see the service", post("nobody", "production", DIGEST), is(404));
        assertThat("another environment", post("promoter", "staging", DIGEST), is(404));
        assertThat("what is not proven", post("promoter", "production", "sha256:" + "cd".repeat(32)), is(409));
        assertThat(page("reader").asNormalizedText(), containsString("You are not allowed to promote this release."));
        assertThat(job.getLastBuild().getNumber(), is(1));
        assertThat(page("promoter").asNormalizedText(), containsString("from (met): proven in staging"));

        assertThat(post("promoter", "production", DIGEST), is(302));
        r.waitUntilNoActivity();

        WorkflowRun promoted = r.assertBuildStatus(Result.SUCCESS, job.getLastBuild());
        r.assertLogContains("to production of web: api@" + DIGEST, promoted);
        assertThat(promoted.getCause(Cause.UserIdCause.class).getUserId(), is("promoter"));
    }

    /** A folder with a path of the same name, and a job in it that released the same to the same service. */
    private WorkflowJob inFolder(String name) throws Exception {
        Folder folder = r.jenkins.createProject(Folder.class, name);
        EcsPathEnvironment production = new EcsPathEnvironment("production", "there");
        production.setFrom("staging");
        EcsPath path = new EcsPath("web");
        path.setEnvironments(List.of(new EcsPathEnvironment("staging", "here"), production));
        EcsFolderProperty property = new EcsFolderProperty();
        property.setPaths(List.of(path));
        folder.addProperty(property);
        WorkflowJob own = folder.createProject(WorkflowJob.class, "deploy");
        own.setDefinition(new CpsFlowDefinition("echo \"to ${params.ECS_TO} in " + name + "\"", true));
        WorkflowRun build = r.buildAndAssertSuccess(own);
        Outcomes deployed = Outcomes.of("prod", "api").underWay().verdict(Verdict.SUCCESS, "");
        EcsDeploymentsAction.of(build).put("good", deployed.outcome(), deployed.details());
        declareParameters(own);
        return own;
    }

    @Test
    public void pathsOfOneNameAreToldApartByWhereTheyAreDefined() throws Exception {
        EcsGlobalConfiguration.get().setPaths(List.of());
        WorkflowJob first = inFolder("a");
        WorkflowJob second = inFolder("b");
        r.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ)
                .everywhere()
                .to("promoter")
                .grant(Item.READ, EcsPermissions.PROMOTE)
                .onItems(job, first, second, (Folder) first.getParent(), (Folder) second.getParent())
                .to("promoter"));
        record(PathEvent.Kind.PROVEN, "web of folder a");
        record(PathEvent.Kind.PROVEN, "web of folder b");

        assertThat("which of the two", post("promoter", "production", DIGEST), is(409));
        assertThat(post("promoter", "production", DIGEST, "folder c"), is(404));
        assertThat(page("promoter").asNormalizedText(), containsString("the path is that of folder b"));
        for (WorkflowJob each : List.of(first, second)) {
            assertThat(
                    post(
                            "promoter",
                            "production",
                            DIGEST,
                            "folder " + each.getParent().getFullName()),
                    is(302));
            r.waitUntilNoActivity();
            assertThat(each.getFullName(), each.getLastBuild().getNumber(), is(2));
            r.assertLogContains("to production in " + each.getParent().getFullName(), each.getLastBuild());
        }
    }

    @Test
    public void whatIsRevokedOrCannotBeToldIsRefused() throws Exception {
        assertThat("no parameters", post("promoter", "production", DIGEST), is(409));
        withParameters();
        record(PathEvent.Kind.REVOKED);
        assertThat(post("promoter", "production", DIGEST), is(409));
        assertThat(page("promoter").asNormalizedText(), containsString("A release would be refused now."));
        assertThat(page("promoter").asXml(), not(containsString("action=\"promote\"")));
        assertThat(job.getBuildByNumber(2), is(nullValue()));
        String json = r.createWebClient()
                .login("reader")
                .goTo(SERVICE + "api/json?tree=promotions[path,to,possible,offered,conditions]", "application/json")
                .getWebResponse()
                .getContentAsString();
        assertThat(json, containsString("\"possible\":false"));
        assertThat(json, containsString("no longer proven in staging"));
    }
}
