package io.jenkins.plugins.ecs.steps;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.oneOf;

import hudson.BulkChange;
import hudson.model.Cause;
import hudson.model.CauseAction;
import hudson.model.Item;
import hudson.model.Result;
import hudson.model.User;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.ecs.config.EcsGlobalConfiguration;
import io.jenkins.plugins.ecs.config.EcsPath;
import io.jenkins.plugins.ecs.config.EcsPathApproval;
import io.jenkins.plugins.ecs.config.EcsPathEnvironment;
import io.jenkins.plugins.ecs.config.EcsTarget;
import io.jenkins.plugins.ecs.ui.EcsPermissions;
import io.jenkins.plugins.ecs.ui.build.EcsDeploymentsAction;
import java.net.URL;
import java.util.List;
import jenkins.model.Jenkins;
import jenkins.security.ApiTokenProperty;
import org.htmlunit.HttpMethod;
import org.htmlunit.Page;
import org.htmlunit.WebRequest;
import org.htmlunit.html.HtmlButton;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlPage;
import org.htmlunit.util.NameValuePair;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

/** A release is approved on the build page by who may, and by no one else. */
public class EcsReleaseApprovalJenkinsTest extends EcsJenkinsTest {

    private static final String RELEASE =
            "ecsRelease service: 'api', image: 'repo/app@sha256:" + "ab".repeat(32) + "', path: 'web'";

    @ClassRule
    public static final JenkinsRule r = jenkinsOfTheClass();

    @Rule
    public final Cleaning cleaning = new Cleaning(r);

