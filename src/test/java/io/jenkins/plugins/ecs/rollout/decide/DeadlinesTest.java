package io.jenkins.plugins.ecs.rollout.decide;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.ecs.rollout.Seen;
import io.jenkins.plugins.ecs.rollout.decide.phase.AwsAction;
import io.jenkins.plugins.ecs.rollout.decide.phase.Decision;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.request.Reaction;
import io.jenkins.plugins.ecs.rollout.request.Setting;
import io.jenkins.plugins.ecs.rollout.state.Pause;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.rollout.state.StopReason;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.schedules.ScheduleProgress;
import java.time.Duration;
import java.util.Optional;
import org.junit.Test;

/** What is decided while no read is answered, by the phase and the time. */
public class DeadlinesTest {

    private static final long NOW = Seen.NOW;
    private static final long SECOND = 1_000;
    private static final long MINUTE = 60_000;
    /** The timeout of the step, from its begin. */
    private static final long TIMEOUT = 20 * MINUTE;

    private static RolloutState state(Phase phase) {
        RolloutState state = Seen.state(
                phase,
                DeployRequest.of("eu-central-1", "prod", "api")
                        .taskDefinition("api:5")
                        .with(Setting.TIMEOUT, Duration.ofMinutes(20))
                        .with(Setting.ON_TIMEOUT, Reaction.LEAVE));
        state.phaseSince = NOW;
        state.updated = true;
        state.serviceDeployment = "own";
        state.deploymentId = "ecs-svc/7";
        state.verdictInSight = Verdict.SUCCESS;
        state.reading.failures = 3;
        state.reading.lastFailure = "HTTP 503";
        state.schedules = ScheduleProgress.NOT_LISTED;
        return state;
    }

    private static Optional<Decision> at(RolloutState state, long after) {
        return Deadlines.withoutLooking(state, false, NOW + after, 0);
    }

    /** Nothing before that moment, and an end at it. */
    private static RolloutState endsAt(RolloutState state, long after) {
        assertThat(state.phase + " waits", at(state, after - 1).isPresent(), is(false));
        return at(state, after).orElseThrow().state();
    }

    @Test
    public void theTimeoutHoldsWithoutAnyAnswer() {
        RolloutState late = endsAt(state(Phase.FOLLOWING), TIMEOUT);
        assertThat(late.verdict, is(Verdict.TIMED_OUT));
        assertThat(late.stop.stopReason, is(StopReason.TIMEOUT));
        assertThat(endsAt(state(Phase.PLANNING), TIMEOUT).cause, containsString("nothing was deployed"));
    }

    @Test
    public void whatIsCompleteHasHalfAMinuteMoreToBeProven() {
        assertThat(endsAt(state(Phase.PROVING), TIMEOUT + 30 * SECOND).verdict, is(Verdict.TIMED_OUT));
    }

    @Test
    public void theTimeOfAPauseThatIsOverCounts() {
        RolloutState paused = state(Phase.FOLLOWING);
        paused.pausedSince = NOW + MINUTE;
        paused.pauses.add(new Pause("hook", "PRE_SCALE_UP", -1, NOW + MINUTE, NOW + 11 * MINUTE, "ROLLBACK"));
        assertThat("while it may last", at(paused, 11 * MINUTE).isPresent(), is(false));
        assertThat("ten minutes later", endsAt(paused, TIMEOUT + 10 * MINUTE).verdict, is(Verdict.TIMED_OUT));
    }

    @Test
    public void whatComesAfterTheVerdictIsLeftInTime() {
        assertThat(endsAt(state(Phase.SCALING), TIMEOUT + 30 * SECOND).verdict, is(Verdict.SUCCESS));
        assertThat(endsAt(state(Phase.SCHEDULING), TIMEOUT + 30 * SECOND).verdict, is(Verdict.SUCCESS));
        assertThat(endsAt(state(Phase.TIDYING), TIMEOUT + 30 * SECOND).verdict, is(Verdict.SUCCESS));

        RolloutState afterAWatch = state(Phase.TIDYING);
        afterAWatch.phaseSince = NOW + 60 * MINUTE;
        assertThat(
                "from its begin, if that was later",
                endsAt(afterAWatch, 60 * MINUTE + 30 * SECOND).verdict,
                is(Verdict.SUCCESS));
    }

    @Test
    public void theCauseIsLookedForTenSeconds() {
        RolloutState diagnosing = state(Phase.DIAGNOSING);
        diagnosing.verdictInSight = Verdict.STOPPED;
        diagnosing.cause = "tasks failed";
        diagnosing.advice = "look";
        RolloutState ended = endsAt(diagnosing, 10 * SECOND);
        assertThat(ended.verdict, is(Verdict.STOPPED));
        assertThat(ended.cause, is("tasks failed"));
        assertThat(ended.advice, is("look"));

        Decision broken = Deadlines.withoutDiagnosis(diagnosing, "a bug", NOW);
        assertThat(broken.state().verdict, is(Verdict.STOPPED));
        assertThat(broken.messages(), hasItem(containsString("(a bug)")));
    }

