package io.jenkins.plugins.ecs.verify;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.sandbox.Alarm;
import io.jenkins.plugins.ecs.sandbox.Scenario;
import io.jenkins.plugins.ecs.verify.check.BackgroundReads;
import io.jenkins.plugins.ecs.verify.check.CheckKind;
import io.jenkins.plugins.ecs.verify.check.CheckSpec;
import io.jenkins.plugins.ecs.verify.check.CheckVerdict;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.Test;

/** The checks that look beyond ECS, each failing alone: load balancers, alarms, logs, metrics, drift, an address. */
public class VerifyOutsideTest extends VerifyTestCase {

    private static final String GROUP =
            "arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/web/0123456789abcdef";

    @Test
    public void healthyTargetsPass() {
        serviceBehindTargetGroup("repo/app:1.0.0");

        Verification outcome = run(VerifyRequest.of("eu-central-1", "prod", "web"));

        assertThat(outcome.message(), outcome.verdict(), is(CheckVerdict.PASSED));
        assertThat(row(outcome, "targets").value(), is("2 healthy in web"));
    }

    @Test
    public void anUnhealthyTargetFailsTargets() {
        sandbox.scenarios().image("repo/app:2.0.0", Scenario.ELB_UNHEALTHY);
        serviceBehindTargetGroup("repo/app:1.0.0");
        sandbox.region()
                .targetHealth(
                        GROUP, "unhealthy", "Target.ResponseCodeMismatch", "Health checks failed with codes: [502]");

        Verification outcome = run(VerifyRequest.of("eu-central-1", "prod", "web"));

        assertThat(row(outcome, "targets").verdict(), is(CheckVerdict.FAILED));
        assertThat(
                row(outcome, "targets").value(),
                containsString("is unhealthy (Health checks failed with codes: [502])"));
        assertThat(row(outcome, "tasks").verdict(), is(CheckVerdict.PASSED));
    }

    @Test
    public void targetsThatMayNotBeSeenAreSkippedWithTheMissingRight() {
        serviceBehindTargetGroup("repo/app:1.0.0");
        sandbox.deny("elasticloadbalancing:DescribeTargetHealth");

        Verification outcome = run(VerifyRequest.of("eu-central-1", "prod", "web"));

        assertThat(row(outcome, "targets").verdict(), is(CheckVerdict.SKIPPED));
        assertThat(
                row(outcome, "targets").value(), is("missing permission: elasticloadbalancing:DescribeTargetHealth"));
    }

    @Test
    public void anAlarmOfTheServiceFailsAlarms() {
        sandbox.alarm("errors").state(Alarm.State.ALARM);

        Verification outcome = run(request());

        assertThat(row(outcome, "alarms").verdict(), is(CheckVerdict.FAILED));
        assertThat(row(outcome, "alarms").value(), startsWith("in ALARM: errors ("));
    }

    @Test
    public void aNamedAlarmThatDoesNotExistIsAnError() {
        Verification outcome = run(only(CheckSpec.of(CheckKind.ALARMS).option("names", "latency")));

        assertThat(outcome.verdict(), is(CheckVerdict.ERROR));
        assertThat(outcome.message(), containsString("alarm does not exist: latency"));
    }

    @Test
    public void tooManyMatchesInTheLogFailLogsAndAreNotShown() {
        sandbox.region().log("/ecs/api", "app/app/1", "ERROR password=hunter2", "all well", "ERROR again");
        CheckSpec.Builder check =
                CheckSpec.of(CheckKind.LOGS).option("pattern", "ERROR").option("group", "/ecs/api");

        Verification tooMany = run(only(check.option("atMost", 1)));
        Verification enough = run(only(check.option("atMost", 2)));

        assertThat(tooMany.verdict(), is(CheckVerdict.FAILED));
        assertThat(row(tooMany, "logs").value(), is("more than 1 matches"));
        assertThat(tooMany.table().toString(), not(containsString("hunter2")));
        assertThat(enough.message(), enough.verdict(), is(CheckVerdict.PASSED));
        assertThat(row(enough, "logs").value(), is("2 matches"));
    }

