package io.jenkins.plugins.ecs.steps;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import hudson.util.FormValidation;
import io.jenkins.plugins.ecs.steps.checks.AlarmsSettings;
import io.jenkins.plugins.ecs.steps.checks.CanarySettings;
import io.jenkins.plugins.ecs.steps.checks.DigestSettings;
import io.jenkins.plugins.ecs.steps.checks.DriftSettings;
import io.jenkins.plugins.ecs.steps.checks.HealthSettings;
import io.jenkins.plugins.ecs.steps.checks.HttpSettings;
import io.jenkins.plugins.ecs.steps.checks.LogsSettings;
import io.jenkins.plugins.ecs.steps.checks.MetricSettings;
import io.jenkins.plugins.ecs.steps.checks.ServiceSettings;
import io.jenkins.plugins.ecs.steps.checks.StableForSettings;
import io.jenkins.plugins.ecs.steps.checks.TargetsSettings;
import io.jenkins.plugins.ecs.steps.checks.TasksSettings;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jenkinsci.plugins.workflow.cps.SnippetizerTester;
import org.jenkinsci.plugins.workflow.steps.StepConfigTester;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** The form and the snippet generator of ecsVerify give back what they got. */
public class EcsVerifyFormJenkinsTest extends EcsJenkinsTest {

    private static final StepPlace PLACE = new StepPlace(null, null, null, null, null);

    @ClassRule
    public static final JenkinsRule r = jenkinsOfTheClass();

    @Rule
    public final Cleaning cleaning = new Cleaning(r);

    @Before
    public void setUp() throws Exception {
        configure(r);
    }

    @Test
    public void formRoundTripOfTheSimplestStep() throws Exception {
        EcsVerifyStep step = simple();

        r.assertEqualDataBoundBeans(step, new StepConfigTester(r).configRoundTrip(step));
    }

    @Test
    public void formRoundTripOfChecks() throws Exception {
        EcsVerifyStep step = simple();
        DigestSettings digest = new DigestSettings();
        digest.setImage("repo/app:2.0.0");
        digest.setInterval("30s");
        digest.setCount(3);
        digest.setFailureLimit(0);
        digest.setConsecutiveErrorLimit(2);
        digest.setInconclusiveLimit(5);
        digest.setInitialDelay("1m");
        digest.setDryRun(true);
        AlarmsSettings alarms = new AlarmsSettings();
        alarms.setNames(List.of("errors", "latency"));
        HttpSettings http = new HttpSettings();
        http.setUrl("https://api.example.com/health");
        http.setHeaders(List.of("Accept: application/json"));
        http.setJsonPath("$.status");
        http.setJsonValue("UP");
        http.setLatencyMillis(500);
        http.setRequests(10);
        http.setSuccesses(9);
        MetricSettings metric = new MetricSettings();
        metric.setNamespace("AWS/ApplicationELB");
        metric.setName("HTTPCode_Target_5XX_Count");
        metric.setDimensions(List.of("LoadBalancer=app/web/1"));
        metric.setAtMostTimesBefore(1.5);
        metric.setNoDataIs(0.0);
        step.setChecks(List.of(digest, alarms, http, metric, new StableForSettings("10m")));
        step.setDefaultChecks(false);
        step.setFailOn("FAILED");
        step.setTimeout(90);
        step.setTimeUnit(TimeUnit.SECONDS);

        r.assertEqualDataBoundBeans(step, new StepConfigTester(r).configRoundTrip(step));
    }

