package io.jenkins.plugins.ecs.steps;

import hudson.model.Result;
import io.jenkins.plugins.ecs.steps.execution.FasterTime;
import org.htmlunit.html.HtmlButton;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlPage;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** A pause that is left in a service's configuration is answered on the build page of whatever step deploys next. */
public class LeftPauseJenkinsTest extends EcsStagedJenkinsTest {

    @ClassRule
    public static final JenkinsRule r = jenkinsOfTheClass();

    @Rule
    public final FasterTime time = new FasterTime(10);

    @Rule
    public final Cleaning cleaning = new Cleaning(r);

    @Before
    public void leaveAPause() throws Exception {
        configure(r);
        WorkflowRun first = started(job(r, "first", "ecsBlueGreen " + ARGUMENTS));
        r.waitForMessage(PAUSED, first);
        press(first, "CONTINUE");
        r.assertBuildStatus(Result.SUCCESS, r.waitForCompletion(first));
    }

    private void press(WorkflowRun b, String answer) throws Exception {
        HtmlPage page = r.createWebClient().withJavaScriptEnabled(false).getPage(b, "ecs-deployments");
        HtmlForm form = page.getForms().stream()
                .filter(each -> each.getActionAttribute().endsWith("/answer"))
                .findFirst()
                .orElseThrow();
        HtmlButton button = form.getFirstByXPath(".//button[@value='" + answer + "']");
        button.click();
    }

    @Test
    public void ofEcsDeployAlone() throws Exception {
        WorkflowRun b = started(job(r, "next", "ecsDeploy cluster: 'prod', service: 'web', image: 'repo/app:3.0.0'"));
        r.waitForMessage("Continue or roll back prod/web", b);

        press(b, "CONTINUE");

        r.assertBuildStatus(Result.SUCCESS, r.waitForCompletion(b));
        r.assertLogContains("The service's own configuration pauses its deployments at", b);
    }

    @Test
    public void ofAServiceAmongSeveral() throws Exception {
        WorkflowRun b =
                started(job(r, "next", "ecsDeploy cluster: 'prod', image: 'repo/app:3.0.0', services: ['web', 'api']"));
        r.waitForMessage("Continue or roll back prod/web", b);

        press(b, "CONTINUE");

        r.assertBuildStatus(Result.SUCCESS, r.waitForCompletion(b));
    }

    @Test
    public void ofARollback() throws Exception {
        WorkflowRun b = started(job(r, "back", "ecsRollback cluster: 'prod', service: 'web'"));
        r.waitForMessage("Continue or roll back prod/web", b);

        press(b, "CONTINUE");

        r.assertBuildStatus(Result.SUCCESS, r.waitForCompletion(b));
    }
}
