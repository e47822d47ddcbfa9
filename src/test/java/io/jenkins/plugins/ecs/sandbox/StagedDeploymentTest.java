package io.jenkins.plugins.ecs.sandbox;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecs.sandbox.SandboxClient.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.Test;

/** Blue/green, linear and canary deployments: stages, traffic, hooks, and all the ways back. */
public class StagedDeploymentTest extends SandboxTestCase {

    private static final String PAUSE = "{'targetType':'PAUSE','lifecycleStages':['%s'],"
            + "'timeoutConfiguration':{'timeoutInMinutes':60,'action':'%s'}}";
    private static final String CHECK = "arn:aws:lambda:eu-central-1:123456789012:function:check";
    private static final String LAMBDA = "{'hookTargetArn':'" + CHECK + "',"
            + "'roleArn':'arn:aws:iam::123456789012:role/hooks','lifecycleStages':['%s']}";

    private void service(String configuration) {
        sandbox.service(
                "prod",
                "api",
                service -> service.desiredCount(2)
                        .shiftingLoadBalancer("app", 8080)
                        .circuitBreaker(true, true)
                        .alarms(true, "errors"));
        client.ok(
                "UpdateService",
                "{'cluster':'prod','service':'api','deploymentConfiguration':{" + configuration + "}}");
    }

    private static String pause(String stage, String action) {
        return String.format(PAUSE, stage, action);
    }

    /** Registers a revision that fits the load balancer. */
    private String bringOut(String image) {
        String arn = client.ok(
                        "RegisterTaskDefinition",
                        "{'family':'api','networkMode':'awsvpc','cpu':'256','memory':'512',"
                                + "'requiresCompatibilities':['FARGATE'],'containerDefinitions':[{'name':'app','image':'"
                                + image + "','portMappings':[{'containerPort':8080}]}]}")
                .path("taskDefinition")
                .path("taskDefinitionArn")
                .asText();
        client.ok("UpdateService", "{'cluster':'prod','service':'api','taskDefinition':'" + arn + "'}");
        return newestDeployment().path("serviceDeploymentArn").asText();
    }

    /** What a deployment shows until its end, each change once: stage and production weight. */
    private List<String> way(String arn) {
        List<String> way = new ArrayList<>();
        JsonNode seen = deployment(arn);
        for (int i = 0; i < 7200 && !seen.path("status").asText().matches("SUCCESSFUL|STOPPED|ROLLBACK_.*ED"); i++) {
            if (seen.has("lifecycleStage")) {
                String now = seen.path("lifecycleStage").asText() + " "
                        + seen.at("/targetServiceRevision/requestedProductionTrafficWeight")
                                .asInt();
                if (way.isEmpty() || !way.get(way.size() - 1).equals(now)) {
                    way.add(now);
                }
            }
            pass(1);
            seen = deployment(arn);
        }
        way.add(seen.path("status").asText());
        return way;
    }

    private JsonNode waitingHook(String arn) {
        for (int i = 0; i < 7200; i++) {
            for (JsonNode hook : deployment(arn).path("lifecycleHookDetails")) {
                if (hook.path("status").asText().equals("AWAITING_ACTION")) {
                    return hook;
                }
            }
            pass(1);
        }
        throw new AssertionError("it never paused: " + deployment(arn));
    }

    private Answer proceed(String arn, String hook, String action) {
        return client.call(
                "ContinueServiceDeployment",
                "{'serviceDeploymentArn':'" + arn + "','hookId':'" + hook + "','action':'" + action + "'}");
    }

    private void passToStage(String arn, String stage) {
        for (int i = 0; i < 3600; i++) {
            if (deployment(arn).path("lifecycleStage").asText().equals(stage)) {
                return;
            }
            pass(1);
        }
        throw new AssertionError("never in " + stage + ": " + deployment(arn));
    }