    @Test
    public void onlyWhatWasLoggedSinceTheDeploymentCounts() {
        sandbox.region().log("/ecs/api", "app/app/1", "ERROR of the version before");
        sandbox.clock().advance(Duration.ofMinutes(5));
        sandbox.region()
                .call("UpdateService", "{\"cluster\":\"prod\",\"service\":\"api\",\"forceNewDeployment\":true}");
        sandbox.clock().advance(Duration.ofMinutes(5));

        Verification outcome =
                run(only(CheckSpec.of(CheckKind.LOGS).option("pattern", "ERROR").option("group", "/ecs/api")));

        assertThat(outcome.message(), outcome.verdict(), is(CheckVerdict.PASSED));
    }

    @Test
    public void aLogThatMayNotBeReadIsAnError() {
        sandbox.deny("logs:FilterLogEvents");

        Verification outcome =
                run(only(CheckSpec.of(CheckKind.LOGS).option("pattern", "ERROR").option("group", "/ecs/api")));

        assertThat(outcome.message(), containsString("missing permission: logs:FilterLogEvents"));
    }

    @Test
    public void aMetricAboveItsBoundFails() {
        metric(5, 7);

        Verification high = run(only(errors().option("statistic", "Sum").option("atMost", "6")));
        Verification low = run(only(errors().option("statistic", "Sum").option("atMost", "12")));
        Verification math = run(only(errors().option("expression", "m1 * 100").option("atMost", "500")));

        assertThat(high.message(), high.verdict(), is(CheckVerdict.FAILED));
        assertThat(row(high, "metric").value(), is("12"));
        assertThat(row(high, "metric").limit(), is("at most 6"));
        assertThat(low.message(), low.verdict(), is(CheckVerdict.PASSED));
        assertThat(row(math, "metric").value(), is("600"));
    }

    @Test
    public void aMetricIsComparedWithTheTimeBeforeTheDeployment() {
        metric(2, 2, 2, 2, 2);
        sandbox.clock().advance(Duration.ofMinutes(1));
        sandbox.region()
                .call("UpdateService", "{\"cluster\":\"prod\",\"service\":\"api\",\"forceNewDeployment\":true}");
        sandbox.clock().advance(Duration.ofMinutes(5));
        metric(4, 4, 4, 4, 4);

        Verification worse = run(only(errors().option("atMostTimesBefore", "1.5")));
        Verification bearable = run(only(errors().option("atMostTimesBefore", "2")));

        assertThat(worse.message(), worse.verdict(), is(CheckVerdict.FAILED));
        assertThat(row(worse, "metric").value(), is("4"));
        assertThat(row(worse, "metric").limit(), is("at most 1.5 times the value before the deployment (2)"));
        assertThat(bearable.message(), bearable.verdict(), is(CheckVerdict.PASSED));
    }

    @Test
    public void noDataSaysNothingUnlessItIsToldWhatItMeans() {
        Verification open = run(only(errors().option("atMost", "1")));
        Verification told = run(only(errors().option("atMost", "1").option("noDataIs", "0")));

        assertThat(open.verdict(), is(CheckVerdict.INCONCLUSIVE));
        assertThat(told.message(), told.verdict(), is(CheckVerdict.PASSED));
    }

    @Test
    public void anotherDefinitionThanTheWrittenOneIsDrift() {
        String same = "{\"family\":\"api\",\"networkMode\":\"awsvpc\",\"requiresCompatibilities\":[\"FARGATE\"],"
                + "\"cpu\":\"256\",\"memory\":\"512\",\"containerDefinitions\":[{\"name\":\"app\","
                + "\"portMappings\":[{\"containerPort\":8080}],\"healthCheck\":{\"command\":[\"CMD-SHELL\","
                + "\"curl -f http://localhost:8080/health\"]}}]}";

        Verification none = run(only(CheckSpec.of(CheckKind.DRIFT).option("taskDefinition", same)));
        Verification some = run(only(CheckSpec.of(CheckKind.DRIFT)
                .option("taskDefinition", same.replace("\"cpu\":\"256\"", "\"cpu\":\"512\""))));

        assertThat(none.message(), none.verdict(), is(CheckVerdict.PASSED));
        assertThat(some.verdict(), is(CheckVerdict.FAILED));
        assertThat(row(some, "drift").value(), is("api:1 has 1 difference: cpu: 512 -> 256"));
    }

