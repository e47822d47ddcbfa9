package io.jenkins.plugins.ecs.rollout.decide.phase;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.rollout.Seen;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.rollout.state.StopReason;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import org.junit.Test;

/** Patience with reads that fail, and what a failure means that asking again does not mend. */
public class ReadFailurePolicyTest {

    private static final long NOW = Seen.NOW;
    private static final AwsFailure BUSY = failure(AwsFailure.Kind.SERVER, "InternalFailure", "try again");
    private static final AwsFailure DENIED = failure(AwsFailure.Kind.DENIED, "AccessDeniedException", "no");
    private static final AwsFailure INVALID = failure(AwsFailure.Kind.INVALID, "ClientException", "cpu is wrong");

    private static AwsFailure failure(AwsFailure.Kind kind, String code, String text) {
        return new AwsFailure(kind, "DescribeServices", code, text, null);
    }

    private static RolloutState state(Phase phase) {
        return Seen.state(phase, DeployRequest.of("eu-central-1", "prod", "api").taskDefinition("api:5"));
    }

    private static DecisionDraft draft(RolloutState state, long after) {
        return new DecisionDraft(state, NOW + after, 0.5);
    }

    private static RolloutState failing(RolloutState state, AwsFailure failure, int times, long every) {
        RolloutState next = state;
        for (int i = 0; i < times; i++) {
            DecisionDraft draft = draft(next, i * every);
            ReadFailurePolicy.handled(draft, failure);
            next = draft.decision().state();
        }
        return next;
    }

    @Test
    public void theThirdFailureInARowIsSaidOnce() {
        RolloutState twice = failing(state(Phase.FOLLOWING), BUSY, 2, 1_000);
        DecisionDraft third = draft(twice, 2_000);
        assertThat(ReadFailurePolicy.handled(third, null, BUSY), is(true));
        assertThat(third.decision().messages(), contains(containsString("still trying")));
        assertThat("it goes on", third.state.phase, is(Phase.FOLLOWING));

        DecisionDraft fourth = draft(third.decision().state(), 3_000);
        ReadFailurePolicy.handled(fourth, BUSY);
        assertThat(fourth.decision().messages(), is(empty()));
        assertThat(fourth.state.reading.failures, is(4));
        assertThat(fourth.state.reading.sameFailures, is(4));
        assertThat("since the first", fourth.state.reading.failingSince, is(NOW));
        assertThat(fourth.state.reading.lastFailure, containsString("try again"));
    }

    @Test
    public void anotherKindOfFailureIsCountedAnew() {
        RolloutState thrice = failing(state(Phase.FOLLOWING), BUSY, 3, 1_000);
        DecisionDraft other = draft(thrice, 9_000);
        ReadFailurePolicy.handled(other, failure(AwsFailure.Kind.THROTTLED, "ThrottlingException", "slow down"));
        assertThat(other.state.reading.failures, is(4));
        assertThat(other.state.reading.sameFailures, is(1));
        assertThat(other.state.reading.sameFailureSince, is(NOW + 9_000));
    }

    @Test
    public void eachFailureWaitsLongerUpToABound() {
        // Half of the jitter of 2, 4, … seconds, and a fifth of a second.
        long[] waits = {1_200, 2_200, 4_200, 8_200, 15_200, 15_200};
        RolloutState state = state(Phase.FOLLOWING);
        for (long wait : waits) {
            DecisionDraft draft = draft(state, 0);
            ReadFailurePolicy.handled(draft, BUSY);
            assertThat(draft.decision().nextPollMillis(), is(wait));
            state = draft.decision().state();
        }
    }

    @Test
    public void whenAwsAnswersAgainItIsSaidIfTheFailuresWere() {
        DecisionDraft again = draft(failing(state(Phase.FOLLOWING), BUSY, 3, 1_000), 65_000);
        assertThat(ReadFailurePolicy.handled(again), is(false));
        assertThat(again.decision().messages(), contains(containsString("again after 1 min 5 s")));
        assertThat(again.state.reading.failures, is(0));
        assertThat(again.state.reading.lastFailure, is(""));

        DecisionDraft soon = draft(failing(state(Phase.FOLLOWING), BUSY, 2, 1_000), 65_000);
        ReadFailurePolicy.handled(soon);
        assertThat(soon.decision().messages(), is(empty()));
        assertThat(soon.state.reading.failures, is(0));
    }

