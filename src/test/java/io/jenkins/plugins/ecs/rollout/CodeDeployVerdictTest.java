package io.jenkins.plugins.ecs.rollout;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecs.rollout.request.CodeDeploySettings;
import io.jenkins.plugins.ecs.rollout.request.Reaction;
import io.jenkins.plugins.ecs.rollout.request.Setting;
import io.jenkins.plugins.ecs.rollout.request.WaitUntil;
import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.rollout.strategy.StrategySettings;
import io.jenkins.plugins.ecs.sandbox.Alarm;
import io.jenkins.plugins.ecs.sandbox.LifecycleHooks;
import io.jenkins.plugins.ecs.sandbox.Scenario;
import java.time.Duration;
import java.util.List;
import org.junit.Test;

/** What can become of a deployment of CodeDeploy: one right verdict, one deployment. */
public class CodeDeployVerdictTest extends CodeDeployRolloutTestCase {

    private static final String HOOK = "Hooks: [{%s: check}]";

    @Test
    public void succeedsAndIsProven() {
        Outcome outcome = begin(web()).run();
        ended(outcome, Verdict.SUCCESS, "");
        assertThat(running(), is(NEW));
        assertThat(outcome.proof(), startsWith("all 2 running tasks use web:2"));
        assertThat(outcome.productionWeight(), is(100.0));
        assertThat(outcome.strategy(), is("CODE_DEPLOY"));
        JsonNode deployment = deployment(ids().get(0));
        assertThat(deployment.path("description").asText(), startsWith(BUILD + " (ecs-deployment "));
        assertThat(story(), containsString("Started CodeDeploy deployment d-"));
        assertThat(story(), containsString("/codesuite/codedeploy/deployments/d-"));
    }

    @Test
    public void eventsAndTrafficAreShown() {
        Outcome outcome = begin(web(new CodeDeploySettings(
                        null, null, "CodeDeployDefault.ECSCanary10Percent5Minutes", null, List.of())))
                .run();
        ended(outcome, Verdict.SUCCESS, "");
        assertThat(story(), containsString("InProgress Install: new 0/2 running"));
        assertThat(story(), containsString("InProgress AllowTraffic: new 2/2 running, traffic 10 %, old 2 running"));
        assertThat(story(), containsString("TERMINATION_WAIT: new 2/2 running, traffic 100 %"));
    }

    @Test
    public void oldRevisionsGoAfterItsSuccessToo() {
        for (int revision = 2; revision <= 4; revision++) {
            sandbox.region()
                    .call(
                            "RegisterTaskDefinition",
                            "{\"family\":\"web\",\"containerDefinitions\":[{\"name\":\"app\",\"image\":\"repo/app:old-"
                                    + revision + "\",\"memory\":128}]}");
        }

        ended(begin(web().with(Setting.KEEP_REVISIONS, 1)).run(), Verdict.SUCCESS, "");

        assertThat(story(), containsString("Deregistered 3 old revisions: web:2, web:3, web:4"));
    }

    @Test
    public void aHookThatFailsGoesBackWhereTheGroupSaysSo() {
        group(group -> group.autoRollback(ALL));
        sandbox.hooks().lambda("check", LifecycleHooks.Result.FAILED);
        Outcome outcome =
                begin(web(appSpec(String.format(HOOK, "AfterAllowTraffic")))).run();
        ended(outcome, Verdict.ROLLED_BACK, "CodeDeploy reports HOOK_EXECUTION_FAILURE");
        assertThat(outcome.cause(), containsString("AfterAllowTraffic failed"));
        assertThat(outcome.advice(), containsString("PutLifecycleEventHookExecutionStatus"));
        assertThat(outcome.consoleLines().get(0), is(outcome.message()));
        assertThat(outcome.consoleLines().get(1), is("  What to do: " + outcome.advice()));
        assertThat(
                "once",
                outcome.consoleLines().stream()
                        .filter(line -> line.contains("HOOK_EXECUTION_FAILURE"))
                        .count(),
                is(1L));
        assertThat(outcome.rollbackTaskDefinition(), is(outcome.previousTaskDefinition()));
        assertThat(running(), is(OLD));
        assertThat(story(), containsString("rollback d-"));
        List<String> lines = rollout.lines().stream()
                .map(line -> line.replaceFirst("^\\d+:\\d+ +", ""))
                .toList();
        for (int i = 1; i < lines.size(); i++) {
            assertThat(
                    story(), lines.get(i).startsWith("Failed") && lines.get(i).equals(lines.get(i - 1)), is(false));
        }
    }

    @Test
    public void withoutRollbackItIsStoppedAndSaysWhereTrafficGoes() {
        sandbox.hooks().lambda("check", LifecycleHooks.Result.FAILED);
        Outcome outcome =
                begin(web(appSpec(String.format(HOOK, "BeforeAllowTraffic")))).run();
        ended(outcome, Verdict.STOPPED, "production traffic goes to web:1");
        assertThat(running(), is(OLD));
    }

    @Test
    public void autoRollbackOfTheStepOverridesTheGroup() {
        sandbox.hooks().lambda("check", LifecycleHooks.Result.FAILED);
        Outcome outcome = begin(web(new CodeDeploySettings(
                        null, null, null, String.format(HOOK, "BeforeAllowTraffic"), List.of("DEPLOYMENT_FAILURE"))))
                .run();
        ended(outcome, Verdict.ROLLED_BACK, "HOOK_EXECUTION_FAILURE");
    }

