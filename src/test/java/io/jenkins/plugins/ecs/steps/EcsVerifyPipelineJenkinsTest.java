package io.jenkins.plugins.ecs.steps;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import hudson.model.Result;
import io.jenkins.plugins.ecs.config.EcsGlobalConfiguration;
import io.jenkins.plugins.ecs.config.EcsPolicy;
import io.jenkins.plugins.ecs.config.EcsTarget;
import io.jenkins.plugins.ecs.ui.build.EcsDeploymentsAction;
import java.time.Duration;
import java.util.List;
import org.jenkinsci.plugins.workflow.actions.WarningAction;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.graphanalysis.DepthFirstScanner;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** ecsVerify in pipelines: table, data, unstable builds, and abort in the middle of a long stableFor. */
public class EcsVerifyPipelineJenkinsTest extends EcsJenkinsTest {

    private static final String VERIFY = "ecsVerify cluster: 'prod', service: 'api'";

    @ClassRule
    public static final JenkinsRule r = jenkinsOfTheClass();

    @Rule
    public final Cleaning cleaning = new Cleaning(r);

    @Before
    public void setUp() throws Exception {
        configure(r);
    }

    @Test
    public void theTableIsInTheLogOnTheBuildAndInTheResult() throws Exception {
        WorkflowRun b = r.buildAndAssertSuccess(job(
                r, "p", "def v = " + VERIFY + "\necho \"${v.status} ${v.checks.find { it.check == 'tasks' }.value}\""));

        r.assertLogContains("[ecsVerify] tasks    PASSED   2 of api:1 running", b);
        r.assertLogContains("PASSED 2 of api:1 running", b);
        assertThat(
                b.getAction(EcsDeploymentsAction.class)
                        .getVerifications()
                        .get(0)
                        .getStatus(),
                is("PASSED"));
        assertThat(
                r.createWebClient()
                        .withJavaScriptEnabled(false)
                        .getPage(b, "ecs-deployments")
                        .getWebResponse()
                        .getContentAsString()
                        .contains("2 of api:1 running"),
                is(true));
    }

    @Test
    public void whatDoesNotFailTheBuildMakesItUnstable() throws Exception {
        WorkflowRun failed = started(job(r, "f", VERIFY + ", checks: [digest(image: 'repo/app:9', failureLimit: 0)]"));
        WorkflowRun unstable = started(
                job(r, "u", VERIFY + ", failOn: 'ERROR', checks: [digest(image: 'repo/app:9', failureLimit: 0)]"));

        r.assertBuildStatus(Result.FAILURE, r.waitForCompletion(failed));
        r.assertLogContains("FAILED: prod/api: digest FAILED: app runs repo/app:1.0.0 (expected: repo/app:9)", failed);
        r.assertBuildStatus(Result.UNSTABLE, r.waitForCompletion(unstable));
        boolean warned = new DepthFirstScanner()
                .allNodes(unstable.getExecution()).stream()
                        .anyMatch(node -> node.getAction(WarningAction.class) != null);
        assertThat(warned, is(true));
    }

    @Test
    public void anAbortEndsALongStableForAtOnce() throws Exception {
        WorkflowRun b = started(job(r, "p", VERIFY + ", checks: [stableFor('1h')]"));
        r.waitForMessage("stableFor INCONCLUSIVE so far", b);

        long before = System.nanoTime();
        b.doStop();
        r.assertBuildStatus(Result.ABORTED, r.waitForCompletion(b));

        assertThat(Duration.ofNanos(System.nanoTime() - before).toMillis(), lessThan(2_500L));
        r.assertLogContains("; aborted (expected: stable for 1 h)", b);
    }

    @Test
    public void rightAfterADeploymentItNeedsNoArgumentsAndDriftGoesByTheRecord() throws Exception {
        WorkflowJob job = job(r, "p", DEPLOY + "\necsVerify(checks: [drift()])");

        WorkflowRun deployed = r.buildAndAssertSuccess(job);
        sandbox.region()
                .call("UpdateService", "{\"cluster\":\"prod\",\"service\":\"api\",\"taskDefinition\":\"api:1\"}");
        job.setDefinition(new CpsFlowDefinition(
                "ecsVerify cluster: 'prod', service: 'api', defaultChecks: false, checks: [drift(interval: '1s')]",
                true));
        WorkflowRun drifted = r.buildAndAssertStatus(Result.FAILURE, job);

        r.assertLogContains("Verifying prod/api with", deployed);
        r.assertLogContains("api:2 is in use", deployed);
        r.assertLogContains("drift FAILED: api:1 is in use (expected: api:2, deployed by p #1)", drifted);
    }

