package io.jenkins.plugins.ecs.steps;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.oneOf;

import hudson.model.Item;
import hudson.model.Result;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.ui.EcsPermissions;
import java.net.URI;
import java.net.URL;
import java.util.List;
import jenkins.model.Jenkins;
import org.htmlunit.HttpMethod;
import org.htmlunit.Page;
import org.htmlunit.WebRequest;
import org.htmlunit.html.HtmlButton;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlPage;
import org.htmlunit.util.NameValuePair;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

/** A pause is answered on the build page, by who may. */
public class EcsBlueGreenApprovalJenkinsTest extends EcsStagedJenkinsTest {

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
                .to("reader", "approver", "builder")
                .grant(EcsPermissions.APPROVE)
                .everywhere()
                .to("approver")
                .grant(Item.BUILD)
                .everywhere()
                .to("builder")
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin"));
    }

    private WorkflowRun paused(String more) throws Exception {
        WorkflowRun b = started(job(r, "p", "ecsBlueGreen " + ARGUMENTS + more));
        r.waitForMessage(PAUSED, b);
        return b;
    }

    private Page post(String user, WorkflowRun b, String hook, String answer) throws Exception {
        JenkinsRule.WebClient web = r.createWebClient().login(user).withThrowExceptionOnFailingStatusCode(false);
        WebRequest request = new WebRequest(new URL(r.getURL(), approval(b)), HttpMethod.POST);
        request.setRequestParameters(List.of(new NameValuePair("hook", hook), new NameValuePair("answer", answer)));
        web.addCrumb(request);
        return web.getPage(request);
    }

    private static int status(Page page) {
        return page.getWebResponse().getStatusCode();
    }

    @Test
    public void aPersonContinuesWithTheButtonWithoutAScript() throws Exception {
        WorkflowRun b = paused("");
        JenkinsRule.WebClient web =
                r.createWebClient().withJavaScriptEnabled(false).login("approver");
        HtmlPage page = web.getPage(b, "ecs-deployments");
        assertThat(page.asNormalizedText(), containsString("prod/web is paused at POST_TEST_TRAFFIC_SHIFT."));
        HtmlForm form = page.getForms().stream()
                .filter(each -> each.getActionAttribute().endsWith("/answer"))
                .findFirst()
                .orElseThrow();
        HtmlButton go = form.getFirstByXPath(".//button[@value='CONTINUE']");
        go.click();

        r.assertBuildStatus(Result.SUCCESS, r.waitForCompletion(b));
        r.assertLogContains("CONTINUE: approver", b);
        assertThat(outcome(b).pauses().get(0).end(), is("continued by approver"));
        assertThat(done("ContinueServiceDeployment"), is(1L));
    }

    @Test
    public void aPersonRollsBack() throws Exception {
        WorkflowRun b = paused("");
        assertThat(status(post("builder", b, hook(b), "ROLLBACK")), is(200));
        r.assertBuildStatus(Result.FAILURE, r.waitForCompletion(b));
        r.assertLogContains(
                "ROLLED_BACK: prod/web -> web:2: rolled back in the pause at POST_TEST_TRAFFIC_SHIFT by builder", b);
    }

    @Test
    public void whoMayNotIsRefusedAndNothingHappens() throws Exception {
        WorkflowRun b = paused("");
        assertThat(status(post("reader", b, hook(b), "CONTINUE")), is(403));
        assertThat(outcome(b).pauses().get(0).isOpen(), is(true));
        assertThat(done("ContinueServiceDeployment"), is(0L));
        HtmlPage page = r.createWebClient().login("reader").getPage(b, "ecs-deployments");
        assertThat(page.asNormalizedText(), containsString("You are not allowed to answer this pause."));
        assertThat(page.asXml(), not(containsString("value=\"CONTINUE\"")));
        b.doStop();
        r.waitForCompletion(b);
    }

    @Test
    public void aGetChangesNothing() throws Exception {
        WorkflowRun b = paused("");
        JenkinsRule.WebClient web = r.createWebClient().login("approver").withThrowExceptionOnFailingStatusCode(false);
        Page page = web.goTo(approval(b) + "?hook=" + hook(b) + "&answer=CONTINUE", null);
        assertThat(status(page), is(oneOf(404, 405)));
        assertThat(outcome(b).pauses().get(0).isOpen(), is(true));
        assertThat(done("ContinueServiceDeployment"), is(0L));
        b.doStop();
        r.waitForCompletion(b);
    }

    @Test
    public void onlySubmittersAndAdministratorsMayWhereTheStepNamesThem() throws Exception {
        WorkflowRun b = paused(", submitters: ['release-manager']");
        assertThat(status(post("approver", b, hook(b), "CONTINUE")), is(403));
        assertThat(done("ContinueServiceDeployment"), is(0L));
        assertThat(status(post("admin", b, hook(b), "CONTINUE")), is(200));
        r.assertBuildStatus(Result.SUCCESS, r.waitForCompletion(b));
    }

    @Test
    public void theSecondAnswerIsTold() throws Exception {
        WorkflowRun b = paused("");
        String hook = hook(b);
        assertThat(status(post("approver", b, hook, "CONTINUE")), is(200));
        assertThat(status(post("builder", b, hook, "ROLLBACK")), is(409));
        assertThat(status(post("builder", b, "other", "ROLLBACK")), is(404));
        assertThat(status(post("builder", b, hook, "MAYBE")), is(404));
        r.assertBuildStatus(Result.SUCCESS, r.waitForCompletion(b));
        assertThat(status(post("builder", b, hook, "ROLLBACK")), is(409));
    }

    @Test
    public void anAnswerGivenElsewhereIsNoticed() throws Exception {
        WorkflowRun b = paused("");
        answerElsewhere(b, "CONTINUE");
        r.assertBuildStatus(Result.SUCCESS, r.waitForCompletion(b));
        r.assertLogContains("the pause is over: continued elsewhere", b);
    }

    @Test
    public void aPlanWaitsForNobodyAndChangesNothing() throws Exception {
        WorkflowRun b = r.buildAndAssertSuccess(
                job(r, "p", "def result = ecsBlueGreen " + ARGUMENTS + ", dryRun: true\necho \"so: ${result.plan}\""));
        r.assertLogContains("deploymentConfiguration.strategy: ROLLING -> BLUE_GREEN", b);
        r.assertLogContains("would start a deployment: taskDefinition changes", b);
        assertThat(outcome(b).verdict(), is(Verdict.PLANNED));
        assertThat(done("RegisterTaskDefinition"), is(0L));
        assertThat(done("UpdateService"), is(0L));
    }

    @Test
    public void restShowsWhatWaitsAndWhoAnswered() throws Exception {
        WorkflowRun b = paused("");
        JenkinsRule.WebClient web = r.createWebClient().login("approver");
        String url = URI.create(b.getUrl() + "ecs-deployments/api/json").toString();
        String json = web.goTo(url, "application/json").getWebResponse().getContentAsString();
        assertThat(json, containsString("\"hookId\":\"" + hook(b) + "\""));
        post("approver", b, hook(b), "CONTINUE");
        r.waitForCompletion(b);
        json = web.goTo(url, "application/json").getWebResponse().getContentAsString();
        assertThat(json, containsString("\"by\":\"approver\""));
    }
}
