package io.jenkins.plugins.ecs.rollout.decide;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.jenkins.plugins.ecs.rollout.decide.follow.StoppingPhase;
import io.jenkins.plugins.ecs.rollout.decide.phase.DecisionDraft;
import io.jenkins.plugins.ecs.rollout.observe.Observation;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.request.Reaction;
import io.jenkins.plugins.ecs.rollout.request.Setting;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.rollout.state.StopReason;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.schedules.ScheduleProgress;
import java.time.Duration;
import org.junit.Test;

/** What an abort, a timeout and a stall do in each phase, as plain function calls. */
public class InterruptionTest {

    private static final long NOW = 1_000_000_000;
    private static final long MINUTE = 60_000;

    private static RolloutState state(Phase phase, Reaction reaction) {
        RolloutState state = RolloutState.begin(
                DeployRequest.of("eu-central-1", "prod", "api")
                        .with(Setting.TIMEOUT, Duration.ofMinutes(20))
                        .with(Setting.STALL_TIMEOUT, Duration.ofMinutes(5))
                        .with(Setting.ON_ABORT, reaction)
                        .with(Setting.ON_TIMEOUT, reaction)
                        .build(),
                NOW);
        state.phase = phase;
        state.phaseSince = NOW;
        if (!phase.isBeforeUpdate() && phase != Phase.UPDATING) {
            state.updated = true;
            state.deploymentId = "ecs-svc/7";
            state.serviceDeployment = "arn:aws:ecs:eu-central-1:123456789012:service-deployment/prod/api/7";
        }
        return state;
    }

    private static RolloutState aborted(RolloutState before) {
        return Interruption.abort(before, "Aborted by alice", NOW + MINUTE).state();
    }

    /** Phase, what the step asks for, the phase after the abort, a part of the cause. */
    @Test
    public void anAbortInEachPhase() {
        Object[][] table = {
            {Phase.QUEUED, Reaction.ROLLBACK, Phase.ENDED, "nothing was deployed"},
            {Phase.PLANNING, Reaction.ROLLBACK, Phase.ENDED, "nothing was deployed"},
            {Phase.REGISTERING, Reaction.LEAVE, Phase.ENDED, "nothing was deployed"},
            {Phase.UPDATING, Reaction.ROLLBACK, Phase.ENDED, "nothing was deployed"},
            {Phase.RESOLVING, Reaction.ROLLBACK, Phase.RESOLVING, ""},
            {Phase.RESOLVING, Reaction.LEAVE, Phase.ENDED, "Aborted by alice"},
            {Phase.FOLLOWING, Reaction.ROLLBACK, Phase.STOPPING, ""},
            {Phase.FOLLOWING, Reaction.LEAVE, Phase.ENDED, "Aborted by alice"},
            {Phase.ANSWERING, Reaction.ROLLBACK, Phase.STOPPING, ""},
            {Phase.PROVING, Reaction.ROLLBACK, Phase.ENDED, "Aborted by alice"},
        };
        for (Object[] row : table) {
            RolloutState after = aborted(state((Phase) row[0], (Reaction) row[1]));
            String name = row[0] + " " + row[1];
            assertThat(name, after.phase, is(row[2]));
            assertThat(name, after.cause == null ? "" : after.cause, containsString((String) row[3]));
            assertThat(name, after.stop.stopReason, is(StopReason.ABORT));
            assertThat(name, after.stop.stopSince, is(NOW + MINUTE));
            assertThat(name, after.hasEnded() ? after.verdict : Verdict.ABORTED, is(Verdict.ABORTED));
        }
    }

    @Test
    public void anUpdateWhoseAnswerIsUnknownIsNotNothing() {
        RolloutState leaves = state(Phase.UPDATING, Reaction.LEAVE);
        leaves.pending = true;
        assertThat(aborted(leaves).cause, not(containsString("nothing was deployed")));
        RolloutState rollsBack = state(Phase.UPDATING, Reaction.ROLLBACK);
        rollsBack.pending = true;
        assertThat("it is looked for first", aborted(rollsBack).phase, is(Phase.UPDATING));
    }

