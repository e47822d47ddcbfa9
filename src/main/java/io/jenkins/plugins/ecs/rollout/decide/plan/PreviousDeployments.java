package io.jenkins.plugins.ecs.rollout.decide.plan;

import io.jenkins.plugins.ecs.aws.ecs.EcsService;
import io.jenkins.plugins.ecs.rollout.observe.Observation;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;

/** The deployments that are there before ours. */
final class PreviousDeployments {

    private static final int MOST_REMEMBERED = 20;

    private PreviousDeployments() {}

    /** What is there now cannot come of what we are about to do. */
    static void note(RolloutState state, Observation seen) {
        EcsService service = seen.service;
        service.primary().ifPresent(primary -> {
            state.previous.deploymentId = primary.id();
            boolean complete =
                    primary.rolloutState() == null || primary.rolloutState().equals("COMPLETED");
            state.previous.wasGood = complete && primary.runningCount() > 0;
        });
        state.previous.serviceDeployment = service.currentServiceDeployment();
        service.deployments().forEach(d -> state.previous.deployments.add(d.id()));
        state.previous.newestAt = service.newestDeploymentAt();
        seen.serviceDeployments.stream()
                .limit(MOST_REMEMBERED)
                .forEach(d -> state.previous.serviceDeployments.add(d.arn()));
    }
}
