package io.jenkins.plugins.ecs.sandbox;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.Assume.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.sandbox.SandboxClient.Answer;
import java.io.IOException;
import java.time.Duration;
import org.junit.Before;
import org.junit.Test;

/** Application Auto Scaling: what it keeps, what it refuses, and what it does to a service's count. */
public class ScalingApiTest extends SandboxTestCase {

    private static final String KEYS = "'ServiceNamespace':'ecs','ResourceId':'service/prod/api',"
            + "'ScalableDimension':'ecs:service:DesiredCount'";

    @Before
    public void makeService() {
        sandbox.service("prod", "api", service -> service.desiredCount(2));
    }

    private DirectAnswer scaling(String operation, String members) {
        return sandbox.answer(
                "AnyScaleFrontendService",
                operation,
                (ObjectNode) Json.read(("{" + members + "}").replace('\'', '"')),
                Duration.ZERO);
    }

    private void register(int min, int max, String more) {
        assertThat(
                scaling("RegisterScalableTarget", KEYS + ",'MinCapacity':" + min + ",'MaxCapacity':" + max + more)
                        .body()
                        .path("ScalableTargetARN")
                        .asText(),
                startsWith("arn:aws:application-autoscaling:eu-central-1:123456789012:scalable-target/"));
    }

    private JsonNode target() {
        return scaling("DescribeScalableTargets", "'ServiceNamespace':'ecs','ResourceIds':['service/prod/api']")
                .body()
                .path("ScalableTargets");
    }

    private int count() {
        return service().path("desiredCount").asInt();
    }

    private static void refused(DirectAnswer answer, String code, String message) {
        assertThat(answer.code(), is(code));
        assertThat(answer.message(), is(message));
    }

    @Test
    public void whatNamesNoTargetIsNotFound() {
        String nothing = "No scalable target registered for service namespace: ecs, resource ID: service/prod/api,"
                + " scalable dimension: ecs:service:DesiredCount";
        refused(scaling("DeregisterScalableTarget", KEYS), "ObjectNotFoundException", nothing);
        refused(
                scaling("PutScheduledAction", KEYS + ",'ScheduledActionName':'n','Schedule':'rate(1 day)'"),
                "ObjectNotFoundException",
                nothing);
        refused(
                scaling("RegisterScalableTarget", KEYS.replace("/api", "/web") + ",'MinCapacity':1,'MaxCapacity':2"),
                "ValidationException",
                "ECS service doesn't exist: service/prod/web");
        assertThat(target(), hasSizeOf(0));
    }

    @Test
    public void aNewTargetNeedsItsRangeAndAnyRangeAnOrder() {
        assertThat(scaling("RegisterScalableTarget", KEYS + ",'MinCapacity':1").code(), is("ValidationException"));
        assertThat(
                scaling("RegisterScalableTarget", KEYS + ",'MinCapacity':3,'MaxCapacity':2")
                        .code(),
                is("ValidationException"));
    }

    @Test
    public void membersThatAreNotSentStay() {
        register(1, 5, ",'SuspendedState':{'DynamicScalingInSuspended':true}");
        scaling("RegisterScalableTarget", KEYS + ",'MaxCapacity':9");
        scaling("RegisterScalableTarget", KEYS + ",'SuspendedState':{'ScheduledScalingSuspended':true}");

        JsonNode target = target().path(0);
        assertThat(target.path("MinCapacity").asInt(), is(1));
        assertThat(target.path("MaxCapacity").asInt(), is(9));
        assertThat(
                target.path("SuspendedState"),
                is(Json.read("{\"DynamicScalingInSuspended\":true,\"DynamicScalingOutSuspended\":false,"
                        + "\"ScheduledScalingSuspended\":true}")));
    }

