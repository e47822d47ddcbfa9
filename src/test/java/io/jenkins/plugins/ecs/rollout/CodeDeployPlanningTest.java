package io.jenkins.plugins.ecs.rollout;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.ecs.policy.CircuitBreakerRequired;
import io.jenkins.plugins.ecs.policy.Judgement;
import io.jenkins.plugins.ecs.policy.Policy;
import io.jenkins.plugins.ecs.rollout.request.CodeDeploySettings;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.request.OnOtherDeployment;
import io.jenkins.plugins.ecs.rollout.request.Setting;
import io.jenkins.plugins.ecs.rollout.request.WaitUntil;
import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.rollout.strategy.Strategy;
import io.jenkins.plugins.ecs.rollout.strategy.StrategySettings;
import io.jenkins.plugins.ecs.taskdef.ContainerChange;
import java.time.Instant;
import java.util.List;
import org.junit.Test;

/** By which deployment group, and what is refused before anything is registered. */
public class CodeDeployPlanningTest extends CodeDeployRolloutTestCase {

    private static final String SPEC =
            "Resources: [{T: {Type: 'AWS::ECS::Service', Properties: {LoadBalancerInfo: {ContainerName: %s,"
                    + " ContainerPort: %d}}}}]";

    private static CodeDeploySettings by(String application, String group) {
        return new CodeDeploySettings(application, group, null, null, List.of());
    }

    @Test
    public void theGroupIsFoundAmongOthers() {
        sandbox.region().deploymentGroup("aaa", "other", group -> group.service("prod", "api"));
        sandbox.region().deploymentGroup("shop", "also", group -> group.service("staging", "web"));
        ended(begin(web()).run(), Verdict.SUCCESS, "");
        assertThat(story(), containsString("(shop/production)"));
    }

    @Test
    public void theGroupMayBeGiven() {
        ended(begin(web(by("shop", "production"))).run(), Verdict.SUCCESS, "");
        assertThat(sandbox.calls("ListApplications").size(), is(0));
        assertThat(sandbox.calls("ListDeploymentGroups").size(), is(0));
    }

    @Test
    public void theApplicationAloneIsEnough() {
        ended(begin(web(by("shop", null))).run(), Verdict.SUCCESS, "");
    }

    @Test
    public void aGroupOfAnotherServiceIsRefused() {
        sandbox.region().deploymentGroup("shop", "other", group -> group.service("prod", "api"));
        refused(
                web(by("shop", "other")),
                "codeDeployGroup: the deployment group shop/other deploys prod/api, not prod/web",
                "the group is then searched for");
    }

    @Test
    public void aGroupThatIsNotThereIsRefused() {
        refused(
                web(by("shop", "none")),
                "codeDeployGroup: there is no deployment group 'none' in the application 'shop'",
                "check 'codeDeployApplication'");
        refused(web(by("none", "production")), "in the application 'none'", "check 'codeDeployApplication'");
    }

    @Test
    public void aServiceWithoutAGroupIsRefused() {
        sandbox.region().deploymentGroup("shop", "production", group -> group.service("prod", "api"));
        refused(web(), "no CodeDeploy deployment group deploys prod/web", "create a deployment group");
    }

    @Test
    public void theContainerMustTakeTheTraffic() {
        refused(
                web(appSpec(String.format(SPEC, "proxy", 8080))),
                "appSpec: the container 'proxy' that receives the traffic (port 8080) is not in the task definition",
                "correct 'appSpec'");
        refused(
                web(appSpec(String.format(SPEC, "app", 9090))),
                "no port mapping for the port 9090",
                "correct 'appSpec'");
    }

    @Test
    public void whatBelongsToEcsIsRefusedWithItsNames() {
        refused(
                web(
                        by(null, null),
                        StrategySettings.of(Strategy.CANARY).canary(10.0, null).bakeMinutes(5)),
                "strategy, canaryPercent, bakeTime: CodeDeploy deploys this service",
                "correct the step");
        refused(web().desiredCount(3), "desiredCount: CodeDeploy starts as many tasks", "correct the step");
        refused(
                web().waitUntil(WaitUntil.parse("stage:BAKE_TIME")),
                "waitUntil: 'stage:BAKE_TIME' is a stage of deployments by ECS",
                "correct the step");
    }

    @Test
    public void whatATargetSaysForAllServicesDoesNotRefuseThese() {
        ended(
                begin(web(
                                by(null, null),
                                StrategySettings.of(Strategy.CANARY)
                                        .circuitBreaker(true)
                                        .inherited(true, true)))
                        .run(),
                Verdict.SUCCESS,
                "");
    }

