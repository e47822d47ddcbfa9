package io.jenkins.plugins.ecs.rollout.decide;

import static io.jenkins.plugins.ecs.rollout.Seen.NOW;
import static io.jenkins.plugins.ecs.rollout.Seen.V5;
import static io.jenkins.plugins.ecs.rollout.Seen.V6;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.ecs.EcsDeployment;
import io.jenkins.plugins.ecs.rollout.RolloutTestCase;
import io.jenkins.plugins.ecs.rollout.Seen;
import io.jenkins.plugins.ecs.rollout.decide.phase.AwsAction;
import io.jenkins.plugins.ecs.rollout.decide.phase.Decision;
import io.jenkins.plugins.ecs.rollout.decide.phase.EventualConsistency;
import io.jenkins.plugins.ecs.rollout.observe.Observation;
import io.jenkins.plugins.ecs.rollout.observe.Observer;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.rollout.state.StopReason;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import java.time.Duration;
import java.util.List;
import org.junit.Test;

/** Decisions over single looks that are rare, stale or strange. */
public class DeciderTest {

    private static final EcsDeployment OLD_V5 = Seen.deployment("ecs-svc/5", "ACTIVE", V5, "COMPLETED", 3, 100);
    private static final EcsDeployment FAILING_V6 = Seen.deployment("ecs-svc/6", "PRIMARY", V6, "IN_PROGRESS", 0, 200);

    private static Decision decide(RolloutState state, Observation seen, long after) {
        return Decider.decide(state, seen, NOW + after, 0.5);
    }

    private static AwsFailure failure(AwsFailure.Kind kind, String operation) {
        return new AwsFailure(kind, operation, kind.name(), "", null);
    }

    private static RolloutState updateUnanswered() {
        RolloutState state = Seen.state(Phase.UPDATING, RolloutTestCase.request());
        state.pending = true;
        state.pendingSince = NOW;
        state.previous.deploymentId = "ecs-svc/6";
        state.previous.deployments.addAll(List.of("ecs-svc/6", "ecs-svc/5"));
        state.previous.newestAt = 200;
        return state;
    }

    @Test
    public void anOlderDeploymentOfTheSameRevisionIsNotOurs() {
        Observation seen = Seen.service(FAILING_V6, OLD_V5);
        Seen.list(seen, V5, Seen.listed("old", 100));

        assertThat(decide(updateUnanswered(), seen, 5_000).state().deploymentId, nullValue());

        Decision settled = decide(updateUnanswered(), seen, 40_000);
        assertThat(
                "nothing happened, so it is sent", settled.action().orElse(null), instanceOf(AwsAction.Update.class));
    }

    @Test
    public void anUpdateWhoseAnswerWasLostIsNotSentAgainOnceTheServiceHasChanged() {
        Observation seen = Seen.service(Seen.deployment("ecs-svc/8", "PRIMARY", V6, "COMPLETED", 3, 400));
        seen.serviceDeploymentsFailure = failure(AwsFailure.Kind.DENIED, "ListServiceDeployments");

        Decision turn = decide(updateUnanswered(), seen, 600_000);

        assertThat(turn.action().orElse(null), nullValue());
        assertThat(turn.state().verdict, is(Verdict.UNKNOWN));
        assertThat(turn.state().cause, containsString("ecs-svc/8 deploys api:6"));
    }

    @Test
    public void aLookThatIsThrottledDoesNotCountAsNotThere() {
        Observation seen = Seen.service(FAILING_V6);
        seen.serviceDeploymentsFailure = failure(AwsFailure.Kind.THROTTLED, "ListServiceDeployments");

        Decision turn = decide(updateUnanswered(), seen, 60_000);

        assertThat(turn.action().orElse(null), nullValue());
        assertThat(turn.state().phase, is(Phase.UPDATING));
    }

    @Test
    public void settlingBeginsWhenTheAnswerIsLostNotWhenTheCallIsSent() {
        RolloutState state = updateUnanswered();

        Decision lost = Decider.failed(
                state, new AwsAction.Update(null), failure(AwsFailure.Kind.LOST, "UpdateService"), NOW + 20_000, 0.5);

        assertThat(
                decide(lost.state(), Seen.service(FAILING_V6), 25_000).action().orElse(null), nullValue());
    }

