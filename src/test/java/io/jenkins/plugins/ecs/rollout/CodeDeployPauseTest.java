package io.jenkins.plugins.ecs.rollout;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;

import io.jenkins.plugins.ecs.rollout.request.Setting;
import io.jenkins.plugins.ecs.rollout.request.WaitUntil;
import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.rollout.state.Pause;
import io.jenkins.plugins.ecs.rollout.state.PauseAnswer;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import java.time.Duration;
import java.util.List;
import org.junit.Before;
import org.junit.Test;

/** The two waits of CodeDeploy: a user answers here, or elsewhere, or no one does. */
public class CodeDeployPauseTest extends CodeDeployRolloutTestCase {

    private static final String READY = "READY_WAIT";
    private static final String TERMINATION = "TERMINATION_WAIT";

    @Before
    public void letItWait() {
        group(group -> group.ready("STOP_DEPLOYMENT", 120));
    }

    private Pause pause(Outcome outcome, String stage) {
        return outcome.pauses().stream()
                .filter(pause -> pause.stage().equals(stage))
                .findFirst()
                .orElseThrow(() -> new AssertionError(story()));
    }

    private void elsewhere(String operation, String more) {
        sandbox.region().call(operation, "{\"deploymentId\":\"" + ids().get(0) + "\"" + more + "}");
    }

    @Test
    public void continuedHereTrafficMoves() {
        begin(web());
        toWait(READY);
        Pause open = rollout.state().pauses().get(0);
        assertThat(open.timeoutAction(), is("STOP"));
        assertThat(
                open.expiresAt() - sandbox.clock().millis(),
                greaterThan(Duration.ofMinutes(118).toMillis()));
        assertThat(open.traffic(), is(0.0));
        assertThat(Outcome.of(rollout.state()).awaitsAction(), is(true));
        assertThat(running(), is(OLD));
        rollout.answer(PauseAnswer.CONTINUE, "alice");
        Outcome outcome = rollout.run();
        ended(outcome, Verdict.SUCCESS, "");
        assertThat(pause(outcome, READY).end(), is("continued by alice"));
        assertThat(sandbox.calls("ContinueDeployment").size(), is(1));
        assertThat(story(), containsString("paused at READY_WAIT: CodeDeploy is waiting for approval until"));
    }

    @Test
    public void aFreezeThatBeganInTheWaitKeepsItWaiting() {
        java.util.List<String> refusals = new java.util.ArrayList<>();
        begin(web()).guardedBy(change -> new io.jenkins.plugins.ecs.policy.Judgement(List.copyOf(refusals), List.of()));
        toWait(READY);
        refusals.add("frozen for the weekend.");
        rollout.answer(PauseAnswer.CONTINUE, "alice");
        rollout.runUntil(state -> story().contains("Not continued"));
        assertThat(story(), containsString("frozen for the weekend. CodeDeploy is still waiting"));
        assertThat(sandbox.calls("ContinueDeployment").size(), is(0));
        assertThat(running(), is(OLD));
        rollout.answer(PauseAnswer.ROLLBACK, "alice");
        ended(rollout.run(), Verdict.ROLLED_BACK, "rolled back in the pause at READY_WAIT by alice");
    }

    @Test
    public void rolledBackHereItIsStopped() {
        begin(web());
        toWait(READY);
        rollout.answer(PauseAnswer.ROLLBACK, "bob");
        Outcome outcome = rollout.run();
        ended(outcome, Verdict.ROLLED_BACK, "rolled back in the pause at READY_WAIT by bob");
        assertThat(sandbox.calls("StopDeployment").size(), is(1));
        assertThat(running(), is(OLD));
    }

    @Test
    public void nobodyAnswers() {
        begin(web().with(Setting.TIMEOUT, Duration.ofMinutes(30)));
        Outcome outcome = rollout.run();
        ended(outcome, Verdict.STOPPED, "no answer in the pause at READY_WAIT in time, so CodeDeploy stopped");
        assertThat(pause(outcome, READY).end(), is("no answer in time, so CodeDeploy did STOP"));
        assertThat(running(), is(OLD));
    }

    @Test
    public void continuedElsewhereIsNoticed() {
        begin(web());
        toWait(READY);
        elsewhere("ContinueDeployment", ",\"deploymentWaitType\":\"READY_WAIT\"");
        Outcome outcome = rollout.run();
        ended(outcome, Verdict.SUCCESS, "");
        assertThat(pause(outcome, READY).end(), is("continued elsewhere (console, CLI)"));
        assertThat(sandbox.calls("ContinueDeployment").size(), is(0));
    }

    @Test
    public void stoppedElsewhereIsNoticed() {
        begin(web());
        toWait(READY);
        elsewhere("StopDeployment", "");
        Outcome outcome = rollout.run();
        ended(outcome, Verdict.STOPPED, "rolled back in the pause at READY_WAIT elsewhere");
        assertThat(pause(outcome, READY).end(), is("rolled back elsewhere (console, CLI)"));
    }

