package io.jenkins.plugins.ecs.rollout.decide.controller;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.aws.ecs.LifecycleHook;
import io.jenkins.plugins.ecs.aws.ecs.ServiceDeployment;
import io.jenkins.plugins.ecs.rollout.Seen;
import io.jenkins.plugins.ecs.rollout.decide.phase.AwsAction;
import io.jenkins.plugins.ecs.rollout.observe.CodeDeployRead;
import io.jenkins.plugins.ecs.rollout.observe.EcsRead;
import io.jenkins.plugins.ecs.rollout.observe.Observation;
import io.jenkins.plugins.ecs.rollout.request.CodeDeploySettings;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.request.DeployRequestBuilder;
import io.jenkins.plugins.ecs.rollout.request.Setting;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.Plan;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.rollout.strategy.Strategy;
import io.jenkins.plugins.ecs.rollout.strategy.StrategySettings;
import java.util.List;
import java.util.Map;
import org.junit.Test;

/** What ECS and CodeDeploy do differently, side by side. */
public class ControllerRulesTest {

    private static final String SERVICE = """
            {"deploymentConfiguration": {"strategy": "BLUE_GREEN", "bakeTimeInMinutes": 7},
             "loadBalancers": [{"targetGroupArn": "blue", "containerName": "app", "containerPort": 8080}]}
            """;

    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static DeployRequestBuilder request() {
        return DeployRequest.of("eu-central-1", "prod", "api").taskDefinition("api:5");
    }

    private static RolloutState byEcs(DeployRequestBuilder request) {
        RolloutState state = Seen.state(Phase.FOLLOWING, request);
        state.serviceDeployment = "own";
        return state;
    }

    private static RolloutState byCodeDeploy(DeployRequestBuilder request) {
        RolloutState state = Seen.state(Phase.FOLLOWING, request);
        state.byCodeDeploy = true;
        state.codeDeploy.application = "shop";
        state.codeDeploy.group = "blue-green";
        state.codeDeploy.deployment = "d-1";
        return state;
    }

    private static ServiceDeployment own(String status) {
        return Seen.own("own", status, "POST_SCALE_UP", true, 3, 3);
    }

    @Test
    public void eachIsAskedToRollBackInItsOwnWay() {
        RolloutState ecs = byEcs(request());
        assertThat(ControllerRules.of(ecs).rollBack(ecs), is(new AwsAction.RollBack("own")));
        RolloutState codeDeploy = byCodeDeploy(request());
        assertThat(ControllerRules.of(codeDeploy).rollBack(codeDeploy), is(new AwsAction.StopDeployment("d-1", "")));
    }

    @Test
    public void ourDeploymentIsReadWhereItIs() {
        RolloutState ecs = byEcs(request());
        assertThat(ControllerRules.of(ecs).ownDeployment(ecs), contains(new EcsRead.OwnDeployment("own")));
        ecs.byDeploymentId = true;
        assertThat("it is an entry of the service", ControllerRules.of(ecs).ownDeployment(ecs), is(empty()));
        RolloutState unknown = byEcs(request());
        unknown.serviceDeployment = null;
        assertThat(ControllerRules.of(unknown).ownDeployment(unknown), is(empty()));

        RolloutState codeDeploy = byCodeDeploy(request());
        assertThat(ControllerRules.of(codeDeploy).ownDeployment(codeDeploy), contains(CodeDeployRead.OWN_DEPLOYMENT));
    }

    @Test
    public void theTaskSetWithTheTrafficMustBeOfOurRevision() {
        RolloutState state = byCodeDeploy(request()
                .strategy(StrategySettings.of(null).alarms(List.of("p95")).build()));
        ControllerRules rules = ControllerRules.of(state);
        assertThat("the service is read for it", rules.forVerification(state), is(not(empty())));
        Observation seen = new Observation();
        assertThat("not read", rules.traffic(state, seen).isPresent(), is(false));
        seen.serviceTree = json("{\"taskSets\": [{\"status\": \"ACTIVE\", \"taskDefinition\": \"" + Seen.V5
                + "\"}, {\"status\": \"PRIMARY\", \"taskDefinition\": \"" + Seen.V6 + "\"}]}");
        assertThat(rules.traffic(state, seen).orElse(""), containsString("api:6"));
        seen.serviceTree = json("{\"taskSets\": [{\"status\": \"PRIMARY\", \"taskDefinition\": \"" + Seen.V5 + "\"}]}");
        assertThat(rules.traffic(state, seen).isPresent(), is(false));

        RolloutState ecs = byEcs(request());
        assertThat(ControllerRules.of(ecs).traffic(ecs, seen).isPresent(), is(false));
        assertThat(ControllerRules.of(ecs).forVerification(ecs), is(empty()));
    }

    @Test
    public void taskSetsAreNoEntriesOfTheService() {
        assertThat(ControllerRules.of(byEcs(request())).isReplacedByEntry(), is(true));
        assertThat(ControllerRules.of(byCodeDeploy(request())).isReplacedByEntry(), is(false));
    }

    @Test
    public void aPauseIsNamedAsItsControllerNamesIt() {
        LifecycleHook wait = new LifecycleHook("hook", "READY_WAIT", null, "AWAITING_ACTION", 0, "ROLLBACK");
        assertThat(ControllerRules.of(byCodeDeploy(request())).stageOf(own("IN_PROGRESS"), wait), is("READY_WAIT"));
        assertThat(ControllerRules.of(byEcs(request())).stageOf(own("IN_PROGRESS"), wait), is("POST_SCALE_UP"));
        assertThat(
                ControllerRules.of(byCodeDeploy(request())).lastWait(),
                is(not(ControllerRules.of(byEcs(request())).lastWait())));
    }

