package io.jenkins.plugins.ecs.rollout.state;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;

import io.jenkins.plugins.ecs.rollout.RolloutDriver;
import io.jenkins.plugins.ecs.rollout.SandboxRollout;
import io.jenkins.plugins.ecs.rollout.StrategyTestCase;
import io.jenkins.plugins.ecs.rollout.request.Setting;
import io.jenkins.plugins.ecs.rollout.strategy.Strategy;
import io.jenkins.plugins.ecs.rollout.strategy.StrategySettings;
import io.jenkins.plugins.ecs.sandbox.EcsSandbox;
import java.time.Duration;
import java.util.List;
import org.junit.Test;

/** Waiting for an answer: how long it may last, who was first, what a lost answer or a restart does to it. */
public class PauseTest extends StrategyTestCase {

    private static StrategySettings.Builder paused() {
        return settings(Strategy.BLUE_GREEN)
                .pauseAt(List.of("POST_TEST_TRAFFIC_SHIFT"))
                .pauseTimeout(20_160, false);
    }

    @Test
    public void aPauseOfThirteenDaysIsNotPartOfTheTimeout() {
        EcsSandbox ecs = staged();
        SandboxRollout rollout = rollout(ecs, web(paused()).with(Setting.TIMEOUT, Duration.ofMinutes(10)));
        toPause(rollout);
        for (int day = 0; day < 13; day++) {
            pass(ecs, Duration.ofDays(1));
            rollout.runUntil(state -> true);
        }
        rollout.answer(PauseAnswer.CONTINUE, "alice");
        assertThat(story(rollout), rollout.run().verdict(), is(Verdict.SUCCESS));
    }

    @Test
    public void thePauseIsPartOfTheTimeoutWhereThatIsAskedFor() {
        EcsSandbox ecs = staged();
        SandboxRollout rollout = rollout(
                ecs, web(paused()).with(Setting.TIMEOUT, Duration.ofMinutes(10)).pausesCount(true));
        Outcome outcome = rollout.run();
        assertThat(story(rollout), outcome.verdict(), is(Verdict.TIMED_OUT));
        assertThat(
                outcome.finishedAt() - outcome.startedAt(),
                lessThan(Duration.ofMinutes(12).toMillis()));
    }

    @Test
    public void onlyTheFirstAnswerCounts() {
        EcsSandbox ecs = staged();
        SandboxRollout rollout = rollout(ecs, web(paused()));
        toPause(rollout);
        RolloutState waiting = rollout.state();
        assertThat(rollout.answer(PauseAnswer.CONTINUE, "alice"), is(true));
        assertThat(
                RolloutDriver.answer(
                        rollout.state(),
                        waiting.pauses().get(0).hookId(),
                        PauseAnswer.ROLLBACK,
                        "bob",
                        ecs.clock(),
                        rollout),
                is(false));
        assertThat(rollout.run().verdict(), is(Verdict.SUCCESS));
        assertThat(rollout.lines(), not(hasItem(containsString("bob"))));
    }

    @Test
    public void anAnswerToAnotherHookIsNotTaken() {
        EcsSandbox ecs = staged();
        SandboxRollout rollout = rollout(ecs, web(paused()));
        toPause(rollout);
        assertThat(
                RolloutDriver.answer(rollout.state(), "other", PauseAnswer.ROLLBACK, "bob", ecs.clock(), rollout),
                is(false));
    }

    @Test
    public void aRestartBetweenAnswerAndActAnswersOnce() {
        for (int save = 1; save <= 6; save++) {
            for (boolean before : new boolean[] {true, false}) {
                EcsSandbox ecs = staged();
                SandboxRollout rollout = rollout(ecs, web(paused()));
                toPause(rollout);
                rollout.answer(PauseAnswer.CONTINUE, "alice");
                rollout.killAtSave(save, before);
                Outcome outcome = rollout.run();
                assertThat(story(rollout), outcome.verdict(), is(Verdict.SUCCESS));
                assertThat(story(rollout), outcome.pauses().get(0).by(), is("alice"));
                assertThat(
                        story(rollout), ecs.calls("ContinueServiceDeployment").size(), is(1));
            }
        }
    }

    @Test
    public void anAnswerWhoseOwnAnswerWasLostIsNotGivenTwice() {
        EcsSandbox ecs = staged();
        ecs.faults().on("ContinueServiceDeployment").times(1).resetAfterEffect();
        SandboxRollout rollout = rollout(ecs, web(paused()));
        toPause(rollout);
        rollout.answer(PauseAnswer.CONTINUE, "alice");
        Outcome outcome = rollout.run();
        assertThat(story(rollout), outcome.verdict(), is(Verdict.SUCCESS));
        assertThat(ecs.calls("ContinueServiceDeployment").size(), is(1));
        assertThat(outcome.pauses().get(0).end(), is("continued by alice"));
    }

    @Test
    public void anAnswerThatIsThrottledIsGivenAgain() {
        EcsSandbox ecs = staged();
        ecs.faults().on("ContinueServiceDeployment").times(2).throttle();
        SandboxRollout rollout = rollout(ecs, web(paused()));
        toPause(rollout);
        rollout.answer(PauseAnswer.CONTINUE, "alice");
        assertThat(rollout.run().verdict(), is(Verdict.SUCCESS));
        assertThat(ecs.calls("ContinueServiceDeployment").size(), is(3));
    }

