package io.jenkins.plugins.ecs.rollout.decide.controller;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.rollout.Seen;
import io.jenkins.plugins.ecs.rollout.request.CodeDeploySettings;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.request.DeployRequestBuilder;
import io.jenkins.plugins.ecs.rollout.request.WaitUntil;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.rollout.strategy.Strategy;
import io.jenkins.plugins.ecs.rollout.strategy.StrategySettings;
import java.util.List;
import org.junit.Test;

/** From a request and a deployment group to the input of {@code CreateDeployment}, or to the reasons why not. */
public class CodeDeployPlanTest {

    private static final String GROUP = """
            {"applicationName": "shop", "deploymentGroupName": "blue-green",
             "ecsServices": [{"clusterName": "prod", "serviceName": "api"}, {"clusterName": "prod", "serviceName": "web"}],
             "blueGreenDeploymentConfiguration": {"deploymentReadyOption": {"actionOnTimeout": "%s"}},
             "lastAttemptedDeployment": {"deploymentId": "d-1", "status": "%s", "createTime": 1700000000.25},
             "loadBalancerInfo": {"targetGroupPairInfoList": [{"testTrafficRoute": {"listenerArns": [%s]}}]}}
            """;
    private static final String SERVICE = """
            {"loadBalancers": [{"targetGroupArn": "blue", "containerName": "app", "containerPort": 8080}]}
            """;

    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static ObjectNode group(String onTimeout, String status, String listeners) {
        return json(String.format(GROUP, onTimeout, status, listeners));
    }

    private static DeployRequestBuilder request() {
        return DeployRequest.of("eu-central-1", "prod", "api").taskDefinition("api:5");
    }

    private static RolloutState state(DeployRequestBuilder request) {
        RolloutState state = Seen.state(Phase.UPDATING, request);
        state.codeDeploy.application = "shop";
        state.codeDeploy.group = "blue-green";
        return state;
    }

    private static ObjectNode input(DeployRequestBuilder request) {
        return CodeDeployPlan.input(state(request), json(SERVICE));
    }

    private static CodeDeploySettings settings(String config, List<String> autoRollback) {
        return new CodeDeploySettings(null, null, config, null, autoRollback);
    }

    @Test
    public void whatCodeDeployCannotDoIsNamed() {
        assertThat(CodeDeployPlan.misfits(request().build()), is(empty()));
        List<String> misfits = CodeDeployPlan.misfits(request()
                .desiredCount(3)
                .waitUntil(WaitUntil.parse("stage:BAKE_TIME"))
                .strategy(StrategySettings.of(Strategy.CANARY).build())
                .build());
        assertThat(
                misfits,
                contains(
                        containsString("strategy"),
                        containsString("desiredCount"),
                        containsString("'stage:BAKE_TIME' is a stage of deployments by ECS")));
    }

    @Test
    public void aPointThatTheGroupNeverReachesIsNamed() {
        ObjectNode waits = group("STOP_DEPLOYMENT", "Succeeded", "\"arn:test\"");
        ObjectNode goesOn = group("CONTINUE_DEPLOYMENT", "Succeeded", "");
        DeployRequest paused = request().waitUntil(WaitUntil.parse("paused")).build();
        assertThat(CodeDeployPlan.misfits(paused, waits), is(empty()));
        assertThat(CodeDeployPlan.misfits(paused, goesOn), contains(containsString("never reached")));

        DeployRequest test = request()
                .waitUntil(WaitUntil.parse("codedeploy:AfterAllowTestTraffic"))
                .build();
        assertThat(CodeDeployPlan.misfits(test, waits), is(empty()));
        assertThat(CodeDeployPlan.misfits(test, goesOn), contains(containsString("has no test listener")));
        assertThat(
                "deployed is always reached", CodeDeployPlan.misfits(request().build(), goesOn), is(empty()));
    }

