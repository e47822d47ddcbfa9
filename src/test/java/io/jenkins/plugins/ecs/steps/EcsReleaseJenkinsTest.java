package io.jenkins.plugins.ecs.steps;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import hudson.BulkChange;
import hudson.model.Result;
import io.jenkins.plugins.ecs.config.EcsGlobalConfiguration;
import io.jenkins.plugins.ecs.config.EcsPath;
import io.jenkins.plugins.ecs.config.EcsPathEnvironment;
import io.jenkins.plugins.ecs.config.EcsPolicy;
import io.jenkins.plugins.ecs.config.EcsTarget;
import io.jenkins.plugins.ecs.sandbox.Alarm;
import io.jenkins.plugins.ecs.steps.checks.AlarmsSettings;
import io.jenkins.plugins.ecs.steps.execution.FasterTime;
import java.util.List;
import org.htmlunit.html.HtmlPage;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.JenkinsSessionRule;

/** {@code ecsRelease} in a real Jenkins: restart while it soaks, rollback, required path, page. */
public class EcsReleaseJenkinsTest extends EcsJenkinsTest {

    private static final String DIGEST = "sha256:" + "ab".repeat(32);
    private static final String RELEASE = "ecsRelease service: 'api', image: 'repo/app@" + DIGEST + "', path: 'web'";

    @Rule
    public final FasterTime time = new FasterTime(10);

    @Rule
    public final JenkinsSessionRule sessions = new JenkinsSessionRule();

    @Before
    public void addStaging() {
        sandbox.cluster("staging");
        sandbox.service("staging", "api", s -> s.image("repo/app:1.0.0").desiredCount(2));
        sandbox.alarm("p95").state(Alarm.State.OK);
    }

    private void configurePath(JenkinsRule r, String soak) throws Exception {
        configure(r);
        EcsTarget staging = new EcsTarget("staging-eu");
        staging.setCluster("staging");
        EcsTarget prod = new EcsTarget("prod-eu");
        prod.setCluster("prod");
        EcsPolicy policy = new EcsPolicy();
        policy.setPathRequired("web");
        prod.setPolicy(policy);
        EcsPathEnvironment first = new EcsPathEnvironment("staging", "staging-eu");
        EcsPathEnvironment second = new EcsPathEnvironment("production", "prod-eu");
        second.setFrom("staging");
        second.setSoak(soak);
        AlarmsSettings alarms = new AlarmsSettings();
        alarms.setNames(List.of("p95"));
        second.setVerify(List.of(alarms));
        EcsPath path = new EcsPath("web");
        path.setOwner("the platform team");
        path.setEnvironments(List.of(first, second));
        EcsGlobalConfiguration global = EcsGlobalConfiguration.get();
        try (BulkChange all = new BulkChange(global)) {
            global.setTargets(List.of(staging, prod));
            global.setPaths(List.of(path));
            all.commit();
        }
    }

    private static WorkflowRun build(JenkinsRule r, String job) {
        return r.jenkins.getItemByFullName(job, WorkflowJob.class).getBuildByNumber(1);
    }

    @Test
    public void aRestartWhileItSoaksLosesNothing() throws Throwable {
        sessions.then(r -> {
            configurePath(r, "4h");
            WorkflowRun b = started(job(r, "p", RELEASE));
            r.waitForMessage("production waits: soaked ", b);
            assertThat("no executor", b.getExecutor(), is(b.getOneOffExecutor()));
            HtmlPage page = r.createWebClient().getPage(b, "ecs-deployments/");
            assertThat(page.asNormalizedText(), containsString("waits: soaked "));
            // The conditions count as they are when they are judged again.
            configurePath(r, "1s");
        });
        sessions.then(r -> {
            WorkflowRun b = build(r, "p");
            r.assertBuildStatus(Result.SUCCESS, r.waitForCompletion(b));
            r.assertLogContains("Resuming the release after a restart: production: waiting", b);
            r.assertLogContains("[ecsRelease production] Proven in production", b);
            r.assertLogContains("[ecsRelease] SUCCESS: api on path web", b);
            assertThat("one in each environment", done("UpdateService"), is(2L));
            HtmlPage page = r.createWebClient().getPage(b, "ecs-deployments/");
            assertThat(page.asNormalizedText(), containsString("met: proven in staging at "));
        });
    }