    @Test
    public void withoutAServiceAndADeploymentItSaysWhatToGive() throws Exception {
        r.assertLogContains(
                "ecsVerify: service: missing, and this build has deployed none in eu-central-1."
                        + " Set 'service' and 'cluster'",
                r.buildAndAssertStatus(Result.FAILURE, job(r, "p", "ecsVerify()")));
    }

    @Test
    public void aGoodVerificationIsWhatTheRuleOfProductionAsksFor() throws Exception {
        EcsTarget target = new EcsTarget("prod");
        target.setCluster("prod");
        target.setProduction(true);
        EcsPolicy policy = new EcsPolicy();
        policy.setVerificationForProduction(true);
        target.setPolicy(policy);
        EcsGlobalConfiguration.get().setTargets(List.of(target));
        String deploy = "ecsDeploy target: 'prod', service: 'api', image: 'repo/app:2.0.0'";
        String verify = "ecsVerify target: 'prod', service: 'api'";

        WorkflowRun beforehand = r.buildAndAssertStatus(
                Result.FAILURE,
                job(r, "beforehand", verify + ", mode: 'preflight', image: 'repo/app:2.0.0'\n" + deploy));
        r.assertLogContains("no verification in this build", beforehand);
        WorkflowRun refused = r.buildAndAssertStatus(Result.FAILURE, job(r, "without", deploy));
        WorkflowRun badly = r.buildAndAssertStatus(
                Result.FAILURE,
                job(
                        r,
                        "badly",
                        "catchError(buildResult: 'SUCCESS') { ecsVerify target: 'prod', service: 'api', checks:"
                                + " [digest(image: 'repo/app:9', failureLimit: 0)] }\n" + deploy));
        assertThat(done("UpdateService"), is(0L));
        r.buildAndAssertSuccess(job(r, "well", verify + "\n" + deploy));

        r.assertLogContains("no verification in this build", refused);
        r.assertLogContains("no verification in this build", badly);
    }

    @Test
    public void aDeploymentOfSomebodyElseIsFollowedToItsVerdict() throws Exception {
        sandbox.region()
                .call("UpdateService", "{\"cluster\":\"prod\",\"service\":\"api\",\"forceNewDeployment\":true}");
        String arn = sandbox.region()
                .call("ListServiceDeployments", "{\"cluster\":\"prod\",\"service\":\"api\"}")
                .at("/serviceDeployments/0/serviceDeploymentArn")
                .asText();

        WorkflowRun b =
                r.buildAndAssertSuccess(job(r, "p", "echo \"ended: ${ecsVerify(deployment: '" + arn + "').status}\""));

        r.assertLogContains("ended: SUCCESS", b);
        assertThat(done("UpdateService"), is(0L));
    }

    @Test
    public void aPlanAndAPreflightChangeNothing() throws Exception {
        WorkflowRun b = r.buildAndAssertSuccess(job(
                r,
                "p",
                "def p = ecsDeploy(cluster: 'prod', service: 'api', image: 'repo/app:2.0.0', dryRun: true).plan\n"
                        + "echo \"starts: ${p.startsDeployment}\"\n"
                        + VERIFY + ", mode: 'preflight', image: 'repo/app:2.0.0'"));

        r.assertLogContains("starts: true", b);
        r.assertLogContains("[ecsVerify] percent", b);
        r.assertLogContains("[ecsVerify] IAM policy that is enough for this deployment", b);
        String page = r.createWebClient()
                .goTo(b.getUrl() + "ecs-deployments/")
                .getWebResponse()
                .getContentAsString();
        assertThat(page, containsString("IAM policy for this deployment"));
        assertThat(page, containsString("IAM policy for the deployment"));
        assertThat(page, containsString("service-deployment/prod/api/*"));
        for (String change : List.of("RegisterTaskDefinition", "UpdateService")) {
            assertThat(done(change), is(0L));
        }
    }
}
