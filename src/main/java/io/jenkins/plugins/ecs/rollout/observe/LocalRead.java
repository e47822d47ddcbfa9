package io.jenkins.plugins.ecs.rollout.observe;

import io.jenkins.plugins.ecs.lookups.BuildValues;
import io.jenkins.plugins.ecs.lookups.DefinitionLookups;
import io.jenkins.plugins.ecs.lookups.LookupValues;
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

    /** What the build has for the look-ups of the request, and what the state of Terraform that it gave has. */
    record BuildLookups() implements LocalRead {
        @Override
        public void into(Observation seen, RolloutState state, ReadSources from) {
            DefinitionLookups lookups = state.request.lookups();
            LookupValues values = BuildValues.read(from.build(), lookups.all()).and(lookups.ofState());
            seen.lookups = seen.lookups.and(BuildValues.withoutSecrets(from.build(), values));
        }
    }

    /** In the place of the look-ups: rules do not allow them. */
    record RefusedLookups(String why) implements LocalRead {
        @Override
        public void into(Observation seen, RolloutState state, ReadSources from) {
            seen.lookupsRefused = why;
        }
    }

    /** What builds recorded about the service and the revision that it is set to. */
    record Records(String taskDefinition) implements LocalRead {
        @Override
        public void into(Observation seen, RolloutState state, ReadSources from) {
            DeployRequest request = state.request;
            seen.recorded = from.knownGood().revisions(request.region(), request.clusterName(), request.serviceName());
            seen.held = from.knownGood().held(request.region(), request.clusterName(), request.serviceName());
            seen.broughtBackBy = from.knownGood()
                    .broughtBackBy(request.region(), request.clusterName(), request.serviceName(), taskDefinition)
                    .orElse(null);
        }
    }
}