    @Test
    public void formRoundTripOfTheOtherChecks() throws Exception {
        EcsVerifyStep step = simple();
        ServiceSettings service = new ServiceSettings();
        service.setInterval("5s");
        TasksSettings tasks = new TasksSettings();
        tasks.setFailureLimit(7);
        HealthSettings health = new HealthSettings();
        health.setInitialDelay("2m");
        TargetsSettings targets = new TargetsSettings();
        targets.setInconclusiveLimit(12);
        LogsSettings logs = new LogsSettings("?ERROR ?FATAL");
        logs.setAtMost(3);
        logs.setGroup("/ecs/api");
        logs.setStreamPrefix("app/");
        logs.setContainer("app");
        DriftSettings drift = new DriftSettings();
        drift.setTaskDefinition("{family: api, cpu: '256'}");
        DriftSettings byRecord = new DriftSettings();
        byRecord.setDryRun(true);
        HttpSettings http = new HttpSettings();
        http.setPath("/ready");
        http.setMethod("HEAD");
        http.setStatus("200,204");
        http.setBody("ok");
        http.setPercentile(99);
        http.setRequestTimeoutSeconds(3);
        MetricSettings metric = new MetricSettings();
        metric.setQueries("[{\"Id\": \"m1\"}]");
        metric.setAtMost(5.0);
        metric.setAtLeast(1.0);
        metric.setWindow("15m");
        metric.setStatistic("p95");
        metric.setExpression("m1 * 2");
        DigestSettings digest = new DigestSettings();
        digest.setDigest("sha256:" + "0".repeat(64));
        digest.setContainer("app");
        CanarySettings canary = new CanarySettings();
        canary.setMetric("TargetResponseTime");
        canary.setStatistic("p95");
        canary.setAtMostTimes(1.5);
        canary.setTolerance(0.01);
        canary.setAtLeastRequests(50);
        canary.setWindow("10m");
        step.setChecks(List.of(service, tasks, health, targets, logs, drift, byRecord, http, metric, canary, digest));

        r.assertEqualDataBoundBeans(step, new StepConfigTester(r).configRoundTrip(step));
    }

    @Test
    public void withoutAServiceTheFormAndTheSnippetAreFine() throws Exception {
        EcsVerifyStep step = new EcsVerifyStep();

        r.assertEqualDataBoundBeans(step, new StepConfigTester(r).configRoundTrip(step));
        new SnippetizerTester(r).assertRoundTrip(step, "ecsVerify()");
        EcsVerifyDescriptor descriptor = (EcsVerifyDescriptor) step.getDescriptor();
        assertThat(descriptor.doCheckService(null, PLACE, null, "").kind, is(FormValidation.Kind.OK));
        assertThat(descriptor.doCheckService(null, PLACE, null, "no such name!").kind, is(FormValidation.Kind.ERROR));
    }

    @Test
    public void formRoundTripOfPreflightAndFollowing() throws Exception {
        EcsVerifyStep preflight = simple();
        preflight.setMode("preflight");
        preflight.setImage("repo/app:2.0.0");
        EcsVerifyStep following = new EcsVerifyStep();
        following.setDeployment("arn:aws:ecs:eu-central-1:123456789012:service-deployment/prod/api/abc");

        r.assertEqualDataBoundBeans(preflight, new StepConfigTester(r).configRoundTrip(preflight));
        r.assertEqualDataBoundBeans(following, new StepConfigTester(r).configRoundTrip(following));
    }

    @Test
    public void snippets() throws Exception {
        SnippetizerTester snippets = new SnippetizerTester(r);
        snippets.assertRoundTrip(simple(), "ecsVerify cluster: 'prod', service: 'api'");
        EcsVerifyStep checked = simple();
        AlarmsSettings alarms = new AlarmsSettings();
        alarms.setNames(List.of("errors"));
        checked.setChecks(List.of(alarms, new StableForSettings("10m")));
        snippets.assertRoundTrip(
                checked,
                "ecsVerify checks: [alarms(names: ['errors']), stableFor('10m')], cluster: 'prod', service: 'api'");
    }

    @Test
    public void documentationCanBeGenerated() throws Exception {
        SnippetizerTester.assertDocGeneration(EcsVerifyStep.class);
    }

    private static EcsVerifyStep simple() {
        EcsVerifyStep step = new EcsVerifyStep();
        step.setCluster("prod");
        step.setService("api");
        return step;
    }
}
