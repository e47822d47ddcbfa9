package io.jenkins.plugins.ecs.paths.release;

import io.jenkins.plugins.ecs.paths.proof.PathEvent;
import io.jenkins.plugins.ecs.paths.proof.ServicePlace;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.verify.VerifiedService;
import java.util.TreeMap;

/** What is recorded about a release in its current target. */
final class TargetEvent {

    private TargetEvent() {}

    static PathEvent of(ReleaseState state, PathEvent.Kind kind, String reason, long now) {
        EnvironmentRun here = state.current();
        RolloutState rollout = here.rollout;
        String revision = rollout.byCodeDeploy
                ? VerifiedService.seen(here.verifying)
                        .map(each -> each.revision())
                        .orElse(rollout.taskDefinition)
                : rollout.taskDefinition;
        return new PathEvent(
                kind,
                ServicePlace.of(
                        rollout.serviceArn,
                        here.request().region(),
                        here.request().cluster()),
                state.path().id(),
                here.label(),
                revision,
                new TreeMap<>(state.digests()),
                now,
                state.build(),
                reason,
                state.template(),
                state.teamFile(),
                state.definition());
    }
}