    @Test
    public void whatIsNeverReachedIsRefused() {
        refused(web().waitUntil(WaitUntil.parse("paused")), "'paused' is never reached", "correct the step");
        sandbox.region()
                .deploymentGroup(
                        "shop",
                        "production",
                        group -> group.service("prod", "web").loadBalancer("blue", "green", PRODUCTION, null));
        refused(
                web().waitUntil(WaitUntil.parse("codedeploy:AfterAllowTestTraffic")),
                "has no test listener",
                "correct the step");
    }

    @Test
    public void whatBelongsToCodeDeployIsRefusedWhereEcsDeploys() {
        refused(
                DeployRequest.of("eu-central-1", "prod", "api")
                        .changes(List.of(ContainerChange.of(null).image(NEW).build()))
                        .strategy(StrategySettings.of(Strategy.BLUE_GREEN).build())
                        .codeDeploy(new CodeDeploySettings("shop", null, null, "Hooks: []", List.of())),
                "codeDeployApplication, appSpec: only for CodeDeploy, but ECS deploys this service",
                "remove them");
    }

    @Test
    public void otherStepsPointHere() {
        refused(
                DeployRequest.of("eu-central-1", "prod", "web")
                        .changes(List.of(ContainerChange.of(null).image(NEW).build())),
                "is deployed by CodeDeploy",
                "use ecsBlueGreen");
        refused(
                DeployRequest.of("eu-central-1", "prod", "web").goesBack(true),
                "is deployed by CodeDeploy",
                "use ecsBlueGreen");
    }

    @Test
    public void anotherDeploymentIsNotReplaced() {
        begin(web());
        rollout.runUntil(state -> state.display.ownStage.equals("Install"));
        int registered = sandbox.calls("RegisterTaskDefinition").size();
        Outcome outcome = begin(web().changes(List.of(
                        ContainerChange.of(null).image("repo/app:3.0.0").build())))
                .run();
        assertThat(story(), outcome.verdict(), is(Verdict.REFUSED));
        assertThat(outcome.cause(), containsString("CodeDeploy is already deploying this service (d-"));
        assertThat(outcome.advice(), containsString("onOtherDeployment: 'wait'"));
        assertThat(sandbox.calls("RegisterTaskDefinition").size(), is(registered));
    }

    @Test
    public void orItIsWaitedFor() {
        begin(web());
        rollout.runUntil(state -> state.display.ownStage.equals("Install"));
        begin(web().changes(
                        List.of(ContainerChange.of(null).image("repo/app:3.0.0").build()))
                .with(Setting.ON_OTHER_DEPLOYMENT, OnOtherDeployment.WAIT));
        Outcome outcome = rollout.run();
        assertThat(story(), outcome.verdict(), is(Verdict.SUCCESS));
        assertThat(created(), is(2));
        assertThat(running(), is("repo/app:3.0.0"));
    }

    @Test
    public void aConfigurationThatIsNotThereIsRefusedByCodeDeploy() {
        Outcome outcome = begin(web(new CodeDeploySettings(null, null, "none", null, List.of())))
                .run();
        assertThat(story(), outcome.verdict(), is(Verdict.REFUSED));
        assertThat(outcome.cause(), containsString("web:2 is registered but not used"));
        assertThat(outcome.advice(), containsString("check 'deploymentConfig'"));
        assertThat(created(), is(0));
    }

    @Test
    public void withoutTheRightTheActionIsNamed() {
        sandbox.deny("codedeploy:ListApplications");
        refused(web(), "codedeploy:ListApplications", "allow codedeploy:ListApplications");
    }

    @Test
    public void hooksThatCanNotBeReadAreSaid() {
        begin(web()).run();
        sandbox.deny("codedeploy:GetApplicationRevision");
        begin(web().changes(List.of(
                        ContainerChange.of(null).image("repo/app:3.0.0").build())))
                .run();
        assertThat(
                story(),
                containsString(
                        "cannot reuse the hooks of the last deployment, because codedeploy:GetApplicationRevision"));
    }

    /** The cheapest way around circuitBreakerRequired: a default of the folder, which CodeDeploy does not know. */
    @Test
    public void theCircuitBreakerOfADefaultIsNoneForCodeDeploy() {
        Policy policy = new Policy("the global settings", "", List.of(new CircuitBreakerRequired()), null);

        Outcome outcome = begin(
                        web(null, StrategySettings.of(null).circuitBreaker(true).inherited(false, true)))
                .guardedBy(change -> Judgement.of(List.of(policy), change, Instant.EPOCH))
                .run();

        assertThat(outcome.message(), outcome.verdict(), is(Verdict.REFUSED));
        assertThat(outcome.cause(), containsString("no deployment circuit breaker"));
        assertThat(created(), is(0));
    }
}