    @Test
    public void anotherServiceThanTheWrittenOneIsDrift() {
        Verification none = run(only(CheckSpec.of(CheckKind.DRIFT)
                .option("serviceDefinition", "launchType: FARGATE\nenableExecuteCommand: false\n")));
        Verification some =
                run(only(CheckSpec.of(CheckKind.DRIFT).option("serviceDefinition", "enableExecuteCommand: true")));
        Verification ignored = run(only(CheckSpec.of(CheckKind.DRIFT)
                .option("serviceDefinition", "enableExecuteCommand: true")
                .option("ignore", "enableExecuteCommand")));
        Verification fixed = run(only(CheckSpec.of(CheckKind.DRIFT).option("serviceDefinition", "launchType: EC2")));

        assertThat(none.message(), none.verdict(), is(CheckVerdict.PASSED));
        assertThat(some.verdict(), is(CheckVerdict.FAILED));
        assertThat(row(some, "drift").value(), is("the service has 1 difference: enableExecuteCommand: false -> true"));
        assertThat(ignored.message(), ignored.verdict(), is(CheckVerdict.PASSED));
        assertThat(fixed.verdict(), is(CheckVerdict.FAILED));
    }

    @Test
    public void anotherScalingThanTheWrittenOneIsDrift() {
        scale("{\"MinCapacity\":2,\"MaxCapacity\":6}");
        String file = "scaling: {min: 2, max: 6}";

        Verification none = run(only(CheckSpec.of(CheckKind.DRIFT).option("serviceDefinition", file)));
        scale("{\"MaxCapacity\":9}");
        Verification some = run(only(CheckSpec.of(CheckKind.DRIFT).option("serviceDefinition", file)));
        Verification ignored = run(only(
                CheckSpec.of(CheckKind.DRIFT).option("serviceDefinition", file).option("ignore", "scaling")));

        assertThat(none.message(), none.verdict(), is(CheckVerdict.PASSED));
        assertThat(some.verdict(), is(CheckVerdict.FAILED));
        assertThat(row(some, "drift").value(), is("the service has 1 difference: Scaling: 2 to 9 tasks -> 2 to 6"));
        assertThat(ignored.message(), ignored.verdict(), is(CheckVerdict.PASSED));
    }

    @Test
    public void scalingThatMayNotBeReadIsAnErrorThatNamesTheAction() {
        sandbox.deny("application-autoscaling:DescribeScalableTargets");

        Verification outcome =
                run(only(CheckSpec.of(CheckKind.DRIFT).option("serviceDefinition", "scaling: {min: 2, max: 6}")));

        assertThat(outcome.verdict(), is(CheckVerdict.ERROR));
        assertThat(row(outcome, "drift").value(), containsString("application-autoscaling:DescribeScalableTargets"));
    }

