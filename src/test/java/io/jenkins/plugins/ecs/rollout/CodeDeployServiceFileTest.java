package io.jenkins.plugins.ecs.rollout;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.ecs.rollout.request.CodeDeploySettings;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.request.DeployRequestBuilder;
import io.jenkins.plugins.ecs.rollout.request.Setting;
import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.rollout.strategy.StrategySettings;
import io.jenkins.plugins.ecs.sandbox.Call;
import io.jenkins.plugins.ecs.sandbox.EcsSandbox;
import io.jenkins.plugins.ecs.taskdef.ContainerChange;
import java.util.List;
import org.junit.Test;

/** A service definition where CodeDeploy deploys: what UpdateService takes comes first, the rest is refused. */
public class CodeDeployServiceFileTest extends CodeDeployRolloutTestCase {

    private static final List<String> CHANGES =
            List.of("UpdateService", "CreateDeployment", "TagResource", "RegisterTaskDefinition");

    @Test
    public void theUpdateComesBeforeTheDeployment() {
        SandboxRollout run = rollout(web().with(
                        Setting.SERVICE_DEFINITION,
                        "healthCheckGracePeriodSeconds: 60\ndesiredCount: 3\ntags: [{key: a, value: b}]\n"));

        Outcome outcome = run.run();

        assertThat(outcome.message(), outcome.verdict(), is(Verdict.SUCCESS));
        assertThat(
                changes(sandbox),
                is(List.of("RegisterTaskDefinition", "UpdateService", "TagResource", "CreateDeployment")));
        assertThat(sandbox.calls("UpdateService").get(0).request().has("taskDefinition"), is(false));
        assertThat(
                sandbox.calls("UpdateService")
                        .get(0)
                        .request()
                        .path("desiredCount")
                        .asInt(),
                is(3));
        assertThat(run.lines(), hasItem("- healthCheckGracePeriodSeconds: 0 -> 60"));
    }

    @Test
    public void withoutANewRevisionNothingIsDeployed() {
        DeployRequestBuilder same = DeployRequest.of("eu-central-1", "prod", "web")
                .strategy(StrategySettings.of(null).build())
                .codeDeploy(new CodeDeploySettings(null, null, null, null, List.of()))
                .origin(BUILD)
                .with(Setting.SERVICE_DEFINITION, "healthCheckGracePeriodSeconds: 60");

        Outcome outcome = rollout(same).run();
        assertThat(outcome.message(), outcome.verdict(), is(Verdict.SUCCESS));
        assertThat(changes(sandbox), is(List.of("UpdateService")));
        assertThat(rollout(same).run().verdict(), is(Verdict.NO_CHANGE));
        assertThat(changes(sandbox), is(List.of("UpdateService")));
    }

    @Test
    public void whatADeploymentHasIsRefused() {
        Outcome outcome = rollout(web().with(
                                Setting.SERVICE_DEFINITION,
                                "networkConfiguration: {awsvpcConfiguration: {subnets: [subnet-new]}}"))
                .run();

        assertThat(outcome.verdict(), is(Verdict.REFUSED));
        assertThat(
                outcome.message(),
                containsString("networkConfiguration: not updatable for the deployment controller CODE_DEPLOY"));
        assertThat(changes(sandbox), is(List.of()));
    }

    @Test
    public void aPlanShowsIt() {
        Outcome outcome = rollout(web().with(Setting.SERVICE_DEFINITION, "healthCheckGracePeriodSeconds: 60")
                        .dryRun(true))
                .run();

        assertThat(outcome.verdict(), is(Verdict.PLANNED));
        assertThat(outcome.plan().serviceChanges(), hasItem("healthCheckGracePeriodSeconds: 0 -> 60"));
        assertThat(changes(sandbox), is(List.of()));
    }

    @Test
    public void aLostAnswerOrAKillIsNoSecondDeployment() {
        sandbox.faults().on("UpdateService").times(1).resetAfterEffect();
        Outcome outcome = rollout(web().with(Setting.SERVICE_DEFINITION, "healthCheckGracePeriodSeconds: 60"))
                .run();

        assertThat(outcome.message(), outcome.verdict(), is(Verdict.SUCCESS));
        assertThat(sandbox.calls("CreateDeployment").size(), is(1));
        for (int kill = 4; kill < 7; kill++) {
            SandboxRollout run = rollout(web().changes(List.of(ContainerChange.of(null)
                                    .image("repo/app:" + kill + ".0.0")
                                    .build()))
                            .with(Setting.SERVICE_DEFINITION, "healthCheckGracePeriodSeconds: " + kill))
                    .killAtSave(kill, kill % 2 == 0);
            sandbox.clearCalls();
            assertThat(run.run().verdict(), is(Verdict.SUCCESS));
            assertThat(
                    kill + " " + run.lines(), sandbox.calls("CreateDeployment").size(), is(1));
        }
    }

    @Test
    public void twoLostAnswersAreNoSecondDeployment() {
        sandbox.faults().on("UpdateService").times(1).resetAfterEffect();
        sandbox.faults().on("CreateDeployment").times(1).resetAfterEffect();

        Outcome outcome = rollout(web().with(Setting.SERVICE_DEFINITION, "healthCheckGracePeriodSeconds: 60"))
                .run();

        assertThat(outcome.message(), outcome.verdict(), is(Verdict.SUCCESS));
        assertThat(sandbox.calls("UpdateService").size(), is(1));
        assertThat(sandbox.calls("CreateDeployment").size(), is(1));
    }

    private static List<String> changes(EcsSandbox ecs) {
        return ecs.calls().stream()
                .map(Call::operation)
                .filter(CHANGES::contains)
                .toList();
    }
}
