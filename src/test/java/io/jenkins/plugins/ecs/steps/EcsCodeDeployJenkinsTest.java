package io.jenkins.plugins.ecs.steps;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import hudson.model.Result;
import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.ui.build.EcsDeploymentsAction;
import org.htmlunit.html.HtmlButton;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlPage;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** A service of CodeDeploy: its wait is answered on the build page, or by a block. */
public class EcsCodeDeployJenkinsTest extends EcsJenkinsTest {

    private static final String ELB = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:";
    private static final String ARGUMENTS = "cluster: 'prod', service: 'orders', image: 'repo/app:2.0.0'";

    @ClassRule
    public static final JenkinsRule r = jenkinsOfTheClass();

    @Rule
    public final Cleaning cleaning = new Cleaning(r);

    @Before
    public void setUp() throws Exception {
        configure(r);
        sandbox.service(
                "prod",
                "orders",
                s -> s.image("repo/app:1.0.0")
                        .desiredCount(2)
                        .controller("CODE_DEPLOY")
                        .loadBalancer(ELB + "targetgroup/blue/0123456789abcdef", "app", 8080));
        sandbox.region()
                .deploymentGroup(
                        "shop",
                        "production",
                        group -> group.service("prod", "orders")
                                .loadBalancer(
                                        "blue",
                                        "green",
                                        ELB + "listener/app/shop/50dc6c495c0c9188/0000000000000001",
                                        ELB + "listener/app/shop/50dc6c495c0c9188/0000000000000002")
                                .ready("STOP_DEPLOYMENT", 600)
                                .termination(0));
    }

    private static Outcome outcome(WorkflowRun b) {
        return b.getAction(EcsDeploymentsAction.class).getDeployments().get(0).getOutcome();
    }

    @Test
    public void aPersonLetsTrafficMove() throws Exception {
        WorkflowRun b = started(job(r, "p", "ecsBlueGreen " + ARGUMENTS));
        r.waitForMessage("paused at READY_WAIT: CodeDeploy is waiting for approval", b);
        HtmlPage page = r.createWebClient().withJavaScriptEnabled(false).getPage(b, "ecs-deployments");
        assertThat(page.asNormalizedText(), containsString("prod/orders is paused at READY_WAIT."));
        assertThat(page.asNormalizedText(), containsString("then CodeDeploy stops the deployment"));
        HtmlForm form = page.getForms().stream()
                .filter(each -> each.getActionAttribute().endsWith("/answer"))
                .findFirst()
                .orElseThrow();
        HtmlButton go = form.getFirstByXPath(".//button[@value='CONTINUE']");
        go.click();
        r.assertBuildStatus(Result.SUCCESS, r.waitForCompletion(b));
        assertThat(outcome(b).pauses().get(0).end(), startsWith("continued by "));
        assertThat(done("ContinueDeployment"), is(1L));
        assertThat(
                sandbox.calls("CreateDeployment")
                        .get(0)
                        .request()
                        .path("description")
                        .asText(),
                startsWith(r.getURL() + b.getUrl() + " (ecs-deployment "));
    }

    @Test
    public void aBlockSaysNo() throws Exception {
        WorkflowRun b = r.buildAndAssertStatus(
                Result.FAILURE,
                job(
                        r,
                        "no",
                        "ecsBlueGreenGated(" + ARGUMENTS + ") {\n"
                                + "echo \"at ${env.ECS_STAGE} by ${env.ECS_CODEDEPLOY_DEPLOYMENT}\"\n"
                                + "error 'the smoke test failed'\n}"));
        r.assertLogContains("at READY_WAIT by d-", b);
        r.assertLogContains("rolled back in the pause at READY_WAIT by the block", b);
        assertThat(done("StopDeployment"), is(1L));
        assertThat(done("ContinueDeployment"), is(0L));
    }
}