    @Test
    public void readsThatSucceedDoNotEndTheBackOffOfACall() {
        DecisionDraft read = draft(failing(state(Phase.UPDATING), BUSY, 2, 1_000), 5_000);
        assertThat(ReadFailurePolicy.handled(read), is(false));
        assertThat(read.state.reading.failures, is(2));
    }

    @Test
    public void aMistakeBeforeAnythingWasChangedIsNotWaitedFor() {
        AwsFailure keys = failure(AwsFailure.Kind.UNAUTHENTICATED, "InvalidClientTokenId", "unknown key");
        RolloutState five = failing(state(Phase.PLANNING), keys, 5, 1_000);
        assertThat("not at once", five.phase, is(Phase.PLANNING));
        RolloutState six = failing(five, keys, 1, 0);
        assertThat(six.verdict, is(Verdict.REFUSED));

        assertThat(
                "once something was changed, it is",
                failing(state(Phase.FOLLOWING), keys, 9, 1_000).phase,
                is(Phase.FOLLOWING));
        RolloutState sent = state(Phase.REGISTERING);
        sent.pending = true;
        assertThat(failing(sent, keys, 9, 1_000).phase, is(Phase.REGISTERING));
    }

    @Test
    public void anAddressWhereNobodyIsCountsOnlyAfterMinutes() {
        AwsFailure nobody = failure(AwsFailure.Kind.UNREACHABLE, null, "connection refused");
        assertThat(failing(state(Phase.PLANNING), nobody, 8, 20_000).phase, is(Phase.PLANNING));
        assertThat(failing(state(Phase.PLANNING), nobody, 12, 20_000).verdict, is(Verdict.REFUSED));
    }

    /** What was not touched is refused; of what was, the end is not known. */
    @Test
    public void aFailureForGoodEndsByWhatWasChanged() {
        Object[][] table = {
            {Phase.PLANNING, false, Verdict.REFUSED},
            {Phase.UPDATING, false, Verdict.REFUSED},
            {Phase.UPDATING, true, Verdict.UNKNOWN},
            {Phase.FOLLOWING, false, Verdict.UNKNOWN},
        };
        for (Object[] row : table) {
            RolloutState state = state((Phase) row[0]);
            state.pending = (Boolean) row[1];
            DecisionDraft draft = draft(state, 0);
            assertThat(ReadFailurePolicy.handled(draft, DENIED), is(true));
            assertThat(row[0] + " " + row[1], draft.state.verdict, is(row[2]));
            assertThat(draft.state.cause, containsString("access denied"));
        }
    }

    @Test
    public void whoStopsEndsAsStopped() {
        RolloutState stopping = state(Phase.FOLLOWING);
        stopping.stop.stopReason = StopReason.ABORT;
        DecisionDraft draft = draft(stopping, 0);
        ReadFailurePolicy.last(draft, DENIED);
        assertThat(draft.state.verdict, is(Verdict.ABORTED));
        assertThat(draft.state.cause, containsString("can no longer be followed"));

        RolloutState rollback = state(Phase.FOLLOWING);
        rollback.stop.stopReason = StopReason.REQUEST;
        DecisionDraft asked = draft(rollback, 0);
        ReadFailurePolicy.last(asked, DENIED);
        assertThat(asked.state.verdict, is(Verdict.UNKNOWN));
    }

    @Test
    public void theAdviceKnowsWhetherSomethingWasChanged() {
        assertThat(ReadFailurePolicy.advice(state(Phase.PLANNING), INVALID), containsString("nothing was changed"));
        assertThat(ReadFailurePolicy.advice(state(Phase.FOLLOWING), INVALID), is(""));
        assertThat(
                ReadFailurePolicy.advice(
                        state(Phase.PLANNING), failure(AwsFailure.Kind.NO_CREDENTIALS, null, "no such id")),
                is(""));
        assertThat(ReadFailurePolicy.advice(state(Phase.PLANNING), DENIED), containsString("credentials"));
        assertThat(ReadFailurePolicy.words(state(Phase.PLANNING), INVALID), containsString("cpu is wrong"));
    }
}
