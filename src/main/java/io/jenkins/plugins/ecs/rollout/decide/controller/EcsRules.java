package io.jenkins.plugins.ecs.rollout.decide.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.aws.ecs.DeploymentWaits;
import io.jenkins.plugins.ecs.aws.ecs.LifecycleHook;
import io.jenkins.plugins.ecs.aws.ecs.ServiceDeployment;
import io.jenkins.plugins.ecs.rollout.decide.phase.AwsAction;
import io.jenkins.plugins.ecs.rollout.messages.ProgressMessages;
import io.jenkins.plugins.ecs.rollout.observe.EcsRead;
import io.jenkins.plugins.ecs.rollout.observe.Observation;
import io.jenkins.plugins.ecs.rollout.observe.Read;
import io.jenkins.plugins.ecs.rollout.state.Plan;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.rollout.strategy.Stage;
import java.util.List;
import java.util.Optional;

/** Deployments by ECS itself. */
final class EcsRules implements ControllerRules {

    static final ControllerRules RULES = new EcsRules();

    private static final String CONFIGURATION = "deploymentConfiguration";

    @Override
    public AwsAction rollBack(RolloutState state) {
        return new AwsAction.RollBack(state.serviceDeployment);
    }

    @Override
    public Plan planned(Plan plan, RolloutState state, Observation seen) {
        return plan;
    }

    @Override
    public DeploymentWaits waits(RolloutState state, Observation seen) {
        if (state.serviceFile.creates) {
            return DeploymentWaits.of(state.request.serviceFile().members().path(CONFIGURATION));
        }
        if (seen.serviceTree != null && state.request.changesSettings()) {
            ObjectNode changed = ServicePlan.of(state.request, seen.serviceTree).settings();
            JsonNode after = changed.has(CONFIGURATION) ? changed : seen.serviceTree;
            return DeploymentWaits.of(after.path(CONFIGURATION));
        }
        return seen.service == null
                ? DeploymentWaits.NONE
                : seen.service.settings().waits();
    }

    @Override
    public boolean areWaitsKnown(Observation seen) {
        return true;
    }

    @Override
    public String lastWait() {
        return ProgressMessages.BAKE_TIME;
    }

    @Override
    public List<Read> ownDeployment(RolloutState state) {
        return state.serviceDeployment == null || state.byDeploymentId
                ? List.of()
                : List.of(new EcsRead.OwnDeployment(state.serviceDeployment));
    }

    @Override
    public List<Read> forVerification(RolloutState state) {
        return List.of();
    }

    @Override
    public Optional<String> traffic(RolloutState state, Observation seen) {
        return Optional.empty();
    }

    @Override
    public boolean isReplacedByEntry() {
        return true;
    }

    @Override
    public String stageOf(ServiceDeployment own, LifecycleHook hook) {
        return Stage.ofPause(own.lifecycleStage(), own.configuration().pauseStages());
    }

    @Override
    public boolean isInstalling(RolloutState state) {
        return false;
    }

    @Override
    public boolean isRemoving(ServiceDeployment own) {
        return own.status().startsWith("ROLLBACK");
    }
}
