package io.jenkins.plugins.ecs.rollout.decide.update;

import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.rollout.decide.phase.AwsAction;
import io.jenkins.plugins.ecs.rollout.decide.phase.DecisionDraft;
import io.jenkins.plugins.ecs.rollout.decide.phase.NextPhase;
import io.jenkins.plugins.ecs.rollout.decide.phase.PhaseHandler;
import io.jenkins.plugins.ecs.rollout.decide.phase.ReadFailurePolicy;
import io.jenkins.plugins.ecs.rollout.messages.ServiceFileMessages;
import io.jenkins.plugins.ecs.rollout.observe.Observation;
import io.jenkins.plugins.ecs.rollout.observe.Read;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import java.util.List;

/**
 * {@link Phase#TAGGING}: the tags of the service, after its update and before its deployment is followed. Both calls may
 * be repeated. Tags that cannot be changed do not stop the deployment.
 */
public final class TaggingPhase implements PhaseHandler {

    @Override
    public List<Read> reads(RolloutState state, Observation seen) {
        return List.of();
    }

    @Override
    public void decide(DecisionDraft draft, Observation seen) {
        RolloutState state = draft.state;
        if (!state.serviceFile.changesTags() || state.isStopping()) {
            NextPhase.afterTags(draft);
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
        if (!state.serviceFile.changesTags()) {
            NextPhase.afterTags(draft);
        }
    }

    @Override
    public void failed(DecisionDraft draft, AwsAction action, AwsFailure failure) {
        draft.log(ServiceFileMessages.notTagged(ReadFailurePolicy.words(draft.state, failure)));
        draft.state.serviceFile.tagsToSet.clear();
        draft.state.serviceFile.tagsToRemove.clear();
        NextPhase.afterTags(draft);
    }
}
