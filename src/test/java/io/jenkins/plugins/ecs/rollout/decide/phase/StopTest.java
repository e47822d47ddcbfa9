package io.jenkins.plugins.ecs.rollout.decide.phase;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.jenkins.plugins.ecs.rollout.Seen;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.request.Reaction;
import io.jenkins.plugins.ecs.rollout.request.Setting;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.rollout.state.StopReason;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import java.time.Duration;
import org.junit.Test;

/** What becomes of a deployment that is stopped, and in which words it ends. */
public class StopTest {

    private static final long NOW = Seen.NOW + 60_000;

    private static RolloutState state(Phase phase) {
        RolloutState state = Seen.state(
                phase,
                DeployRequest.of("eu-central-1", "prod", "api")
                        .taskDefinition("api:5")
                        .with(Setting.TIMEOUT, Duration.ofMinutes(20))
                        .with(Setting.STALL_TIMEOUT, Duration.ofMinutes(5)));
        state.updated = true;
        state.serviceDeployment = "own";
        state.deploymentId = "ecs-svc/7";
        return state;
    }

    private static DecisionDraft stopped(RolloutState state, StopReason reason, Reaction reaction) {
        DecisionDraft draft = new DecisionDraft(state, NOW, 0);
        Stop.begin(draft, reason, "", reaction);
        return draft;
    }

    private static RolloutState ended(StopReason reason) {
        return stopped(state(Phase.FOLLOWING), reason, Reaction.LEAVE).state;
    }

    @Test
    public void aRollbackIsAskedForOnceOurDeploymentIsKnown() {
        DecisionDraft following = stopped(state(Phase.FOLLOWING), StopReason.STALL, Reaction.ROLLBACK);
        assertThat(following.state.phase, is(Phase.STOPPING));
        assertThat(following.decision().messages(), contains(containsString("asking ECS to roll back")));

        DecisionDraft resolving = stopped(state(Phase.RESOLVING), StopReason.ABORT, Reaction.ROLLBACK);
        assertThat(resolving.state.phase, is(Phase.RESOLVING));
        Stop.onceFound(resolving);
        assertThat(resolving.state.phase, is(Phase.STOPPING));
    }

    @Test
    public void anAnswerThatIsBeingSentIsWaitedFor() {
        RolloutState answering = state(Phase.ANSWERING);
        assertThat(stopped(answering, StopReason.ABORT, Reaction.ROLLBACK).state.phase, is(Phase.STOPPING));
        answering.pending = true;
        assertThat(stopped(answering, StopReason.ABORT, Reaction.ROLLBACK).state.phase, is(Phase.ANSWERING));
    }

    @Test
    public void withoutAServiceDeploymentNothingCanBeAsked() {
        RolloutState byId = state(Phase.FOLLOWING);
        byId.byDeploymentId = true;
        DecisionDraft draft = stopped(byId, StopReason.ABORT, Reaction.ROLLBACK);
        assertThat("no promise in the log", draft.decision().messages(), is(empty()));
        assertThat(draft.state.verdict, is(Verdict.ABORTED));
        assertThat(draft.state.cause, containsString("cannot be asked to roll back"));
    }

    @Test
    public void aFirstDeploymentHasNothingToRollBackTo() {
        RolloutState created = state(Phase.FOLLOWING);
        created.serviceFile.created = true;
        DecisionDraft draft = stopped(created, StopReason.ABORT, Reaction.ROLLBACK);
        assertThat(draft.state.verdict, is(Verdict.ABORTED));
        assertThat(draft.state.cause, containsString("no previous revision"));

        RolloutState creating = state(Phase.UPDATING);
        creating.serviceFile.creates = true;
        DecisionDraft wish = new DecisionDraft(creating, NOW, 0);
        assertThat(Stop.note(wish, StopReason.ABORT, "alice", Reaction.ROLLBACK), is(Reaction.LEAVE));

        RolloutState meanwhile = state(Phase.RESOLVING);
        meanwhile.serviceFile.created = true;
        meanwhile.stop.stopReason = StopReason.ABORT;
        DecisionDraft found = new DecisionDraft(meanwhile, NOW, 0);
        Stop.onceFound(found);
        assertThat(found.state.verdict, is(Verdict.ABORTED));
    }

    @Test
    public void whatIsLeftSaysHowFarItWas() {
        assertThat(ended(StopReason.ABORT).cause, containsString("continues without this build"));

        RolloutState asked = state(Phase.FOLLOWING);
        asked.stop.stopSentAt = NOW - 1;
        assertThat(stopped(asked, StopReason.ABORT, Reaction.LEAVE).state.cause, containsString("already been asked"));
        RolloutState sent = state(Phase.UPDATING);
        sent.pending = true;
        assertThat(stopped(sent, StopReason.ABORT, Reaction.LEAVE).state.cause, containsString("may have been sent"));
    }

    @Test
    public void whatIsCompleteStays() {
        DecisionDraft proving = stopped(state(Phase.PROVING), StopReason.ABORT, Reaction.ROLLBACK);
        assertThat(proving.state.cause, containsString("was already complete"));
        assertThat(proving.state.cause, not(containsString("but")));

        RolloutState doubted = state(Phase.PROVING);
        doubted.lastDoubt = "1 of 2 tasks run";
        assertThat(
                stopped(doubted, StopReason.ABORT, Reaction.ROLLBACK).state.cause,
                containsString("already complete, but 1 of 2 tasks run"));
        RolloutState unchanged = state(Phase.RESOLVING);
        unchanged.unchanged = true;
        assertThat(
                stopped(unchanged, StopReason.ABORT, Reaction.ROLLBACK).state.cause,
                containsString("already complete"));
    }

