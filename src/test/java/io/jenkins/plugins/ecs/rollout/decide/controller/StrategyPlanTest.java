package io.jenkins.plugins.ecs.rollout.decide.controller;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.rollout.request.WaitUntil;
import io.jenkins.plugins.ecs.rollout.strategy.Strategy;
import io.jenkins.plugins.ecs.rollout.strategy.StrategySettings;
import java.util.List;
import org.junit.Test;

/** From a service and a wish to the members of UpdateService, or to the reason why not. */
public class StrategyPlanTest {

    private static final String ELB = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:";
    private static final String BLUE = ELB + "targetgroup/blue/0123456789abcdef";
    private static final String GREEN = ELB + "targetgroup/green/0123456789abcdef";
    private static final String RULE = ELB + "listener-rule/app/shop/50dc6c495c0c9188/f2f7dc8efc522ab2/aaaa";
    private static final String ROLE = "arn:aws:iam::123456789012:role/ecsInfrastructure";
    private static final String PLAIN =
            "{'deploymentConfiguration':{'strategy':'ROLLING','maximumPercent':200,'unheardOf':{'x':1}},"
                    + "'loadBalancers':[]}";
    private static final String BEHIND_ALB =
            "{'deploymentConfiguration':{'strategy':'ROLLING'},'loadBalancers':[{'targetGroupArn':'" + BLUE
                    + "','containerName':'app','containerPort':80,'newMember':true}]}";
    private static final String SHIFTING =
            "{'deploymentConfiguration':{'strategy':'CANARY','bakeTimeInMinutes':7,'canaryConfiguration':{'canaryPercent':5.0,"
                    + "'canaryBakeTimeInMinutes':9},'lifecycleHooks':[{'hookTargetArn':'arn:f','lifecycleStages':['PRE_SCALE_UP']},"
                    + "{'targetType':'PAUSE','lifecycleStages':['POST_SCALE_UP']}]},'loadBalancers':[{'targetGroupArn':'"
                    + BLUE
                    + "','advancedConfiguration':{'alternateTargetGroupArn':'" + GREEN + "','productionListenerRule':'"
                    + RULE
                    + "','roleArn':'" + ROLE + "'}}]}";

    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) new ObjectMapper().readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static JsonNode planned(StrategySettings.Builder asked, String service) {
        StrategyPlan plan = StrategyPlan.of(asked.build(), WaitUntil.DEPLOYED, json(service));
        assertThat(plan.problems(), is(empty()));
        return plan.settings();
    }

    private static void refused(StrategySettings.Builder asked, String until, String service, String why) {
        StrategyPlan plan = StrategyPlan.of(asked.build(), WaitUntil.parse(until), json(service));
        assertThat(plan.problems(), hasItem(containsString(why)));
        assertThat(plan.isPossible(), is(false));
    }

    @Test
    public void whatIsNotMentionedStaysWithFieldsThatNobodyKnows() {
        JsonNode after = planned(StrategySettings.of(Strategy.BLUE_GREEN).bakeMinutes(5), PLAIN);
        assertThat(after, is((JsonNode) json("{'deploymentConfiguration':{'strategy':'BLUE_GREEN','maximumPercent':200,"
                + "'unheardOf':{'x':1},'bakeTimeInMinutes':5}}")));
    }

    @Test
    public void nothingIsSentWhereTheServiceHasItAll() {
        assertThat(planned(StrategySettings.of(null), SHIFTING), is((JsonNode) json("{}")));
    }

    @Test
    public void oneSettingLeavesItsSisters() {
        JsonNode after = planned(StrategySettings.of(null).canary(10.0, null), SHIFTING);
        assertThat(after.at("/deploymentConfiguration/canaryConfiguration"), is((JsonNode)
                json("{'canaryPercent':10.0,'canaryBakeTimeInMinutes':9}")));
        assertThat(after.has("loadBalancers"), is(false));
    }

    @Test
    public void anotherStrategyDropsTheSettingsOfTheFormerOne() {
        JsonNode after = planned(StrategySettings.of(Strategy.LINEAR).linear(25.0, 3), SHIFTING);
        assertThat(after.at("/deploymentConfiguration/canaryConfiguration").isMissingNode(), is(true));
        assertThat(after.at("/deploymentConfiguration/linearConfiguration"), is((JsonNode)
                json("{'stepPercent':25.0,'stepBakeTimeInMinutes':3}")));
    }

    @Test
    public void pausesReplacePausesAndLeaveFunctions() {
        JsonNode hooks = planned(
                        StrategySettings.of(null)
                                .pauseAt(List.of("POST_TEST_TRAFFIC_SHIFT", "PRE_SCALE_UP"))
                                .pauseTimeout(60, true),
                        SHIFTING)
                .at("/deploymentConfiguration/lifecycleHooks");
        assertThat(
                hooks.toString(),
                is(("[{'hookTargetArn':'arn:f','lifecycleStages':['PRE_SCALE_UP']},{'targetType':'PAUSE',"
                                + "'lifecycleStages':['PRE_SCALE_UP','POST_TEST_TRAFFIC_SHIFT'],"
                                + "'timeoutConfiguration':{'timeoutInMinutes':60,'action':'CONTINUE'}}]")
                        .replace('\'', '"')));
    }

    @Test
    public void pausesCanBeTakenAway() {
        JsonNode hooks = planned(StrategySettings.of(null).pauseAt(List.of("NONE")), SHIFTING)
                .at("/deploymentConfiguration/lifecycleHooks");
        assertThat(hooks.size(), is(1));
    }

    @Test
    public void alarmsAndCircuitBreakerAreSwitchedOn() {
        JsonNode after =
                planned(StrategySettings.of(null).alarms(List.of("errors")).circuitBreaker(true), SHIFTING);
        assertThat(after.at("/deploymentConfiguration/alarms"), is((JsonNode)
                json("{'alarmNames':['errors'],'enable':true,'rollback':true}")));
        assertThat(after.at("/deploymentConfiguration/deploymentCircuitBreaker"), is((JsonNode)
                json("{'enable':true,'rollback':true}")));
    }

    @Test
    public void theLoadBalancerGetsWhatShiftingNeeds() {
        JsonNode balancer = planned(
                        StrategySettings.of(Strategy.CANARY).loadBalancer(GREEN, RULE, null, ROLE), BEHIND_ALB)
                .at("/loadBalancers/0");
        assertThat(balancer, is((JsonNode)
                json("{'targetGroupArn':'" + BLUE + "','containerName':'app','containerPort':80,"
                        + "'newMember':true,'advancedConfiguration':{'alternateTargetGroupArn':'" + GREEN
                        + "','productionListenerRule':'" + RULE + "','roleArn':'" + ROLE + "'}}")));
    }

    @Test
    public void refusesWhatEcsWouldRefuse() {
        refused(StrategySettings.of(null), "deployed", PLAIN, "strategy: missing. The service's own is ROLLING");
        refused(StrategySettings.of(Strategy.CANARY), "deployed", PLAIN, "no Application or Network Load Balancer");
        refused(StrategySettings.of(Strategy.LINEAR), "deployed", PLAIN, "use BLUE_GREEN");
        refused(
                StrategySettings.of(Strategy.BLUE_GREEN),
                "deployed",
                BEHIND_ALB,
                "ECS needs 'alternateTargetGroup', 'productionListenerRule', 'infrastructureRole' as well");
        refused(
                StrategySettings.of(Strategy.BLUE_GREEN).loadBalancer(GREEN, RULE, null, ROLE),
                "deployed",
                PLAIN,
                "but this one has none");
        refused(
                StrategySettings.of(null).loadBalancer(null, null, RULE, null),
                "deployed",
                SHIFTING,
                "this is also the production rule of");
        refused(StrategySettings.of(null).linear(10.0, null), "deployed", SHIFTING, "set strategy: 'LINEAR'");
    }

    @Test
    public void refusesToWaitForWhatNeverComes() {
        refused(StrategySettings.of(Strategy.BLUE_GREEN), "paused", PLAIN, "the deployment has no pause");
        refused(StrategySettings.of(Strategy.BLUE_GREEN), "traffic:10", PLAIN, "whose traffic ECS shifts");
        refused(StrategySettings.of(Strategy.BLUE_GREEN), "stage:BAKE_TIME", PLAIN, "the bake time is 0");
        refused(
                StrategySettings.of(Strategy.BLUE_GREEN),
                "stage:RECONCILE_SERVICE",
                PLAIN,
                "more than one active revision");
    }

    @Test
    public void serviceConnectIsEnoughForSteps() {
        planned(
                StrategySettings.of(Strategy.LINEAR),
                "{'deploymentConfiguration':{'strategy':'ROLLING'},'loadBalancers':[],"
                        + "'deployments':[{'serviceConnectConfiguration':{'enabled':true}}]}");
    }
}
