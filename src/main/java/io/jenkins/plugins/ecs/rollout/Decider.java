package io.jenkins.plugins.ecs.rollout;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.EcsService;

/** The pure heart of a rollout: facts, one observation and the time in; new facts and what to do next out. */
final class Decider {

    private Decider() {}

    /**
     * @param now epoch milliseconds, Jenkins' clock
     * @param jitter 0 to 1
     */
    static Turn decide(RolloutState before, Observation seen, long now, double jitter) {
        Turn turn = new Turn(before, now, jitter).masking(seen.masking);
        byPhase(turn, seen);
        if (before.phase == Phase.FOLLOWING && turn.state.phase == Phase.FOLLOWING) {
            Waiting.note(turn, seen);
        }
        // What was seen comes first: a deployment that is over is not late.
        Stopping.ifOutOfTime(turn);
        if (before.phase == Phase.FOLLOWING && turn.state.phase != Phase.FOLLOWING) {
            EventLines.repeated(turn);
        }
        return turn;
    }

    private static void byPhase(Turn turn, Observation seen) {
        switch (turn.state.phase) {
            case QUEUED -> LiningUp.decide(turn, seen);
            case PLANNING -> {
                Planner.decide(turn, seen);
                ExpectedTime.planned(turn, seen);
            }
            case REGISTERING -> Registration.decide(turn, seen);
            case UPDATING -> {
                if (turn.state.byCodeDeploy) {
                    CodeDeployCreation.decide(turn, seen);
                } else {
                    Update.decide(turn, seen);
                }
            }
            case RESOLVING -> OwnDeployment.decide(turn, seen);
            case FOLLOWING -> Following.decide(turn, seen);
            case ANSWERING -> Answering.decide(turn, seen);
            case STOPPING -> Stopping.decide(turn, seen);
            case PROVING -> Proof.decide(turn, seen);
            case DIAGNOSING -> Diagnosis.decide(turn, seen);
            case TIDYING -> Tidying.decide(turn, seen);
            case ENDED -> {}
        }
    }

    /** CodeDeploy is told to go back by the same call, whether somebody answered a pause or the step gives up. */
    private static boolean isAnswer(Act act) {
        return act instanceof Act.Answer answer && !answer.hookId().isEmpty();
    }

    /** Takes the answer of an act into the facts. */
    static Turn answered(RolloutState before, Act act, Object answer, long now, double jitter) {
        Turn turn = new Turn(before, now, jitter);
        Failures.over(turn);
        if (act instanceof Act.Register register) {
            Registration.answered(turn, register.input(), (ObjectNode) answer);
        } else if (act instanceof Act.Update) {
            Update.answered(turn, (EcsService) answer);
        } else if (act instanceof Act.CreateDeployment) {
            CodeDeployCreation.answered(turn, (String) answer);
        } else if (isAnswer(act)) {
            Answering.answered(turn, (Act.Answer) act);
        } else if (act instanceof Act.Deregister deregister) {
            Tidying.answered(turn, deregister);
        } else {
            Stopping.answered(turn);
        }
        return turn;
    }

    /** Takes the failure of an act into the facts. */
    static Turn failed(RolloutState before, Act act, AwsFailure failure, long now, double jitter) {
        Turn turn = new Turn(before, now, jitter);
        if (failure.isPassing()) {
            // An act that surely did not happen is sent again; one that may have happened is looked for first.
            turn.state.pending = failure.mayHaveHappened();
            turn.state.pendingSince = now;
            Failures.passing(turn, failure);
        } else if (act instanceof Act.Register) {
            Registration.refused(turn, failure);
        } else if (act instanceof Act.Update) {
            Update.refused(turn, failure);
        } else if (act instanceof Act.CreateDeployment) {
            CodeDeployCreation.refused(turn, failure);
        } else if (isAnswer(act)) {
            Answering.refused(turn, (Act.Answer) act, failure);
        } else if (act instanceof Act.Deregister deregister) {
            Tidying.refused(turn, deregister, failure);
        } else {
            Stopping.refused(turn, failure);
        }
        return turn;
    }
}
