package io.jenkins.plugins.ecs.rollout.decide.follow;

import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.ecs.LifecycleHook;
import io.jenkins.plugins.ecs.rollout.decide.phase.AwsAction;
import io.jenkins.plugins.ecs.rollout.decide.phase.DecisionDraft;
import io.jenkins.plugins.ecs.rollout.decide.phase.EventualConsistency;
import io.jenkins.plugins.ecs.rollout.decide.phase.PhaseHandler;
import io.jenkins.plugins.ecs.rollout.decide.phase.ReadFailurePolicy;
import io.jenkins.plugins.ecs.rollout.messages.PauseMessages;
import io.jenkins.plugins.ecs.rollout.observe.Observation;
import io.jenkins.plugins.ecs.rollout.observe.Read;
import io.jenkins.plugins.ecs.rollout.state.Pause;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.text.PlainText;
import java.util.List;
import java.util.Optional;

/**
 * {@link Phase#ANSWERING}: {@code ContinueServiceDeployment}, once per pause. The wish is in the facts before it is sent;
 * whether ECS still waits is read before it is sent, and before it is sent again.
 */
public final class Answering implements PhaseHandler {

    @Override
    public List<Read> reads(RolloutState state, Observation seen) {
        return FollowedReads.progress(state, seen);
    }

    @Override
    public void decide(DecisionDraft draft, Observation seen) {
        RolloutState state = draft.state;

        if (state.isStopping()) {
            draft.go(Phase.STOPPING);
            return;
        }
        if (seen.own == null) {
            if (!ReadFailurePolicy.handled(draft, seen.ownFailure)) {
                draft.pollIn(NextPoll.USUALLY);
            }
            return;
        }
        Optional<Pause> pause = Pauses.toBeSent(state, draft.now);
        boolean waits = pause.isPresent()
                && seen.own.hooks().stream()
                        .filter(hook -> hook.id().equals(pause.get().hookId()))
                        .anyMatch(LifecycleHook::awaitsAction);
        if (!waits || !seen.own.status().equals("IN_PROGRESS")) {
            draft.go(Phase.FOLLOWING);
        } else if (EventualConsistency.isUndecided(draft)) {
            draft.pollIn(EventualConsistency.LOOK_AGAIN);
        } else {
            draft.act(new AwsAction.Proceed(
                    state.serviceDeployment, pause.get().hookId(), pause.get().answer()));
        }
    }

    @Override
    public void completed(DecisionDraft draft, AwsAction action, Object answer) {
        answered(draft, (AwsAction.Answer) action);
    }

    @Override
    public void failed(DecisionDraft draft, AwsAction action, AwsFailure failure) {
        refused(draft, (AwsAction.Answer) action, failure);
    }

    /** AWS has taken the answer; whether it shows is seen in the next poll. */
    public static void answered(DecisionDraft draft, AwsAction.Answer act) {
        Pauses.change(draft.state, act.hookId(), pause -> pause.sent(draft.now).refused(""));
        draft.state.progress.lastProgressAt = draft.now;
        draft.go(Phase.FOLLOWING);
    }

    /** AWS refused the answer: a user may give another, or it is sent again. */
    public static void refused(DecisionDraft draft, AwsAction.Answer act, AwsFailure failure) {
        RolloutState state = draft.state;
        if (failure.isWrong() || failure.kind() == AwsFailure.Kind.CONFLICT) {
            // A user answered meanwhile, or its time is over: the next poll tells.
            answered(draft, act);
        } else if (state.request.isGated()) {
            // The block has run and must not run again; its answer is tried again, and one from elsewhere is as good.
            draft.logOnce(
                    "no answer " + act.hookId(),
                    PauseMessages.notSentForBlock(
                            ReadFailurePolicy.words(state, failure),
                            ReadFailurePolicy.advice(state, failure),
                            state.deployer()));
            String why = PlainText.line(ReadFailurePolicy.words(state, failure));
            Pauses.change(state, act.hookId(), pause -> pause.sent(draft.now).refused(why));
            draft.go(Phase.FOLLOWING);
        } else {
            draft.log(PauseMessages.notSent(
                    ReadFailurePolicy.words(state, failure),
                    ReadFailurePolicy.advice(state, failure),
                    state.deployer()));
            Pauses.change(state, act.hookId(), Pause::reopened);
            draft.go(Phase.FOLLOWING);
        }
    }
}
