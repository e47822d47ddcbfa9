package io.jenkins.plugins.ecs.rollout.decide;

import io.jenkins.plugins.ecs.rollout.decide.after.RevisionCleanup;
import io.jenkins.plugins.ecs.rollout.decide.after.ScalingPhase;
import io.jenkins.plugins.ecs.rollout.decide.after.ScheduledTasksPhase;
import io.jenkins.plugins.ecs.rollout.decide.codedeploy.CodeDeployAnswering;
import io.jenkins.plugins.ecs.rollout.decide.codedeploy.CodeDeployCreation;
import io.jenkins.plugins.ecs.rollout.decide.codedeploy.CodeDeployFollowing;
import io.jenkins.plugins.ecs.rollout.decide.codedeploy.CodeDeployStopping;
import io.jenkins.plugins.ecs.rollout.decide.controller.ControllerRules;
import io.jenkins.plugins.ecs.rollout.decide.follow.Answering;
import io.jenkins.plugins.ecs.rollout.decide.follow.Diagnosis;
import io.jenkins.plugins.ecs.rollout.decide.follow.FollowingPhase;
import io.jenkins.plugins.ecs.rollout.decide.follow.ProvingPhase;
import io.jenkins.plugins.ecs.rollout.decide.follow.StoppingPhase;
import io.jenkins.plugins.ecs.rollout.decide.phase.PhaseHandler;
import io.jenkins.plugins.ecs.rollout.decide.plan.PlanningPhase;
import io.jenkins.plugins.ecs.rollout.decide.plan.QueuedPhase;
import io.jenkins.plugins.ecs.rollout.decide.plan.RegisteringPhase;
import io.jenkins.plugins.ecs.rollout.decide.update.CreatedServiceRemoval;
import io.jenkins.plugins.ecs.rollout.decide.update.ResolvingPhase;
import io.jenkins.plugins.ecs.rollout.decide.update.ResumingPhase;
import io.jenkins.plugins.ecs.rollout.decide.update.SuspendingPhase;
import io.jenkins.plugins.ecs.rollout.decide.update.TaggingPhase;
import io.jenkins.plugins.ecs.rollout.decide.update.UpdatingPhase;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import java.util.EnumMap;
import java.util.Map;

/**
 * Who carries out the deployments of a service, and who decides in which phase. {@link ControllerRules} are what differs
 * within the phases that both have in common.
 */
enum DeploymentController {
    ECS(new UpdatingPhase(), new FollowingPhase(), new Answering(), new StoppingPhase()),
    CODE_DEPLOY(
            new CodeDeployCreation(), new CodeDeployFollowing(), new CodeDeployAnswering(), new CodeDeployStopping());

    private final Map<Phase, PhaseHandler> handlers = new EnumMap<>(Phase.class);

    DeploymentController(PhaseHandler updating, PhaseHandler following, PhaseHandler answering, PhaseHandler stopping) {
        handlers.put(Phase.QUEUED, new QueuedPhase());
        handlers.put(Phase.PLANNING, new PlanningPhase());
        handlers.put(Phase.REGISTERING, new RegisteringPhase());
        handlers.put(Phase.SUSPENDING, new SuspendingPhase());
        handlers.put(Phase.RESUMING, new ResumingPhase());
        handlers.put(Phase.UPDATING, updating);
        handlers.put(Phase.TAGGING, new TaggingPhase());
        handlers.put(Phase.REMOVING, new CreatedServiceRemoval());
        handlers.put(Phase.RESOLVING, new ResolvingPhase());
        handlers.put(Phase.FOLLOWING, following);
        handlers.put(Phase.ANSWERING, answering);
        handlers.put(Phase.STOPPING, stopping);
        handlers.put(Phase.PROVING, new ProvingPhase());
        handlers.put(Phase.DIAGNOSING, new Diagnosis());
        handlers.put(Phase.SCALING, new ScalingPhase());
        handlers.put(Phase.SCHEDULING, new ScheduledTasksPhase());
        handlers.put(Phase.TIDYING, new RevisionCleanup());
        handlers.put(Phase.ENDED, new EndedPhase());
    }

    private static DeploymentController of(RolloutState state) {
        return state.byCodeDeploy ? CODE_DEPLOY : ECS;
    }

    /** The handler of the phase that the rollout is in. */
    static PhaseHandler handler(RolloutState state) {
        return of(state).handlers.get(state.phase);
    }
}
