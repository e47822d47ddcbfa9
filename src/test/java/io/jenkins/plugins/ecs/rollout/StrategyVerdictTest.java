package io.jenkins.plugins.ecs.rollout;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.ecs.rollout.request.Reaction;
import io.jenkins.plugins.ecs.rollout.request.Setting;
import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.rollout.state.Pause;
import io.jenkins.plugins.ecs.rollout.state.PauseAnswer;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.rollout.strategy.Strategy;
import io.jenkins.plugins.ecs.rollout.strategy.StrategySettings;
import io.jenkins.plugins.ecs.sandbox.Alarm;
import io.jenkins.plugins.ecs.sandbox.EcsSandbox;
import io.jenkins.plugins.ecs.sandbox.LifecycleHooks;
import io.jenkins.plugins.ecs.sandbox.Scenario;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameter;
import org.junit.runners.Parameterized.Parameters;

/** Each strategy and what can become of its deployment: one right verdict, one update, no change sent twice. */
@RunWith(Parameterized.class)
public class StrategyVerdictTest extends StrategyTestCase {

    private static final String CHECK = "arn:aws:lambda:eu-central-1:123456789012:function:check";

    @Parameters(name = "{0}")
    public static List<Object[]> strategies() {
        List<Object[]> all = new ArrayList<>();
        for (Strategy strategy : Strategy.values()) {
            all.add(new Object[] {strategy});
        }
        return all;
    }

    @Parameter
    public Strategy strategy;

    private EcsSandbox ecs;
    private SandboxRollout rollout;

    private Outcome run(StrategySettings.Builder settings) {
        rollout = rollout(ecs, web(settings));
        return rollout.run();
    }

    private void ended(Outcome outcome, Verdict verdict, String cause) {
        assertThat(story(rollout), outcome.verdict(), is(verdict));
        assertThat(story(rollout), outcome.cause(), containsString(cause));
        assertThat(story(rollout), ecs.calls("RegisterTaskDefinition").size(), is(1));
        assertThat(story(rollout), ecs.calls("UpdateService").size(), is(1));
    }

    @Test
    public void succeeds() {
        ecs = staged();
        Outcome outcome = run(settings(strategy));
        ended(outcome, Verdict.SUCCESS, "");
        assertThat(outcome.strategy(), is(strategy.name()));
        assertThat(outcome.productionWeight(), is(100.0));
        assertThat(service(ecs).at("/deploymentConfiguration/strategy").asText(), is(strategy.name()));
        assertThat(service(ecs).at("/deploymentConfiguration/bakeTimeInMinutes").asInt(), is(1));
    }

    @Test
    public void aPlanSaysWhatWouldChangeAndChangesNothing() {
        ecs = staged();
        rollout = rollout(
                ecs, web(settings(strategy).pauseAt(List.of("POST_SCALE_UP"))).dryRun(true));
        Outcome outcome = rollout.run();
        assertThat(story(rollout), outcome.verdict(), is(Verdict.PLANNED));
        assertThat(outcome.plan().summary(), is("would start a deployment: taskDefinition changes"));
        String changes = String.join("\n", outcome.plan().serviceChanges());
        assertThat(changes, containsString("deploymentConfiguration.strategy: ROLLING -> " + strategy));
        assertThat(changes, containsString("deploymentConfiguration.lifecycleHooks: (none) -> "));
        assertThat(changes, containsString("taskDefinition: web:1 -> a new revision of web"));
        assertThat(ecs.calls("RegisterTaskDefinition").size(), is(0));
        assertThat(ecs.calls("UpdateService").size(), is(0));
    }

    @Test
    public void tasksThatFailRollBack() {
        ecs = staged();
        ecs.scenarios().image(NEW, Scenario.CRASH);
        ended(run(settings(strategy)), Verdict.ROLLED_BACK, "container app exited with 1");
    }

    @Test
    public void aHookThatFailsRollsBack() {
        ecs = staged();
        ecs.region()
                .call(
                        "UpdateService",
                        "{\"cluster\":\"prod\",\"service\":\"web\",\"deploymentConfiguration\":{\"lifecycleHooks\":[{"
                                + "\"hookTargetArn\":\"" + CHECK
                                + "\",\"roleArn\":\"arn:aws:iam::123456789012:role/hooks\","
                                + "\"lifecycleStages\":[\"POST_TEST_TRAFFIC_SHIFT\"]}]}}");
        ecs.hooks().lambda(CHECK, LifecycleHooks.Result.FAILED);
        Outcome outcome = run(settings(strategy));
        ended(outcome, Verdict.ROLLED_BACK, "POST_TEST_TRAFFIC_SHIFT lifecycle hook(s) failed");
        assertThat(outcome.advice(), containsString("Lambda"));
        assertThat(
                "hooks that nobody mentioned stay",
                service(ecs)
                        .at("/deploymentConfiguration/lifecycleHooks/0/hookTargetArn")
                        .asText(),
                is(CHECK));
    }