    /** Also where only the suspension is sent: clouddriver 5218. */
    @Test
    public void everyRegistrationMovesTheCountIntoTheRange() {
        register(1, 5, "");
        client.ok("UpdateService", "{'cluster':'prod','service':'api','desiredCount':0}");
        assertThat(count(), is(0));

        scaling("RegisterScalableTarget", KEYS + ",'SuspendedState':{'DynamicScalingOutSuspended':true}");

        assertThat(count(), is(1));
        pass(15);
        assertThat(service().path("runningCount").asInt(), is(1));
    }

    @Test
    public void policiesComeByTenWithTheirDefaults() {
        register(1, 5, "");
        for (int i = 0; i < 12; i++) {
            scaling(
                    "PutScalingPolicy",
                    KEYS + ",'PolicyName':'cpu" + i + "','PolicyType':'TargetTrackingScaling',"
                            + "'TargetTrackingScalingPolicyConfiguration':{'TargetValue':60,'PredefinedMetricSpecification':"
                            + "{'PredefinedMetricType':'ECSServiceAverageCPUUtilization'}}");
        }
        JsonNode first = scaling("DescribeScalingPolicies", KEYS).body();
        assertThat(first.path("ScalingPolicies"), hasSizeOf(10));
        JsonNode configuration = first.at("/ScalingPolicies/0/TargetTrackingScalingPolicyConfiguration");
        assertThat(configuration.path("ScaleInCooldown").asInt(), is(300));
        assertThat(configuration.path("DisableScaleIn").asBoolean(true), is(false));
        assertThat(
                scaling(
                                "DescribeScalingPolicies",
                                KEYS + ",'NextToken':'"
                                        + first.path("NextToken").asText() + "'")
                        .body()
                        .path("ScalingPolicies"),
                hasSizeOf(2));
        assertThat(scaling("DescribeScalingPolicies", KEYS + ",'MaxResults':11").code(), is("ValidationException"));
    }

    @Test
    public void aScheduledActionRunsUnlessItIsSuspended() {
        register(1, 5, "");
        scaling(
                "PutScheduledAction",
                KEYS + ",'ScheduledActionName':'morning','Schedule':'cron(0 11 * * ? *)','Timezone':'Europe/Berlin',"
                        + "'ScalableTargetAction':{'MinCapacity':4,'MaxCapacity':10}");
        scaling(
                "PutScheduledAction",
                KEYS + ",'ScheduledActionName':'evening','Schedule':'cron(0 20 ? * MON-FRI *)',"
                        + "'ScalableTargetAction':{'MinCapacity':0,'MaxCapacity':1}");
        pass(3500);
        assertThat(count(), is(2));
        pass(200);
        assertThat(count(), is(4));
        assertThat(target().at("/0/MaxCapacity").asInt(), is(10));
        pass(10 * 3600);
        assertThat(count(), is(1));

        scaling("RegisterScalableTarget", KEYS + ",'SuspendedState':{'ScheduledScalingSuspended':true}");
        pass(24 * 3600);

        assertThat(count(), is(1));
        assertThat(
                texts(scaling("DescribeScalingActivities", KEYS).body().path("ScalingActivities"), "Cause"),
                contains("scheduled action name evening was triggered", "scheduled action name morning was triggered"));
    }

    @Test
    public void startAndEndThatAreNotSentAreDeleted() {
        register(1, 5, "");
        String action = KEYS + ",'ScheduledActionName':'once'";
        scaling(
                "PutScheduledAction",
                action + ",'Schedule':'at(2026-03-03T10:00:00)','StartTime':1772500000,'EndTime':1772900000.5,"
                        + "'ScalableTargetAction':{'MinCapacity':2}");
        scaling("PutScheduledAction", action + ",'StartTime':1772500000");

        JsonNode kept = scaling("DescribeScheduledActions", KEYS).body().at("/ScheduledActions/0");
        assertThat(kept.has("StartTime"), is(true));
        assertThat(kept.has("EndTime"), is(false));
        assertThat(kept.at("/ScalableTargetAction/MinCapacity").asInt(), is(2));
        assertThat(scaling("PutScheduledAction", action + ",'Schedule':'daily'").code(), is("ValidationException"));
        assertThat(scaling("DeleteScheduledAction", action).code(), is((String) null));
        assertThat(scaling("DeleteScheduledAction", action).code(), is("ObjectNotFoundException"));
    }

