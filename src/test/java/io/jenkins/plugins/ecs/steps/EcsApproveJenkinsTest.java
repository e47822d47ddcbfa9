package io.jenkins.plugins.ecs.steps;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.oneOf;

import hudson.model.Cause;
import hudson.model.CauseAction;
import hudson.model.Item;
import hudson.model.Result;
import hudson.model.User;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.ecs.ui.EcsPermissions;
import io.jenkins.plugins.ecs.ui.build.EcsDeploymentsAction;
import java.net.URL;
import java.util.List;
import jenkins.model.Jenkins;
import jenkins.security.ApiTokenProperty;
import org.htmlunit.HttpMethod;
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

/** {@code ecsApprove} is answered on the build page by who may, and by no one else. */
public class EcsApproveJenkinsTest extends EcsJenkinsTest {

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
                .to("amy", "bob", "joe", "reader")
                .grant(EcsPermissions.APPROVE, Item.BUILD)
                .everywhere()
                .to("amy", "bob", "joe")
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin"));
    }

    /** Started by amy. */
    private WorkflowRun waiting(String script) throws Exception {
        WorkflowJob job = job(r, "p", script);
        WorkflowRun b;
        try (ACLContext amy = ACL.as2(User.getById("amy", true).impersonate2())) {
            b = job.scheduleBuild2(0, new CauseAction(new Cause.UserIdCause())).waitForStart();
        }
        r.waitForMessage("waiting for approval: Deploy?", b);
        return b;
    }

    private int post(JenkinsRule.WebClient web, WorkflowRun b, String answer) throws Exception {
        web.withThrowExceptionOnFailingStatusCode(false);
        String id = b.getAction(EcsDeploymentsAction.class)
                .getAskedApprovals()
                .get(0)
                .getId();
        WebRequest request = new WebRequest(
                new URL(r.getURL(), b.getUrl() + "ecs-deployments/asked/" + id + "/answer"), HttpMethod.POST);
        request.setRequestParameters(List.of(new NameValuePair("answer", answer)));
        web.addCrumb(request);
        return web.getPage(request).getWebResponse().getStatusCode();
    }

    private int post(String user, WorkflowRun b, String answer) throws Exception {
        return post(r.createWebClient().login(user), b, answer);
    }

    @Test
    public void whoMayNotIsRefusedAndTwoOthersApprove() throws Exception {
        WorkflowRun b = waiting("def a = ecsApprove message: 'Deploy?', users: 'amy, bob, joe', count: 2\n"
                + "echo \"approved by ${a.approvers}, ${a.approved}, ${a.answers[0].comment}\"");
        assertThat("the starter", post("amy", b, "APPROVE"), is(403));
        assertThat("without the permission", post("reader", b, "APPROVE"), is(403));
        assertThat("administrators are not exempt", post("admin", b, "APPROVE"), is(403));
        assertThat("an unknown answer", post("bob", b, "MAYBE"), is(404));
        User bob = User.getById("bob", true);
        String token = bob.getProperty(ApiTokenProperty.class).generateNewToken("t").plainValue;
        assertThat("a token", post(r.createWebClient().withBasicCredentials("bob", token), b, "APPROVE"), is(403));
        HtmlPage seen = r.createWebClient().login("amy").getPage(b, "ecs-deployments");
        assertThat(seen.asNormalizedText(), containsString("You are not allowed to answer. You started this build"));
        assertThat(seen.asXml(), not(containsString("value=\"APPROVE\"")));
        assertThat(dashboard("bob").asNormalizedText(), containsString("Waiting for you\nDeploy? (p #1)"));
        for (String user : List.of("amy", "reader", "admin")) {
            assertThat(user, dashboard(user).asNormalizedText(), not(containsString("Waiting for you")));
        }

        HtmlPage own =
                r.createWebClient().withJavaScriptEnabled(false).login("bob").getPage(b, "ecs-deployments");
        HtmlForm form = own.getForms().stream()
                .filter(each -> each.getActionAttribute().endsWith("/answer"))
                .findFirst()
                .orElseThrow();
        form.getInputByName("comment").setValue("seen <b>it</b>");
        HtmlButton approve = form.getFirstByXPath(".//button[@value='APPROVE']");
        approve.click();
        r.waitForMessage("[ecsApprove] bob approved: seen <b>it</b>", b);
        assertThat("twice", post("bob", b, "APPROVE"), is(409));
        assertThat(post("joe", b, "APPROVE"), is(oneOf(200, 302)));

        r.assertBuildStatus(Result.SUCCESS, r.waitForCompletion(b));
        r.assertLogContains("approved by [bob, joe], true, seen <b>it</b>", b);
        assertThat("it is over", post("joe", b, "APPROVE"), is(409));
        assertThat(dashboard("joe").asNormalizedText(), not(containsString("Waiting for you")));
        HtmlPage after = r.createWebClient().login("joe").getPage(b, "ecs-deployments");
        assertThat(after.asNormalizedText(), containsString("seen <b>it</b>"));
    }

    private static HtmlPage dashboard(String user) throws Exception {
        return r.createWebClient().login(user).goTo("ecs-dashboard/");
    }

    @Test
    public void aRejectionFailsTheStepAndIsData() throws Exception {
        WorkflowRun b =
                waiting("try { ecsApprove message: 'Deploy?' } catch (e) { echo \"it was ${e.result.status}\" }");
        assertThat(post("bob", b, "REJECT"), is(oneOf(200, 302)));

        r.assertBuildStatus(Result.SUCCESS, r.waitForCompletion(b));
        r.assertLogContains("it was REJECTED", b);
    }

    @Test
    public void groupsAreThoseOfTheRequest() throws Exception {
        JenkinsRule.DummySecurityRealm realm = r.createDummySecurityRealm();
        realm.addGroups("bob", "managers");
        r.jenkins.setSecurityRealm(realm);
        WorkflowRun b = waiting("ecsApprove message: 'Deploy?', groups: 'managers'");
        assertThat("in none of the groups", post("joe", b, "APPROVE"), is(403));
        assertThat(post("bob", b, "APPROVE"), is(oneOf(200, 302)));

        r.assertBuildStatus(Result.SUCCESS, r.waitForCompletion(b));
    }

    @Test
    public void aBuildThatAnotherBuildStartedIsNotApprovedByWhoStartedThat() throws Exception {
        job(r, "p", "ecsApprove message: 'Deploy?'");
        WorkflowJob up = job(r, "up", "build job: 'p', wait: false");
        try (ACLContext amy = ACL.as2(User.getById("amy", true).impersonate2())) {
            r.assertBuildStatusSuccess(up.scheduleBuild2(0, new CauseAction(new Cause.UserIdCause())));
        }
        WorkflowJob p = r.jenkins.getItemByFullName("p", WorkflowJob.class);
        while (p.getLastBuild() == null) {
            Thread.onSpinWait();
        }
        WorkflowRun b = p.getLastBuild();
        r.waitForMessage("waiting for approval: Deploy?", b);
        assertThat("who started the first", post("amy", b, "APPROVE"), is(403));
        assertThat(post("bob", b, "APPROVE"), is(oneOf(200, 302)));

        r.assertBuildStatus(Result.SUCCESS, r.waitForCompletion(b));
    }

    @Test
    public void anAnswerNeedsACrumbAndItsOwnBuild() throws Exception {
        WorkflowRun b = waiting("ecsApprove message: 'Deploy?'");
        WorkflowRun other = r.buildAndAssertSuccess(job(r, "other", "echo 'nothing'"));
        String id = b.getAction(EcsDeploymentsAction.class)
                .getAskedApprovals()
                .get(0)
                .getId();
        JenkinsRule.WebClient bob = r.createWebClient().login("bob").withThrowExceptionOnFailingStatusCode(false);
        WebRequest without = new WebRequest(
                new URL(r.getURL(), b.getUrl() + "ecs-deployments/asked/" + id + "/answer"), HttpMethod.POST);
        without.setRequestParameters(List.of(new NameValuePair("answer", "APPROVE")));
        assertThat("no crumb", bob.getPage(without).getWebResponse().getStatusCode(), is(403));
        WebRequest elsewhere = new WebRequest(
                new URL(r.getURL(), other.getUrl() + "ecs-deployments/asked/" + id + "/answer"), HttpMethod.POST);
        elsewhere.setRequestParameters(List.of(new NameValuePair("answer", "APPROVE")));
        bob.addCrumb(elsewhere);
        assertThat("another build", bob.loadWebResponse(elsewhere).getStatusCode(), is(404));
        assertThat(b.isBuilding(), is(true));
        b.doStop();
        r.waitForCompletion(b);
    }

    @Test
    public void anAbortedBuildIsNoAnswer() throws Exception {
        WorkflowRun b = waiting("ecsApprove message: 'Deploy?'");
        b.doStop();

        r.assertBuildStatus(Result.ABORTED, r.waitForCompletion(b));
        assertThat(
                b.getAction(EcsDeploymentsAction.class)
                        .getAskedApprovals()
                        .get(0)
                        .getStatus(),
                is("ABORTED"));
        assertThat(post("bob", b, "APPROVE"), is(409));
    }

    @Test
    public void whatNobodyCanApproveFailsAtOnce() throws Exception {
        WorkflowRun b = r.waitForCompletion(started(
                job(r, "p", "ecsApprove message: 'Deploy?', users: 'amy', count: 2, timeout: 'soon', image: 'a:1'")));

        r.assertBuildStatus(Result.FAILURE, b);
        r.assertLogContains("users names only 1", b);
        r.assertLogContains("timeout: 'soon' is not a duration", b);
        r.assertLogContains("image: 'a:1' has no digest", b);
    }

    @Test
    public void withoutSecurityNothingIsAsked() throws Exception {
        r.jenkins.disableSecurity();
        WorkflowRun b = r.waitForCompletion(started(job(r, "p", "ecsApprove message: 'Deploy?'")));

        r.assertBuildStatus(Result.FAILURE, b);
        r.assertLogContains("while the security of Jenkins is off", b);
    }
}
