package io.jenkins.plugins.ecs.rollout.decide.controller;

import io.jenkins.plugins.ecs.aws.ecs.DeploymentWaits;
import io.jenkins.plugins.ecs.aws.ecs.LifecycleHook;
import io.jenkins.plugins.ecs.aws.ecs.ServiceDeployment;
import io.jenkins.plugins.ecs.rollout.decide.phase.AwsAction;
import io.jenkins.plugins.ecs.rollout.observe.Observation;
import io.jenkins.plugins.ecs.rollout.observe.Read;
import io.jenkins.plugins.ecs.rollout.state.Plan;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import java.util.List;
import java.util.Optional;

/** What differs between deployments by ECS and by CodeDeploy in phases that are the same otherwise. */
public interface ControllerRules {

    /** Those of the controller of the service. */
    static ControllerRules of(RolloutState state) {
        return state.byCodeDeploy ? CodeDeployRules.RULES : EcsRules.RULES;
    }

    /** The call that stops the deployment and rolls it back. */
    AwsAction rollBack(RolloutState state);

    /** The plan of a dry run, with what this controller would do. */
    Plan planned(Plan plan, RolloutState state, Observation seen);

    /** The waits that are configured for the deployment. */
    DeploymentWaits waits(RolloutState state, Observation seen);

    /** Whether all of its waits could be read. */
    boolean areWaitsKnown(Observation seen);

    /** The name of the wait after the traffic has moved. */
    String lastWait();

    /** The reads that show our deployment; none if it is not known. */
    List<Read> ownDeployment(RolloutState state);

    /** The reads that a verification needs besides the tasks. */
    List<Read> forVerification(RolloutState state);

    /** What is wrong with the production traffic. */
    Optional<String> traffic(RolloutState state, Observation seen);

    /** Whether a newer entry in {@code deployments[]} of the service means that ours was replaced. */
    boolean isReplacedByEntry();

    /** The stage in which a pause waits. */
    String stageOf(ServiceDeployment own, LifecycleHook hook);

    /** Whether its tasks come up while nothing counts their failures. */
    boolean isInstalling(RolloutState state);

    /** Whether the counts are those of tasks that are being removed. */
    boolean isRemoving(ServiceDeployment own);
}
