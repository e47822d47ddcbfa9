package io.jenkins.plugins.ecs.rollout.decide;

import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.rollout.messages.DeploymentMessages;
import io.jenkins.plugins.ecs.rollout.messages.ServiceFileMessages;
import io.jenkins.plugins.ecs.rollout.observe.Observation;
import io.jenkins.plugins.ecs.rollout.observe.Read;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import java.util.List;

/**
 * {@link Phase#TAGGING}: the tags of the service, after its update and before its deployment is followed. Both calls may
 * be repeated. Tags that cannot be changed do not stop the deployment.
 */
public final class TaggingPhase implements PhaseHandler {

    TaggingPhase() {}

    public static boolean isWanted(RolloutState state) {
        return !state.serviceFile.tagsToSet.isEmpty() || !state.serviceFile.tagsToRemove.isEmpty();
    }

    /** @param next the phase after the tags; {@link Phase#ENDED} if the step does not wait */
    public static void go(DecisionDraft draft, Phase next) {
        draft.state.serviceFile.next = next;
        if (isWanted(draft.state)) {
            draft.go(Phase.TAGGING);
        } else {
            onward(draft);
        }
    }

    @Override
    public List<Read> reads(RolloutState state, Observation seen) {
        return List.of();
    }

    @Override
    public void decide(DecisionDraft draft, Observation seen) {
        RolloutState state = draft.state;
        if (!isWanted(state) || state.isStopping()) {
            onward(draft);
        } else if (state.serviceFile.tagsToSet.isEmpty()) {
            draft.act(new AwsAction.Untag(state.serviceArn, state.serviceFile.tagsToRemove));
        } else {
            draft.act(new AwsAction.Tag(state.serviceArn, state.serviceFile.tagsToSet));
        }
    }

    @Override
    public void completed(DecisionDraft draft, AwsAction action, Object answer) {
        RolloutState state = draft.state;
        state.updated = true;
        state.pending = false;
        if (action instanceof AwsAction.Tag) {
            draft.log(ServiceFileMessages.tagged(state.serviceFile.tagsToSet.keySet()));
            state.serviceFile.tagsToSet.clear();
        } else {
            draft.log(ServiceFileMessages.untagged(state.serviceFile.tagsToRemove));
            state.serviceFile.tagsToRemove.clear();
        }
        if (!isWanted(state)) {
            onward(draft);
        }
    }

    @Override
    public void failed(DecisionDraft draft, AwsAction action, AwsFailure failure) {
        draft.log(ServiceFileMessages.notTagged(ReadFailurePolicy.words(draft.state, failure)));
        draft.state.serviceFile.tagsToSet.clear();
        draft.state.serviceFile.tagsToRemove.clear();
        onward(draft);
    }

    private static void onward(DecisionDraft draft) {
        Phase next = draft.state.serviceFile.next;
        if (next == Phase.ENDED) {
            draft.end(Verdict.STARTED, DeploymentMessages.NOT_WAITING_FOR_TASKS, "");
        } else {
            draft.go(next);
        }
    }
}
