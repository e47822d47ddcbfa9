package io.jenkins.plugins.ecs.rollout.decide;

import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.rollout.decide.follow.EventLines;
import io.jenkins.plugins.ecs.rollout.decide.follow.Waiting;
import io.jenkins.plugins.ecs.rollout.decide.phase.AwsAction;
import io.jenkins.plugins.ecs.rollout.decide.phase.Decision;
import io.jenkins.plugins.ecs.rollout.decide.phase.DecisionDraft;
import io.jenkins.plugins.ecs.rollout.decide.phase.ReadFailurePolicy;
import io.jenkins.plugins.ecs.rollout.decide.plan.PlannedTime;
import io.jenkins.plugins.ecs.rollout.observe.Observation;
import io.jenkins.plugins.ecs.rollout.observe.Read;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import java.util.List;

/** The decisions of a rollout as pure functions: state, observation and time in, new state and next step out. */
public final class Decider {

    private Decider() {}

    /**
     * @param now epoch milliseconds, Jenkins' clock
     * @param jitter 0 to 1
     */
    public static Decision decide(RolloutState before, Observation seen, long now, double jitter) {
        DecisionDraft draft =
                new DecisionDraft(before, now, jitter).masking(seen.masking).readsBegunAt(seen.begunAt);
        DeploymentController.handler(before).decide(draft, seen);
        if (before.phase == Phase.PLANNING) {
            PlannedTime.note(draft, seen);
        }
        if (before.phase == Phase.FOLLOWING && draft.state.phase == Phase.FOLLOWING) {
            Waiting.note(draft, seen);
        }
        // What was read comes first: a deployment that has ended is not late.
        Timeouts.ifOutOfTime(draft);
        if (before.phase == Phase.FOLLOWING && draft.state.phase != Phase.FOLLOWING) {
            EventLines.repeated(draft);
        }
        return draft.decision();
    }

    /** The reads that the rollout's phase needs before it can decide. */
    public static List<Read> reads(RolloutState state, Observation seen) {
        return DeploymentController.handler(state).reads(state, seen);
    }

    /** The call was answered. */
    public static Decision answered(RolloutState before, AwsAction act, Object answer, long now, double jitter) {
        DecisionDraft draft = new DecisionDraft(before, now, jitter);
        ReadFailurePolicy.over(draft);
        DeploymentController.handler(before).completed(draft, act, answer);
        return draft.decision();
    }

    /** The call failed. */
    public static Decision failed(RolloutState before, AwsAction act, AwsFailure failure, long now, double jitter) {
        DecisionDraft draft = new DecisionDraft(before, now, jitter);
        if (failure.isPassing()) {
            // A call that certainly had no effect is sent again; for one that may have had, its effect is searched for
            // first.
            draft.state.pending = failure.mayHaveHappened();
            draft.state.pendingSince = now;
            ReadFailurePolicy.passing(draft, failure);
        } else {
            DeploymentController.handler(before).failed(draft, act, failure);
        }
        return draft.decision();
    }
}