    @Test
    public void aPolicyScalesWithinTheRangeAndNotInDuringADeployment() {
        register(1, 5, "");
        assertThat(sandbox.region().scale("prod", "api", 9), is(true));
        assertThat(count(), is(5));
        deploy("repo/app:2");
        assertThat(sandbox.region().scale("prod", "api", 1), is(false));
        pass(300);
        assertThat(sandbox.region().scale("prod", "api", 1), is(true));
        scaling("RegisterScalableTarget", KEYS + ",'SuspendedState':{'DynamicScalingOutSuspended':true}");
        assertThat(sandbox.region().scale("prod", "api", 3), is(false));
    }

    @Test
    public void theScalingDisappearsWithTheService() {
        register(1, 5, "");
        client.ok("DeleteService", "{'cluster':'prod','service':'api','force':true}");
        pass(120);

        assertThat(service().path("status").asText(), is("INACTIVE"));
        assertThat(target(), hasSizeOf(0));
        assertThat(scaling("DescribeScalingPolicies", KEYS).body().path("ScalingPolicies"), hasSizeOf(0));
    }

    @Test
    public void aDeploymentInProgressKeepsAServiceFromBeingDeleted() {
        client.ok("UpdateService", "{'cluster':'prod','service':'api','desiredCount':0}");
        deploy("repo/app:2");
        String delete = "{'cluster':'prod','service':'api'}";
        Answer answer = client.call("DeleteService", delete);
        assertThat(answer.error(), is("InvalidParameterException"));
        assertThat(answer.message(), is("The service cannot be stopped while deployments are active."));
        pass(300);
        assertThat(client.ok("DeleteService", delete).at("/service/status").asText(), is("DRAINING"));
        assertThat(client.ok("DeleteService", delete).at("/service/status").asText(), is("DRAINING"));
        pass(60);
        assertThat(client.call("DeleteService", delete).error(), is("ServiceNotActiveException"));
    }

    @Test
    public void anExpressServiceIsNotDeletedThisWay() {
        String arn = sandbox.service("prod", "web", service -> service.with("resourceManagementType", "\"ECS\""));
        Answer answer = client.call("DeleteService", "{'cluster':'prod','service':'web','force':true}");
        assertThat(
                answer.message(),
                is(arn + " has ResourceManagementType=ECS use DeleteExpressGatewayService to delete"));
    }

    /** The real CLI as a witness of the protocol and of the names of members. */
    @Test
    public void speaksWithTheAwsCli() throws IOException, InterruptedException {
        assumeTrue("the AWS CLI is not installed", AwsCli.isInstalled());
        String[] keys = {
            "--service-namespace",
            "ecs",
            "--resource-id",
            "service/prod/api",
            "--scalable-dimension",
            "ecs:service:DesiredCount"
        };
        register(1, 5, "");
        assertThat(
                AwsCli.run(
                        sandbox,
                        "application-autoscaling",
                        "describe-scalable-targets",
                        "--service-namespace",
                        "ecs",
                        "--query",
                        "ScalableTargets[0].[MinCapacity,MaxCapacity,SuspendedState.DynamicScalingInSuspended]"),
                is("1\t5\tFalse"));
        String[] delete = {"application-autoscaling", "deregister-scalable-target"};
        assertThat(AwsCli.run(sandbox, concat(delete, keys)), is(""));
        assertThat(target(), hasSizeOf(0));
        assertThat(sandbox.errors(), empty());
    }

    private static String[] concat(String[] first, String[] second) {
        return java.util.stream.Stream.concat(java.util.Arrays.stream(first), java.util.Arrays.stream(second))
                .toArray(String[]::new);
    }
}