    /** Neither a new task nor any traffic of the new revision is left, and the old one has all. */
    private void isBack(String arn) {
        JsonNode seen = deployment(arn);
        assertThat(
                seen.at("/targetServiceRevision/requestedProductionTrafficWeight")
                        .asDouble(),
                is(0.0));
        assertThat(
                seen.at("/sourceServiceRevisions/0/requestedProductionTrafficWeight")
                        .asDouble(),
                is(100.0));
        assertThat(seen.at("/targetServiceRevision/runningTaskCount").asInt(), is(0));
        assertThat(seen.at("/sourceServiceRevisions/0/runningTaskCount").asInt(), is(2));
        assertThat(service().path("taskDefinition").asText(), containsString("task-definition/api:1"));
    }

    @Test
    public void blueGreenGoesThroughItsStagesInOrder() {
        service("'strategy':'BLUE_GREEN','bakeTimeInMinutes':5");
        String arn = bringOut("repo/app:2");
        assertThat(
                way(arn),
                contains(
                        "PRE_SCALE_UP 0",
                        "SCALE_UP 0",
                        "POST_SCALE_UP 0",
                        "TEST_TRAFFIC_SHIFT 0",
                        "POST_TEST_TRAFFIC_SHIFT 0",
                        "PRODUCTION_TRAFFIC_SHIFT 0",
                        "PRODUCTION_TRAFFIC_SHIFT 100",
                        "POST_PRODUCTION_TRAFFIC_SHIFT 100",
                        "BAKE_TIME 100",
                        "CLEAN_UP 100",
                        "SUCCESSFUL"));
        assertThat(service().path("runningCount").asInt(), is(2));
        assertThat(service().path("deployments"), hasSizeOf(1));
    }

    @Test
    public void bothRevisionsRunUntilTheBakeTimeIsOver() {
        service("'strategy':'BLUE_GREEN','bakeTimeInMinutes':5");
        String arn = bringOut("repo/app:2");
        passToStage(arn, "BAKE_TIME");
        pass(290);
        JsonNode seen = deployment(arn);
        assertThat(seen.path("lifecycleStage").asText(), is("BAKE_TIME"));
        assertThat(seen.at("/targetServiceRevision/runningTaskCount").asInt(), is(2));
        assertThat(seen.at("/sourceServiceRevisions/0/runningTaskCount").asInt(), is(2));
    }

    @Test
    public void testTrafficIsShiftedBeforeProductionTraffic() {
        service("'strategy':'BLUE_GREEN','bakeTimeInMinutes':1");
        String arn = bringOut("repo/app:2");
        passToStage(arn, "POST_TEST_TRAFFIC_SHIFT");
        JsonNode seen = deployment(arn);
        assertThat(seen.at("/targetServiceRevision/requestedTestTrafficWeight").asDouble(), is(100.0));
        assertThat(
                seen.at("/targetServiceRevision/requestedProductionTrafficWeight")
                        .asDouble(),
                is(0.0));
    }

    @Test
    public void linearShiftsInEqualSteps() {
        service("'strategy':'LINEAR','bakeTimeInMinutes':0,"
                + "'linearConfiguration':{'stepPercent':40.0,'stepBakeTimeInMinutes':2}");
        assertThat(
                way(bringOut("repo/app:2")),
                contains(
                        "PRE_SCALE_UP 0",
                        "SCALE_UP 0",
                        "POST_SCALE_UP 0",
                        "TEST_TRAFFIC_SHIFT 0",
                        "POST_TEST_TRAFFIC_SHIFT 0",
                        "PRODUCTION_TRAFFIC_SHIFT 0",
                        "PRODUCTION_TRAFFIC_SHIFT 40",
                        "PRODUCTION_TRAFFIC_SHIFT 80",
                        "PRODUCTION_TRAFFIC_SHIFT 100",
                        "POST_PRODUCTION_TRAFFIC_SHIFT 100",
                        "CLEAN_UP 100",
                        "SUCCESSFUL"));
    }

