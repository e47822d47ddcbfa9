package io.jenkins.plugins.ecs.rollout.decide.phase;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.ecs.rollout.Seen;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.request.DeployRequestBuilder;
import io.jenkins.plugins.ecs.rollout.request.Setting;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.rollout.state.TimedEvent;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import org.junit.Test;

/** What a draft makes of the wishes of a phase: where it goes, what is left to do at an end, what is sent and said. */
public class DecisionDraftTest {

    private static final long NOW = Seen.NOW + 65_000;

    private static DeployRequestBuilder request() {
        return DeployRequest.of("eu-central-1", "prod", "api").taskDefinition("api:5");
    }

    private static DecisionDraft draft(RolloutState state) {
        return new DecisionDraft(state, NOW, 0);
    }

    private static DecisionDraft following() {
        return draft(Seen.state(Phase.FOLLOWING, request()));
    }

    private static RolloutState created(String onFailure) {
        RolloutState state = Seen.state(
                Phase.FOLLOWING,
                request()
                        .with(Setting.SERVICE_DEFINITION, "desiredCount: 1")
                        .with(Setting.ON_CREATE_FAILURE, onFailure));
        state.serviceFile.created = true;
        return state;
    }

    @Test
    public void whatWasBeforeIsNotTouched() {
        RolloutState before = Seen.state(Phase.FOLLOWING, request());
        DecisionDraft draft = draft(before);
        draft.go(Phase.PROVING);
        assertThat(before.phase, is(Phase.FOLLOWING));
        assertThat(draft.decision().state().phase, is(Phase.PROVING));
    }

    @Test
    public void aPhaseBeginsWithNothingPendingAndAtOnce() {
        DecisionDraft draft = following();
        draft.act(new AwsAction.RollBack("own"));
        draft.state.progress.strangeSightings = 2;
        draft.pollIn(3_000);
        draft.go(Phase.PROVING);
        assertThat(draft.state.pending, is(false));
        assertThat(draft.state.phaseSince, is(NOW));
        assertThat(draft.state.progress.strangeSightings, is(0));
        assertThat(draft.decision().nextPollMillis(), is(0L));
        TimedEvent last = draft.state.stages.get(draft.state.stages.size() - 1);
        assertThat(last.what(), is("PROVING"));
        assertThat(last.at(), is(NOW));
    }

    @Test
    public void aCallThatIsWithdrawnIsNotPending() {
        DecisionDraft draft = following();
        draft.act(new AwsAction.RollBack("own"));
        assertThat(draft.state.pendingSince, is(NOW));
        draft.withdraw();
        assertThat(draft.decision().action().isPresent(), is(false));
        assertThat(draft.state.pending, is(false));

        DecisionDraft other = following();
        other.state.pending = true;
        other.withdraw();
        assertThat("one that was sent before stays pending", other.state.pending, is(true));
    }

    @Test
    public void aLineIsSaidOnce() {
        DecisionDraft draft = following();
        draft.logOnce("key", "first");
        draft.logOnce("key", "second");
        DecisionDraft next = draft(draft.decision().state());
        next.logOnce("key", "third");
        next.log("two\nlines");
        assertThat(draft.decision().messages(), contains("first"));
        assertThat("the log has lines", next.decision().messages(), contains("two lines"));
    }

    @Test
    public void theClockCountsFromTheBegin() {
        assertThat(following().clock(), is("01:05"));
        assertThat(new DecisionDraft(following().state, Seen.NOW - 5, 0).clock(), is("00:00"));
    }

    @Test
    public void aServiceThatDidNotComeUpIsRemovedFirst() {
        DecisionDraft draft = draft(created("delete"));
        draft.end(Verdict.STOPPED, "the circuit breaker", "look at the logs");
        assertThat(draft.state.phase, is(Phase.REMOVING));
        assertThat(draft.state.verdictInSight, is(Verdict.STOPPED));
        assertThat(draft.state.cause, is("the circuit breaker"));
        assertThat(draft.state.advice, is("look at the logs"));

        draft.end(Verdict.STOPPED, "the circuit breaker", "look at the logs");
        assertThat("and then it ends", draft.state.verdict, is(Verdict.STOPPED));
    }

    @Test
    public void aServiceStaysIfItCameUpOrTheStepSaysSo() {
        DecisionDraft success = draft(created("delete"));
        success.end(Verdict.SUCCESS, "", "");
        assertThat(success.state.phase, is(Phase.ENDED));

        DecisionDraft superseded = draft(created("delete"));
        superseded.end(Verdict.SUPERSEDED, "another deployment has it", "");
        assertThat("another deployment has it", superseded.state.phase, is(Phase.ENDED));

        DecisionDraft kept = draft(created("keep"));
        kept.end(Verdict.STOPPED, "", "");
        assertThat(kept.state.phase, is(Phase.ENDED));

        RolloutState existing = created("delete");
        existing.serviceFile.created = false;
        DecisionDraft updated = draft(existing);
        updated.end(Verdict.STOPPED, "", "");
        assertThat("it was there before", updated.state.phase, is(Phase.ENDED));
    }

