package io.jenkins.plugins.ecs.sandbox;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.sandbox.SandboxClient.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.Test;

/** Deployments of CodeDeploy that go well: lifecycle events, task sets, traffic, waits. */
public class CodeDeployTest extends CodeDeployTestCase {

    private static final String CHECK = "arn:aws:lambda:eu-central-1:123456789012:function:check";

    @Test
    public void allAtOnceGoesThroughItsEventsInOrder() {
        group(group -> {});
        String id = bringOut("repo/app:2");
        assertThat(id, startsWith("d-"));
        List<String> way = new ArrayList<>();
        for (int i = 0; i < 900 && !statusOf(id).equals("Succeeded"); i++) {
            String now = statusOf(id) + " " + weights(TEST) + " " + weights(PRODUCTION) + " " + taskSets();
            if (way.isEmpty() || !way.get(way.size() - 1).equals(now)) {
                way.add(now);
            }
            pass(1);
        }
        assertThat(
                way,
                contains(
                        "Created blue=100 green=0 blue=100 green=0 [PRIMARY api:1 100 blue]",
                        "Queued blue=100 green=0 blue=100 green=0 [PRIMARY api:1 100 blue]",
                        "InProgress blue=100 green=0 blue=100 green=0 [PRIMARY api:1 100 blue]",
                        "InProgress blue=100 green=0 blue=100 green=0 [PRIMARY api:1 100 blue, ACTIVE api:2 100 green]",
                        "InProgress blue=0 green=100 blue=100 green=0 [PRIMARY api:1 100 blue, ACTIVE api:2 100 green]",
                        "InProgress blue=0 green=100 blue=0 green=100 [PRIMARY api:1 100 blue, ACTIVE api:2 100 green]",
                        "InProgress blue=0 green=100 blue=0 green=100 [PRIMARY api:2 100 green, ACTIVE api:1 100 blue]"));
        assertThat(taskSets(), contains("PRIMARY api:2 100 green", "DRAINING api:1 0 blue"));
        assertThat(
                events(id),
                contains(
                        "BeforeInstall Succeeded",
                        "Install Succeeded",
                        "AfterInstall Succeeded",
                        "AllowTestTraffic Succeeded",
                        "AfterAllowTestTraffic Succeeded",
                        "BeforeAllowTraffic Succeeded",
                        "AllowTraffic Succeeded",
                        "AfterAllowTraffic Succeeded"));
        pass(30);
        assertThat(taskSets(), contains("PRIMARY api:2 100 green"));
        JsonNode service = service();
        assertThat(service.path("taskDefinition").asText(), containsString("api:2"));
        assertThat(service.path("runningCount").asInt(), is(2));
        assertThat(service.at("/taskSets/0/externalId").asText(), is(id));
        assertThat(service.at("/taskSets/0/startedBy").asText(), is("CODE_DEPLOY"));
        assertThat(events(), hasItem(containsString(", taskSet ecs-svc/")));
    }

    @Test
    public void theDeploymentCountsTargetsOnlyAtItsEnd() {
        group(group -> group.termination(0));
        String id = bringOut("repo/app:2");
        passTo(id, "InProgress");
        assertThat(info(id).has("deploymentOverview"), is(false));
        assertThat(info(id).at("/revision/appSpecContent").has("content"), is(false));
        passTo(id, "Succeeded");
        assertThat(info(id).at("/deploymentOverview/Succeeded").asInt(), is(1));
        assertThat(info(id).path("completeTime").isNumber(), is(true));
        assertThat(target(id).path("status").asText(), is("Succeeded"));
        JsonNode sets = target(id).path("taskSetsInfo");
        assertThat(texts(sets, "taskSetLabel"), contains("Blue", "Green"));
        assertThat(texts(sets, "trafficWeight"), contains("0.0", "100.0"));
        assertThat(sets.at("/1/targetGroup/name").asText(), is("green"));
    }