    @Test
    public void whatIsOverIsNotLate() {
        RolloutState state = Seen.following("own", "ecs-svc/7", 300);
        long late = Duration.ofHours(2).toMillis();
        Observation success = Seen.service("own", Seen.deployment("ecs-svc/7", "PRIMARY", V5, "COMPLETED", 3, 300));
        success.own = Seen.own("own", "SUCCESSFUL", null, false, 3, 3);
        Observation back = Seen.service("own", Seen.deployment("ecs-svc/8", "PRIMARY", V6, "COMPLETED", 3, 400));
        back.own = Seen.own("own", "ROLLBACK_SUCCESSFUL", null, false, 0, 0);

        assertThat(decide(state, success, late).state().phase, is(Phase.PROVING));
        assertThat(decide(state, back, late).state().verdictInSight, is(Verdict.ROLLED_BACK));
    }

    @Test
    public void nothingIsBegunAfterTheDeadline() {
        RolloutState state = Seen.state(Phase.UPDATING, RolloutTestCase.request());

        Decision turn = decide(state, new Observation(), Duration.ofHours(2).toMillis());

        assertThat(turn.action().orElse(null), nullValue());
        assertThat(turn.state().verdict, is(Verdict.TIMED_OUT));
        assertThat(turn.state().cause, containsString("nothing was deployed"));
    }

    @Test
    public void aDeploymentWhoseTasksAreThereIsNotStalledWhileItBakesOrWaits() {
        long quiet = Duration.ofMinutes(30).toMillis();
        Observation canary = Seen.service("own", Seen.deployment("ecs-svc/7", "PRIMARY", V5, "IN_PROGRESS", 3, 300));
        canary.own = Seen.own("own", "IN_PROGRESS", "PRODUCTION_TRAFFIC_SHIFT", false, 3, 3);
        Observation pause = Seen.service("own", Seen.deployment("ecs-svc/7", "PRIMARY", V5, "IN_PROGRESS", 0, 300));
        pause.own = Seen.own("own", "IN_PROGRESS", "PRE_SCALE_UP", true, 0, 3);
        Observation stuck = Seen.service("own", Seen.deployment("ecs-svc/7", "PRIMARY", V5, "IN_PROGRESS", 1, 300));
        stuck.own = Seen.own("own", "IN_PROGRESS", null, false, 1, 3);

        for (Observation patient : List.of(canary, pause)) {
            RolloutState before =
                    decide(Seen.following("own", "ecs-svc/7", 300), patient, 0).state();
            assertThat(decide(before, patient, quiet).state().isStopping(), is(false));
        }
        RolloutState before =
                decide(Seen.following("own", "ecs-svc/7", 300), stuck, 0).state();
        assertThat(decide(before, stuck, quiet).state().stop.stopReason, is(StopReason.STALL));
    }

    @Test
    public void oneExpiredTokenAmongOtherFailuresIsNoReasonToGiveUp() {
        RolloutState state = Seen.state(Phase.PLANNING, RolloutTestCase.request());
        for (int i = 0; i < 6; i++) {
            state = failing(state, AwsFailure.Kind.SERVER);
        }
        assertThat(failing(state, AwsFailure.Kind.UNAUTHENTICATED).hasEnded(), is(false));
        for (int i = 0; i < 6; i++) {
            state = failing(state, AwsFailure.Kind.UNAUTHENTICATED);
        }
        assertThat(state.verdict, is(Verdict.REFUSED));
    }

    private static RolloutState failing(RolloutState state, AwsFailure.Kind kind) {
        Observation seen = new Observation();
        seen.serviceFailure = failure(kind, "DescribeServices");
        return decide(state, seen, 0).state();
    }

    @Test
    public void aHookThatRunsHoldsOffTheStallTimeout() {
        long quiet = Duration.ofMinutes(30).toMillis();
        for (String status : List.of("IN_PROGRESS", "SUCCEEDED")) {
            Observation seen = Seen.service("own", Seen.deployment("ecs-svc/7", "PRIMARY", V5, "IN_PROGRESS", 0, 300));
            seen.own = Seen.withHook(Seen.own("own", "IN_PROGRESS", "PRE_SCALE_UP", false, 0, 3), status);
            RolloutState before =
                    decide(Seen.following("own", "ecs-svc/7", 300), seen, 0).state();

            assertThat(status, decide(before, seen, quiet).state().isStopping(), is(status.equals("SUCCEEDED")));
        }
    }