    private void scale(String members) {
        ObjectNode input = JsonNodeFactory.instance
                .objectNode()
                .put("ServiceNamespace", "ecs")
                .put("ResourceId", "service/prod/api")
                .put("ScalableDimension", "ecs:service:DesiredCount");
        try {
            input.setAll((ObjectNode) new ObjectMapper().readTree(members));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
        sandbox.answer("AnyScaleFrontendService", "RegisterScalableTarget", input, Duration.ZERO);
    }

    @Test
    public void anotherRevisionThanTheRecordedOneIsDrift() {
        CheckSpec.Builder check = CheckSpec.of(CheckKind.DRIFT)
                .option("recorded", "arn:aws:ecs:eu-central-1:123456789012:task-definition/api:8")
                .option("recordedBy", "shop #12");

        Verification outcome = run(only(check));

        assertThat(outcome.verdict(), is(CheckVerdict.FAILED));
        assertThat(row(outcome, "drift").value(), is("api:1 is in use"));
        assertThat(row(outcome, "drift").limit(), is("api:8, deployed by shop #12"));
    }

    @Test
    public void aSlowReadHoldsNobody() {
        Queue<Runnable> waiting = new ArrayDeque<>();
        sandbox.region().log("/ecs/api", "app/app/1", "all well");
        SandboxVerification verification = verification(request()
                        .checks(List.of(CheckSpec.of(CheckKind.LOGS)
                                .option("pattern", "ERROR")
                                .option("group", "/ecs/api")
                                .build())))
                .aside(new BackgroundReads(holdingBut(1, waiting)));
        Verification others = verification.runUntil(state ->
                state.progress().equals("6 of 7 checks done") && sandbox.clock().millis() > state.startedAt);

        assertThat(row(others, "tasks").verdict(), is(CheckVerdict.PASSED));
        assertThat(waiting.size(), is(1));
        sandbox.clearCalls();
        Verification outcome =
                verification.beforeEachRound(() -> runAll(waiting)).run();

        assertThat(outcome.message(), outcome.verdict(), is(CheckVerdict.PASSED));
        // While only that is waited for, AWS is asked nothing else.
        assertThat(sandbox.calls("DescribeServices").size(), is(0));
    }

    @Test
    public void aSlowLoadBalancerHoldsNobodyAndIsAskedOnceForAllChecks() {
        Queue<Runnable> waiting = new ArrayDeque<>();
        serviceBehindTargetGroup("repo/app:1.0.0");
        sandbox.clearCalls();
        SandboxVerification verification = verification(VerifyRequest.of("eu-central-1", "prod", "web")
                        .checks(List.of(CheckSpec.of(CheckKind.STABLE_FOR)
                                .option("seconds", 20)
                                .build())))
                .aside(new BackgroundReads(waiting::add));
        Verification others = verification.runUntil(state -> sandbox.clock().millis() - state.startedAt > 8_000);

        assertThat(row(others, "tasks").verdict(), is(CheckVerdict.PASSED));
        assertThat(row(others, "targets").verdict(), is(nullValue()));
        assertThat(waiting.size(), is(1));
        Verification outcome =
                verification.beforeEachRound(() -> runAll(waiting)).run();

        assertThat(outcome.message(), outcome.verdict(), is(CheckVerdict.PASSED));
        // Looks of 0, 10 and 20 s: the time counts from when each began.
        assertThat(sandbox.calls("DescribeTargetHealth").size(), is(3));
        assertThat(sandbox.calls("DescribeServices").size(), is(3));
        assertThat(outcome.finishedAt() - outcome.startedAt(), lessThan(21_000L));
    }

    @Test
    public void whatThePoolRefusesIsNoVerdict() {
        serviceBehindTargetGroup("repo/app:1.0.0");
        int[] asked = {0};
        SandboxVerification verification = verification(VerifyRequest.of("eu-central-1", "prod", "web"))
                .aside(new BackgroundReads(task -> {
                    if (++asked[0] < 4) {
                        throw new RejectedExecutionException("full");
                    }
                    task.run();
                }));

        Verification outcome = verification.run();

        assertThat(outcome.message(), row(outcome, "targets").verdict(), is(CheckVerdict.PASSED));
        assertThat(asked[0], is(4));
    }

    private static Executor holdingBut(int first, Queue<Runnable> waiting) {
        int[] begun = {0};
        return task -> {
            if (++begun[0] <= first) {
                task.run();
            } else {
                waiting.add(task);
            }
        };
    }

    private static void runAll(Queue<Runnable> waiting) {
        while (!waiting.isEmpty()) {
            waiting.remove().run();
        }
    }

    private void serviceBehindTargetGroup(String image) {
        sandbox.service("prod", "web", s -> s.image(image).desiredCount(2).loadBalancer(GROUP, "app", 8080));
        sandbox.clock().advance(Duration.ofMinutes(10));
    }

    private static CheckSpec.Builder errors() {
        return CheckSpec.of(CheckKind.METRIC)
                .option("namespace", "AWS/ApplicationELB")
                .option("name", "HTTPCode_Target_5XX_Count")
                .option("dimensions", "LoadBalancer=app/web/50dc6c495c0c9188")
                .option("windowSeconds", 300);
    }

    /** One value a minute, the last one of the minute that is just over. */
    private void metric(double... values) {
        for (int i = 0; i < values.length; i++) {
            sandbox.region()
                    .metric(
                            "AWS/ApplicationELB",
                            "HTTPCode_Target_5XX_Count",
                            sandbox.clock().instant().minusSeconds(60L * (values.length - i) - 5),
                            values[i]);
        }
    }
}