    /** Reason, the verdict, how the cause begins, a part of the advice. */
    @Test
    public void theReasonIsTheBeginOfTheCause() {
        RolloutState abort = ended(StopReason.ABORT);
        assertThat(abort.verdict, is(Verdict.ABORTED));
        assertThat(abort.cause, containsString("aborted: "));
        assertThat("who aborts needs no advice", abort.advice, is(""));

        RolloutState stall = ended(StopReason.STALL);
        assertThat("its cause is looked for", stall.phase, is(Phase.DIAGNOSING));
        assertThat(stall.verdictInSight, is(Verdict.STALLED));
        assertThat(stall.cause, containsString("no progress for 5 min"));
        assertThat(stall.advice, containsString("'stallTimeout'"));

        RolloutState late = ended(StopReason.TIMEOUT);
        assertThat(late.cause, containsString("not complete after 20 min (following the deployment)"));
        assertThat(late.advice, containsString("raise 'timeout'"));

        RolloutState failure = ended(StopReason.FAILURE);
        assertThat(failure.cause, containsString("given up early"));
        assertThat(failure.advice, is(""));
        RolloutState rollback = ended(StopReason.REQUEST);
        assertThat(rollback.cause, containsString("rollback requested"));
        assertThat(rollback.advice, is(""));
    }

    @Test
    public void whatWasSeenLastAndWaitedForIsPartOfTheCause() {
        RolloutState seen = state(Phase.FOLLOWING);
        seen.progress.lastSeen = "IN_PROGRESS: 1 of 2";
        seen.waiting.waitsFor = "tasks to start";
        assertThat(
                stopped(seen, StopReason.STALL, Reaction.LEAVE).state.cause,
                containsString("(IN_PROGRESS: 1 of 2; waited for tasks to start)"));
        assertThat(
                stopped(seen, StopReason.TIMEOUT, Reaction.LEAVE).state.cause,
                containsString("; waited for tasks to start)"));
    }

    @Test
    public void whoSawNothingBlamesTheEndpointAndLooksForNoCause() {
        RolloutState blind = state(Phase.FOLLOWING);
        blind.reading.failures = 3;
        blind.reading.failingSince = NOW - 30_000;
        blind.reading.lastFailure = "HTTP 503";
        RolloutState late = stopped(blind, StopReason.TIMEOUT, Reaction.LEAVE).state;
        assertThat(late.verdict, is(Verdict.TIMED_OUT));
        assertThat(late.cause, containsString("no answer for 30 s: HTTP 503"));
        assertThat(late.advice, containsString("endpoint"));

        RolloutState stalled = stopped(blind, StopReason.STALL, Reaction.LEAVE).state;
        assertThat(stalled.advice, containsString("'stallTimeout'"));
    }

    @Test
    public void withoutADeploymentThereIsNobodyToAskWhy() {
        RolloutState nothing = state(Phase.RESOLVING);
        nothing.deploymentId = null;
        assertThat(stopped(nothing, StopReason.STALL, Reaction.LEAVE).state.verdict, is(Verdict.STALLED));

        RolloutState byCodeDeploy = state(Phase.FOLLOWING);
        byCodeDeploy.deploymentId = null;
        byCodeDeploy.codeDeploy.deployment = "d-1";
        assertThat(stopped(byCodeDeploy, StopReason.STALL, Reaction.LEAVE).state.phase, is(Phase.DIAGNOSING));
    }

    @Test
    public void whatAwsThenSaysIsTheVerdictOfAFailure() {
        RolloutState failed = state(Phase.FOLLOWING);
        failed.stop.stopReason = StopReason.FAILURE;
        DecisionDraft draft = new DecisionDraft(failed, NOW, 0);
        StopEnding.end(draft, "rolled back", Verdict.ROLLED_BACK);
        assertThat(draft.state.verdictInSight, is(Verdict.ROLLED_BACK));

        RolloutState aborted = state(Phase.FOLLOWING);
        aborted.stop.stopReason = StopReason.ABORT;
        aborted.stop.stoppedBy = "Aborted by alice";
        DecisionDraft other = new DecisionDraft(aborted, NOW, 0);
        StopEnding.end(other, "rolled back", Verdict.ROLLED_BACK);
        assertThat(other.state.verdict, is(Verdict.ABORTED));
        assertThat(other.state.cause, is("Aborted by alice: rolled back"));

        RolloutState checked = state(Phase.FOLLOWING);
        checked.stop.stopReason = StopReason.VERIFICATION;
        checked.stop.stoppedBy = "p95 is too high";
        DecisionDraft check = new DecisionDraft(checked, NOW, 0);
        StopEnding.end(check, "rolled back", Verdict.ROLLED_BACK);
        assertThat("its cause is known", check.state.verdict, is(Verdict.ROLLED_BACK));
        assertThat(check.state.cause, containsString("p95 is too high"));
    }
}