    @Test
    public void scalingIsResumedBeforeAnyEnd() {
        DecisionDraft draft = following();
        draft.state.scaling.resourceId = "service/prod/api";
        draft.state.reading.failures = 5;
        draft.end(Verdict.STOPPED, "the circuit breaker", "look");
        assertThat(draft.state.phase, is(Phase.RESUMING));
        assertThat(draft.state.scaling.verdict, is(Verdict.STOPPED));
        assertThat(draft.state.scaling.cause, is("the circuit breaker"));
        assertThat(draft.state.scaling.advice, is("look"));
        assertThat(draft.state.scaling.endedAt, is(NOW));
        assertThat("its calls have patience of their own", draft.state.reading.failures, is(0));
    }

    @Test
    public void whatFollowsASuccessIsNotPartOfItsTime() {
        DecisionDraft draft = following();
        draft.complete();
        DecisionDraft later = new DecisionDraft(draft.decision().state(), NOW + 9_000, 0);
        later.complete();
        later.end(Verdict.SUCCESS, "", "");
        assertThat(later.state.finishedAt, is(NOW));

        DecisionDraft failed = new DecisionDraft(draft.decision().state(), NOW + 9_000, 0);
        failed.end(Verdict.FAILED, "a check failed", "");
        assertThat("a failure is", failed.state.finishedAt, is(NOW + 9_000));

        DecisionDraft never = following();
        never.end(Verdict.NO_CHANGE, "", "");
        assertThat(never.state.finishedAt, is(NOW));
    }

    @Test
    public void theCauseIsLookedForOnceTheVerdictIsInSight() {
        DecisionDraft draft = following();
        draft.endAfterDiagnosis(Verdict.STOPPED, "tasks failed");
        assertThat(draft.state.phase, is(Phase.DIAGNOSING));
        assertThat(draft.state.verdictInSight, is(Verdict.STOPPED));
        assertThat(draft.state.cause, is("tasks failed"));
    }

    @Test
    public void aRevisionKeepsWhatWasDecided() {
        DecisionDraft draft = following();
        draft.log("first");
        draft.act(new AwsAction.RollBack("own"));
        draft.pollIn(4_000);
        Decision revised = DecisionDraft.of(draft.decision(), NOW + 1).decision();
        assertThat(revised.messages(), contains("first"));
        assertThat(revised.action().orElseThrow(), is(new AwsAction.RollBack("own")));
        assertThat(revised.nextPollMillis(), is(4_000L));
    }

    @Test
    public void readsAreAsOldAsTheirBegin() {
        DecisionDraft draft = following();
        assertThat(draft.readsBegunAt(), is(NOW));
        assertThat(draft.readsBegunAt(NOW - 7).readsBegunAt(), is(NOW - 7));
        assertThat("not from the future", draft.readsBegunAt(NOW + 7).readsBegunAt(), is(NOW));
        assertThat("not known", draft.readsBegunAt(0).readsBegunAt(), is(NOW));
    }

    /** Two records of one deployment are at most half a minute apart, and the later one is that of the service deployment. */
    @Test
    public void recordsOfOneDeploymentAreMadeTogether() {
        assertThat(DeploymentTimes.isSameTime(100_000, 97_000), is(true));
        assertThat(DeploymentTimes.isSameTime(100_000, 96_999), is(false));
        assertThat(DeploymentTimes.isSameTime(100_000, 130_000), is(true));
        assertThat(DeploymentTimes.isSameTime(100_000, 130_001), is(false));
    }

    @Test
    public void aLostAnswerIsLookedForHalfAMinute() {
        assertThat("nothing is pending", undecided(0, false, 1), is(false));
        assertThat(undecided(29_999, true, 1), is(true));
        assertThat(undecided(30_000, true, 1), is(false));
    }

    /** The clock may have jumped: then reads are counted. */
    @Test
    public void aTimeThatCannotBeIsNoTime() {
        assertThat(undecided(-1, true, 10), is(true));
        assertThat(undecided(-1, true, 11), is(false));
        assertThat(undecided(600_000, true, 1), is(false));
        assertThat(undecided(600_001, true, 1), is(true));
        assertThat(undecided(600_001, true, 11), is(false));
    }

    /** @param reads how often it is looked */
    private static boolean undecided(long since, boolean pending, int reads) {
        RolloutState state = Seen.state(Phase.UPDATING, request());
        state.pending = pending;
        state.pendingSince = NOW - since;
        boolean undecided = false;
        for (int i = 0; i < reads; i++) {
            DecisionDraft draft = draft(state);
            undecided = EventualConsistency.isUndecided(draft);
            state = draft.decision().state();
        }
        return undecided;
    }
}