    @Test
    public void whileATaskSetComesUpNothingCountsItsFailures() {
        RolloutState state = byCodeDeploy(request());
        state.display.ownStage = "Install";
        assertThat(ControllerRules.of(state).isInstalling(state), is(true));
        state.display.ownStage = "AfterInstall";
        assertThat(ControllerRules.of(state).isInstalling(state), is(false));
        RolloutState ecs = byEcs(request());
        assertThat("ECS has its circuit breaker", ControllerRules.of(ecs).isInstalling(ecs), is(false));
    }

    @Test
    public void inARollbackTheCountsAreOfWhatIsTakenAway() {
        ControllerRules ecs = ControllerRules.of(byEcs(request()));
        ControllerRules codeDeploy = ControllerRules.of(byCodeDeploy(request()));
        assertThat(ecs.isRemoving(own("IN_PROGRESS")), is(false));
        assertThat(ecs.isRemoving(own("ROLLBACK_IN_PROGRESS")), is(true));
        assertThat(ecs.isRemoving(own("STOPPED")), is(false));
        assertThat(codeDeploy.isRemoving(own("IN_PROGRESS")), is(false));
        assertThat(codeDeploy.isRemoving(own("ROLLBACK_IN_PROGRESS")), is(true));
        assertThat("a task set goes with its deployment", codeDeploy.isRemoving(own("STOPPED")), is(true));
    }

    @Test
    public void theWaitsOfEcsAreThoseThatTheServiceWillHave() {
        Observation seen = Seen.service();
        RolloutState plain = byEcs(request());
        assertThat("as it is", ControllerRules.of(plain).waits(plain, seen).millis(), is(0L));
        assertThat(ControllerRules.of(plain).areWaitsKnown(seen), is(true));

        seen.serviceTree = json(SERVICE);
        RolloutState kept = byEcs(request()
                .strategy(StrategySettings.of(null).alarms(List.of("p95")).build()));
        assertThat("what stays", ControllerRules.of(kept).waits(kept, seen).millis(), is(7 * 60_000L));
        seen.serviceTree = json("{\"deploymentConfiguration\": {\"strategy\": \"ROLLING\"}, \"loadBalancers\": []}");
        RolloutState changed = byEcs(request()
                .strategy(
                        StrategySettings.of(Strategy.BLUE_GREEN).bakeMinutes(9).build()));
        assertThat(
                "what changes", ControllerRules.of(changed).waits(changed, seen).millis(), is(9 * 60_000L));

        RolloutState creates = byEcs(request()
                .with(
                        Setting.SERVICE_DEFINITION,
                        "deploymentConfiguration: {strategy: BLUE_GREEN, bakeTimeInMinutes: 11}"));
        creates.serviceFile.creates = true;
        assertThat(
                "of the file",
                ControllerRules.of(creates).waits(creates, new Observation()).millis(),
                is(11 * 60_000L));
        assertThat(
                "of nothing",
                ControllerRules.of(plain).waits(plain, new Observation()).millis(),
                is(0L));
    }

    @Test
    public void theWaitsOfCodeDeployAreThoseOfItsGroup() {
        RolloutState state = byCodeDeploy(request());
        Observation seen = new Observation();
        seen.codeDeployGroup = json("{\"blueGreenDeploymentConfiguration\":"
                + " {\"terminateBlueInstancesOnDeploymentSuccess\": {\"terminationWaitTimeInMinutes\": 5}}}");
        ControllerRules rules = ControllerRules.of(state);
        assertThat(rules.waits(state, seen).millis(), is(5 * 60_000L));
        assertThat("no function is called", rules.waits(state, seen).longestHookMinutes(), is(0));
        assertThat("its routing could not be read", rules.areWaitsKnown(seen), is(false));
        seen.codeDeployRouting = json("{}");
        assertThat(rules.areWaitsKnown(seen), is(true));

        RolloutState hooked = byCodeDeploy(request());
        hooked.codeDeploy.hooks = "[{\"BeforeInstall\":\"check\"}]";
        assertThat("those of the last deployment", rules.waits(hooked, seen).longestHookMinutes(), is(60));
        RolloutState asked = byCodeDeploy(request()
                .codeDeploy(new CodeDeploySettings(null, null, null, "Hooks: [{BeforeInstall: check}]", List.of())));
        assertThat("those of the step", rules.waits(asked, seen).longestHookMinutes(), is(60));
        RolloutState without =
                byCodeDeploy(request().codeDeploy(new CodeDeploySettings(null, null, null, null, List.of())));
        assertThat(rules.waits(without, seen).longestHookMinutes(), is(0));
    }

    @Test
    public void aPlanOfCodeDeployNamesGroupAndAppSpec() {
        Plan plan = new Plan(List.of(), List.of(), true, List.of("taskDefinition changes"), Map.of());
        Observation seen = new Observation();
        seen.serviceTree = json(SERVICE);
        RolloutState state = byCodeDeploy(request()
                .codeDeploy(new CodeDeploySettings(null, null, "CodeDeployDefault.ECSAllAtOnce", null, List.of())));
        List<String> lines =
                ControllerRules.of(state).planned(plan, state, seen).lines();
        assertThat(lines, hasItem(containsString("blue-green")));
        assertThat(lines, hasItem(containsString("ECSAllAtOnce")));
        assertThat(lines, hasItem(containsString("8080")));

        RolloutState ecs = byEcs(request());
        assertThat(ControllerRules.of(ecs).planned(plan, ecs, seen).lines(), is(plan.lines()));
    }
}
