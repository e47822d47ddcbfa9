package io.jenkins.plugins.ecs.rollout.decide.update;

import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.ecs.EcsService;
import io.jenkins.plugins.ecs.rollout.decide.phase.AwsAction;
import io.jenkins.plugins.ecs.rollout.decide.phase.DecisionDraft;
import io.jenkins.plugins.ecs.rollout.decide.phase.PhaseHandler;
import io.jenkins.plugins.ecs.rollout.decide.phase.ReadFailurePolicy;
import io.jenkins.plugins.ecs.rollout.decide.phase.Reads;
import io.jenkins.plugins.ecs.rollout.messages.ServiceFileMessages;
import io.jenkins.plugins.ecs.rollout.observe.Observation;
import io.jenkins.plugins.ecs.rollout.observe.Read;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import java.util.List;

/**
 * {@link Phase#REMOVING}: a service that this deployment created and that did not come up is deleted, if the step says so.
 * The verdict stands already. A service that somebody else has changed since is left alone.
 */
public final class CreatedServiceRemoval implements PhaseHandler {

    private static final long MOST_TIME = 3 * 60_000;

    @Override
    public List<Read> reads(RolloutState state, Observation seen) {
        return List.of(Reads.SERVICE);
    }

    @Override
    public void decide(DecisionDraft draft, Observation seen) {
        RolloutState state = draft.state;
        if (draft.now - state.phaseSince > MOST_TIME) {
            leave(draft, state.reading.lastFailure);
        } else if (seen.serviceFailure != null && seen.serviceFailure.isPassing()) {
            ReadFailurePolicy.passing(draft, seen.serviceFailure);
        } else if (seen.serviceFailure != null) {
            leave(draft, ReadFailurePolicy.words(state, seen.serviceFailure));
        } else if (seen.service == null || !seen.service.isActive()) {
            deleted(draft);
        } else if (!seen.service.taskDefinition().equals(state.taskDefinition)) {
            leave(draft, ServiceFileMessages.CHANGED_SINCE);
        } else if (isDeployedAgain(state, seen.service)) {
            leave(draft, ServiceFileMessages.DEPLOYED_SINCE);
        } else {
            draft.act(new AwsAction.Delete(state.request.cluster(), state.request.service()));
        }
    }

    /** Also if it was deleted and created again: each service has deployments of its own. */
    private static boolean isDeployedAgain(RolloutState state, EcsService service) {
        return state.deploymentId != null
                && service.primary()
                        .filter(primary -> !primary.id().equals(state.deploymentId))
                        .isPresent();
    }

    @Override
    public void completed(DecisionDraft draft, AwsAction action, Object answer) {
        deleted(draft);
    }

    @Override
    public void failed(DecisionDraft draft, AwsAction action, AwsFailure failure) {
        leave(draft, ReadFailurePolicy.words(draft.state, failure));
    }

    private static void deleted(DecisionDraft draft) {
        draft.log(ServiceFileMessages.deleted(draft.state.request.serviceName()));
        finish(draft);
    }

    /** The service stays. */
    public static void leave(DecisionDraft draft, String why) {
        draft.log(ServiceFileMessages.notDeleted(draft.state.request.serviceName(), why));
        finish(draft);
    }

    /** Ends with the verdict that stands already. */
    public static void finish(DecisionDraft draft) {
        RolloutState state = draft.state;
        draft.finish(state.verdictInSight, state.cause, state.advice);
    }
}
