package io.jenkins.plugins.ecs.rollout.decide;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import io.jenkins.plugins.ecs.polling.RateLimiter;
import io.jenkins.plugins.ecs.rollout.RolloutTestCase;
import io.jenkins.plugins.ecs.rollout.SandboxRollout;
import io.jenkins.plugins.ecs.rollout.Seen;
import io.jenkins.plugins.ecs.rollout.decide.phase.AwsAction;
import io.jenkins.plugins.ecs.rollout.decide.phase.Decision;
import io.jenkins.plugins.ecs.rollout.request.Setting;
import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.rollout.state.PauseAnswer;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.rollout.state.StopReason;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.Test;

/** An act whose turn has not come is not sent, costs nothing, and leaves no doubt whether it was. */
public class RateLimitNoticeTest extends RolloutTestCase {

    /** Until then, no caller may register. */
    private RateLimiter closedFor(Duration time) {
        long opens = sandbox.clock().millis() + time.toMillis();
        return operation -> operation.equals("RegisterTaskDefinition")
                ? Math.max(0, opens - sandbox.clock().millis())
                : 0;
    }

    private List<String> waits(SandboxRollout rollout) {
        return rollout.lines().stream()
                .filter(line -> line.startsWith("Rate limited"))
                .toList();
    }

    @Test
    public void theLogSaysOnceThatItWaitsAndForHowLong() {
        SandboxRollout rollout = rollout(request()).gate(closedFor(Duration.ofSeconds(90)));

        Outcome outcome = rollout.run();

        assertThat(outcome.verdict(), is(Verdict.SUCCESS));
        assertThat(waits(rollout), hasSize(1));
        assertThat(waits(rollout).get(0), containsString("in about 1 min 30 s"));
        assertThat(waits(rollout).get(0), containsString("RegisterTaskDefinition"));
    }

    @Test
    public void aMomentIsNotWorthALine() {
        SandboxRollout rollout = rollout(request()).gate(closedFor(Duration.ofMillis(1_900)));

        rollout.run();

        assertThat(waits(rollout), is(empty()));
    }

    @Test
    public void whoWaitsHasNothingPendingAndAsksForNothing() {
        SandboxRollout rollout = rollout(request()).gate(closedFor(Duration.ofMinutes(10)));
        rollout.runUntil(state -> !waits(rollout).isEmpty());

        assertThat(rollout.state().isPending(), is(false));
        assertThat(sandbox.calls("RegisterTaskDefinition"), is(empty()));
        int calls = sandbox.calls().size();
        rollout.run();

        assertThat(revisions(sandbox), is(2));
        long looks = sandbox.calls().stream()
                .skip(calls)
                .takeWhile(call -> !call.operation().equals("RegisterTaskDefinition"))
                .count();
        assertThat("one more look before it is sent", looks, lessThan(5L));
    }

    @Test
    public void anAbortInTheQueueDeploysNothing() {
        SandboxRollout rollout = rollout(request()).gate(closedFor(Duration.ofMinutes(10)));
        rollout.runUntil(state -> !waits(rollout).isEmpty());

        Outcome outcome = rollout.abort("Aborted by ann").run();

        assertThat(outcome.verdict(), is(Verdict.ABORTED));
        assertThat(outcome.cause(), containsString("nothing was deployed"));
        assertThat(revisions(sandbox), is(1));
    }

    @Test
    public void theTimeoutGoesOnInTheQueue() {
        long began = sandbox.clock().millis();
        SandboxRollout rollout =
                rollout(request().with(Setting.TIMEOUT, Duration.ofMinutes(2))).gate(closedFor(Duration.ofMinutes(10)));

        Outcome outcome = rollout.run();

        assertThat(outcome.verdict(), is(Verdict.TIMED_OUT));
        assertThat(sandbox.clock().millis() - began, lessThan(125_000L));
        assertThat(revisions(sandbox), is(1));
    }

    @Test
    public void aRollbackAfterTheTimeoutWaitsForItsTurn() {
        RolloutState state = Seen.following("own", "ecs-svc/7", 300);
        state.stop.stopReason = StopReason.TIMEOUT;
        long late = state.deadline() + 60_000;
        state.stop.stopSince = late;

        assertThat(postponed(state, new AwsAction.RollBack("own"), late), is(5_000L));
    }

    @Test
    public void anAnswerAfterALongPauseWaitsForItsTurn() {
        RolloutState state = Seen.following("own", "ecs-svc/7", 300);
        state.pausedSince = Seen.NOW;
        long late = state.deadline() + 60_000;

        assertThat(postponed(state, new AwsAction.Proceed("own", "hook", PauseAnswer.CONTINUE), late), is(5_000L));
    }

    private static long postponed(RolloutState state, AwsAction action, long now) {
        Decision decided = new Decision(state, List.of(), Optional.of(action), 0);
        return RateLimitNotice.postpone(decided, 5_000, now).nextPollMillis();
    }

    @Test
    public void aRestartInTheQueueTakesUpItsPlaceAnew() {
        SandboxRollout rollout = rollout(request()).gate(closedFor(Duration.ofMinutes(5)));
        rollout.killAtSave(2, false);

        Outcome outcome = rollout.run();

        assertThat(outcome.verdict(), is(Verdict.SUCCESS));
        assertThat(revisions(sandbox), is(2));
    }
}