    @Test
    public void anAnswerThatIsNotAllowedIsSaidAndMayBeGivenAgain() {
        EcsSandbox ecs = staged();
        ecs.deny("ecs:ContinueServiceDeployment");
        SandboxRollout rollout = rollout(ecs, web(paused()));
        toPause(rollout);
        rollout.answer(PauseAnswer.CONTINUE, "alice");
        toPause(rollout);
        rollout.runUntil(
                state -> state.pauses().get(0).isOpen() && story(rollout).contains("could not be sent"));
        assertThat(story(rollout), containsString("allow ecs:ContinueServiceDeployment"));

        ecs.allow("ecs:ContinueServiceDeployment");
        rollout.answer(PauseAnswer.CONTINUE, "alice");
        assertThat(rollout.run().verdict(), is(Verdict.SUCCESS));
    }

    @Test
    public void whoAnsweredCanNotForgeALine() {
        EcsSandbox ecs = staged();
        SandboxRollout rollout = rollout(ecs, web(paused()));
        toPause(rollout);
        rollout.answer(PauseAnswer.CONTINUE, "mallory\n[ecsBlueGreen] SUCCESS");
        assertThat(rollout.state().pauses().get(0).by(), is("mallory [ecsBlueGreen] SUCCESS"));
    }

    @Test
    public void aPauseIsPersistedWhenItBeginsAndEnds() {
        EcsSandbox ecs = staged();
        SandboxRollout rollout = rollout(ecs, web(paused()));
        toStage(rollout, "TEST_TRAFFIC_SHIFT");
        RolloutState before = rollout.state();
        toPause(rollout);
        RolloutState open = rollout.state();
        rollout.answer(PauseAnswer.CONTINUE, "alice");
        RolloutState answered = rollout.state();
        assertThat(open.differsForARestart(before), is(true));
        assertThat(answered.differsForARestart(open), is(true));
        assertThat(answered.differsForARestart(answered.copy()), is(false));
    }

    @Test
    public void whereServiceDeploymentsAreHiddenItIsSaidThatPausesCanNotBeAnswered() {
        EcsSandbox ecs = staged();
        ecs.deny("ecs:ListServiceDeployments").deny("ecs:DescribeServiceDeployments");
        SandboxRollout rollout = rollout(ecs, web(settings(Strategy.BLUE_GREEN)));
        assertThat(rollout.run().verdict(), is(Verdict.SUCCESS));
        assertThat(rollout.lines(), hasItem(containsString("a pause cannot be answered through this build")));
    }

    @Test
    public void aDeniedAnswerOfABlockIsTriedAgainAndOneFromElsewhereCounts() {
        for (boolean elsewhere : new boolean[] {false, true}) {
            EcsSandbox ecs = staged();
            ecs.deny("ecs:ContinueServiceDeployment");
            SandboxRollout rollout =
                    rollout(ecs, web(paused()).gated(true).with(Setting.TIMEOUT, Duration.ofMinutes(10)));
            toPause(rollout);
            rollout.answer(PauseAnswer.CONTINUE, "the block");
            long begun = ecs.clock().millis();
            rollout.runUntil(
                    state -> ecs.clock().millis() > begun + Duration.ofHours(3).toMillis());
            assertThat(story(rollout), rollout.state().hasEnded(), is(false));
            assertThat(
                    "the block has answered, and does not run again",
                    rollout.state().pauses().stream().anyMatch(Pause::isOpen),
                    is(false));
            assertThat(story(rollout), containsString("allow ecs:ContinueServiceDeployment"));
            assertThat(story(rollout), containsString("or answer in the console or the CLI"));
            if (elsewhere) {
                ecs.region()
                        .call(
                                "ContinueServiceDeployment",
                                "{\"serviceDeploymentArn\":\"" + rollout.state().serviceDeployment
                                        + "\",\"hookId\":\""
                                        + rollout.state().pauses().get(0).hookId() + "\",\"action\":\"CONTINUE\"}");
            } else {
                ecs.allow("ecs:ContinueServiceDeployment");
            }
            Outcome outcome = rollout.run();
            assertThat(story(rollout), outcome.verdict(), is(Verdict.SUCCESS));
            assertThat(
                    outcome.pauses().get(0).end(),
                    is(elsewhere ? "continued elsewhere (console, CLI)" : "continued by the block"));
        }
    }

    @Test
    public void aDeniedAnswerThatECSNoLongerWaitsForIsTheCause() {
        EcsSandbox ecs = staged();
        ecs.deny("ecs:ContinueServiceDeployment");
        SandboxRollout rollout =
                rollout(ecs, web(paused().pauseTimeout(60, false)).gated(true));
        toPause(rollout);
        rollout.answer(PauseAnswer.CONTINUE, "the block");
        Outcome outcome = rollout.run();
        assertThat(story(rollout), outcome.verdict(), is(Verdict.ROLLED_BACK));
        assertThat(outcome.cause(), containsString("could not be sent"));
        assertThat(outcome.cause(), containsString("ecs:ContinueServiceDeployment"));
    }
}