    @Test
    public void theNextDeploymentGoesBackToTheOtherTargetGroup() {
        group(group -> group.termination(0));
        passTo(bringOut("repo/app:2"), "Succeeded");
        pass(60);
        String second = bringOut("repo/app:3");
        passTo(second, "Succeeded");
        pass(60);
        assertThat(taskSets(), contains("PRIMARY api:3 100 blue"));
        assertThat(weights(PRODUCTION), is("blue=100 green=0"));
        assertThat(
                info(second)
                        .at("/previousRevision/appSpecContent/sha256")
                        .asText()
                        .length(),
                is(64));
    }

    @Test
    public void linearAndCanaryShiftStepByStep() {
        group(group -> group.config("CodeDeployDefault.ECSLinear10PercentEvery1Minutes")
                .termination(0));
        assertThat(
                shares(bringOut("repo/app:2")),
                contains("0", "10", "20", "30", "40", "50", "60", "70", "80", "90", "100"));
        pass(60);
        group(group ->
                group.config("CodeDeployDefault.ECSCanary10Percent5Minutes").termination(0));
        assertThat(shares(bringOut("repo/app:3")), contains("0", "10", "100"));
        pass(60);
        sandbox.region()
                .deploymentConfig(
                        "own",
                        "{\"type\":\"TimeBasedLinear\",\"timeBasedLinear\":{\"linearPercentage\":40,\"linearInterval\":2}}");
        group(group -> group.config("own").termination(0));
        assertThat(shares(bringOut("repo/app:4")), contains("0", "40", "80", "100"));
    }

    /** The shares of the replacement until its deployment has succeeded, each once. */
    private List<String> shares(String id) {
        List<String> shares = new ArrayList<>();
        passToEvent(id, "Install", "Succeeded");
        while (!statusOf(id).equals("Succeeded")) {
            String share = String.valueOf(
                    target(id).at("/taskSetsInfo/1/trafficWeight").asInt());
            if (!shares.contains(share)) {
                shares.add(share);
            }
            pass(5);
        }
        return shares;
    }

    @Test
    public void withoutATestListenerThereAreNoEventsOfTestTraffic() {
        sandbox.region()
                .deploymentGroup(
                        "shop",
                        "production",
                        group -> group.service("prod", "api").loadBalancer("blue", "green", PRODUCTION, null));
        String id = bringOut("repo/app:2");
        passTo(id, "Succeeded");
        assertThat(events(id), everyItem(not(containsString("Test"))));
        assertThat(events(id).size(), is(6));
    }

    @Test
    public void hooksRunAtTheirEvents() {
        group(group -> {});
        sandbox.hooks().lambda("function:check", LifecycleHooks.Result.SUCCEEDED, Duration.ofMinutes(2));
        String id = bringOut("repo/app:2", "AfterAllowTestTraffic", CHECK);
        passToEvent(id, "AfterAllowTestTraffic", "InProgress");
        pass(100);
        assertThat(events(id), hasItem("AfterAllowTestTraffic InProgress"));
        passTo(id, "Succeeded");
    }

    @Test
    public void aReadyDeploymentWaitsToBeContinued() {
        group(group -> group.ready("STOP_DEPLOYMENT", 60));
        String id = bringOut("repo/app:2");
        passTo(id, "Ready");
        pass(1800);
        assertThat(statusOf(id), is("Ready"));
        assertThat(target(id).path("status").asText(), is("Ready"));
        assertThat(weights(PRODUCTION), is("blue=100 green=0"));
        assertThat(proceed(id, "TERMINATION_WAIT").error(), is("DeploymentIsNotInReadyStateException"));
        assertThat(proceed(id, "READY_WAIT").status(), is(200));
        assertThat(statusOf(id), is("InProgress"));
        passTo(id, "Succeeded");
    }

