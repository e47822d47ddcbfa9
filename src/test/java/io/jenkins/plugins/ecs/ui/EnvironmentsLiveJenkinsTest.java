package io.jenkins.plugins.ecs.ui;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.oneOf;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.cloudbees.jenkins.plugins.awscredentials.AWSCredentialsImpl;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.CredentialsStore;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.domains.Domain;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hudson.model.Item;
import io.jenkins.plugins.ecs.config.EcsFolderProperty;
import io.jenkins.plugins.ecs.config.EcsGlobalConfiguration;
import io.jenkins.plugins.ecs.config.EcsTarget;
import io.jenkins.plugins.ecs.sandbox.EcsSandbox;
import io.jenkins.plugins.ecs.steps.EcsJenkinsTest;
import java.net.URL;
import java.util.List;
import java.util.concurrent.TimeUnit;
import jenkins.model.Jenkins;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.htmlunit.WebResponse;
import org.htmlunit.html.HtmlPage;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

/** The live state of services on the environments page: what is read with which credentials, and who sees it. */
public class EnvironmentsLiveJenkinsTest extends EcsJenkinsTest {

    private static final String PAGE = "ecs-dashboard/environments/";
    private static final String LIVE = PAGE + "live?of=eu-central-1/prod/api";
    private static final String DEPLOY_TO_TARGET =
            "ecsDeploy target: 'prod-eu', service: 'api', image: 'repo/app:2.0.0'";

    @ClassRule
    public static final JenkinsRule r = jenkinsOfTheClass();

    @Rule
    public final Cleaning cleaning = new Cleaning(r);

    @Before
    public void setUp() throws Exception {
        configure(r);
        r.jenkins.setSecurityRealm(r.createDummySecurityRealm());
    }

    private static EcsTarget target(String readCredentials) {
        EcsTarget target = new EcsTarget("prod-eu");
        target.setCluster("prod");
        target.setReadCredentialsId(readCredentials);
        return target;
    }

