package io.jenkins.plugins.ecs.steps;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import hudson.model.Cause;
import hudson.model.CauseAction;
import hudson.model.Result;
import hudson.model.User;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.ecs.config.EcsGlobalConfiguration;
import io.jenkins.plugins.ecs.config.EcsPath;
import io.jenkins.plugins.ecs.config.EcsPathEnvironment;
import io.jenkins.plugins.ecs.config.EcsPolicy;
import io.jenkins.plugins.ecs.config.EcsTarget;
import io.jenkins.plugins.ecs.ui.build.EcsDeploymentsAction;
import java.net.URL;
import java.util.List;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.htmlunit.util.NameValuePair;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.support.steps.input.InputAction;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** Production needs a user's approval in the same build: the answer to an input step, given before. */
public class ApprovalEvidenceJenkinsTest extends EcsJenkinsTest {

    private static final String TO_PRODUCTION =
            "ecsDeploy target: 'prod-eu', service: 'api', image: 'repo/app:2.0.0'\n";
    private static final String ASK = "input id: 'Go', message: 'Deploy to production?'\n";

    @ClassRule
    public static final JenkinsRule r = jenkinsOfTheClass();

    @Rule
    public final Cleaning cleaning = new Cleaning(r);

    private EcsPolicy policy;

    @Before
    public void setUp() throws Exception {
        configure(r);
        r.jenkins.setSecurityRealm(r.createDummySecurityRealm());
        policy = new EcsPolicy();
        policy.setContact("the release managers");
        policy.setApprovalForProduction(true);
        EcsTarget target = new EcsTarget("prod-eu");
        target.setRegion("eu-central-1");
        target.setCluster("prod");
        target.setProduction(true);
        target.setPolicy(policy);
        EcsGlobalConfiguration.get().setTargets(List.of(target));
    }

    @Test
    public void withoutAnApprovalItIsRefusedAlsoWhereTheTargetIsNotNamed() throws Exception {
        for (String script : List.of(TO_PRODUCTION, DEPLOY)) {
            WorkflowRun build = r.buildAndAssertStatus(Result.FAILURE, job(r, "p" + script.length(), script));

            r.assertLogContains("REFUSED: prod/api: blocked by policy: no approval in this build", build);
            r.assertLogContains("(rule 'approvalForProduction' of target prod-eu; ask the release managers)", build);
        }
        assertThat(done("RegisterTaskDefinition"), is(0L));
        assertThat(done("UpdateService"), is(0L));
    }

    @Test
    public void anApprovalInTheSameBuildIsEnough() throws Exception {
        WorkflowRun build = started(job(r, "p", ASK + TO_PRODUCTION));
        approve(build, "alice");

        r.assertBuildStatusSuccess(r.waitForCompletion(build));
        assertThat(done("UpdateService"), is(1L));
    }

    @Test
    public void anApprovalOfAnotherBuildIsNone() throws Exception {
        WorkflowRun approved = started(job(r, "p", ASK));
        approve(approved, "alice");
        r.assertBuildStatusSuccess(r.waitForCompletion(approved));

        WorkflowRun build = r.buildAndAssertStatus(Result.FAILURE, job(r, "q", TO_PRODUCTION));

        r.assertLogContains("no approval in this build", build);
    }

    @Test
    public void whoStartedTheBuildDoesNotApproveItUnlessTheAdministratorSaysSo() throws Exception {
        WorkflowRun own = startedBy("alice", job(r, "p", ASK + TO_PRODUCTION));
        approve(own, "alice");
        r.assertBuildStatus(Result.FAILURE, r.waitForCompletion(own));
        r.assertLogContains("no valid approval in this build: alice started the build", own);

        policy.setStarterMayApprove(true);
        WorkflowRun allowed = startedBy("alice", job(r, "q", ASK + TO_PRODUCTION));
        approve(allowed, "alice");
        r.assertBuildStatusSuccess(r.waitForCompletion(allowed));
    }

    @Test
    public void whoStartedTheBuildBeforeDoesNotApproveItEither() throws Exception {
        WorkflowJob deploys = job(r, "deploys", ASK + TO_PRODUCTION);
        WorkflowRun upstream = startedBy("alice", job(r, "starts", "build job: 'deploys', wait: false"));
        r.assertBuildStatusSuccess(r.waitForCompletion(upstream));
        while (deploys.getLastBuild() == null) {
            Thread.onSpinWait();
        }
        WorkflowRun build = deploys.getLastBuild();
        approve(build, "alice");

        r.assertBuildStatus(Result.FAILURE, r.waitForCompletion(build));
        r.assertLogContains("no valid approval in this build: alice started the build", build);
    }

    @Test
    public void onlyApproversApprove() throws Exception {
        policy.setApprovers("carol");
        WorkflowRun other = started(job(r, "p", ASK + TO_PRODUCTION));
        approve(other, "bob");
        r.assertBuildStatus(Result.FAILURE, r.waitForCompletion(other));
        r.assertLogContains("bob is not one of the approvers (carol)", other);

        WorkflowRun right = started(job(r, "q", ASK + TO_PRODUCTION));
        approve(right, "carol");
        r.assertBuildStatusSuccess(r.waitForCompletion(right));
        r.assertLogContains("Approved by carol at", right);
    }

