package io.jenkins.plugins.ecs.rollout.observe;

import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;

/** What this Jenkins itself knows. */
public sealed interface LocalRead extends Read {

    @Override
    default Kind kind() {
        return Kind.LOCAL;
    }

    /** The position in the queue of those that deploy the service. */
    record QueuePosition(String key) implements LocalRead {
        @Override
        public void into(Observation seen, RolloutState state, ReadSources from) {
            seen.place = from.queue().ask(key);
        }
    }

    /** What builds recorded about the service and the revision that it is set to. */
    record Records(String taskDefinition) implements LocalRead {
        @Override
        public void into(Observation seen, RolloutState state, ReadSources from) {
            DeployRequest request = state.request;
            seen.recorded = from.knownGood().revisions(request.region(), request.clusterName(), request.serviceName());
            seen.broughtBackBy = from.knownGood()
                    .broughtBackBy(request.region(), request.clusterName(), request.serviceName(), taskDefinition)
                    .orElse(null);
        }
    }
}