    @Test
    public void anAnswerThatIsBeingSentIsWaitedFor() {
        RolloutState answering = state(Phase.ANSWERING, Reaction.ROLLBACK);
        answering.pending = true;
        assertThat(aborted(answering).phase, is(Phase.ANSWERING));
    }

    @Test
    public void aFirstDeploymentHasNothingToRollBackTo() {
        RolloutState created = state(Phase.FOLLOWING, Reaction.ROLLBACK);
        created.serviceFile.created = true;
        RolloutState after = aborted(created);
        assertThat(after.phase, is(Phase.ENDED));
        assertThat(after.verdict, is(Verdict.ABORTED));
    }

    @Test
    public void theSecondAbortAndOneAfterTheEndChangeNothing() {
        RolloutState once = aborted(state(Phase.FOLLOWING, Reaction.ROLLBACK));
        RolloutState twice =
                Interruption.abort(once, "Aborted by bob", NOW + 2 * MINUTE).state();
        assertThat(twice.stop.stoppedBy, is("Aborted by alice"));
        assertThat(twice.stop.stopSince, is(NOW + MINUTE));

        RolloutState ended = state(Phase.ENDED, Reaction.ROLLBACK);
        ended.verdict = Verdict.SUCCESS;
        assertThat(aborted(ended).stop.stopReason == StopReason.ABORT, is(false));
    }

    private static RolloutState timed(RolloutState state, long after) {
        DecisionDraft draft = new DecisionDraft(state, NOW + after, 0);
        Timeouts.ifOutOfTime(draft);
        return draft.state;
    }

    @Test
    public void theTimeoutIsOverAtItsMillisecondAndNotBefore() {
        assertThat(
                timed(state(Phase.FOLLOWING, Reaction.ROLLBACK), 20 * MINUTE - 1)
                        .isStopping(),
                is(false));
        RolloutState late = timed(state(Phase.FOLLOWING, Reaction.ROLLBACK), 20 * MINUTE);
        assertThat(late.stop.stopReason, is(StopReason.TIMEOUT));
        assertThat(late.phase, is(Phase.STOPPING));
        assertThat(
                "what has its verdict is in time",
                timed(state(Phase.TIDYING, Reaction.ROLLBACK), 60 * MINUTE).isStopping(),
                is(false));
        RolloutState proving = state(Phase.PROVING, Reaction.ROLLBACK);
        proving.phaseSince = NOW + 20 * MINUTE - 1_000;
        assertThat("a verification has begun", timed(proving, 20 * MINUTE).isStopping(), is(false));
    }

    @Test
    public void aTimeoutWithoutAnswersBlamesTheEndpoint() {
        RolloutState blind = state(Phase.FOLLOWING, Reaction.LEAVE);
        blind.reading.failures = 3;
        blind.reading.lastFailure = "HTTP 503";
        blind.reading.failingSince = NOW + 15 * MINUTE;
        String cause = timed(blind, 20 * MINUTE).cause;
        assertThat(cause, containsString("HTTP 503"));
        assertThat(cause, containsString("5 min"));

        RolloutState twice = state(Phase.FOLLOWING, Reaction.LEAVE);
        twice.reading.failures = 2;
        twice.reading.lastFailure = "HTTP 503";
        assertThat(timed(twice, 20 * MINUTE).cause, not(containsString("HTTP 503")));
    }

    private static RolloutState stalled(RolloutState state, long after) {
        DecisionDraft draft = new DecisionDraft(state, NOW + after, 0);
        StoppingPhase.ifStalled(draft, new Observation());
        return draft.state;
    }