    @Test
    public void anApprovalBeforeThePlanIsNoneAndOneAfterItIs() throws Exception {
        String plan = "ecsDeploy target: 'prod-eu', service: 'api', image: 'repo/app:2.0.0', dryRun: true\n";
        WorkflowRun before = started(job(r, "p", ASK + plan + TO_PRODUCTION));
        approve(before, "bob");
        r.assertBuildStatus(Result.FAILURE, r.waitForCompletion(before));
        r.assertLogContains("was given before the plan was shown", before);

        WorkflowRun after = started(job(r, "q", plan + ASK + TO_PRODUCTION));
        approve(after, "bob");
        r.assertBuildStatusSuccess(r.waitForCompletion(after));
    }

    @Test
    public void anApprovalAfterThePlanOfAReleaseIsForWhatThatReleaseDeploys() throws Exception {
        EcsPath path = new EcsPath("web");
        path.setEnvironments(List.of(new EcsPathEnvironment("production", "prod-eu")));
        EcsGlobalConfiguration.get().setPaths(List.of(path));
        String plan = "ecsRelease service: 'api', image: 'repo/app@sha256:" + "ab".repeat(32)
                + "', path: 'web', dryRun: true\n";
        WorkflowRun build = started(job(r, "p", plan + ASK + TO_PRODUCTION));
        approve(build, "bob");
        r.assertBuildStatus(Result.FAILURE, r.waitForCompletion(build));
        r.assertLogContains("bob is for a plan that deploys something else", build);
        assertThat(done("UpdateService"), is(0L));
    }

    @Test
    public void aPlanSaysThatAnApprovalIsMissingAndNeedsNone() throws Exception {
        String plan =
                "def p = ecsDeploy(target: 'prod-eu', service: 'api', image: 'repo/app:3.0.0', dryRun: true).plan\n"
                        + "echo \"allowed: ${p.allowed}, now: ${p.refusedNow.size()}\"\n";
        WorkflowRun alone = r.buildAndAssertSuccess(job(r, "p", plan));
        r.assertLogContains("Rules would refuse it now: no approval in this build", alone);
        r.assertLogContains("allowed: true, now: 1", alone);

        WorkflowRun build = started(job(r, "q", ASK + plan));
        approve(build, "bob");
        r.assertBuildStatusSuccess(r.waitForCompletion(build));
        r.assertLogContains("Rules that allow it: approvalForProduction of target prod-eu", build);
    }

    @Test
    public void ecsApproveIsForTheDigestThatItNames() throws Exception {
        String ask = "ecsApprove message: 'Deploy?', image: 'repo/app@sha256:" + "ab".repeat(32) + "'\n";
        String deploy = "ecsDeploy target: 'prod-eu', service: 'api', image: 'repo/app@sha256:%s'\n";
        WorkflowRun other = started(job(r, "p", ask + String.format(deploy, "cd".repeat(32))));
        approveOnPage(other, "bob");
        r.assertBuildStatus(Result.FAILURE, r.waitForCompletion(other));
        r.assertLogContains("bob is only for image sha256:abab", other);
        assertThat(done("UpdateService"), is(0L));

        WorkflowRun right = started(job(r, "q", ask + String.format(deploy, "ab".repeat(32))));
        approveOnPage(right, "bob");
        r.assertBuildStatusSuccess(r.waitForCompletion(right));
        assertThat(done("UpdateService"), is(1L));
    }

    private static void approveOnPage(WorkflowRun build, String user) throws Exception {
        r.waitForMessage("waiting for approval: Deploy?", build);
        String id = build.getAction(EcsDeploymentsAction.class)
                .getAskedApprovals()
                .get(0)
                .getId();
        JenkinsRule.WebClient web = r.createWebClient().login(user);
        WebRequest request = new WebRequest(
                new URL(r.getURL(), build.getUrl() + "ecs-deployments/asked/" + id + "/answer"), HttpMethod.POST);
        request.setRequestParameters(List.of(new NameValuePair("answer", "APPROVE")));
        web.addCrumb(request);
        web.getPage(request);
    }

    @Test
    public void oneApprovalIsNotForTwoVersions() throws Exception {
        WorkflowRun build = started(job(r, "p", ASK + TO_PRODUCTION + TO_PRODUCTION.replace("2.0.0", "3.0.0")));
        approve(build, "bob");

        r.assertBuildStatus(Result.FAILURE, r.waitForCompletion(build));
        r.assertLogContains("was already used for another version of this service", build);
        assertThat(done("UpdateService"), is(1L));
    }

    private static WorkflowRun startedBy(String user, WorkflowJob job) throws Exception {
        User.getById(user, true);
        return job.scheduleBuild2(0, new CauseAction(new Cause.UserIdCause(user)))
                .waitForStart();
    }

    private void approve(WorkflowRun build, String user) throws Exception {
        r.waitForMessage("Deploy to production?", build);
        InputAction input = build.getAction(InputAction.class);
        try (ACLContext as = ACL.as2(User.getById(user, true).impersonate2())) {
            input.getExecution("Go").proceed(null);
        }
    }
}