    private static RolloutState resolving(long createdAt) {
        RolloutState state = Seen.state(Phase.RESOLVING, RolloutTestCase.request());
        state.deploymentId = "ecs-svc/7";
        state.deploymentCreatedAt = createdAt;
        return state;
    }

    private static Observation ours(String current, long createdAt) {
        return Seen.service(current, Seen.deployment("ecs-svc/7", "PRIMARY", V5, "IN_PROGRESS", 0, createdAt));
    }

    @Test
    public void theServicesOwnWordIsBelievedBeforeTheNearestTime() {
        Observation seen = ours("ours", 300_000);
        Seen.list(seen, V5, Seen.listed("theirs", 299_500), Seen.listed("ours", 301_000));

        assertThat(decide(resolving(300_000), seen, 0).state().serviceDeployment, is("ours"));
    }

    @Test
    public void oneThatWasThereBeforeIsNeverOurs() {
        RolloutState state = resolving(300_000);
        state.previous.serviceDeployments.add("theirs");
        Observation seen = ours(null, 300_000);
        Seen.list(seen, V5, Seen.listed("theirs", 299_900));

        assertThat(decide(state, seen, 0).state().serviceDeployment, nullValue());
    }

    @Test
    public void withoutTimesOnlyASingleOneIsTaken() {
        Observation two = ours(null, 0);
        Seen.list(two, V5, Seen.listed("a", 100), Seen.listed("b", 200));
        Observation one = ours(null, 0);
        Seen.list(one, V5, Seen.listed("b", 200));

        assertThat(decide(resolving(0), two, 0).state().serviceDeployment, nullValue());
        assertThat(decide(resolving(0), one, 0).state().serviceDeployment, is("b"));
    }

    @Test
    public void aDeniedListIsNoReasonToGiveUpWhileOursIsNotEvenShown() {
        RolloutState state = Seen.state(Phase.RESOLVING, RolloutTestCase.request());
        Observation seen = Seen.service(FAILING_V6);
        seen.serviceDeploymentsFailure = failure(AwsFailure.Kind.DENIED, "ListServiceDeployments");

        assertThat(decide(state, seen, 20_000).state().hasEnded(), is(false));
        assertThat(decide(state, seen, 60_000).state().verdict, is(Verdict.UNKNOWN));
    }

    private static RolloutState proving(boolean unchanged) {
        RolloutState state = Seen.state(Phase.PROVING, RolloutTestCase.request());
        state.unchanged = unchanged;
        state.previous.deploymentId = unchanged ? "ecs-svc/5" : "ecs-svc/4";
        state.previous.newestAt = 100;
        state.deploymentId = unchanged ? null : "ecs-svc/5";
        state.deploymentCreatedAt = unchanged ? 0 : 100;
        state.counts.desiredCount = 3;
        return state;
    }

    @Test
    public void noChangeIsNotGreenWhileTheServiceGoesElsewhere() {
        Observation elsewhere = Seen.service(FAILING_V6, OLD_V5);
        elsewhere.tasks = Seen.tasks(3, V5);

        Decision turn = decide(proving(true), elsewhere, 0);

        assertThat(turn.state().verdict, is(Verdict.SUPERSEDED));
    }

    @Test
    public void oneThatWasReplacedRightAfterItsSuccessIsSuperseded() {
        Observation replaced = Seen.service(FAILING_V6, OLD_V5);
        replaced.tasks = Seen.tasks(3, V6);

        Decision turn = decide(proving(false), replaced, 0);

        assertThat(turn.state().verdict, is(Verdict.SUPERSEDED));
        assertThat(turn.state().cause, containsString("our deployment completed and was then superseded by"));
    }

    @Test
    public void moreTasksThanAreLookedAtAreProvenByTheServicesCount() {
        EcsDeployment primary = Seen.deployment("ecs-svc/5", "PRIMARY", V5, "COMPLETED", 800, 100);
        RolloutState state = proving(false);
        state.counts.desiredCount = 800;
        Observation seen = new Observation();
        seen.service = Seen.service(null, null, 800, primary);
        seen.tasks = Seen.tasks(Observer.MOST_TASKS, V5);

        assertThat(decide(state, seen, 0).state().verdict, is(Verdict.SUCCESS));
    }

