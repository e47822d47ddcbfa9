package io.jenkins.plugins.ecs.rollout.decide.update;

import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.services.ScalableTarget;
import io.jenkins.plugins.ecs.aws.services.ScalableTarget.Suspension;
import io.jenkins.plugins.ecs.rollout.decide.phase.AwsAction;
import io.jenkins.plugins.ecs.rollout.decide.phase.DecisionDraft;
import io.jenkins.plugins.ecs.rollout.decide.phase.EventualConsistency;
import io.jenkins.plugins.ecs.rollout.decide.phase.PhaseHandler;
import io.jenkins.plugins.ecs.rollout.decide.phase.ReadFailurePolicy;
import io.jenkins.plugins.ecs.rollout.messages.ScalingMessages;
import io.jenkins.plugins.ecs.rollout.observe.Observation;
import io.jenkins.plugins.ecs.rollout.observe.OtherRead;
import io.jenkins.plugins.ecs.rollout.observe.Read;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.rollout.state.ScalingState;
import java.util.List;

/**
 * {@link Phase#RESUMING}: however the deployment ended, the scaling gets back what was suspended before it. The verdict
 * stands already. What another client has changed meanwhile is left alone.
 */
public final class ResumingPhase implements PhaseHandler {

    private static final long MOST_TIME = 10 * 60_000;
    private static final int ATTEMPTS = 5;
    /** A suspension whose answer was lost may show after this time. */
    private static final long SHOWS_WITHIN = 30_000;

    @Override
    public List<Read> reads(RolloutState state, Observation seen) {
        return List.of(new OtherRead.Scaling(state.scaling.resourceId));
    }

    @Override
    public void decide(DecisionDraft draft, Observation seen) {
        RolloutState state = draft.state;
        // With fewer failures, the time passed without attempts, for example while Jenkins was down.
        boolean isLate = draft.now - state.phaseSince > MOST_TIME && state.reading.failures >= ATTEMPTS;
        if (seen.scalableTargetFailure != null) {
            if (seen.scalableTargetFailure.isPassing() && !isLate) {
                ReadFailurePolicy.passing(draft, seen.scalableTargetFailure);
            } else {
                leave(draft, ReadFailurePolicy.words(state, seen.scalableTargetFailure));
            }
        } else if (isLate) {
            leave(draft, ScalingMessages.TOOK_TOO_LONG);
        } else if (seen.scalableTarget.isEmpty()) {
            finish(draft, ScalingMessages.NO_LONGER_EXISTS);
        } else {
            compare(draft, seen.scalableTarget.get());
        }
    }

    private static void compare(DecisionDraft draft, ScalableTarget target) {
        RolloutState state = draft.state;
        Suspension before = SuspendingPhase.before(state.scaling);
        if (target.suspension().equals(before)) {
            boolean mayStillShow = !state.scaling.confirmed && draft.now - state.phaseSince < SHOWS_WITHIN;
            if (mayStillShow) {
                draft.pollIn(EventualConsistency.LOOK_AGAIN);
            } else {
                finish(draft, state.pending ? ScalingMessages.RESUMED : ScalingMessages.RESUMED_ALREADY);
            }
        } else if (!target.suspension().equals(SuspendingPhase.ALL)) {
            finish(draft, ScalingMessages.changedMeanwhile(target.suspension(), before));
        } else if (EventualConsistency.isUndecided(draft)) {
            draft.pollIn(EventualConsistency.LOOK_AGAIN);
        } else {
            draft.act(new AwsAction.Suspend(state.scaling.resourceId, before));
        }
    }

    /** It stays suspended, which is the worst that can become of it: the build says so at its end. */
    public static void leave(DecisionDraft draft, String why) {
        draft.state.scaling.problem = draft.masked(stillSuspended(draft.state, why));
        finish(draft, ScalingMessages.warning(draft.state.scaling.problem));
    }

    private static String stillSuspended(RolloutState state, String why) {
        return ScalingMessages.stillSuspended(state.scaling.resourceId, SuspendingPhase.before(state.scaling), why);
    }

    /** The build does not follow the deployment any longer. */
    public static void abandon(RolloutState state) {
        if (state.scaling.isToResume()) {
            state.scaling.problem = stillSuspended(state, ScalingMessages.ABANDONED);
            state.scaling.over = true;
        }
    }

    /** Ends as the deployment ended. */
    public static void end(DecisionDraft draft) {
        ScalingState scaling = draft.state.scaling;
        draft.ended(scaling.verdict, scaling.cause, scaling.advice, scaling.endedAt);
    }

    private static void finish(DecisionDraft draft, String line) {
        draft.log(line);
        draft.state.scaling.over = true;
        end(draft);
    }

    @Override
    public void completed(DecisionDraft draft, AwsAction action, Object answer) {
        finish(draft, ScalingMessages.RESUMED);
    }

    @Override
    public void failed(DecisionDraft draft, AwsAction action, AwsFailure failure) {
        leave(draft, ReadFailurePolicy.words(draft.state, failure));
    }
}
