package io.jenkins.plugins.ecs.rollout.decide.follow;

import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.rollout.decide.controller.ControllerRules;
import io.jenkins.plugins.ecs.rollout.decide.phase.AwsAction;
import io.jenkins.plugins.ecs.rollout.decide.phase.DecisionDraft;
import io.jenkins.plugins.ecs.rollout.decide.phase.EventualConsistency;
import io.jenkins.plugins.ecs.rollout.decide.phase.PhaseHandler;
import io.jenkins.plugins.ecs.rollout.decide.phase.ReadFailurePolicy;
import io.jenkins.plugins.ecs.rollout.decide.phase.Stop;
import io.jenkins.plugins.ecs.rollout.decide.phase.StopEnding;
import io.jenkins.plugins.ecs.rollout.messages.StopMessages;
import io.jenkins.plugins.ecs.rollout.observe.Observation;
import io.jenkins.plugins.ecs.rollout.observe.Read;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.rollout.state.StopReason;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import java.util.List;
import java.util.Set;

/** Stopping before the end: abort, timeout, stall; {@link Phase#STOPPING} asks ECS to roll back. */
public final class StoppingPhase implements PhaseHandler {

    /** After this time without a sign of it, the rollback is asked for again. */
    private static final long ROLLBACK_SHOWS_WITHIN = 30_000;

    private static final Set<String> OVER = Set.of("SUCCESSFUL", "STOPPED", "STOP_REQUESTED");

    /**
     * A stall is when tasks do not come. A deployment whose tasks are all there waits for traffic, for a bake time or for
     * an answer, and only the timeout bounds that.
     */
    public static void ifStalled(DecisionDraft draft, Observation seen) {
        RolloutState state = draft.state;
        boolean allThere = state.counts.desiredCount > 0
                && state.counts.runningCount >= state.counts.desiredCount
                && state.counts.pendingCount == 0;
        boolean awaits = seen.own != null && seen.own.awaitsAction();
        boolean hookRuns = seen.own != null
                && seen.own.hooks().stream().anyMatch(hook -> hook.status().equals("IN_PROGRESS"));
        if (!allThere
                && !awaits
                && !hookRuns
                && draft.now - state.progress.lastProgressAt >= state.request.stallTimeoutMillis()) {
            Stop.begin(draft, StopReason.STALL, "", state.request.onTimeout());
        }
    }

    /** Asked to roll back, ECS may have missed it. */
    public static void insist(DecisionDraft draft) {
        RolloutState state = draft.state;
        if (!state.stop.rollbackSeen && draft.now - state.stop.stopSentAt > ROLLBACK_SHOWS_WITHIN) {
            draft.go(Phase.STOPPING);
        }
    }

    @Override
    public List<Read> reads(RolloutState state, Observation seen) {
        return FollowedReads.progress(state, seen);
    }

    @Override
    public void decide(DecisionDraft draft, Observation seen) {
        if (seen.own == null) {
            if (!ReadFailurePolicy.handled(draft, seen.ownFailure)) {
                draft.pollIn(NextPoll.USUALLY);
            }
        } else if (OVER.contains(seen.own.status()) || seen.own.status().startsWith("ROLLBACK")) {
            answered(draft);
        } else if (EventualConsistency.isUndecided(draft)) {
            draft.pollIn(EventualConsistency.LOOK_AGAIN);
        } else {
            draft.act(ControllerRules.of(draft.state).rollBack(draft.state));
        }
    }

    /** AWS was asked to roll back, or is about to. */
    public static void answered(DecisionDraft draft) {
        draft.state.stop.stopSentAt = draft.now;
        draft.state.progress.lastProgressAt = draft.now;
        draft.go(Phase.FOLLOWING);
    }

    @Override
    public void completed(DecisionDraft draft, AwsAction action, Object answer) {
        answered(draft);
    }

    @Override
    public void failed(DecisionDraft draft, AwsAction action, AwsFailure failure) {
        refused(draft, failure);
    }

    /** AWS refused to roll back. */
    public static void refused(DecisionDraft draft, AwsFailure failure) {
        RolloutState state = draft.state;
        if (failure.kind() == AwsFailure.Kind.CONFLICT
                || "DeploymentAlreadyCompletedException".equals(failure.code())) {
            // It has ended, or is being rolled back already: the next poll tells.
            answered(draft);
            return;
        }
        boolean asked = state.stop.stopReason == StopReason.REQUEST;
        StopEnding.end(
                draft,
                StopMessages.rollbackRefused(state.deployer(), ReadFailurePolicy.words(state, failure)),
                asked ? Verdict.REFUSED : state.stop.stopReason.verdict());
    }
}