    @Test
    public void aGroupSaysWhatItDeploys() {
        ObjectNode group = group("STOP_DEPLOYMENT", "Succeeded", "\"arn:test\"");
        assertThat(CodeDeployPlan.name(group), is("shop/blue-green"));
        assertThat(CodeDeployPlan.testListener(group), is("arn:test"));
        assertThat(CodeDeployPlan.testListener(group("", "Succeeded", "")), is(nullValue()));
        assertThat(CodeDeployPlan.deploys(group, "prod", "web"), is(true));
        assertThat("of another cluster", CodeDeployPlan.deploys(group, "test", "web"), is(false));
        assertThat(CodeDeployPlan.deploys(group, "prod", "batch"), is(false));
        assertThat(CodeDeployPlan.services(group), is("prod/api, prod/web"));
        assertThat(CodeDeployPlan.services(json("{}")), containsString("no ECS service"));
    }

    @Test
    public void aGroupIsBusyUntilItsDeploymentIsOver() {
        for (String status : List.of("Created", "Queued", "InProgress", "Baking", "Ready")) {
            assertThat(status, CodeDeployPlan.underWay(group("", status, "")), is("d-1"));
        }
        for (String status : List.of("Succeeded", "Failed", "Stopped")) {
            assertThat(status, CodeDeployPlan.underWay(group("", status, "")), is(""));
        }
        assertThat(CodeDeployPlan.lastAttemptAt(group("", "Failed", "")), is(1_700_000_000_250L));
        assertThat(CodeDeployPlan.lastAttemptAt(json("{}")), is(0L));
    }

    @Test
    public void theDescriptionIsOfThisDeploymentAlone() {
        RolloutState state = state(request().origin("shop #7"));
        String description = CodeDeployPlan.description(state);
        assertThat(description, startsWith("shop #7 (ecs-deployment "));
        RolloutState later = RolloutState.begin(request().origin("shop #7").build(), Seen.NOW + 1);
        assertThat("another one of the same build", CodeDeployPlan.description(later), is(not(description)));

        String cut = CodeDeployPlan.description(state(request().origin("x".repeat(600))));
        assertThat("CodeDeploy takes 512", cut.length(), is(512));
        assertThat(cut, endsWith(")"));
    }

    @Test
    public void onlyWhatIsAskedForIsSent() {
        ObjectNode plain = input(request());
        assertThat(plain.path("applicationName").asText(), is("shop"));
        assertThat(plain.path("deploymentGroupName").asText(), is("blue-green"));
        assertThat(plain.path("description").asText(), containsString("ecs-deployment"));
        assertThat(plain.path("revision").toString(), containsString("task-definition/api:5"));
        assertThat(plain.path("revision").toString(), containsString("8080"));
        assertThat(plain.has("deploymentConfigName"), is(false));
        assertThat(plain.has("autoRollbackConfiguration"), is(false));
        assertThat(plain.has("overrideAlarmConfiguration"), is(false));

        ObjectNode none = input(request().codeDeploy(settings(null, List.of())));
        assertThat(none.has("deploymentConfigName"), is(false));
        assertThat(none.has("autoRollbackConfiguration"), is(false));
    }

    @Test
    public void theStepOverridesTheGroup() {
        ObjectNode input = input(request()
                .codeDeploy(settings("CodeDeployDefault.ECSAllAtOnce", List.of("DEPLOYMENT_FAILURE")))
                .strategy(StrategySettings.of(null).alarms(List.of("p95")).build()));
        assertThat(input.path("deploymentConfigName").asText(), is("CodeDeployDefault.ECSAllAtOnce"));
        JsonNode rollback = input.path("autoRollbackConfiguration");
        assertThat(rollback.path("enabled").asBoolean(), is(true));
        assertThat(rollback.path("events").toString(), is("[\"DEPLOYMENT_FAILURE\"]"));
        JsonNode alarms = input.path("overrideAlarmConfiguration");
        assertThat(alarms.path("enabled").asBoolean(), is(true));
        assertThat(alarms.at("/alarms/0/name").asText(), is("p95"));

        JsonNode off =
                input(request().codeDeploy(settings(null, List.of("NONE")))).path("autoRollbackConfiguration");
        assertThat(off.path("enabled").asBoolean(true), is(false));
        assertThat(off.has("events"), is(false));
    }
}