    @Test
    public void aStallIsWhenTasksDoNotCome() {
        RolloutState waits = state(Phase.FOLLOWING, Reaction.ROLLBACK);
        waits.progress.lastProgressAt = NOW;
        waits.counts.desiredCount = 2;
        waits.counts.runningCount = 1;
        assertThat(stalled(waits.copy(), 5 * MINUTE - 1).isStopping(), is(false));
        assertThat(stalled(waits.copy(), 5 * MINUTE).stop.stopReason, is(StopReason.STALL));

        RolloutState there = waits.copy();
        there.counts.runningCount = 2;
        assertThat("all are there", stalled(there, 60 * MINUTE).isStopping(), is(false));
    }

    @Test
    public void aBuildThatGoesAwayEndsWhatIsKnown() {
        RolloutState open = state(Phase.FOLLOWING, Reaction.ROLLBACK);
        RolloutState after = Interruption.abandoned(open, "no disk", NOW + MINUTE);
        assertThat(after.verdict, is(Verdict.UNKNOWN));
        assertThat(after.cause, is("no disk"));
        assertThat(
                "after an abort",
                Interruption.abandoned(aborted(open), "no disk", NOW + 2 * MINUTE).verdict,
                is(Verdict.ABORTED));

        RolloutState tidying = state(Phase.TIDYING, Reaction.ROLLBACK);
        tidying.verdictInSight = Verdict.SUCCESS;
        assertThat(
                "its verdict is known",
                Interruption.abandoned(tidying, "no disk", NOW + MINUTE).verdict,
                is(Verdict.SUCCESS));
    }

    private static RolloutState late(Phase phase, Verdict inSight) {
        RolloutState state = state(phase, Reaction.ROLLBACK);
        state.verdictInSight = inSight;
        state.cause = "known";
        state.schedules = ScheduleProgress.NOT_LISTED;
        return state;
    }

    @Test
    public void anAbortAfterTheVerdictDoesNotChangeIt() {
        assertThat(aborted(late(Phase.SCALING, Verdict.SUCCESS)).verdict, is(Verdict.SUCCESS));
        assertThat(aborted(late(Phase.SCHEDULING, Verdict.SUCCESS)).verdict, is(Verdict.SUCCESS));
        assertThat(aborted(late(Phase.TIDYING, Verdict.SUCCESS)).verdict, is(Verdict.SUCCESS));

        RolloutState diagnosed = aborted(late(Phase.DIAGNOSING, Verdict.STOPPED));
        assertThat(diagnosed.verdict, is(Verdict.STOPPED));
        assertThat(diagnosed.cause, is("known"));
        assertThat(
                "a service that did not come up is still deleted",
                aborted(late(Phase.REMOVING, Verdict.STOPPED)).phase,
                is(Phase.REMOVING));
        assertThat("and scaling is resumed", aborted(late(Phase.RESUMING, Verdict.STOPPED)).phase, is(Phase.RESUMING));
    }

    @Test
    public void whetherAServiceWasCreatedIsLookedForFirst() {
        RolloutState creating = state(Phase.UPDATING, Reaction.ROLLBACK);
        creating.serviceFile.creates = true;
        creating.pending = true;
        assertThat(aborted(creating).phase, is(Phase.UPDATING));
    }

    @Test
    public void anAbortOfARollbackIsOneOfTheRolloutInIt() {
        RolloutState back = state(Phase.ROLLING_BACK, Reaction.LEAVE);
        back.tasks.rollback = state(Phase.FOLLOWING, Reaction.LEAVE);
        RolloutState after = aborted(back);
        assertThat(after.tasks.rollback.verdict, is(Verdict.ABORTED));
        assertThat(after.verdict, is(Verdict.ABORTED));
        assertThat(after.stop.stoppedBy, is("Aborted by alice"));

        RolloutState goesOn = state(Phase.ROLLING_BACK, Reaction.ROLLBACK);
        goesOn.tasks.rollback = state(Phase.RESOLVING, Reaction.ROLLBACK);
        RolloutState waits = aborted(goesOn);
        assertThat("it is still looked for", waits.phase, is(Phase.ROLLING_BACK));
        assertThat(waits.tasks.rollback.isStopping(), is(true));
        assertThat(waits.stop.stopReason, is(StopReason.ABORT));
    }