    @Test
    public void earlySuccessAllowsOlderTasksAndSaysSo() {
        EcsDeployment primary = Seen.deployment("ecs-svc/5", "PRIMARY", V5, "COMPLETED", 3, 100);
        Observation seen = new Observation();
        seen.service = Seen.service(null, 66.0, 3, primary);
        seen.tasks = new java.util.ArrayList<>(Seen.tasks(2, V5));
        seen.tasks.addAll(Seen.tasks(1, V6));

        Decision turn = decide(proving(false), seen, 0);

        assertThat(turn.state().verdict, is(Verdict.SUCCESS));
        assertThat(turn.state().proof, containsString("1 older one is still to stop"));
    }

    private static RolloutState stopping() {
        RolloutState state = Seen.following("own", "ecs-svc/7", 300);
        state.stop.stopReason = StopReason.TIMEOUT;
        state.stop.stopSince = NOW;
        return state;
    }

    private static Observation inState(String status) {
        Observation seen = Seen.service("own", Seen.deployment("ecs-svc/7", "PRIMARY", V5, "IN_PROGRESS", 1, 300));
        seen.own = Seen.own("own", status, null, false, 1, 3);
        return seen;
    }

    @Test
    public void aRollbackThatDoesNotShowIsAskedForAgain() {
        RolloutState state = stopping();
        state.stop.stopSentAt = NOW;

        assertThat(decide(state, inState("IN_PROGRESS"), 10_000).state().phase, is(Phase.FOLLOWING));
        assertThat(decide(state, inState("IN_PROGRESS"), 40_000).state().phase, is(Phase.STOPPING));
        assertThat(decide(state, inState("ROLLBACK_IN_PROGRESS"), 40_000).state().phase, is(Phase.FOLLOWING));
    }

    @Test
    public void aStateThatNobodyKnowsCanBeRolledBack() {
        RolloutState state = stopping();
        state.phase = Phase.STOPPING;

        assertThat(
                decide(state, inState("SOMETHING_NEW"), 0).action().orElse(null), instanceOf(AwsAction.RollBack.class));
        assertThat(decide(state, inState("ROLLBACK_REQUESTED"), 0).action().orElse(null), nullValue());
    }

    @Test
    public void aRollbackThatNeverBeganIsNotCalledOneThatGoesOn() {
        RolloutState state = stopping();
        state.stop.stopSentAt = NOW;

        Decision turn =
                decide(state, inState("IN_PROGRESS"), Duration.ofMinutes(11).toMillis());

        assertThat(turn.state().cause, containsString("ECS did not start to roll back"));
        assertThat(turn.state().cause, not(containsString("it continues")));
    }

    @Test
    public void aRollbackIsNotRequestedAfterTheStepHasGivenItUp() {
        RolloutState state = stopping();
        state.phase = Phase.STOPPING;

        Decision turn =
                decide(state, inState("IN_PROGRESS"), Duration.ofMinutes(11).toMillis());

        assertThat(turn.state().phase, is(Phase.DIAGNOSING));
        assertThat(turn.action().orElse(null), nullValue());
    }

    @Test
    public void withoutServiceDeploymentsARollbackToAnOldEntryIsSeen() {
        RolloutState state = Seen.following(null, "ecs-svc/7", 300);
        Observation failed = Seen.service(Seen.deployment("ecs-svc/7", "PRIMARY", V5, "FAILED", 0, 300));
        Observation back = Seen.service(Seen.deployment("ecs-svc/6", "PRIMARY", V6, "COMPLETED", 3, 200));

        state = decide(state, failed, 0).state();
        for (int look = 1; look <= EventualConsistency.SURE_AFTER; look++) {
            state = decide(state, back, look * 2_500L).state();
        }

        assertThat(state.verdictInSight, is(Verdict.ROLLED_BACK));
    }

    @Test
    public void anAbandonedDeploymentHasAnEnd() {
        RolloutState ended = Interruption.abandoned(Seen.following("own", "ecs-svc/7", 300), "gone", NOW);

        assertThat(ended.hasEnded(), is(true));
        assertThat(ended.verdict.isGreen(), is(false));
    }

    private static RolloutState askedToRollBack() {
        RolloutState state = Seen.following("own", "ecs-svc/7", 300);
        state.phase = Phase.STOPPING;
        state.stop.stopReason = StopReason.ABORT;
        state.stop.stopSince = NOW;
        state.pending = true;
        state.pendingSince = NOW;
        state.reading.failures = 2;
        return state;
    }

