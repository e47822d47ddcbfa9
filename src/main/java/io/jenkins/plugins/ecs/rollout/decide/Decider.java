package io.jenkins.plugins.ecs.rollout.decide;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.EcsService;
import io.jenkins.plugins.ecs.rollout.EventLines;
import io.jenkins.plugins.ecs.rollout.Waiting;
import io.jenkins.plugins.ecs.rollout.decide.codedeploy.CodeDeployCreation;
import io.jenkins.plugins.ecs.rollout.observe.Observation;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;

/** The pure heart of a rollout: facts, one observation and the time in; new facts and what to do next out. */
public final class Decider {

    private Decider() {}

    /**
     * @param now epoch milliseconds, Jenkins' clock
     * @param jitter 0 to 1
     */
    public static Decision decide(RolloutState before, Observation seen, long now, double jitter) {
        Decision turn = new Decision(before, now, jitter).masking(seen.masking).readsBegunAt(seen.begunAt);
        byPhase(turn, seen);
        if (before.phase == Phase.FOLLOWING && turn.state.phase == Phase.FOLLOWING) {
            Waiting.note(turn, seen);
        }
        // What was seen comes first: a deployment that is over is not late.
        StoppingPhase.ifOutOfTime(turn);
        if (before.phase == Phase.FOLLOWING && turn.state.phase != Phase.FOLLOWING) {
            EventLines.repeated(turn);
        }
        return turn;
    }

    private static void byPhase(Decision turn, Observation seen) {
        switch (turn.state.phase) {
            case QUEUED -> QueuedPhase.decide(turn, seen);
            case PLANNING -> {
                PlanningPhase.decide(turn, seen);
                ExpectedTime.planned(turn, seen);
            }
            case REGISTERING -> RegisteringPhase.decide(turn, seen);
            case UPDATING -> {
                if (turn.state.byCodeDeploy) {
                    CodeDeployCreation.decide(turn, seen);
                } else {
                    UpdatingPhase.decide(turn, seen);
                }
            }
            case RESOLVING -> ResolvingPhase.decide(turn, seen);
            case FOLLOWING -> FollowingPhase.decide(turn, seen);
            case ANSWERING -> Answering.decide(turn, seen);
            case STOPPING -> StoppingPhase.decide(turn, seen);
            case PROVING -> ProvingPhase.decide(turn, seen);
            case DIAGNOSING -> Diagnosis.decide(turn, seen);
            case TIDYING -> RevisionCleanup.decide(turn, seen);
            case ENDED -> {}
        }
    }

    /** CodeDeploy is told to go back by the same call, whether somebody answered a pause or the step gives up. */
    private static boolean isAnswer(AwsAction act) {
        return act instanceof AwsAction.Answer answer && !answer.hookId().isEmpty();
    }

    /** Takes the answer of an act into the facts. */
    public static Decision answered(RolloutState before, AwsAction act, Object answer, long now, double jitter) {
        Decision turn = new Decision(before, now, jitter);
        ReadFailurePolicy.over(turn);
        if (act instanceof AwsAction.Register register) {
            RegisteringPhase.answered(turn, register.input(), (ObjectNode) answer);
        } else if (act instanceof AwsAction.Update) {
            UpdatingPhase.answered(turn, (EcsService) answer);
        } else if (act instanceof AwsAction.CreateDeployment) {
            CodeDeployCreation.answered(turn, (String) answer);
        } else if (isAnswer(act)) {
            Answering.answered(turn, (AwsAction.Answer) act);
        } else if (act instanceof AwsAction.Deregister deregister) {
            RevisionCleanup.answered(turn, deregister);
        } else {
            StoppingPhase.answered(turn);
        }
        return turn;
    }

    /** Takes the failure of an act into the facts. */
    public static Decision failed(RolloutState before, AwsAction act, AwsFailure failure, long now, double jitter) {
        Decision turn = new Decision(before, now, jitter);
        if (failure.isPassing()) {
            // An act that surely did not happen is sent again; one that may have happened is looked for first.
            turn.state.pending = failure.mayHaveHappened();
            turn.state.pendingSince = now;
            ReadFailurePolicy.passing(turn, failure);
        } else if (act instanceof AwsAction.Register) {
            RegisteringPhase.refused(turn, failure);
        } else if (act instanceof AwsAction.Update) {
            UpdatingPhase.refused(turn, failure);
        } else if (act instanceof AwsAction.CreateDeployment) {
            CodeDeployCreation.refused(turn, failure);
        } else if (isAnswer(act)) {
            Answering.refused(turn, (AwsAction.Answer) act, failure);
        } else if (act instanceof AwsAction.Deregister deregister) {
            RevisionCleanup.refused(turn, deregister, failure);
        } else {
            StoppingPhase.refused(turn, failure);
        }
        return turn;
    }
}