    private static void mayRead(WorkflowJob job) {
        r.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin")
                .grant(Jenkins.READ)
                .everywhere()
                .to("reader", "outsider")
                .grant(Item.READ)
                .onItems(job)
                .to("reader"));
    }

    private void deployed(String readCredentials) throws Exception {
        EcsGlobalConfiguration.get().setTargets(List.of(target(readCredentials)));
        WorkflowJob job = job(r, "shop", DEPLOY_TO_TARGET);
        r.buildAndAssertSuccess(job);
        mayRead(job);
        sandbox.clearCalls();
    }

    private static void credentials(String id, CredentialsScope scope) throws Exception {
        SystemCredentialsProvider.getInstance()
                .getCredentials()
                .add(new AWSCredentialsImpl(scope, id, EcsSandbox.ACCESS_KEY_ID, EcsSandbox.SECRET_ACCESS_KEY, ""));
    }

    private static WebResponse answer(String user, HttpMethod verb, String path) throws Exception {
        JenkinsRule.WebClient web =
                r.createWebClient().withThrowExceptionOnFailingStatusCode(false).login(user);
        WebRequest request = new WebRequest(new URL(r.getURL(), path), verb);
        return web.getPage(verb == HttpMethod.POST ? web.addCrumb(request) : request)
                .getWebResponse();
    }

    private static JsonNode cells(String user, String path) throws Exception {
        return new ObjectMapper()
                .readTree(answer(user, HttpMethod.GET, path).getContentAsString())
                .path("cells");
    }

    /** The lines of the only service, once it was read. */
    private static String lines(String path) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        JsonNode cell = cells("reader", path).path(0);
        while (cell.path("waiting").asBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("still waiting: " + cell);
            }
            TimeUnit.MILLISECONDS.sleep(20);
            cell = cells("reader", path).path(0);
        }
        return cell.path("lines").findValuesAsText("text").toString();
    }

    @Test
    public void whatEcsSaysIsReadWithTheReadCredentialsAndOnlyIfAsked() throws Exception {
        credentials("of-jenkins", CredentialsScope.SYSTEM);
        deployed("of-jenkins");
        assertThat("nobody looks", sandbox.calls().size(), is(0));

        assertThat(lines(LIVE), allOf(containsString("2 of 2 tasks running"), containsString("ECS, as of ")));
        assertThat(lines(LIVE), not(containsString("not deployed by this Jenkins")));

        HtmlPage page = r.createWebClient().login("reader").goTo(PAGE);
        assertThat(page.asNormalizedText(), containsString("2 of 2 tasks running"));
    }

    @Test
    public void aDeploymentFromElsewhereIsNamed() throws Exception {
        deployed(CREDENTIALS);
        sandbox.region()
                .call("UpdateService", "{\"cluster\":\"prod\",\"service\":\"api\",\"taskDefinition\":\"api:1\"}");
        String lines = lines(LIVE);
        assertThat(lines, containsString("not deployed by this Jenkins"));
        assertThat(lines, containsString("api:1, "));
        assertThat(lines, containsString("last deployed here: api:2"));
    }

    @Test
    public void thePageOfTheServiceShowsIt() throws Exception {
        deployed(CREDENTIALS);
        String service = "ecs-dashboard/service/eu-central-1/prod/api/";
        assertThat(r.createWebClient().login("reader").goTo(service).asNormalizedText(), containsString("reading ECS"));
        assertThat(lines(LIVE), containsString("2 of 2 tasks running"));

        HtmlPage page = r.createWebClient().login("reader").goTo(service);

        assertThat(page.asNormalizedText(), containsString("2 of 2 tasks running"));
        EcsGlobalConfiguration.get().setTargets(List.of(target(null)));
        assertThat(
                "without read credentials",
                r.createWebClient().login("reader").goTo(service).asNormalizedText(),
                not(containsString("tasks running")));
    }

    @Test
    public void onlyWhoMaySeeTheServiceGetsAnAnswer() throws Exception {
        deployed(CREDENTIALS);
        assertThat(answer("outsider", HttpMethod.GET, LIVE).getStatusCode(), is(404));
        assertThat(answer("reader", HttpMethod.POST, LIVE).getStatusCode(), is(oneOf(404, 405)));
        assertThat(
                "unknown and malformed ones",
                answer("reader", HttpMethod.GET, PAGE + "live?of=x/y/z&of=nonsense&of=")
                        .getStatusCode(),
                is(404));
        assertThat(answer("reader", HttpMethod.GET, PAGE + "live").getStatusCode(), is(404));
        assertThat("nothing was read for them", sandbox.calls().size(), is(0));
    }

    @Test
    public void withoutReadCredentialsNothingIsRead() throws Exception {
        deployed(null);
        assertThat(cells("reader", LIVE).size(), is(0));
        assertThat(
                r.createWebClient().login("reader").goTo(PAGE).asNormalizedText(), not(containsString("reading ECS")));
        assertThat(sandbox.calls().size(), is(0));
    }

    @Test
    public void aServiceOutsideOfTheTargetIsNotRead() throws Exception {
        deployed(CREDENTIALS);
        EcsTarget moved = target(CREDENTIALS);
        moved.setCluster("other");
        moved.setClusters("other");
        EcsGlobalConfiguration.get().setTargets(List.of(moved));
        assertThat(cells("reader", LIVE).size(), is(0));
        EcsTarget elsewhere = target(CREDENTIALS);
        elsewhere.setRegion("us-east-1");
        EcsGlobalConfiguration.get().setTargets(List.of(elsewhere));
        assertThat(cells("reader", LIVE).size(), is(0));
        assertThat(sandbox.calls().size(), is(0));
    }

    @Test
    public void whatAwsRefusesIsSaidInTheCell() throws Exception {
        deployed(CREDENTIALS);
        sandbox.deny("ecs:DescribeServices");
        assertThat(lines(LIVE), allOf(containsString("not allowed to read"), containsString("ecs:DescribeServices")));

        EcsGlobalConfiguration.get().setTargets(List.of(target("gone")));
        assertThat(lines(LIVE), allOf(containsString("no credentials"), containsString("'gone' is not the id")));
    }

    @Test
    public void aTargetOfAFolderReadsWithCredentialsOfTheFolderOnly() throws Exception {
        Folder folder = r.createProject(Folder.class, "team");
        EcsFolderProperty property = new EcsFolderProperty();
        property.setTargets(List.of(target(CREDENTIALS)));
        folder.addProperty(property);
        WorkflowJob job = folder.createProject(WorkflowJob.class, "shop");
        job.setDefinition(new CpsFlowDefinition(DEPLOY_TO_TARGET, true));
        r.buildAndAssertSuccess(job);
        r.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Item.READ)
                .everywhere()
                .to("reader"));
        sandbox.clearCalls();

        assertThat(
                lines(LIVE),
                allOf(containsString("no credentials"), containsString("is not of the folder team, but of all")));
        assertThat(sandbox.calls().size(), is(0));

        for (CredentialsStore store : CredentialsProvider.lookupStores(folder)) {
            if (store.getContext() == folder) {
                store.addCredentials(
                        Domain.global(),
                        credentials("of-folder", EcsSandbox.ACCESS_KEY_ID, EcsSandbox.SECRET_ACCESS_KEY));
            }
        }
        property.setTargets(List.of(target("of-folder")));
        assertThat(lines(LIVE), containsString("2 of 2 tasks running"));
    }
}