    private Answer proceed(String id, String type) {
        return client.codeDeploy(
                "ContinueDeployment", "{'deploymentId':'" + id + "','deploymentWaitType':'" + type + "'}");
    }

    @Test
    public void theOriginalTasksStayUntilTheWaitIsOverOrCutShort() {
        group(group -> group.termination(2880));
        String id = bringOut("repo/app:2");
        passToEvent(id, "AfterAllowTraffic", "Succeeded");
        pass(2);
        sandbox.clock().advance(Duration.ofHours(47));
        assertThat(statusOf(id), is("InProgress"));
        assertThat(info(id).path("instanceTerminationWaitTimeStarted").asBoolean(), is(true));
        assertThat(taskSets(), contains("PRIMARY api:2 100 green", "ACTIVE api:1 100 blue"));
        assertThat(proceed(id, "READY_WAIT").error(), is("DeploymentIsNotInReadyStateException"));
        assertThat(proceed(id, "TERMINATION_WAIT").status(), is(200));
        pass(1);
        assertThat(statusOf(id), is("Succeeded"));
        assertThat(proceed(id, "TERMINATION_WAIT").error(), is("DeploymentAlreadyCompletedException"));
    }

    @Test
    public void aWaitMayAlsoEndByGoingOn() {
        sandbox.behavior().readyWaitContinues(true);
        group(group -> group.ready("CONTINUE_DEPLOYMENT", 10));
        String id = bringOut("repo/app:2");
        passTo(id, "Ready");
        pass(600);
        passTo(id, "Succeeded");
    }

    @Test
    public void yamlAndOtherSettingsOfTheAppSpec() {
        group(group -> {});
        String id = create(request("version: 0.0\n"
                + "Resources:\n"
                + "  - TargetService:\n"
                + "      Type: AWS::ECS::Service\n"
                + "      Properties:\n"
                + "        TaskDefinition: " + registerWithPort("repo/app:2") + "\n"
                + "        LoadBalancerInfo: {ContainerName: app, ContainerPort: 8080}\n"
                + "        PlatformVersion: 1.4.0\n"
                + "        NetworkConfiguration:\n"
                + "          AwsvpcConfiguration: {Subnets: [subnet-9], SecurityGroups: [sg-9], AssignPublicIp: ENABLED}\n"
                + "        CapacityProviderStrategy: [{CapacityProvider: FARGATE_SPOT, Base: 0, Weight: 1}]\n"));
        passToEvent(id, "Install", "InProgress");
        JsonNode set = service().path("taskSets").path(1);
        assertThat(set.at("/networkConfiguration/awsvpcConfiguration/subnets/0").asText(), is("subnet-9"));
        assertThat(set.at("/capacityProviderStrategy/0/capacityProvider").asText(), is("FARGATE_SPOT"));
        assertThat(set.has("launchType"), is(false));
        passTo(id, "Succeeded");
    }

    @Test
    public void tasksAreRegisteredWhereTheirTaskSetIs() {
        group(group -> {});
        String green = sandbox.region()
                .call("DescribeTargetGroups", "{\"Names\":[\"green\"]}")
                .at("/TargetGroups/0/TargetGroupArn")
                .asText();
        assertThat(targets(BLUE), is(2));
        assertThat(targets(green), is(0));
        String id = bringOut("repo/app:2");
        passToEvent(id, "AfterInstall", "Succeeded");
        assertThat(targets(green), is(2));
        passTo(id, "Succeeded");
        pass(60);
        assertThat(targets(BLUE), is(0));
    }

    private int targets(String group) {
        return sandbox.region()
                .call("DescribeTargetHealth", "{\"TargetGroupArn\":\"" + group + "\"}")
                .path("TargetHealthDescriptions")
                .size();
    }