    @Test
    public void canaryShiftsAFewFirst() {
        service("'strategy':'CANARY','bakeTimeInMinutes':0,"
                + "'canaryConfiguration':{'canaryPercent':10.0,'canaryBakeTimeInMinutes':1}");
        List<String> way = way(bringOut("repo/app:2"));
        assertThat(way, hasItem("PRODUCTION_TRAFFIC_SHIFT 10"));
        assertThat(way, not(hasItem("PRODUCTION_TRAFFIC_SHIFT 50")));
        assertThat(way.get(way.size() - 1), is("SUCCESSFUL"));
    }

    @Test
    public void aPauseWaitsForAnAnswer() {
        service("'strategy':'BLUE_GREEN','lifecycleHooks':[" + pause("POST_TEST_TRAFFIC_SHIFT", "ROLLBACK") + "]");
        String arn = bringOut("repo/app:2");
        JsonNode hook = waitingHook(arn);
        pass(1800);
        assertThat(waitingHook(arn), is(hook));
        assertThat(hook, has("targetType", "PAUSE"));
        assertThat(hook, has("timeoutAction", "ROLLBACK"));
        assertThat(hook.path("expiresAt").asLong(), greaterThan(0L));
        assertThat(hook.has("targetArn"), is(false));

        assertThat(proceed(arn, hook.path("hookId").asText(), "CONTINUE").status(), is(200));
        passUntil(arn, "SUCCESSFUL");
        assertThat(texts(deployment(arn).path("lifecycleHookDetails"), "status"), contains("SUCCEEDED"));
    }

    @Test
    public void aPauseCanBeRolledBack() {
        service("'strategy':'BLUE_GREEN','lifecycleHooks':[" + pause("POST_TEST_TRAFFIC_SHIFT", "CONTINUE") + "]");
        String arn = bringOut("repo/app:2");
        proceed(arn, waitingHook(arn).path("hookId").asText(), "ROLLBACK");
        passUntil(arn, "ROLLBACK_SUCCESSFUL");
        isBack(arn);
    }

    @Test
    public void aPauseThatTimesOutDoesWhatItsActionSays() {
        service("'strategy':'BLUE_GREEN','lifecycleHooks':[" + pause("POST_SCALE_UP", "ROLLBACK") + "]");
        String arn = bringOut("repo/app:2");
        waitingHook(arn);
        pass(3605);
        passUntil(arn, "ROLLBACK_SUCCESSFUL");
        assertThat(
                deployment(arn).path("statusReason").asText(),
                containsString("POST_SCALE_UP lifecycle hook(s) failed"));
        isBack(arn);

        client.ok(
                "UpdateService",
                ("{'cluster':'prod','service':'api','deploymentConfiguration':{'lifecycleHooks':["
                        + pause("POST_SCALE_UP", "CONTINUE") + "]}}"));
        String second = bringOut("repo/app:3");
        waitingHook(second);
        pass(3605);
        passUntil(second, "SUCCESSFUL");
        assertThat(texts(deployment(second).path("lifecycleHookDetails"), "status"), contains("TIMED_OUT"));
    }

    @Test
    public void linearPausesOncePerStepEachTimeWithItsOwnHook() {
        service("'strategy':'LINEAR','linearConfiguration':{'stepPercent':50.0,'stepBakeTimeInMinutes':0},"
                + "'lifecycleHooks':[" + pause("PRE_PRODUCTION_TRAFFIC_SHIFT", "ROLLBACK") + "]");
        String arn = bringOut("repo/app:2");
        String first = waitingHook(arn).path("hookId").asText();
        proceed(arn, first, "CONTINUE");
        String second = waitingHook(arn).path("hookId").asText();
        assertThat(second, is(not(first)));
        assertThat(
                deployment(arn)
                        .at("/targetServiceRevision/requestedProductionTrafficWeight")
                        .asDouble(),
                is(50.0));
        proceed(arn, second, "CONTINUE");
        passUntil(arn, "SUCCESSFUL");
    }

