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
import io.jenkins.plugins.ecs.aws.ecs.EcsTask;
import io.jenkins.plugins.ecs.rollout.RolloutTestCase;
import io.jenkins.plugins.ecs.rollout.Seen;
import io.jenkins.plugins.ecs.rollout.decide.phase.AwsAction;
import io.jenkins.plugins.ecs.rollout.decide.phase.Decision;
import io.jenkins.plugins.ecs.rollout.observe.Observation;
import io.jenkins.plugins.ecs.rollout.state.Pause;
import io.jenkins.plugins.ecs.rollout.state.PauseAnswer;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.ReadFailures;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.rollout.state.StopReason;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import java.util.List;
import java.util.Map;
import org.junit.Test;

/** Reads that are older than others, or were old before they were decided upon, and reads that come too late. */
public class StaleReadsTest {

    private static final EcsDeployment PRIMARY = Seen.deployment("ecs-svc/7", "PRIMARY", V5, "IN_PROGRESS", 3, 300);

    private static Decision decide(RolloutState state, Observation seen, long after) {
        return Decider.decide(state, seen, NOW + after, 0.5);
    }

    private static Observation own(String status, boolean awaits) {
        Observation seen = Seen.service("own", PRIMARY);
        seen.own = Seen.own("own", status, "POST_TEST_TRAFFIC_SHIFT", awaits, 3, 3);
        return seen;
    }

    private static AwsFailure failure(AwsFailure.Kind kind, String operation) {
        return new AwsFailure(kind, operation, kind.name(), "", null);
    }

    private static RolloutState pending() {
        RolloutState state = Seen.state(Phase.UPDATING, RolloutTestCase.request());
        state.pending = true;
        state.pendingSince = NOW;
        state.previous.deploymentId = "ecs-svc/6";
        state.previous.deployments.add("ecs-svc/6");
        state.previous.newestAt = 200;
        return state;
    }

    private static Observation untouched(long begunAt) {
        Observation seen = Seen.service(Seen.deployment("ecs-svc/6", "PRIMARY", V6, "COMPLETED", 3, 200));
        seen.begunAt = begunAt;
        return seen;
    }

    @Test
    public void aPauseHiddenByAStaleReadCanStillBeAnswered() {
        RolloutState paused = decide(Seen.following("own", "ecs-svc/7", 300), own("IN_PROGRESS", true), 0)
                .state();
        RolloutState hidden = decide(paused, own("IN_PROGRESS", false), 2_000).state();

        RolloutState again = decide(hidden, own("IN_PROGRESS", true), 4_000).state();

        assertThat(again.pauses().get(0).isOpen(), is(true));
    }

    @Test
    public void anAnswerGivenBeforeAStaleReadIsStillSent() {
        RolloutState paused = decide(Seen.following("own", "ecs-svc/7", 300), own("IN_PROGRESS", true), 0)
                .state();
        RolloutState answered = PauseAnswers.take(paused, "hook", PauseAnswer.CONTINUE, "alice", NOW + 1_000)
                .orElseThrow()
                .state();
        RolloutState hidden = decide(answered, own("IN_PROGRESS", false), 2_000).state();

        RolloutState again = decide(hidden, own("IN_PROGRESS", true), 4_000).state();

        assertThat(again.phase, is(Phase.ANSWERING));
    }

    @Test
    public void aPauseThatEndsUnseenNoLongerStopsTheClock() {
        RolloutState paused = decide(Seen.following("own", "ecs-svc/7", 300), own("IN_PROGRESS", true), 0)
                .state();
        paused.pauses.clear();
        paused.pauses.add(new Pause("hook", "POST_TEST_TRAFFIC_SHIFT", 0, NOW, NOW + 60_000, "ROLLBACK"));
        paused.reading.failures = ReadFailures.BLIND_AFTER;
        long deadline = paused.deadline() - NOW;

        assertThat(
                "the pause does not count",
                Deadlines.withoutLooking(paused, false, NOW + deadline + 30_000, 0.5)
                        .isPresent(),
                is(false));
        assertThat(
                "what comes after it does",
                Deadlines.withoutLooking(paused, false, NOW + deadline + 61_000, 0.5)
                        .map(late -> late.state().verdict)
                        .isPresent(),
                is(true));
    }

    @Test
    public void aStoppedDeploymentWaitsForTheOneThatReplacedIt() {
        RolloutState state = Seen.following("own", "ecs-svc/7", 300);
        for (long after = 0; after <= 20_000; after += 2_000) {
            state = decide(state, own("STOPPED", false), after).state();
            assertThat("after " + after, state.phase, is(Phase.FOLLOWING));
        }
        Observation replaced =
                Seen.service("newer", Seen.deployment("ecs-svc/8", "PRIMARY", V5, "IN_PROGRESS", 0, 400));
        replaced.own = Seen.own("own", "STOPPED", null, false, 3, 3);

        RolloutState followed = decide(state, replaced, 22_000).state();

        assertThat(followed.phase, is(Phase.RESOLVING));
        assertThat(followed.deploymentId, is("ecs-svc/8"));
    }