    @Test
    public void anAbortOfAVerificationLeavesTheDeployment() {
        RolloutState watched = aborted(state(Phase.WATCHING, Reaction.ROLLBACK));
        assertThat(watched.verdict, is(Verdict.ABORTED));
        assertThat(watched.cause, containsString("Aborted by alice: "));
    }

    @Test
    public void anAbortBeforeATaskBeganStartsNone() {
        RolloutState before = state(Phase.RUNNING_BEFORE, Reaction.ROLLBACK);
        RolloutState after = aborted(before);
        assertThat(after.verdict, is(Verdict.ABORTED));
        assertThat(after.cause, containsString("nothing was deployed"));
    }

    @Test
    public void whoGoesAwayFromARollbackGoesAwayFromTheRolloutInIt() {
        RolloutState back = state(Phase.ROLLING_BACK, Reaction.LEAVE);
        back.tasks.rollback = state(Phase.FOLLOWING, Reaction.LEAVE);
        RolloutState after = Interruption.abandoned(back, "no disk", NOW + MINUTE);
        assertThat(after.tasks.rollback.cause, is("no disk"));
        assertThat(after.verdict, is(Verdict.UNKNOWN));
    }

    @Test
    public void whoGoesAwayAfterTheVerdictKeepsIt() {
        RolloutState removing = late(Phase.REMOVING, Verdict.STOPPED);
        assertThat(Interruption.abandoned(removing, "no disk", NOW).verdict, is(Verdict.STOPPED));

        RolloutState resuming = late(Phase.RESUMING, Verdict.STOPPED);
        resuming.scaling.resourceId = "service/prod/api";
        resuming.scaling.verdict = Verdict.ROLLED_BACK;
        RolloutState after = Interruption.abandoned(resuming, "no disk", NOW);
        assertThat(after.verdict, is(Verdict.ROLLED_BACK));
        assertThat("what stays suspended is said", after.scaling.problem, containsString("service/prod/api"));
    }

    @Test
    public void aRollbackIsFollowedForTenMinutes() {
        RolloutState stopping = state(Phase.FOLLOWING, Reaction.ROLLBACK);
        stopping.stop.stopReason = StopReason.ABORT;
        stopping.stop.stopSince = NOW;
        assertThat(timed(stopping, 10 * MINUTE).hasEnded(), is(false));
        assertThat(timed(stopping, 10 * MINUTE + 1).verdict, is(Verdict.ABORTED));

        RolloutState givenUp = stopping.copy();
        givenUp.stop.stopReason = StopReason.FAILURE;
        assertThat("within the timeout, if that is later", timed(givenUp, 20 * MINUTE).phase, is(Phase.FOLLOWING));
        assertThat(timed(givenUp, 20 * MINUTE + 1).phase, is(Phase.DIAGNOSING));
    }

    @Test
    public void aProofHasFortySecondsAfterTheDeadline() {
        RolloutState proving = state(Phase.PROVING, Reaction.ROLLBACK);
        proving.phaseSince = NOW + 20 * MINUTE - 1_000;
        assertThat(timed(proving, 20 * MINUTE + 39_999).hasEnded(), is(false));
        assertThat(timed(proving, 20 * MINUTE + 40_000).stop.stopReason, is(StopReason.TIMEOUT));

        RolloutState overdue = state(Phase.PROVING, Reaction.ROLLBACK);
        overdue.phaseSince = NOW + 18 * MINUTE;
        assertThat("not one that never ends", timed(overdue, 20 * MINUTE).stop.stopReason, is(StopReason.TIMEOUT));
        assertThat(
                "a diagnosis has its own time",
                timed(state(Phase.DIAGNOSING, Reaction.ROLLBACK), 60 * MINUTE).isStopping(),
                is(false));
        assertThat(
                "what has ended is not late",
                timed(state(Phase.ENDED, Reaction.ROLLBACK), 60 * MINUTE).isStopping(),
                is(false));
    }
}
