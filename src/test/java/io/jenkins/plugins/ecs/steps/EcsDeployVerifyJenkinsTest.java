package io.jenkins.plugins.ecs.steps;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import hudson.model.Result;
import io.jenkins.plugins.ecs.config.EcsGlobalConfiguration;
import io.jenkins.plugins.ecs.config.EcsTarget;
import io.jenkins.plugins.ecs.sandbox.Alarm;
import io.jenkins.plugins.ecs.steps.checks.AlarmsSettings;
import io.jenkins.plugins.ecs.steps.execution.FasterTime;
import java.net.URL;
import java.util.List;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.htmlunit.util.NameValuePair;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** Checks after a deployment in a pipeline: log, result, page, a user's decision, what a target requires. */
public class EcsDeployVerifyJenkinsTest extends EcsStagedJenkinsTest {

    private static final String VERIFIED =
            "ecsDeploy(cluster: 'prod', service: 'api', image: 'repo/app:2.0.0', verify: [alarms(names: ['p95'])]";

    @ClassRule
    public static final JenkinsRule r = jenkinsOfTheClass();

    @Rule
    public final FasterTime time = new FasterTime(10);

    @Rule
    public final Cleaning cleaning = new Cleaning(r);

    @Before
    public void setUp() throws Exception {
        configure(r);
        sandbox.alarm("p95").state(Alarm.State.OK);
    }

    @Test
    public void aCheckThatFailsRollsBackAndIsInTheResultAndOnThePage() throws Exception {
        sandbox.alarm("p95").state(Alarm.State.ALARM);

        WorkflowRun b = r.buildAndAssertStatus(
                Result.FAILURE,
                job(
                        r,
                        "fails",
                        "try { " + VERIFIED + ") } catch (e) { def v = e.result.verification\n"
                                + "echo \"caught ${e.result.status} ${v.status} ${v.checks.size()}\"; throw e }"));

        r.assertLogContains("The verification failed: alarms FAILED: in ALARM: p95", b);
        r.assertLogContains("caught ROLLED_BACK FAILED 6", b);
        assertThat(done("UpdateService"), is(2L));
        String page = r.createWebClient()
                .getPage(b, "ecs-deployments")
                .getWebResponse()
                .getContentAsString();
        assertThat(page, containsString("Verification after the deployment"));
        assertThat(page, containsString("alarms FAILED: in ALARM: p95"));
        String json = r.getJSON(b.getUrl() + "ecs-deployments/api/json?depth=3").getContentAsString();
        assertThat(json, containsString("\"verification\":{"));
        assertThat(json, containsString("\"status\":\"FAILED\""));
    }

    @Test
    public void aUserDecidesWhereThereIsNoResult() throws Exception {
        WorkflowRun b = started(job(r, "asks", VERIFIED.replace("p95", "unheard-of") + ")"));
        r.waitForMessage("Continue or roll back on the build page until", b);

        String page = r.createWebClient()
                .getPage(b, "ecs-deployments")
                .getWebResponse()
                .getContentAsString();
        assertThat(page, containsString("paused at VERIFICATION"));
        JenkinsRule.WebClient web = r.createWebClient();
        WebRequest answer = new WebRequest(new URL(r.getURL(), approval(b)), HttpMethod.POST);
        answer.setRequestParameters(
                List.of(new NameValuePair("hook", hook(b)), new NameValuePair("answer", "CONTINUE")));
        web.addCrumb(answer);
        web.getPage(answer);

        r.assertBuildStatus(Result.UNSTABLE, r.waitForCompletion(b));
        r.assertLogContains("SUCCESS: prod/api -> api:2: accepted by ", b);
        assertThat(done("UpdateService"), is(1L));
    }

    @Test
    public void whatATargetRequiresCannotBeLeftOutOrWeakened() throws Exception {
        sandbox.alarm("p95").state(Alarm.State.ALARM);
        AlarmsSettings required = new AlarmsSettings();
        required.setNames(List.of("p95"));
        EcsTarget target = new EcsTarget("prod-eu");
        target.setRegion("eu-central-1");
        target.setCluster("prod");
        target.setVerify(List.of(required));
        EcsGlobalConfiguration.get().setTargets(List.of(target));

        WorkflowRun b = r.buildAndAssertStatus(
                Result.FAILURE,
                job(
                        r,
                        "weak",
                        "ecsDeploy target: 'prod-eu', service: 'api', image: 'repo/app:2.0.0',"
                                + " verify: [alarms(dryRun: true)], onVerificationFailure: 'fail'"));

        r.assertLogContains("ROLLED_BACK: prod/api", b);
        assertThat(done("UpdateService"), is(2L));
    }

    @Test
    public void aNewerBuildEndsTheWatchOfAnOlderOne() throws Exception {
        WorkflowRun watches = started(job(r, "watches", VERIFIED + ", watch: '2h')"));
        r.waitForMessage("Watching the service for 2 h", watches);

        r.buildAndAssertSuccess(job(r, "newer", DEPLOY.replace("2.0.0", "3.0.0")));

        r.assertBuildStatusSuccess(r.waitForCompletion(watches));
        r.assertLogContains("The watch ended early, because newer #1 deploys the service", watches);
    }

    @Test
    public void wrongChecksAreReportedBeforeAwsIsAsked() throws Exception {
        WorkflowRun b = r.buildAndAssertStatus(
                Result.FAILURE,
                job(r, "wrong", VERIFIED + ", wait: false, watch: 'soon', onVerificationFailure: 'explode')"));

        r.assertLogContains("watch: 'soon' is no length of time", b);
        r.assertLogContains("onVerificationFailure: 'explode' is unknown. Use 'fail', 'hold' or 'rollback'", b);
        assertThat(sandbox.calls(), is(List.of()));
    }
}