    @Before
    public void setUp() throws Exception {
        configure(r);
        r.jenkins.setSecurityRealm(r.createDummySecurityRealm());
        r.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Item.READ)
                .everywhere()
                .to("amy", "bob", "reader", "outsider")
                .grant(EcsPermissions.APPROVE, Item.BUILD)
                .everywhere()
                .to("amy", "bob", "outsider")
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin"));
        EcsTarget prod = new EcsTarget("prod-eu");
        prod.setCluster("prod");
        EcsPathApproval approval = new EcsPathApproval();
        approval.setUsers("amy, bob");
        EcsPathEnvironment production = new EcsPathEnvironment("production", "prod-eu");
        production.setApproval(approval);
        EcsPath path = new EcsPath("web");
        path.setEnvironments(List.of(production));
        EcsGlobalConfiguration global = EcsGlobalConfiguration.get();
        try (BulkChange all = new BulkChange(global)) {
            global.setTargets(List.of(prod));
            global.setPaths(List.of(path));
            all.commit();
        }
    }

    /** Started by amy. */
    private WorkflowRun waiting() throws Exception {
        WorkflowJob job = job(r, "p", RELEASE);
        WorkflowRun b;
        try (ACLContext amy = ACL.as2(User.getById("amy", true).impersonate2())) {
            b = job.scheduleBuild2(0, new CauseAction(new Cause.UserIdCause())).waitForStart();
        }
        r.waitForMessage("production waits: 0 of 1 approvals", b);
        return b;
    }

    private static String address(WorkflowRun b) {
        String id = b.getAction(EcsDeploymentsAction.class).getReleases().get(0).getId();
        return b.getUrl() + "ecs-deployments/release/" + id + "/answer";
    }

    private int post(JenkinsRule.WebClient web, WorkflowRun b, String answer) throws Exception {
        web.withThrowExceptionOnFailingStatusCode(false);
        WebRequest request = new WebRequest(new URL(r.getURL(), address(b)), HttpMethod.POST);
        request.setRequestParameters(
                List.of(new NameValuePair("environment", "production"), new NameValuePair("answer", answer)));
        web.addCrumb(request);
        return web.getPage(request).getWebResponse().getStatusCode();
    }

    private int post(String user, WorkflowRun b, String answer) throws Exception {
        return post(r.createWebClient().login(user), b, answer);
    }

    @Test
    public void whoMayNotIsRefusedAndAnotherApproves() throws Exception {
        WorkflowRun b = waiting();
        assertThat("the starter", post("amy", b, "APPROVE"), is(403));
        assertThat("not in the groups", post("outsider", b, "APPROVE"), is(403));
        assertThat("without the permission", post("reader", b, "APPROVE"), is(403));
        assertThat("administrators are not exempt", post("admin", b, "APPROVE"), is(403));
        assertThat("an unknown answer", post("bob", b, "MAYBE"), is(404));
        User bob = User.getById("bob", true);
        String token = bob.getProperty(ApiTokenProperty.class).generateNewToken("t").plainValue;
        assertThat("a token", post(r.createWebClient().withBasicCredentials("bob", token), b, "APPROVE"), is(403));
        JenkinsRule.WebClient get = r.createWebClient().login("bob").withThrowExceptionOnFailingStatusCode(false);
        Page page = get.goTo(address(b) + "?environment=production&answer=APPROVE", null);
        assertThat(page.getWebResponse().getStatusCode(), is(oneOf(404, 405)));
        assertThat(done("UpdateService"), is(0L));
        HtmlPage seen = r.createWebClient().login("amy").getPage(b, "ecs-deployments");
        assertThat(
                seen.asNormalizedText(),
                containsString("You are not allowed to approve this release. You started this build"));
        assertThat(seen.asNormalizedText(), containsString("Runs now"));
        assertThat(seen.asNormalizedText(), containsString("What would change in production:"));
        assertThat(
                seen.asNormalizedText(),
                containsString(
                        "containerDefinitions[app].image: repo/app:1.0.0 -> repo/app@sha256:" + "ab".repeat(32)));
        assertThat(seen.asXml(), not(containsString("value=\"APPROVE\"")));

        HtmlPage own =
                r.createWebClient().withJavaScriptEnabled(false).login("bob").getPage(b, "ecs-deployments");
        HtmlForm form = own.getForms().stream()
                .filter(each -> each.getActionAttribute().endsWith("/answer"))
                .findFirst()
                .orElseThrow();
        form.getInputByName("comment").setValue("after the demo\u202e" + "x".repeat(600));
        HtmlButton approve = form.getFirstByXPath(".//button[@value='APPROVE']");
        approve.click();

        r.assertBuildStatus(Result.SUCCESS, r.waitForCompletion(b));
        r.assertLogContains("[ecsRelease production] bob approved the release: after the demo xxx", b);
        r.assertLogNotContains("x".repeat(501), b);
        assertThat("it is over", post("bob", b, "APPROVE"), is(409));
        assertThat(done("UpdateService"), is(1L));
    }

    @Test
    public void oneRejectionEndsTheRelease() throws Exception {
        WorkflowRun b = waiting();
        assertThat(post("bob", b, "REJECT"), is(200));

        r.assertBuildStatus(Result.FAILURE, r.waitForCompletion(b));
        r.assertLogContains("REFUSED: api on path web: rejected by bob at ", b);
        assertThat(done("UpdateService"), is(0L));
    }

    @Test
    public void aHotfixNeedsThePermissionOfWhoStartsIt() throws Exception {
        WorkflowJob job = job(r, "p", RELEASE + ", hotfix: 'login is broken'");
        WorkflowRun b;
        try (ACLContext amy = ACL.as2(User.getById("amy", true).impersonate2())) {
            b = job.scheduleBuild2(0, new CauseAction(new Cause.UserIdCause())).get();
        }

        r.assertBuildStatus(Result.FAILURE, b);
        r.assertLogContains("needs the permission ECS deployments/Hotfix", b);
        assertThat(sandbox.calls().size(), is(0));
    }

    @Test
    public void withoutSecurityNothingThatNeedsAnApprovalBegins() throws Exception {
        r.jenkins.disableSecurity();
        WorkflowRun b = r.waitForCompletion(started(job(r, "p", RELEASE)));

        r.assertBuildStatus(Result.FAILURE, b);
        r.assertLogContains("its approval cannot be given while the security of Jenkins is off", b);
        assertThat(sandbox.calls().size(), is(0));
    }
}
