package io.jenkins.plugins.ecs.rollout;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import io.jenkins.plugins.ecs.rollout.request.Reaction;
import io.jenkins.plugins.ecs.rollout.request.Setting;
import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import java.time.Duration;
import java.util.List;
import org.junit.Test;

/** Restarts, lost answers and throttling: one deployment, and the right verdict. */
public class CodeDeployFaultTest extends CodeDeployRolloutTestCase {

    @Test
    public void aRestartAtEachSaveMakesNoSecondDeployment() {
        begin(web()).run();
        int saves = rollout.saves();
        for (int save = 1; save <= saves; save++) {
            for (boolean before : new boolean[] {true, false}) {
                startSandbox();
                makeService();
                begin(web()).killAtSave(save, before);
                Outcome outcome = rollout.run();
                ended(outcome, Verdict.SUCCESS, "");
                assertThat(story(), sandbox.calls("RegisterTaskDefinition").size(), is(1));
                assertThat(story(), sandbox.calls("CreateDeployment").size(), is(1));
            }
        }
    }

    @Test
    public void aLostAnswerIsLookedFor() {
        sandbox.faults().on("CreateDeployment").times(1).resetAfterEffect();
        ended(begin(web()).run(), Verdict.SUCCESS, "");
        assertThat(sandbox.calls("CreateDeployment").size(), is(1));
    }

    @Test
    public void aRequestThatNeverArrivedIsSentAgain() {
        sandbox.faults().on("CreateDeployment").times(1).reset();
        ended(begin(web()).run(), Verdict.SUCCESS, "");
        assertThat(ids().size(), is(1));
    }

    @Test
    public void aTargetThatMayNotBeReadDoesNotEndTheStep() {
        sandbox.deny("codedeploy:GetDeploymentTarget");
        ended(begin(web()).run(), Verdict.SUCCESS, "");
    }

    @Test
    public void afterALostAnswerNotBeingAllowedToLookIsNotKnowing() {
        sandbox.faults().on("CreateDeployment").times(1).resetAfterEffect();
        sandbox.deny("codedeploy:ListDeployments");
        Outcome outcome = begin(web()).run();
        assertThat(story(), outcome.verdict(), is(Verdict.UNKNOWN));
        assertThat(outcome.advice(), containsString("allow codedeploy:ListDeployments"));
        assertThat(sandbox.calls("CreateDeployment").size(), is(1));
    }

    @Test
    public void throttlingIsWaitedOutInEachOperation() {
        for (String operation : List.of(
                "ListApplications",
                "BatchGetApplications",
                "ListDeploymentGroups",
                "BatchGetDeploymentGroups",
                "CreateDeployment",
                "GetDeployment",
                "GetDeploymentTarget")) {
            startSandbox();
            makeService();
            sandbox.faults().on(operation).times(3).throttle();
            ended(begin(web()).run(), Verdict.SUCCESS, "");
        }
    }

    @Test
    public void aStopWhoseAnswerWasLostIsNotSentTwice() {
        sandbox.faults().on("StopDeployment").times(1).resetAfterEffect();
        begin(web().with(Setting.ON_ABORT, Reaction.ROLLBACK));
        rollout.runUntil(state -> state.display.ownStage.equals("AllowTraffic"));
        rollout.abort("aborted by alice");
        ended(rollout.run(), Verdict.ABORTED, "rolled back");
        assertThat(sandbox.calls("StopDeployment").size(), is(1));
    }

    @Test
    public void anAbortWhileTheAnswerIsLostRollsBackWhatWasMade() {
        sandbox.faults().on("CreateDeployment").times(1).resetAfterEffect();
        begin(web().with(Setting.ON_ABORT, Reaction.ROLLBACK));
        rollout.runUntil(RolloutState::isPending);
        rollout.abort("aborted by alice");
        ended(rollout.run(), Verdict.ABORTED, "rolled back");
        assertThat(running(), is(OLD));
    }

    @Test
    public void looksAreFew() {
        group(group -> group.termination(60));
        Outcome outcome =
                begin(web().with(Setting.TIMEOUT, Duration.ofHours(3))).run();
        ended(outcome, Verdict.SUCCESS, "");
        long minutes = (outcome.finishedAt() - outcome.startedAt()) / 60_000;
        assertThat((long) sandbox.calls("GetDeployment").size(), lessThanOrEqualTo(7 * minutes));
    }

    @Test
    public void aLookWaitsForItsTurn() {
        int[] asked = {0};
        begin(web()).gate(operation -> operation.equals("GetDeployment") && asked[0]++ % 2 == 0 ? 7_000 : 0);
        ended(rollout.run(), Verdict.SUCCESS, "");
    }

    @Test
    public void anOlderStateIsReadable() {
        RolloutState state = begin(web()).state();
        assertThat(state.byCodeDeploy, is(false));
        assertThat(state.codeDeploy.hooks, is(""));
        assertThat(state.copy().codeDeploy.hooks, is(""));
    }
}