    @Test
    public void onlyAHookThatWaitsCanBeAnswered() {
        service("'strategy':'BLUE_GREEN','lifecycleHooks':[" + pause("POST_SCALE_UP", "ROLLBACK") + "]");
        String arn = bringOut("repo/app:2");
        String hook = waitingHook(arn).path("hookId").asText();
        assertThat(proceed(arn, "other", "CONTINUE").error(), is("InvalidParameterException"));
        assertThat(proceed(arn, hook, "MAYBE").error(), is("InvalidParameterException"));
        proceed(arn, hook, "CONTINUE");
        assertThat(proceed(arn, hook, "CONTINUE").error(), is("InvalidParameterException"));
        assertThat(
                proceed("arn:aws:ecs:eu-central-1:123456789012:service-deployment/prod/api/x", hook, "CONTINUE")
                        .error(),
                is("ServiceDeploymentNotFoundException"));
    }

    @Test
    public void aLambdaThatSaysFailedRollsBack() {
        service("'strategy':'BLUE_GREEN','lifecycleHooks':[" + String.format(LAMBDA, "POST_TEST_TRAFFIC_SHIFT") + "]");
        sandbox.hooks().lambda("function:check", LifecycleHooks.Result.FAILED);
        String arn = bringOut("repo/app:2");
        passUntil(arn, "ROLLBACK_SUCCESSFUL");
        assertThat(
                deployment(arn).path("statusReason").asText(),
                is(
                        "Service deployment rolled back because POST_TEST_TRAFFIC_SHIFT lifecycle hook(s) failed. Lifecycle hook"
                                + " target " + CHECK + " returned FAILED status."));
        isBack(arn);
    }

    @Test
    public void aLambdaThatWorksHoldsTheStage() {
        service("'strategy':'BLUE_GREEN','lifecycleHooks':[" + String.format(LAMBDA, "PRE_SCALE_UP") + "]");
        sandbox.hooks().lambda("check", LifecycleHooks.Result.SUCCEEDED, Duration.ofMinutes(3));
        String arn = bringOut("repo/app:2");
        pass(170);
        assertThat(deployment(arn), has("lifecycleStage", "PRE_SCALE_UP"));
        assertThat(texts(deployment(arn).path("lifecycleHookDetails"), "status"), contains("IN_PROGRESS"));
        passUntil(arn, "SUCCESSFUL");
    }

    @Test
    public void aUserCanStopInEachStage() {
        for (String stage : List.of(
                "PRE_SCALE_UP",
                "SCALE_UP",
                "POST_SCALE_UP",
                "TEST_TRAFFIC_SHIFT",
                "POST_TEST_TRAFFIC_SHIFT",
                "PRODUCTION_TRAFFIC_SHIFT",
                "POST_PRODUCTION_TRAFFIC_SHIFT",
                "BAKE_TIME",
                "CLEAN_UP")) {
            sandbox.close();
            startSandbox();
            service("'strategy':'BLUE_GREEN','bakeTimeInMinutes':1");
            String arn = bringOut("repo/app:2");
            passToStage(arn, stage);
            client.ok("StopServiceDeployment", "{'serviceDeploymentArn':'" + arn + "','stopType':'ROLLBACK'}");
            passUntil(arn, "ROLLBACK_SUCCESSFUL");
            isBack(arn);
        }
    }

    @Test
    public void theCircuitBreakerActsWhileScalingUp() {
        service("'strategy':'BLUE_GREEN'");
        sandbox.scenarios().image("repo/app:2", Scenario.CRASH);
        String arn = bringOut("repo/app:2");
        passUntil(arn, "ROLLBACK_SUCCESSFUL");
        assertThat(deployment(arn).at("/deploymentCircuitBreaker/status").asText(), is("TRIGGERED"));
        isBack(arn);
    }