    @Test
    public void listsDeploymentsByGroupStatusAndTime() {
        group(group -> group.termination(0));
        sandbox.region().deploymentGroup("shop", "other", group -> {});
        String first = bringOut("repo/app:2");
        passTo(first, "Succeeded");
        String second = bringOut("repo/app:3");
        String of = "'applicationName':'shop','deploymentGroupName':'production'";
        assertThat(ids("{" + of + "}"), contains(second, first));
        assertThat(ids("{}"), contains(second, first));
        assertThat(ids("{" + of + ",'includeOnlyStatuses':['Succeeded']}"), contains(first));
        assertThat(ids("{'applicationName':'shop','deploymentGroupName':'other'}"), empty());
        double created = info(second).path("createTime").asDouble();
        assertThat(ids("{" + of + ",'createTimeRange':{'start':" + created + "}}"), contains(second));
        JsonNode group = ask("GetDeploymentGroup", "{" + of + "}").path("deploymentGroupInfo");
        assertThat(group.at("/lastSuccessfulDeployment/deploymentId").asText(), is(first));
        assertThat(group.at("/lastAttemptedDeployment/deploymentId").asText(), is(second));
        assertThat(
                ask("BatchGetDeployments", "{'deploymentIds':['" + first + "','d-ABCDEFGHI']}")
                        .path("deploymentsInfo"),
                hasSizeOf(1));
    }

    private List<String> ids(String json) {
        return Json.texts(ask("ListDeployments", json).path("deployments"));
    }

    @Test
    public void theContentOfARevisionIsFoundByItsHash() {
        group(group -> {});
        String id = bringOut("repo/app:2", "BeforeInstall", "check");
        String revision = info(id).path("revision").toString();
        ObjectNode question = Json.object().put("applicationName", "shop");
        question.set("revision", Json.read(revision));
        String content = ask("GetApplicationRevision", question.toString())
                .at("/revision/appSpecContent/content")
                .asText();
        assertThat(content, containsString("BeforeInstall"));
    }

    @Test
    public void targetsAreThereOnceADeploymentHasStarted() {
        group(group -> {});
        String id = bringOut("repo/app:2");
        String of = "{'deploymentId':'" + id + "'}";
        assertThat(client.codeDeploy("ListDeploymentTargets", of).error(), is("DeploymentNotStartedException"));
        passTo(id, "InProgress");
        assertThat(Json.texts(ask("ListDeploymentTargets", of).path("targetIds")), contains("prod:api"));
        assertThat(
                ask("BatchGetDeploymentTargets", "{'deploymentId':'" + id + "','targetIds':['prod:api']}")
                        .path("deploymentTargets"),
                hasSizeOf(1));
        assertThat(
                client.codeDeploy("GetDeploymentTarget", "{'deploymentId':'" + id + "','targetId':'prod:web'}")
                        .error(),
                is("DeploymentTargetDoesNotExistException"));
    }

    @Test
    public void bothTaskSetsFollowTheDesiredCount() {
        group(group -> {});
        String id = bringOut("repo/app:2");
        passToEvent(id, "AfterAllowTraffic", "Succeeded");
        client.ok("UpdateService", "{'cluster':'prod','service':'api','desiredCount':3}");
        pass(120);
        assertThat(texts(service().path("taskSets"), "runningCount"), contains("3", "3"));
    }

    @Test
    public void oneClockGivesOneWay() {
        group(group -> group.config("CodeDeployDefault.ECSCanary10Percent5Minutes"));
        String id = bringOut("repo/app:2");
        sandbox.clock().advance(Duration.ofHours(2));
        String atOnce = target(id).path("lifecycleEvents").toString();
        stopSandbox();
        startSandbox();
        makeService();
        group(group -> group.config("CodeDeployDefault.ECSCanary10Percent5Minutes"));
        String same = bringOut("repo/app:2");
        assertThat(same, is(id));
        for (int i = 0; i < 7200 / 7 + 1; i++) {
            info(same);
            pass(7);
        }
        assertThat(target(same).path("lifecycleEvents").toString(), is(atOnce));
    }
}
