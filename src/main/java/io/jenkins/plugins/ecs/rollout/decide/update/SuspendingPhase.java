package io.jenkins.plugins.ecs.rollout.decide.update;

import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.ecs.EcsService;
import io.jenkins.plugins.ecs.aws.services.ApplicationAutoScalingApi;
import io.jenkins.plugins.ecs.aws.services.ScalableTarget;
import io.jenkins.plugins.ecs.aws.services.ScalableTarget.Suspension;
import io.jenkins.plugins.ecs.rollout.decide.phase.AwsAction;
import io.jenkins.plugins.ecs.rollout.decide.phase.DecisionDraft;
import io.jenkins.plugins.ecs.rollout.decide.phase.EventualConsistency;
import io.jenkins.plugins.ecs.rollout.decide.phase.PhaseHandler;
import io.jenkins.plugins.ecs.rollout.decide.phase.ReadFailurePolicy;
import io.jenkins.plugins.ecs.rollout.decide.phase.Reads;
import io.jenkins.plugins.ecs.rollout.messages.ScalingMessages;
import io.jenkins.plugins.ecs.rollout.observe.Observation;
import io.jenkins.plugins.ecs.rollout.observe.OtherRead;
import io.jenkins.plugins.ecs.rollout.observe.Read;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.rollout.state.ScalingState;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.text.Arns;
import java.util.List;

/**
 * {@link Phase#SUSPENDING}: with {@code suspendScaling}, policies and scheduled actions must not change the count during the
 * deployment. What was suspended before is saved before the call is sent, so that it can be restored in any case. The call
 * also moves the count into the range, so a service outside of it is refused.
 */
public final class SuspendingPhase implements PhaseHandler {

    static final Suspension ALL = new Suspension(true, true, true);

    static Suspension before(ScalingState scaling) {
        return new Suspension(scaling.inBefore, scaling.outBefore, scaling.scheduledBefore);
    }

    private static String resourceId(RolloutState state) {
        return ApplicationAutoScalingApi.resourceId(Arns.brief(state.clusterArn), Arns.brief(state.serviceArn));
    }

    @Override
    public List<Read> reads(RolloutState state, Observation seen) {
        return List.of(Reads.SERVICE, new OtherRead.Scaling(resourceId(state)));
    }

    @Override
    public void decide(DecisionDraft draft, Observation seen) {
        RolloutState state = draft.state;
        if (ReadFailurePolicy.handled(draft, seen.serviceFailure, seen.scalableTargetFailure)) {
            return;
        }
        ScalableTarget target = seen.scalableTarget.orElse(null);
        EcsService service = seen.service;
        if (target == null || service == null || !service.isActive()) {
            // Without a service, the update finds the same.
            draft.log(ScalingMessages.NO_SCALING);
            draft.go(Phase.UPDATING);
        } else if (target.suspension().equals(ALL)) {
            if (state.scaling.sent > 0) {
                suspended(draft);
            } else {
                draft.log(ScalingMessages.SUSPENDED_ALREADY);
                draft.go(Phase.UPDATING);
            }
        } else if (EventualConsistency.isUndecided(draft)) {
            draft.pollIn(EventualConsistency.LOOK_AGAIN);
        } else if (!isRefused(draft, target, service)) {
            send(draft, target);
        }
    }

    private static boolean isRefused(DecisionDraft draft, ScalableTarget target, EcsService service) {
        RolloutState state = draft.state;
        Integer wanted = state.request.desiredCount();
        String problem = "";
        if (state.expected.pauseMinutes > 0) {
            problem = ScalingMessages.PAUSES;
        } else if (!target.contains(service.desiredCount())) {
            problem = ScalingMessages.wouldMove(service.desiredCount(), target.min(), target.max());
        } else if (wanted != null && !target.contains(wanted)) {
            problem = ScalingMessages.countOutside(wanted, target.min(), target.max());
        }
        if (problem.isEmpty()) {
            return false;
        }
        draft.end(Verdict.REFUSED, problem, ScalingMessages.ADVICE);
        return true;
    }

    private static void send(DecisionDraft draft, ScalableTarget target) {
        ScalingState scaling = draft.state.scaling;
        if (scaling.resourceId == null) {
            scaling.resourceId = resourceId(draft.state);
            scaling.inBefore = target.suspension().scaleIn();
            scaling.outBefore = target.suspension().scaleOut();
            scaling.scheduledBefore = target.suspension().scheduled();
        }
        scaling.sent++;
        draft.act(new AwsAction.Suspend(scaling.resourceId, ALL));
    }

    private static void suspended(DecisionDraft draft) {
        draft.state.scaling.confirmed = true;
        draft.log(ScalingMessages.suspended(before(draft.state.scaling)));
        draft.go(Phase.UPDATING);
    }

    @Override
    public void completed(DecisionDraft draft, AwsAction action, Object answer) {
        suspended(draft);
    }

    /** A first suspension that AWS or a rule refused leaves nothing to resume. */
    public static void refused(RolloutState state) {
        if (state.scaling.sent == 1) {
            state.scaling.resourceId = null;
        }
    }

    @Override
    public void failed(DecisionDraft draft, AwsAction action, AwsFailure failure) {
        RolloutState state = draft.state;
        refused(state);
        draft.end(
                Verdict.REFUSED,
                ScalingMessages.refused(ReadFailurePolicy.words(state, failure)),
                ReadFailurePolicy.advice(state, failure));
    }
}
