package io.jenkins.plugins.ecs.steps;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.oneOf;

import hudson.model.Item;
import hudson.model.Result;
import io.jenkins.plugins.ecs.ui.EcsPermissions;
import io.jenkins.plugins.ecs.ui.build.AskedApprovalView;
import io.jenkins.plugins.ecs.ui.build.EcsDeploymentsAction;
import java.net.URL;
import java.util.List;
import jenkins.model.Jenkins;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.htmlunit.util.NameValuePair;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.JenkinsSessionRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

/** {@code ecsApprove} waits on over a restart, with the answers that it had. */
public class EcsApproveRestartJenkinsTest extends EcsJenkinsTest {

    @Rule
    public final JenkinsSessionRule sessions = new JenkinsSessionRule();

    private static void secure(JenkinsRule r) {
        r.jenkins.setSecurityRealm(r.createDummySecurityRealm());
        r.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Item.READ, EcsPermissions.APPROVE)
                .everywhere()
                .to("amy", "bob"));
    }

    private static AskedApprovalView asked(WorkflowRun b) {
        return b.getAction(EcsDeploymentsAction.class).getAskedApprovals().get(0);
    }

    private static int approve(JenkinsRule r, WorkflowRun b, String user) throws Exception {
        JenkinsRule.WebClient web =
                r.createWebClient().withThrowExceptionOnFailingStatusCode(false).login(user);
        WebRequest request = new WebRequest(
                new URL(r.getURL(), b.getUrl() + "ecs-deployments/asked/" + asked(b).getId() + "/answer"),
                HttpMethod.POST);
        request.setRequestParameters(List.of(new NameValuePair("answer", "APPROVE")));
        web.addCrumb(request);
        return web.getPage(request).getWebResponse().getStatusCode();
    }

    @Test
    public void oneOfTwoApprovalsIsKeptAndTheBuildGoesOn() throws Throwable {
        sessions.then(r -> {
            configure(r);
            secure(r);
            WorkflowRun b = started(job(r, "p", "ecsApprove message: 'Deploy?', count: 2\necho 'went on'"));
            r.waitForMessage("waiting for approval: Deploy?", b);
            assertThat("no executor", b.getExecutor(), is(b.getOneOffExecutor()));
            assertThat(approve(r, b, "amy"), is(oneOf(200, 302)));
            r.waitForMessage("[ecsApprove] amy approved", b);
        });
        sessions.then(r -> {
            secure(r);
            WorkflowRun b = r.jenkins.getItemByFullName("p", WorkflowJob.class).getBuildByNumber(1);
            r.waitForMessage("Still waiting after a restart: ", b);
            assertThat(asked(b).getAnswers().get(0).getBy(), is("amy"));
            assertThat("the same user", approve(r, b, "amy"), is(409));
            assertThat(approve(r, b, "bob"), is(oneOf(200, 302)));

            r.assertBuildStatus(Result.SUCCESS, r.waitForCompletion(b));
            r.assertLogContains("approved by amy, bob", b);
            r.assertLogContains("went on", b);
        });
        sessions.then(r -> {
            WorkflowRun b = r.jenkins.getItemByFullName("p", WorkflowJob.class).getBuildByNumber(1);
            assertThat("read back from the file of the build", asked(b).getStatus(), is("APPROVED"));
            assertThat(asked(b).getAnswers().get(1).getBy(), is("bob"));
        });
    }
}