    @Test
    public void anAnswerEndsThePatienceAndThePhase() {
        RolloutState after = Decider.answered(askedToRollBack(), new AwsAction.RollBack("own"), "", NOW + 1_000, 0.5)
                .state();
        assertThat(after.phase, is(Phase.FOLLOWING));
        assertThat(after.reading.failures, is(0));
    }

    @Test
    public void aCallThatFailsInPassingIsSentAgainIfItHadNoEffect() {
        AwsAction call = new AwsAction.RollBack("own");
        RolloutState throttled = Decider.failed(
                        askedToRollBack(),
                        call,
                        failure(AwsFailure.Kind.THROTTLED, "StopServiceDeployment"),
                        NOW + 1_000,
                        0.5)
                .state();
        assertThat(throttled.pending, is(false));
        assertThat(throttled.reading.failures, is(3));

        RolloutState lost = Decider.failed(
                        askedToRollBack(),
                        call,
                        failure(AwsFailure.Kind.LOST, "StopServiceDeployment"),
                        NOW + 1_000,
                        0.5)
                .state();
        assertThat("its effect is looked for", lost.pending, is(true));
        assertThat(lost.pendingSince, is(NOW + 1_000));

        RolloutState denied = Decider.failed(
                        askedToRollBack(),
                        call,
                        failure(AwsFailure.Kind.DENIED, "StopServiceDeployment"),
                        NOW + 1_000,
                        0.5)
                .state();
        assertThat("the phase knows what a refusal means", denied.verdict, is(Verdict.ABORTED));
        assertThat(denied.cause, containsString("cannot be asked to roll back"));
    }

    @Test
    public void whatIsWaitedForIsKnownOnlyWhileTheDeploymentIsFollowed() {
        Observation goesOn = Seen.service("own", Seen.deployment("ecs-svc/7", "PRIMARY", V5, "IN_PROGRESS", 1, 300));
        goesOn.own = Seen.own("own", "IN_PROGRESS", null, false, 1, 3);
        RolloutState follows =
                decide(Seen.following("own", "ecs-svc/7", 300), goesOn, 5_000).state();
        assertThat(follows.phase, is(Phase.FOLLOWING));
        assertThat(follows.waiting.waitsFor, containsString("2"));

        Observation done = Seen.service("own", Seen.deployment("ecs-svc/7", "PRIMARY", V5, "COMPLETED", 3, 300));
        done.own = Seen.own("own", "SUCCESSFUL", null, false, 3, 3);
        RolloutState proves =
                decide(Seen.following("own", "ecs-svc/7", 300), done, 5_000).state();
        assertThat(proves.phase, is(Phase.PROVING));
        assertThat(proves.waiting.waitsFor, is(""));
    }

    @Test
    public void eventsThatCameAgainAreCountedWhenTheDeploymentIsOver() {
        RolloutState state = Seen.following("own", "ecs-svc/7", 300);
        state.eventLog.eventCounts.put("(service api) was unable to place a task.", 4);
        state.eventLog.eventsLogged.put("(service api) was unable to place a task.", 1);
        Observation done = Seen.service("own", Seen.deployment("ecs-svc/7", "PRIMARY", V5, "COMPLETED", 3, 300));
        done.own = Seen.own("own", "SUCCESSFUL", null, false, 3, 3);
        assertThat(decide(state, done, 5_000).messages().toString(), containsString("was unable to place a task"));

        Observation goesOn = Seen.service("own", Seen.deployment("ecs-svc/7", "PRIMARY", V5, "IN_PROGRESS", 1, 300));
        goesOn.own = Seen.own("own", "IN_PROGRESS", null, false, 1, 3);
        assertThat(
                "not before",
                decide(state, goesOn, 5_000).messages().toString(),
                not(containsString("was unable to place a task")));
    }

    @Test
    public void whatEndsInPlanningHasNothingToWaitFor() {
        RolloutState refused = decide(Seen.state(Phase.PLANNING, RolloutTestCase.request()), new Observation(), 1_000)
                .state();
        assertThat(refused.verdict, is(Verdict.REFUSED));
        assertThat(refused.expected.longestWaitMillis, is(0L));
    }
}