    @Test
    public void anAlarmInTheBakeTimeRollsBackWithoutNewTasks() {
        service("'strategy':'BLUE_GREEN','bakeTimeInMinutes':10");
        String arn = bringOut("repo/app:2");
        passToStage(arn, "BAKE_TIME");
        assertThat(tasks("RUNNING"), hasSize(4));
        sandbox.alarm("errors").state(Alarm.State.ALARM);
        passUntil(arn, "ROLLBACK_SUCCESSFUL");
        isBack(arn);
        assertThat(tasks("RUNNING"), hasSize(2));
        assertThat(tasks("RUNNING").get(0).path("taskDefinitionArn").asText(), containsString("task-definition/api:1"));
    }

    @Test
    public void badRoutingRollsBackWhenTrafficIsShifted() {
        service("'strategy':'BLUE_GREEN'");
        sandbox.scenarios().image("repo/app:2", Scenario.BAD_ROUTING);
        String arn = bringOut("repo/app:2");
        passUntil(arn, "ROLLBACK_SUCCESSFUL");
        assertThat(deployment(arn).path("statusReason").asText(), containsString("invalid networking configuration"));
    }

    @Test
    public void aNetworkLoadBalancerTakesTenMinutesMore() {
        sandbox.service(
                "prod",
                "api",
                service -> service.loadBalancer("arn:blue", "app", 8080)
                        .strategy("BLUE_GREEN")
                        .with(
                                "loadBalancers",
                                "[{\"targetGroupArn\":\"arn:blue\",\"containerName\":\"app\",\"containerPort\":8080,"
                                        + "\"advancedConfiguration\":{\"alternateTargetGroupArn\":\"arn:green\",\"roleArn\":\"r\","
                                        + "\"productionListenerRule\":\"arn:aws:elasticloadbalancing:eu-central-1:123456789012:"
                                        + "listener/net/shop/50dc6c495c0c9188/f2f7dc8efc522ab2\"}}]"));
        String arn = bringOut("repo/app:2");
        passToStage(arn, "PRODUCTION_TRAFFIC_SHIFT");
        pass(590);
        assertThat(deployment(arn), has("lifecycleStage", "PRODUCTION_TRAFFIC_SHIFT"));
        passUntil(arn, "SUCCESSFUL");
    }

    @Test
    public void withoutALoadBalancerNoTrafficIsShifted() {
        sandbox.service("prod", "api", service -> service.strategy("BLUE_GREEN"));
        String arn = bringOut("repo/app:2");
        passToStage(arn, "POST_SCALE_UP");
        assertThat(deployment(arn).path("targetServiceRevision").has("requestedProductionTrafficWeight"), is(false));
        passUntil(arn, "SUCCESSFUL");
    }

    @Test
    public void refusesWhatEcsRefuses() {
        sandbox.service("prod", "api", service -> {});
        assertThat(
                List.of(
                        refused("'strategy':'CANARY'"),
                        refused("'strategy':'SIDEWAYS'"),
                        refused("'bakeTimeInMinutes':1441"),
                        refused("'linearConfiguration':{'stepPercent':10.0}"),
                        refused("'strategy':'BLUE_GREEN','lifecycleHooks':[" + pause("TEST_TRAFFIC_SHIFT", "ROLLBACK")
                                + "]"),
                        refused("'strategy':'BLUE_GREEN','lifecycleHooks':[" + pause("BAKE_TIME", "ROLLBACK") + "]"),
                        refused("'strategy':'BLUE_GREEN','lifecycleHooks':[{'lifecycleStages':['PRE_SCALE_UP']}]")),
                everyItem(is("InvalidParameterException")));
        assertThat(
                client.call(
                                "UpdateService",
                                "{'cluster':'prod','service':'api','deploymentConfiguration':{'strategy':'BLUE_GREEN'},"
                                        + "'loadBalancers':[{'targetGroupArn':'arn:a','containerName':'app',"
                                        + "'containerPort':8080}]}")
                        .message(),
                is("advancedConfiguration field is required for all loadBalancers when using a non-ROLLING deployment"
                        + " strategy"));
    }

    private String refused(String configuration) {
        return client.call(
                        "UpdateService",
                        "{'cluster':'prod','service':'api','deploymentConfiguration':{" + configuration + "}}")
                .error();
    }
}