    @Test
    public void aServiceThatCannotBeSeenIsNotDeleted() {
        RolloutState removing = state(Phase.REMOVING);
        removing.verdictInSight = Verdict.STOPPED;
        assertThat(endsAt(removing, 30 * SECOND).verdict, is(Verdict.STOPPED));
    }

    @Test
    public void scalingIsResumedForTenMinutes() {
        RolloutState resuming = state(Phase.RESUMING);
        resuming.scaling.resourceId = "service/prod/api";
        resuming.scaling.verdict = Verdict.SUCCESS;
        RolloutState ended = endsAt(resuming, 10 * MINUTE);
        assertThat(ended.verdict, is(Verdict.SUCCESS));
        assertThat("the build says what is left", ended.scaling.problem, containsString("service/prod/api"));
    }

    @Test
    public void whatHasEndedStays() {
        assertThat(at(state(Phase.ENDED), 60 * MINUTE).isPresent(), is(false));
    }

    private static RolloutState stopping(Phase phase, StopReason reason) {
        RolloutState state = state(phase);
        state.stop.stopReason = reason;
        state.stop.stopSince = NOW;
        return state;
    }

    @Test
    public void aStopOfWhichNothingIsSeenEndsAfterThreeQuartersOfAMinute() {
        RolloutState ended = endsAt(stopping(Phase.FOLLOWING, StopReason.ABORT), 45 * SECOND);
        assertThat(ended.verdict, is(Verdict.ABORTED));
        assertThat(ended.cause, containsString("could not be asked to roll back within 45 s"));

        RolloutState sent = stopping(Phase.FOLLOWING, StopReason.ABORT);
        sent.stop.stopSentAt = NOW;
        assertThat(endsAt(sent, 45 * SECOND).cause, containsString("did not start to roll back"));
        RolloutState seen = stopping(Phase.FOLLOWING, StopReason.ABORT);
        seen.stop.rollbackSeen = true;
        assertThat(endsAt(seen, 45 * SECOND).cause, containsString("did not finish"));
    }

    @Test
    public void whoGaveUpWithinItsTimeHasThatTime() {
        assertThat(
                endsAt(stopping(Phase.FOLLOWING, StopReason.FAILURE), TIMEOUT + 45 * SECOND).verdict,
                is(Verdict.FAILED));
    }

    @Test
    public void aRollbackIsAskedForWithoutALook() {
        Decision asked = at(stopping(Phase.STOPPING, StopReason.ABORT), SECOND).orElseThrow();
        assertThat(asked.action().orElseThrow(), is(instanceOf(AwsAction.RollBack.class)));

        RolloutState sent = stopping(Phase.STOPPING, StopReason.ABORT);
        sent.pending = true;
        sent.pendingSince = NOW;
        assertThat("its effect may still show", at(sent, SECOND).isPresent(), is(false));
    }

    @Test
    public void readsThatWaitForLongAreAsGoodAsFailed() {
        RolloutState silent = state(Phase.FOLLOWING);
        silent.reading.failures = 0;
        silent.reading.lastFailure = "";
        RolloutState late = Deadlines.withoutLooking(silent, true, NOW + TIMEOUT, 0)
                .orElseThrow()
                .state();
        assertThat(late.cause, containsString("no answer for 10 s: AWS has not answered yet"));

        RolloutState failing = state(Phase.FOLLOWING);
        RolloutState known = Deadlines.withoutLooking(failing, true, NOW + TIMEOUT, 0)
                .orElseThrow()
                .state();
        assertThat("what is known stays", known.cause, containsString("HTTP 503"));
    }

    @Test
    public void thePollIsDueNoLaterThanTheDeadline() {
        RolloutState following = state(Phase.FOLLOWING);
        assertThat(Deadlines.atMost(following, NOW + TIMEOUT - 500, 2_000), is(500L));
        assertThat(Deadlines.atMost(following, NOW, 2_000), is(2_000L));
        assertThat("after it", Deadlines.atMost(following, NOW + TIMEOUT, 2_000), is(2_000L));

        RolloutState paused = state(Phase.FOLLOWING);
        paused.pausedSince = NOW;
        assertThat("its time stands", Deadlines.atMost(paused, NOW + TIMEOUT - 500, 2_000), is(2_000L));
        assertThat(Deadlines.atMost(state(Phase.ENDED), NOW + TIMEOUT - 500, 2_000), is(2_000L));

        RolloutState blind = stopping(Phase.FOLLOWING, StopReason.ABORT);
        assertThat(Deadlines.atMost(blind, NOW + 44_500, 2_000), is(500L));
        blind.reading.failures = 0;
        assertThat("who sees the rollback follows it", Deadlines.atMost(blind, NOW + 44_500, 2_000), is(2_000L));
    }
}
