package io.jenkins.plugins.ecs.rollout.decide.after;

import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.services.ApplicationAutoScalingApi;
import io.jenkins.plugins.ecs.rollout.decide.phase.AwsAction;
import io.jenkins.plugins.ecs.rollout.decide.phase.DecisionDraft;
import io.jenkins.plugins.ecs.rollout.decide.phase.EventualConsistency;
import io.jenkins.plugins.ecs.rollout.decide.phase.NextPhase;
import io.jenkins.plugins.ecs.rollout.decide.phase.PhaseHandler;
import io.jenkins.plugins.ecs.rollout.decide.phase.ReadFailurePolicy;
import io.jenkins.plugins.ecs.rollout.decide.plan.ScalingPlan;
import io.jenkins.plugins.ecs.rollout.messages.ScalingMessages;
import io.jenkins.plugins.ecs.rollout.observe.Observation;
import io.jenkins.plugins.ecs.rollout.observe.OtherRead;
import io.jenkins.plugins.ecs.rollout.observe.Read;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.rollout.state.ScalingChangeState;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.scaling.ScalingChange;
import io.jenkins.plugins.ecs.scaling.ScalingComparison;
import io.jenkins.plugins.ecs.text.Arns;
import java.util.List;
import java.util.Optional;

/**
 * {@link Phase#SCALING}: after the deployment was verified, the scaling of the service becomes what the service definition
 * says, one change a round. Each round reads and compares again, and each change may be repeated. The verdict stands
 * already: what cannot be changed makes the build unstable, and a repeated build changes the rest.
 */
public final class ScalingPhase implements PhaseHandler {

    private static final int PATIENCE = 8;
    /** A change that is not visible after it was accepted this often is a problem. */
    private static final int ATTEMPTS = 3;

    private static final long SHOWS_WITHIN = 15_000;
    private static final long LOOK_AGAIN = 3_000;
    /** What is new is known everywhere within this time. */
    private static final long KNOWN_WITHIN = 2 * 60_000;

    private static final long TRY_AGAIN = 5_000;

    static String resourceId(RolloutState state) {
        return ApplicationAutoScalingApi.resourceId(Arns.brief(state.clusterArn), Arns.brief(state.serviceArn));
    }

    @Override
    public List<Read> reads(RolloutState state, Observation seen) {
        return List.of(new OtherRead.WholeScaling(resourceId(state)));
    }

    @Override
    public void decide(DecisionDraft draft, Observation seen) {
        RolloutState state = draft.state;
        if (state.reading.failures > PATIENCE) {
            leave(draft, state.reading.lastFailure);
        } else if (seen.wholeScalingFailure != null) {
            if (seen.wholeScalingFailure.isPassing()) {
                ReadFailurePolicy.passing(draft, seen.wholeScalingFailure);
            } else {
                leave(draft, ReadFailurePolicy.words(state, seen.wholeScalingFailure));
            }
        } else {
            compared(draft, ScalingComparison.of(ScalingPlan.definition(state.request), seen.wholeScaling));
        }
    }

    private static void compared(DecisionDraft draft, ScalingComparison comparison) {
        RolloutState state = draft.state;
        ScalingChangeState progress = state.scalingChange;
        comparison.notes().forEach(note -> draft.logOnce(note, ScalingMessages.note(draft.masked(note))));
        comparison.refusals().stream()
                .filter(refusal -> !progress.givenUp.contains(refusal))
                .forEach(refusal -> giveUp(draft, refusal, refusal));
        Optional<ScalingChange> next = comparison.changes().stream()
                .filter(change -> !progress.givenUp.contains(change.key()))
                .findFirst();
        boolean isOpen = next.isPresent() && next.get().key().equals(progress.sent);
        if (!isOpen) {
            shown(draft);
        }
        if (next.isEmpty()) {
            end(draft);
        } else if (progress.acceptedAt > 0 && draft.readsBegunAt() - progress.acceptedAt < SHOWS_WITHIN) {
            draft.pollIn(LOOK_AGAIN);
        } else if (EventualConsistency.isUndecided(draft)) {
            draft.pollIn(EventualConsistency.LOOK_AGAIN);
        } else if (progress.attempts >= ATTEMPTS) {
            giveUp(draft, next.get().key(), ScalingMessages.notShown(next.get().line()));
        } else {
            progress.sent = next.get().key();
            progress.sentLine = draft.masked(next.get().line());
            draft.act(new AwsAction.Scale(resourceId(state), next.get()));
        }
    }

    /** What was sent last is there. */
    private static void shown(DecisionDraft draft) {
        ScalingChangeState progress = draft.state.scalingChange;
        if (!progress.sent.isEmpty() && !progress.givenUp.contains(progress.sent)) {
            progress.changes.add(progress.sentLine);
            draft.log(ScalingMessages.applied(progress.sentLine));
            changed(draft.state);
        }
        draft.state.pending = false;
        progress.sent = "";
        progress.acceptedAt = 0;
        progress.attempts = 0;
    }

    @Override
    public void completed(DecisionDraft draft, AwsAction action, Object answer) {
        ScalingChangeState progress = draft.state.scalingChange;
        progress.attempts++;
        progress.acceptedAt = draft.now;
        draft.state.pending = false;
        changed(draft.state);
        draft.pollIn(0);
    }

    /** A change of the scaling is a change of the service. */
    private static void changed(RolloutState state) {
        state.updated = true;
        if (state.verdictInSight == Verdict.NO_CHANGE) {
            state.verdictInSight = Verdict.SUCCESS;
        }
    }

    @Override
    public void failed(DecisionDraft draft, AwsAction action, AwsFailure failure) {
        ScalingChange change = ((AwsAction.Scale) action).change();
        draft.state.pending = false;
        if (isNew(failure) && draft.now - draft.state.phaseSince < KNOWN_WITHIN) {
            String why = ReadFailurePolicy.words(draft.state, failure);
            draft.logOnce("new " + change.key(), ScalingMessages.refusedForNow(why));
            draft.pollIn(TRY_AGAIN);
            return;
        }
        giveUp(
                draft,
                change.key(),
                ScalingMessages.notChanged(change.line(), ReadFailurePolicy.words(draft.state, failure)));
    }

    /** A service or a scalable target that was made a moment ago is not known everywhere yet. */
    private static boolean isNew(AwsFailure failure) {
        return ApplicationAutoScalingApi.isNotFound(failure)
                || String.valueOf(failure.awsMessage()).contains("ECS service doesn't exist");
    }

    private static void giveUp(DecisionDraft draft, String key, String problem) {
        draft.state.scalingChange.givenUp.add(key);
        problem(draft, problem);
        draft.pollIn(0);
    }

    private static void problem(DecisionDraft draft, String problem) {
        String line = draft.masked(problem);
        draft.state.scalingChange.problems.add(line);
        draft.log(ScalingMessages.warning(line));
    }

    /** The rest is not changed. */
    public static void leave(DecisionDraft draft, String why) {
        problem(draft, ScalingMessages.notApplied(why == null || why.isEmpty() ? ScalingMessages.TOOK_TOO_LONG : why));
        end(draft);
    }

    /** The build is aborted: nothing more is done, not even for scheduled tasks and old revisions. */
    public static void stop(DecisionDraft draft) {
        problem(draft, ScalingMessages.notApplied(ScalingMessages.STOPPED));
        RevisionCleanup.end(draft);
    }

    /** However far it came: the deployment was verified before. */
    private static void end(DecisionDraft draft) {
        NextPhase.afterScaling(draft, draft.state.verdictInSight);
    }
}
