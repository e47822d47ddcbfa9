package io.jenkins.plugins.ecs.rollout.decide.iam;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.request.DeployRequestBuilder;
import io.jenkins.plugins.ecs.rollout.request.FailureReaction;
import io.jenkins.plugins.ecs.rollout.request.Reaction;
import io.jenkins.plugins.ecs.rollout.request.Setting;
import io.jenkins.plugins.ecs.rollout.strategy.Strategy;
import io.jenkins.plugins.ecs.rollout.strategy.StrategySettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.Test;

/** The policy of a plan allows what the request asks for and nothing that it does not ask for. */
public class LeastPrivilegeTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CLUSTER = "arn:aws:ecs:eu-central-1:123456789012:cluster/prod";
    private static final String EXECUTION_ROLE = "arn:aws:iam::123456789012:role/shop-execution";
    private static final String ECS_ROLE = "arn:aws:iam::123456789012:role/shop-balancer";

    private static DeployRequestBuilder request() {
        return DeployRequest.of("eu-central-1", "prod", "shop").taskDefinition("shop:5");
    }

    /** A request that leaves everything to ECS. */
    private static DeployRequestBuilder leaving() {
        return request()
                .with(Setting.ON_ABORT, Reaction.LEAVE)
                .with(Setting.ON_TIMEOUT, Reaction.LEAVE)
                .with(Setting.ON_PERMANENT_FAILURE, FailureReaction.FAIL);
    }

    private static List<JsonNode> statements(DeployRequestBuilder request, boolean registers) {
        try {
            ObjectNode definition =
                    JSON.createObjectNode().put("family", "shop").put("executionRoleArn", EXECUTION_ROLE);
            List<JsonNode> statements = new ArrayList<>();
            JSON.readTree(DeploymentPolicy.of(request.build(), null, CLUSTER, definition, registers))
                    .path("Statement")
                    .forEach(statements::add);
            return statements;
        } catch (com.fasterxml.jackson.core.JsonProcessingException broken) {
            throw new AssertionError(broken);
        }
    }

    private static List<String> texts(JsonNode node) {
        List<String> texts = new ArrayList<>();
        if (node.isTextual()) {
            texts.add(node.asText());
        }
        node.forEach(each -> texts.add(each.asText()));
        return texts;
    }

    private static Set<String> actions(DeployRequestBuilder request) {
        Set<String> actions = new TreeSet<>();
        statements(request, true).forEach(statement -> actions.addAll(texts(statement.path("Action"))));
        return actions;
    }

    private static JsonNode statement(List<JsonNode> all, String action) {
        return all.stream()
                .filter(statement -> texts(statement.path("Action")).contains(action))
                .findFirst()
                .orElseThrow();
    }

    @Test
    public void onlyWhoMayRollBackMayStopADeployment() {
        String stop = "ecs:StopServiceDeployment";
        assertThat("by default a failure is rolled back", actions(request()), hasItem(stop));
        assertThat(actions(leaving()), not(hasItem(stop)));
        assertThat(actions(leaving().with(Setting.ON_PERMANENT_FAILURE, FailureReaction.ROLLBACK)), hasItem(stop));
        assertThat(actions(leaving().with(Setting.ON_PERMANENT_FAILURE, FailureReaction.WAIT)), not(hasItem(stop)));
        assertThat(actions(leaving().with(Setting.ON_ABORT, Reaction.ROLLBACK)), hasItem(stop));
        assertThat(actions(leaving().with(Setting.ON_TIMEOUT, Reaction.ROLLBACK)), hasItem(stop));
        assertThat(actions(leaving().goesBack(true)), hasItem(stop));
    }

    /** What is asked for, an action that only that needs. */
    @Test
    public void eachFeatureBringsItsActions() {
        Object[][] table = {
            {request().with(Setting.KEEP_REVISIONS, 2), "ecs:DeregisterTaskDefinition"},
            {request().with(Setting.SCHEDULED_TASKS, "family"), "events:PutTargets"},
            {request().with(Setting.SUSPEND_SCALING, true), "application-autoscaling:RegisterScalableTarget"},
            {request().with(Setting.SERVICE_DEFINITION, "desiredCount: 1"), "ecs:CreateService"},
            {
                request().with(Setting.SERVICE_DEFINITION, "scaling: {min: 1, max: 3}"),
                "application-autoscaling:PutScalingPolicy"
            },
            {request().strategy(StrategySettings.of(Strategy.CANARY).build()), "ecs:ContinueServiceDeployment"},
        };
        for (Object[] row : table) {
            String action = (String) row[1];
            assertThat(actions((DeployRequestBuilder) row[0]), hasItem(action));
            assertThat(actions(request()), not(hasItem(action)));
        }
        assertThat(
                "a service definition without scaling",
                actions(request().with(Setting.SERVICE_DEFINITION, "desiredCount: 1")),
                not(hasItem("application-autoscaling:PutScalingPolicy")));
        assertThat(
                "a rolling update",
                actions(request()
                        .strategy(StrategySettings.of(Strategy.BLUE_GREEN)
                                .rolling(true)
                                .build())),
                not(hasItem("ecs:ContinueServiceDeployment")));
    }

    @Test
    public void rolesArePassedToWhoUsesThem() {
        List<JsonNode> all = statements(
                request()
                        .with(Setting.SCHEDULED_TASKS, "family")
                        .with(
                                Setting.SERVICE_DEFINITION,
                                "volumeConfigurations: [{name: data, managedEBSVolume: {roleArn: '" + ECS_ROLE
                                        + "', sizeInGiB: 5}}]"),
                true);
        List<String> passed = all.stream()
                .filter(statement -> texts(statement.path("Action")).contains("iam:PassRole"))
                .map(statement -> statement
                                .at("/Condition/StringEquals/iam:PassedToService")
                                .asText() + " " + statement.path("Resource").asText())
                .toList();
        assertThat(
                passed,
                containsInAnyOrder(
                        "ecs-tasks.amazonaws.com " + EXECUTION_ROLE,
                        "ecs.amazonaws.com " + ECS_ROLE,
                        "events.amazonaws.com *",
                        "scheduler.amazonaws.com *"));
    }

    @Test
    public void anExistingRevisionNeedsNoRegistrationAndNoRole() {
        Set<String> actions = new TreeSet<>();
        statements(request(), false).forEach(statement -> actions.addAll(texts(statement.path("Action"))));
        assertThat(actions, not(hasItem("ecs:RegisterTaskDefinition")));
        assertThat(actions, not(hasItem("iam:PassRole")));
    }

    @Test
    public void tasksAreReadInTheClusterOnly() {
        JsonNode tasks = statement(statements(request(), true), "ecs:ListTasks");
        assertThat(tasks.at("/Condition/ArnEquals/ecs:cluster").asText(), is(CLUSTER));
        JsonNode service = statement(statements(request(), true), "ecs:UpdateService");
        assertThat(texts(service.path("Resource")), hasItem("arn:aws:ecs:eu-central-1:123456789012:service/prod/shop"));
    }

    @Test
    public void tagsAreOfTheServiceOnlyIfItIsCreatedOrTagged() {
        String family = "arn:aws:ecs:eu-central-1:123456789012:task-definition/shop:*";
        assertThat(
                texts(statement(statements(request(), true), "ecs:TagResource").path("Resource")), contains(family));
        assertThat(
                texts(statement(
                                statements(request().with(Setting.SERVICE_DEFINITION, "desiredCount: 1"), true),
                                "ecs:TagResource")
                        .path("Resource")),
                hasItems(family, "arn:aws:ecs:eu-central-1:123456789012:service/prod/shop"));
    }

    @Test
    public void withoutAnArnTheAccountIsNotKnown() {
        String policy = DeploymentPolicy.of(
                request().build(), null, null, JSON.createObjectNode().put("family", "shop"), true);
        assertThat(policy.contains("arn:aws:ecs:eu-central-1:*:service/prod/shop"), is(true));
    }
}