    @Test
    public void aFailedVerificationRollsBackAndHoldsAlsoAfterARestart() throws Throwable {
        sandbox.alarm("p95").state(Alarm.State.ALARM);
        sessions.then(r -> {
            configurePath(r, "1s");
            WorkflowRun b = r.waitForCompletion(started(job(r, "p", RELEASE)));
            r.assertBuildStatus(Result.FAILURE, b);
            r.assertLogContains("[ecsRelease] ROLLED_BACK: api on path web", b);
            assertThat("there, there and back", done("UpdateService"), is(3L));
        });
        sandbox.alarm("p95").state(Alarm.State.OK);
        sessions.then(r -> {
            WorkflowRun again = r.waitForCompletion(started(
                    job(r, "again", RELEASE.replace("ab".repeat(32), "cd".repeat(32)) + ", to: 'staging'")));
            r.assertBuildStatus(Result.SUCCESS, again);
            WorkflowRun held = r.waitForCompletion(started(
                    job(r, "held", RELEASE.replace("ab".repeat(32), "cd".repeat(32)) + ", to: 'production'")));
            r.assertBuildStatus(Result.FAILURE, held);
            r.assertLogContains("held since ", held);
            r.assertLogContains("(path 'web' of the global settings; ask the platform team)", held);
            assertThat(done("UpdateService"), is(4L));
        });
    }

    private void configureTogether(JenkinsRule r) throws Exception {
        configurePath(r, null);
        EcsPath path = new EcsPath("web");
        path.setEnvironments(List.of(new EcsPathEnvironment("everywhere", "staging-eu, prod-eu")));
        EcsGlobalConfiguration.get().setPaths(List.of(path));
    }

    @Test
    public void severalTargetsAreDeployedToTogetherAlsoOverARestart() throws Throwable {
        sessions.then(r -> {
            configureTogether(r);
            WorkflowRun b = started(job(r, "p", RELEASE));
            r.waitForMessage("[ecsRelease everywhere/staging-eu] Started deployment", b);
            r.waitForMessage("[ecsRelease everywhere/prod-eu] Started deployment", b);
        });
        sessions.then(r -> {
            WorkflowRun b = build(r, "p");
            r.assertBuildStatus(Result.SUCCESS, r.waitForCompletion(b));
            r.assertLogContains("[ecsRelease everywhere/staging-eu] Proven in everywhere/staging-eu", b);
            r.assertLogContains("[ecsRelease everywhere/prod-eu] Proven in everywhere/prod-eu", b);
            assertThat("one in each target", done("UpdateService"), is(2L));
        });
    }

    @Test
    public void everyOtherWayIsRefused() throws Throwable {
        sessions.then(r -> {
            configurePath(r, null);
            for (String script : List.of(
                    DEPLOY,
                    DEPLOY.replace("cluster: 'prod'", "target: 'prod-eu'"),
                    "ecsDeploy cluster: 'prod', services: ['api'], image: 'repo/app:2.0.0'",
                    "ecsRelease service: 'api', image: 'repo/app@" + DIGEST + "', to: 'production'")) {
                WorkflowJob job = job(r, "p" + Math.abs(script.hashCode()), script);
                WorkflowRun b = r.waitForCompletion(started(job));
                r.assertBuildStatus(Result.FAILURE, b);
            }
            WorkflowRun b = r.waitForCompletion(started(job(r, "direct", DEPLOY)));
            r.assertLogContains("only a release on path web may change this; use ecsRelease (rule 'pathRequired'", b);
            assertThat(done("UpdateService"), is(0L));
            assertThat(done("RegisterTaskDefinition"), is(0L));
        });
    }

    @Test
    public void badInputIsReportedAtOnceBeforeAwsIsCalled() throws Throwable {
        sessions.then(r -> {
            configurePath(r, null);
            WorkflowRun b = r.waitForCompletion(
                    started(job(r, "p", "ecsRelease service: 'a b', image: 'repo/app:2.0.0', to: 'nowhere'")));
            r.assertBuildStatus(Result.FAILURE, b);
            r.assertLogContains("has no digest", b);
            r.assertLogContains("to: path web has no environment 'nowhere'. Use one of: staging, production", b);
            assertThat(sandbox.calls().size(), is(0));
        });
    }

    @Test
    public void anAbortWhileItSoaksEndsTheBuild() throws Throwable {
        sessions.then(r -> {
            configurePath(r, "4h");
            WorkflowRun b = started(job(r, "p", RELEASE));
            r.waitForMessage("production waits: soaked ", b);
            b.getExecutor().interrupt();
            r.assertBuildStatus(Result.ABORTED, r.waitForCompletion(b));
            assertThat(done("UpdateService"), is(1L));
        });
    }
}
