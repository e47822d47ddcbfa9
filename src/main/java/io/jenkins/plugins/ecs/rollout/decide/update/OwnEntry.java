package io.jenkins.plugins.ecs.rollout.decide.update;

import io.jenkins.plugins.ecs.aws.ecs.EcsDeployment;
import io.jenkins.plugins.ecs.aws.ecs.EcsService;
import io.jenkins.plugins.ecs.rollout.decide.phase.DecisionDraft;
import io.jenkins.plugins.ecs.rollout.decide.phase.NextPhase;
import io.jenkins.plugins.ecs.rollout.messages.DeploymentMessages;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.text.Arns;
import java.util.Comparator;
import java.util.Optional;

/** The entry of {@code deployments[]} of the service that our update made. */
final class OwnEntry {

    private OwnEntry() {}

    static void follow(DecisionDraft draft, EcsDeployment ours) {
        RolloutState state = draft.state;
        state.deploymentId = ours.id();
        state.deploymentCreatedAt = ours.createdAt();
        state.progress.lastProgressAt = draft.now;
        String before = state.serviceFile.created ? state.taskDefinition : state.previous.taskDefinition;
        draft.log(DeploymentMessages.started(ours.id(), Arns.brief(before), Arns.brief(state.taskDefinition)));
        NextPhase.afterUpdate(draft, Phase.RESOLVING);
    }

    /** A deployment of our revision that was not there before. */
    static Optional<EcsDeployment> newDeployment(RolloutState state, EcsService service) {
        return service.deployments().stream()
                .filter(d -> d.taskDefinition().equals(state.taskDefinition))
                .filter(d -> !state.previous.deployments.contains(d.id()))
                .filter(d -> d.createdAt() == 0 || d.createdAt() >= state.previous.newestAt)
                .max(Comparator.comparingLong(EcsDeployment::createdAt));
    }

    /**
     * ECS makes a new deployment for a new revision. Some emulators put the revision into the one that is there, and what
     * else they say of it is then not about ours.
     */
    static Optional<EcsDeployment> alteredDeployment(DecisionDraft draft, EcsService service) {
        RolloutState state = draft.state;
        Optional<EcsDeployment> altered = service.primary()
                .filter(d -> d.id().equals(state.previous.deploymentId))
                .filter(d -> d.taskDefinition().equals(state.taskDefinition))
                .filter(d -> !d.taskDefinition().equals(state.previous.taskDefinition));
        if (altered.isPresent()) {
            state.alteredDeployment = true;
            draft.logOnce("altered", DeploymentMessages.altered(Arns.brief(state.taskDefinition)));
        }
        return altered;
    }
}