    @Test
    public void anAlarmOfTheStepGoesBack() {
        group(group -> group.autoRollback(ALL));
        sandbox.alarm("errors").state(Alarm.State.OK);
        begin(web(
                new CodeDeploySettings(null, null, null, null, List.of()),
                StrategySettings.of(null).alarms(List.of("errors"))));
        rollout.runUntil(state -> state.display.ownStage.equals("Install"));
        sandbox.alarm("errors").state(Alarm.State.ALARM);
        Outcome outcome = rollout.run();
        ended(outcome, Verdict.ROLLED_BACK, "ALARM_ACTIVE");
        assertThat(
                sandbox.calls("CreateDeployment")
                        .get(0)
                        .request()
                        .at("/overrideAlarmConfiguration/alarms/0/name")
                        .asText(),
                is("errors"));
    }

    @Test
    public void anImageThatDoesNotExistIsGivenUpAtOnce() {
        sandbox.scenarios().image(NEW, Scenario.IMAGE_NOT_FOUND);
        Outcome outcome = begin(web()).run();
        ended(outcome, Verdict.ROLLED_BACK, "the image does not exist");
        assertThat(
                outcome.finishedAt() - outcome.startedAt(),
                lessThanOrEqualTo(Duration.ofMinutes(6).toMillis()));
        assertThat(running(), is(OLD));
        assertThat(sandbox.calls("StopDeployment").size(), is(1));
    }

    @Test
    public void somebodyElseStopsIt() {
        begin(web());
        rollout.runUntil(state -> state.display.ownStage.equals("Install"));
        sandbox.region().call("StopDeployment", "{\"deploymentId\":\"" + ids().get(0) + "\"}");
        Outcome outcome = rollout.run();
        ended(outcome, Verdict.STOPPED, "MANUAL_STOP");
        assertThat(outcome.advice(), containsString("who called StopDeployment"));
    }

    @Test
    public void anAbortLeavesItOrRollsItBack() {
        begin(web());
        rollout.runUntil(state -> state.display.ownStage.equals("Install"));
        rollout.abort("aborted by alice");
        ended(rollout.run(), Verdict.ABORTED, "continues without this build");
        assertThat(sandbox.calls("StopDeployment").size(), is(0));
    }

    @Test
    public void anAbortRollsBackInEachStage() {
        for (String stage : List.of("Install", "AllowTestTraffic", "AllowTraffic", "TERMINATION_WAIT")) {
            startSandbox();
            makeService();
            begin(web().with(Setting.ON_ABORT, Reaction.ROLLBACK));
            rollout.runUntil(state -> state.display.ownStage.equals(stage));
            rollout.abort("aborted by alice");
            Outcome outcome = rollout.run();
            ended(outcome, Verdict.ABORTED, "aborted by alice: rolled back");
            assertThat(stage + "\n" + story(), running(), is(OLD));
            assertThat(sandbox.calls("StopDeployment").size(), is(1));
        }
    }

    @Test
    public void aTimeoutRollsBack() {
        sandbox.scenarios().image(NEW, Scenario.SLOW);
        Outcome outcome = begin(
                        web().with(Setting.TIMEOUT, Duration.ofMinutes(1)).with(Setting.ON_TIMEOUT, Reaction.ROLLBACK))
                .run();
        ended(outcome, Verdict.TIMED_OUT, "rolled back");
        assertThat(running(), is(OLD));
    }

    @Test
    public void nothingToChangeIsNoDeployment() {
        Outcome outcome = begin(web().changes(List.of())).run();
        assertThat(story(), outcome.verdict(), is(Verdict.NO_CHANGE));
        assertThat(created(), is(0));
        ended(begin(web().changes(List.of()).forceNewDeployment(true)).run(), Verdict.SUCCESS, "");
    }

    @Test
    public void aPlanSaysByWhatAndCreatesNothing() {
        Outcome outcome = begin(web().dryRun(true)).run();
        assertThat(story(), outcome.verdict(), is(Verdict.PLANNED));
        assertThat(story(), containsString("deployment group shop/production"));
        assertThat(story(), containsString("\"ContainerName\":\"app\""));
        assertThat(outcome.plan().startsDeployment(), is(true));
        assertThat(created(), is(0));
        assertThat(sandbox.calls("RegisterTaskDefinition").size(), is(0));
    }

    @Test
    public void hooksOfTheLastGoodDeploymentStay() {
        sandbox.hooks().lambda("check", LifecycleHooks.Result.SUCCEEDED);
        begin(web(appSpec(String.format(HOOK, "AfterInstall")))).run();
        Outcome outcome =
                begin(web().changes(List.of()).forceNewDeployment(true)).run();
        assertThat(story(), outcome.verdict(), is(Verdict.SUCCESS));
        assertThat(
                story(),
                containsString("Reusing the hooks of the last successful deployment: [{\"AfterInstall\":\"check\"}]"));
        assertThat(
                sandbox.calls("CreateDeployment")
                        .get(1)
                        .request()
                        .at("/revision/appSpecContent/content")
                        .asText(),
                containsString("\"Hooks\":[{\"AfterInstall\":\"check\"}]"));
    }

    @Test
    public void itIsFollowedAsFarAsItIsAsked() {
        for (String until : List.of("codedeploy:AfterInstall", "traffic:10", "traffic:100")) {
            startSandbox();
            makeService();
            group(group -> group.config("CodeDeployDefault.ECSCanary10Percent5Minutes"));
            Outcome outcome = begin(web().waitUntil(WaitUntil.parse(until))).run();
            ended(outcome, Verdict.REACHED, "reached " + until);
            assertThat(deployment(ids().get(0)).path("status").asText(), not(is("Succeeded")));
        }
    }

    @Test
    public void withoutWaitingItOnlyBegins() {
        ended(begin(web().waitForEnd(false)).run(), Verdict.STARTED, "the deployment has started");
    }
}
