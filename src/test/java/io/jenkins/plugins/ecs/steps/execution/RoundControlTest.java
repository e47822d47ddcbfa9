package io.jenkins.plugins.ecs.steps.execution;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.ecs.steps.execution.RoundControl.Abort;
import io.jenkins.plugins.ecs.steps.execution.RoundControl.AfterRound;
import io.jenkins.plugins.ecs.steps.execution.RoundControl.Call;
import org.junit.Test;

/** Which round of a step counts, and what aborts, broken rounds and restarts do to it. */
public class RoundControlTest {

    private final RoundControl rounds = new RoundControl();

    @Test
    public void aRoundThatWasOvertakenCanNeitherActNorEndTheStep() {
        int first = rounds.begin();
        int second = rounds.begin();

        assertThat(rounds.isCurrent(first), is(false));
        assertThat(rounds.beginCall(first, false, false), is(Call.CANCEL));
        assertThat(rounds.endCall(first, false), is(Call.CANCEL));
        assertThat(rounds.end(first, true, false), is(AfterRound.NOTHING));
        assertThat(rounds.broke(first), is(false));
        assertThat(rounds.isCurrent(second), is(true));
    }

    @Test
    public void aRoundIsFollowedByAnotherUntilTheStateHasEnded() {
        assertThat(rounds.end(rounds.begin(), false, false), is(AfterRound.SCHEDULE));
        assertThat(rounds.end(rounds.begin(), true, false), is(AfterRound.CONCLUDE));
    }

    @Test
    public void anAbortOvertakesARoundThatOnlyReads() {
        int reading = rounds.begin();

        assertThat(rounds.abort(false, false), is(Abort.TAKE_NOW));

        assertThat(rounds.isCurrent(reading), is(false));
        assertThat(rounds.beginCall(reading, true, false), is(Call.CANCEL));
    }

    @Test
    public void anAbortWaitsForACallInFlight() {
        int acting = rounds.begin();
        assertThat(rounds.beginCall(acting, false, false), is(Call.SEND));

        assertThat(rounds.abort(false, false), is(Abort.AFTER_THE_CALL));

        assertThat("its answer is taken", rounds.isCurrent(acting), is(true));
        assertThat(rounds.endCall(acting, true), is(Call.TAKE_ABORT_INSTEAD));
        assertThat(rounds.isActing(), is(false));
    }

    @Test
    public void anAbortThatLeavesAwsAsItIsWaitsOnlyShortlyForACall() {
        rounds.beginCall(rounds.begin(), false, false);

        assertThat(rounds.abort(false, true), is(Abort.AFTER_THE_CALL_OR_SOON));
    }

    @Test
    public void aRoundWhoseOnlyCallWasItsLastWorkTakesTheAbortAtItsEnd() {
        int acting = rounds.begin();
        rounds.beginCall(acting, false, false);
        rounds.abort(false, false);

        assertThat(rounds.end(acting, false, true), is(AfterRound.TAKE_ABORT));
    }

    @Test
    public void aStateThatEndedMeanwhileIsConcludedAlsoIfAnAbortWaits() {
        int acting = rounds.begin();
        rounds.beginCall(acting, false, false);
        rounds.abort(false, false);

        assertThat(rounds.end(acting, true, true), is(AfterRound.CONCLUDE));
    }

    @Test
    public void afterAnAbortOnlyItsOwnCallsAreSent() {
        rounds.abort(false, false);
        int next = rounds.begin();

        assertThat(rounds.beginCall(next, true, false), is(Call.TAKE_ABORT_INSTEAD));
        assertThat(rounds.isActing(), is(false));
        assertThat(rounds.beginCall(next, true, true), is(Call.SEND));
    }

    @Test
    public void aSecondAbortEndsTheStepAlsoDuringACall() {
        int acting = rounds.begin();
        rounds.beginCall(acting, false, false);
        rounds.abort(false, false);

        assertThat(rounds.abort(true, false), is(Abort.END));
        assertThat(rounds.isCurrent(acting), is(false));
    }

    @Test
    public void anAbortAfterTheEndDoesNothing() {
        assertThat(rounds.finish(), is(true));

        assertThat(rounds.abort(false, false), is(Abort.NOTHING));
        assertThat(rounds.abort(true, true), is(Abort.NOTHING));
        assertThat("it ends once", rounds.finish(), is(false));
    }

    @Test
    public void aBrokenRoundHoldsNoAbortBack() {
        int broken = rounds.begin();
        rounds.beginCall(broken, false, false);

        assertThat(rounds.broke(broken), is(true));

        assertThat(rounds.isActing(), is(false));
        assertThat(rounds.abort(false, false), is(Abort.TAKE_NOW));
    }

    @Test
    public void aRoundThatTheWatchdogReplacedCanNoLongerAct() {
        int hung = rounds.begin();
        rounds.beginCall(hung, false, false);

        int next = rounds.begin();

        assertThat(rounds.isActing(), is(false));
        assertThat(rounds.endCall(hung, false), is(Call.CANCEL));
        assertThat(rounds.beginCall(next, false, false), is(Call.SEND));
    }

    @Test
    public void newsIsTakenOnlyBetweenRoundsOfARunningStep() {
        assertThat(rounds.takesNews(false, false), is(true));
        assertThat("aborted", rounds.takesNews(true, false), is(false));
        assertThat("ended", rounds.takesNews(false, true), is(false));
        rounds.beginCall(rounds.begin(), false, false);
        assertThat("a call is in flight", rounds.takesNews(false, false), is(false));
        rounds.begin();
        rounds.finish();
        assertThat("over", rounds.takesNews(false, false), is(false));
    }

    @Test
    public void afterARestartTheFirstRoundCounts() {
        RoundControl afterRestart = new RoundControl();

        int first = afterRestart.begin();

        assertThat(afterRestart.isCurrent(first), is(true));
        assertThat(afterRestart.isActing(), is(false));
    }
}