    @Test
    public void aPauseThatIsContinuedGoesOn() {
        ecs = staged();
        rollout = rollout(ecs, web(settings(strategy).pauseAt(List.of("PRE_PRODUCTION_TRAFFIC_SHIFT"))));
        int pauses = strategy == Strategy.BLUE_GREEN ? 1 : 2;
        for (int i = 0; i < pauses; i++) {
            toPause(rollout);
            pass(ecs, Duration.ofHours(5));
            assertThat(rollout.answer(PauseAnswer.CONTINUE, "alice"), is(true));
        }
        Outcome outcome = rollout.run();

        ended(outcome, Verdict.SUCCESS, "");
        assertThat("once per step", outcome.pauses().size(), is(pauses));
        assertThat(ecs.calls("ContinueServiceDeployment").size(), is(pauses));
        for (Pause pause : outcome.pauses()) {
            assertThat(pause.stage(), is("PRE_PRODUCTION_TRAFFIC_SHIFT"));
            assertThat(pause.end(), is("continued by alice"));
            assertThat(pause.isClosed(), is(true));
        }
    }

    @Test
    public void aPauseThatIsRolledBackFailsAndSaysWho() {
        ecs = staged();
        rollout = rollout(ecs, web(settings(strategy).pauseAt(List.of("POST_TEST_TRAFFIC_SHIFT"))));
        toPause(rollout);
        rollout.answer(PauseAnswer.ROLLBACK, "bob");
        ended(rollout.run(), Verdict.ROLLED_BACK, "rolled back in the pause at POST_TEST_TRAFFIC_SHIFT by bob");
    }

    @Test
    public void aPauseThatNobodyAnswersEndsAsItsTimeoutSays() {
        ecs = staged();
        ended(
                run(settings(strategy).pauseAt(List.of("POST_SCALE_UP")).pauseTimeout(90, false)),
                Verdict.ROLLED_BACK,
                "no answer in the pause at POST_SCALE_UP in time");

        ecs = staged();
        Outcome outcome =
                run(settings(strategy).pauseAt(List.of("POST_SCALE_UP")).pauseTimeout(90, true));
        ended(outcome, Verdict.SUCCESS, "");
        assertThat(outcome.pauses().get(0).end(), is("no answer in time, so ECS did CONTINUE"));
    }

    @Test
    public void anAlarmRollsBack() {
        ecs = staged();
        rollout = rollout(ecs, web(settings(strategy)));
        toStage(rollout, "BAKE_TIME");
        ecs.alarm("errors").state(Alarm.State.ALARM);
        ended(rollout.run(), Verdict.ROLLED_BACK, "alarm");
    }

    @Test
    public void anAbortInEachStageRollsBackAndSaysSo() {
        for (String stage : STAGES) {
            ecs = staged();
            rollout = rollout(ecs, web(settings(strategy)).with(Setting.ON_ABORT, Reaction.ROLLBACK));
            toStage(rollout, stage);
            rollout.abort("Aborted by admin");
            Outcome outcome = rollout.run();
            ended(outcome, Verdict.ABORTED, "Aborted by admin: rolled back");
            assertThat(stage, ecs.calls("StopServiceDeployment").size(), is(1));
        }
    }

    @Test
    public void anAbortInAPauseRollsBackWithoutAnAnswer() {
        ecs = staged();
        rollout = rollout(
                ecs,
                web(settings(strategy).pauseAt(List.of("POST_SCALE_UP"))).with(Setting.ON_ABORT, Reaction.ROLLBACK));
        toPause(rollout);
        rollout.abort("Aborted by admin");
        ended(rollout.run(), Verdict.ABORTED, "rolled back");
        assertThat(ecs.calls("ContinueServiceDeployment").size(), is(0));
    }

    @Test
    public void aRestartInEachStageChangesNothing() {
        for (String stage : STAGES) {
            ecs = staged();
            rollout = rollout(ecs, web(settings(strategy)));
            toStage(rollout, stage);
            rollout.killAtSave(1, true);
            Outcome outcome = rollout.run();
            ended(outcome, Verdict.SUCCESS, "");
        }
    }

    @Test
    public void answersGivenElsewhereAreNoticed() {
        for (String action : List.of("CONTINUE", "ROLLBACK")) {
            ecs = staged();
            rollout = rollout(ecs, web(settings(strategy).pauseAt(List.of("POST_SCALE_UP"))));
            toPause(rollout);
            RolloutState state = rollout.state();
            ecs.region()
                    .call(
                            "ContinueServiceDeployment",
                            "{\"serviceDeploymentArn\":\"" + state.serviceDeployment + "\",\"hookId\":\""
                                    + state.pauses().get(0).hookId() + "\",\"action\":\"" + action + "\"}");
            Outcome outcome = rollout.run();
            boolean goesOn = action.equals("CONTINUE");
            ended(
                    outcome,
                    goesOn ? Verdict.SUCCESS : Verdict.ROLLED_BACK,
                    goesOn ? "" : "in the pause at POST_SCALE_UP elsewhere");
            assertThat(
                    outcome.pauses().get(0).end(),
                    is(goesOn ? "continued elsewhere (console, CLI)" : "rolled back elsewhere (console, CLI)"));
            assertThat(ecs.calls("ContinueServiceDeployment").size(), is(0));
        }
    }
}