    @Test
    public void aReadThatBeganTooEarlyDoesNotSettleWhetherAnActHappened() {
        assertThat(decide(pending(), untouched(NOW + 5_000), 40_000).action().orElse(null), nullValue());
        assertThat(
                decide(pending(), untouched(NOW + 35_000), 40_000).action().orElse(null),
                instanceOf(AwsAction.Update.class));
    }

    @Test
    public void aClockThatJumpsDoesNotSettleWhetherAnActHappened() {
        for (long jump : new long[] {1_200_000, -3_600_000}) {
            RolloutState state = pending();
            for (int read = 0; read < 10; read++) {
                Decision turn = decide(state, untouched(0), jump + read * 3_000L);
                assertThat(turn.action().orElse(null), nullValue());
                state = turn.state();
            }
            assertThat(
                    decide(state, untouched(0), jump + 33_000).action().orElse(null),
                    instanceOf(AwsAction.Update.class));
        }
    }

    @Test
    public void countsDoNotOutweighImagesThatWereSeenToDiffer() {
        RolloutState proving = Seen.following("own", "ecs-svc/7", 300);
        proving.phase = Phase.PROVING;
        proving.phaseSince = NOW;
        proving.digests.put("app", "sha256:good");
        Observation other = Seen.service("own", PRIMARY);
        other.tasks = List.of(task("sha256:bad"), task("sha256:bad"), task("sha256:bad"));
        RolloutState doubted = decide(proving, other, 0).state();
        Observation hidden = Seen.service("own", PRIMARY);
        hidden.tasksFailure = failure(AwsFailure.Kind.DENIED, "ListTasks");

        RolloutState state = decide(doubted, hidden, 95_000).state();

        assertThat(state.verdict, is(Verdict.UNKNOWN));
        assertThat(state.cause, containsString("sha256:bad"));
    }

    @Test
    public void pinnedDigestsThatCannotBeReadForNowAreWaitedFor() {
        RolloutState proving = Seen.following("own", "ecs-svc/7", 300);
        proving.phase = Phase.PROVING;
        proving.phaseSince = NOW;
        Observation seen = Seen.service("own", PRIMARY);
        seen.tasks = Seen.tasks(3, V5);
        seen.revisionsFailure = failure(AwsFailure.Kind.THROTTLED, "DescribeServiceRevisions");

        assertThat(decide(proving, seen, 0).state().phase, is(Phase.PROVING));
        assertThat("not forever", decide(proving, seen, 95_000).state().verdict, is(Verdict.SUCCESS));
    }

    @Test
    public void aRequestedRollbackThatIsOnlySeenInTheServiceIsNotSuperseded() {
        RolloutState state = Seen.following(null, "ecs-svc/7", 300);
        state.previous.taskDefinition = V6;
        state.stop.stopReason = StopReason.TIMEOUT;
        state.stop.stopSince = NOW;
        Observation back = Seen.service(Seen.deployment("ecs-svc/8", "PRIMARY", V6, "COMPLETED", 3, 400));
        for (int read = 0; read < 4 && !state.hasEnded(); read++) {
            state = decide(state, back, read * 2_000L).state();
        }

        assertThat(state.verdict, is(not(Verdict.SUPERSEDED)));
        assertThat(state.cause, containsString("rolled back"));
    }

    @Test
    public void revisionsThatCannotBeReadDoNotHideOurDeployment() {
        RolloutState state = Seen.state(Phase.RESOLVING, RolloutTestCase.request());
        state.phaseSince = NOW;
        state.deploymentId = "ecs-svc/7";
        state.deploymentCreatedAt = 300;
        Observation seen = Seen.service(PRIMARY);
        Seen.list(seen, V5, Seen.listed("own", 301));
        seen.revisions = Map.of();
        seen.revisionsFailure = failure(AwsFailure.Kind.SERVER, "DescribeServiceRevisions");

        RolloutState found = decide(state, seen, 50_000).state();

        assertThat(found.serviceDeployment, is("own"));
        assertThat(found.byDeploymentId, is(false));
    }

    @Test
    public void theServiceGetsTimeToShowOurDeploymentBeforeItIsGivenUp() {
        RolloutState state = Seen.following("own", null, 300);
        state.phaseSince = NOW;
        Observation seen = Seen.service(Seen.deployment("ecs-svc/6", "PRIMARY", V6, "COMPLETED", 3, 200));
        seen.ownFailure = failure(AwsFailure.Kind.DENIED, "DescribeServiceDeployments");

        RolloutState waits = decide(state, seen, 2_000).state();
        assertThat(waits.hasEnded(), is(false));

        Observation shown = Seen.service("own", PRIMARY);
        shown.ownFailure = seen.ownFailure;
        RolloutState follows = decide(waits, shown, 4_000).state();
        assertThat(follows.deploymentId, is("ecs-svc/7"));
        assertThat(follows.byDeploymentId, is(true));
    }

    private static EcsTask task(String digest) {
        return new EcsTask(
                "task-" + digest,
                V5,
                "ecs-svc/7",
                "RUNNING",
                "RUNNING",
                "",
                "",
                List.of(new EcsTask.Container("app", "repo/app:2", digest, null, "")));
    }
}