    @Test
    public void theWaitIsNotPartOfTheTimeout() {
        begin(web().with(Setting.TIMEOUT, Duration.ofMinutes(15)));
        toWait(READY);
        sandbox.clock().advance(Duration.ofMinutes(100));
        rollout.runUntil(state -> true);
        rollout.answer(PauseAnswer.CONTINUE, "alice");
        ended(rollout.run(), Verdict.SUCCESS, "");
    }

    @Test
    public void aRestartBetweenAnswerAndActAnswersOnce() {
        for (PauseAnswer answer : PauseAnswer.values()) {
            for (int save = 1; save <= 5; save++) {
                for (boolean before : new boolean[] {true, false}) {
                    startSandbox();
                    makeService();
                    letItWait();
                    begin(web());
                    toWait(READY);
                    rollout.answer(answer, "alice");
                    rollout.killAtSave(save, before);
                    Outcome outcome = rollout.run();
                    boolean goesOn = answer == PauseAnswer.CONTINUE;
                    ended(outcome, goesOn ? Verdict.SUCCESS : Verdict.ROLLED_BACK, "");
                    String operation = goesOn ? "ContinueDeployment" : "StopDeployment";
                    assertThat(story(), sandbox.calls(operation).size(), is(1));
                }
            }
        }
    }

    @Test
    public void anAnswerThatIsNotAllowedIsSaidAndMayBeGivenAgain() {
        sandbox.deny("codedeploy:ContinueDeployment");
        begin(web());
        toWait(READY);
        rollout.answer(PauseAnswer.CONTINUE, "alice");
        rollout.runUntil(state -> state.pauses().get(0).isOpen() && story().contains("could not be sent"));
        assertThat(story(), containsString("allow codedeploy:ContinueDeployment"));
        assertThat(story(), containsString("CodeDeploy is still waiting"));
        sandbox.allow("codedeploy:ContinueDeployment");
        rollout.answer(PauseAnswer.CONTINUE, "alice");
        ended(rollout.run(), Verdict.SUCCESS, "");
    }

    @Test
    public void aBlockIsAskedBeforeTrafficMovesOnly() {
        begin(web().gated(true));
        toWait(READY);
        rollout.answer(PauseAnswer.CONTINUE, "the block");
        Outcome outcome = rollout.run();
        ended(outcome, Verdict.SUCCESS, "");
        assertThat(story(), outcome.pauses().size(), is(1));
    }

    @Test
    public void untilPausedIsReachedThere() {
        ended(begin(web().waitUntil(WaitUntil.parse("paused"))).run(), Verdict.REACHED, "reached paused");
    }

    @Test
    public void keepingTheOldTasksMayBeCutShort() {
        group(group -> group.termination(60));
        begin(web().with(Setting.TIMEOUT, Duration.ofHours(3)));
        toWait(TERMINATION);
        assertThat(Outcome.of(rollout.state()).awaitsAction(), is(false));
        assertThat(story(), containsString("the old tasks are kept until"));
        long asked = sandbox.clock().millis();
        rollout.answer(PauseAnswer.CONTINUE, "alice");
        Outcome outcome = rollout.run();
        ended(outcome, Verdict.SUCCESS, "");
        assertThat(outcome.finishedAt() - asked, lessThan(Duration.ofMinutes(5).toMillis()));
        assertThat(
                sandbox.calls("ContinueDeployment")
                        .get(0)
                        .request()
                        .path("deploymentWaitType")
                        .asText(),
                is(TERMINATION));
    }

    @Test
    public void afterTrafficMovedItMayStillBeRolledBack() {
        group(group -> group.termination(60));
        begin(web().with(Setting.TIMEOUT, Duration.ofHours(3)));
        toWait(TERMINATION);
        assertThat(running(), is(NEW));
        rollout.answer(PauseAnswer.ROLLBACK, "bob");
        ended(rollout.run(), Verdict.ROLLED_BACK, "rolled back in the pause at TERMINATION_WAIT by bob");
        assertThat(running(), is(OLD));
    }

    @Test
    public void keepingTheOldTasksNeedsNoAnswer() {
        group(group -> group.termination(10));
        Outcome outcome = begin(web()).run();
        ended(outcome, Verdict.SUCCESS, "");
        assertThat(pause(outcome, TERMINATION).end(), is("the wait is over"));
        assertThat(story(), not(containsString("the pause is over")));
    }

    @Test
    public void keepingTheOldTasksIsAddedToTheTimeout() {
        group(group -> group.termination(60));
        ended(begin(web().with(Setting.TIMEOUT, Duration.ofMinutes(20))).run(), Verdict.SUCCESS, "");
    }

    @Test
    public void answersAreOnesOwn() {
        begin(web());
        toWait(READY);
        assertThat(rollout.answer(PauseAnswer.CONTINUE, "alice\n[ecsBlueGreen] SUCCESS"), is(true));
        assertThat(rollout.state().pauses().get(0).by(), is("alice [ecsBlueGreen] SUCCESS"));
        assertThat(List.of(READY), is(List.of(rollout.state().pauses().get(0).stage())));
    }
}
