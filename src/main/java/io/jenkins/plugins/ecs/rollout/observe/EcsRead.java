package io.jenkins.plugins.ecs.rollout.observe;

import static io.jenkins.plugins.ecs.rollout.observe.ReadSources.tryTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.ecs.ServiceDeployment;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.servicedef.HiddenMembers;
import io.jenkins.plugins.ecs.text.Arns;
import java.util.ArrayList;
import java.util.List;

/** Reads of ECS. */
public sealed interface EcsRead extends Read {

    @Override
    default Kind kind() {
        return Kind.ECS;
    }

    /** {@code DescribeServices}. */
    record Service() implements EcsRead {
        @Override
        public void into(Observation seen, RolloutState state, ReadSources from) {
            tryTo(
                    () -> seen.service = from.ecs()
                            .service(state.request.cluster(), state.request.service())
                            .orElse(null),
                    failure -> seen.serviceFailure = failure);
        }
    }

    /**
     * The same as AWS sent it, where settings of the service are patched.
     *
     * @param tagged with its tags
     */
    record ServiceTree(boolean tagged) implements EcsRead {
        @Override
        public void into(Observation seen, RolloutState state, ReadSources from) {
            tryTo(
                    () -> {
                        ObjectNode tree = (tagged
                                        ? from.ecs().taggedServiceTree(state.request.cluster(), state.request.service())
                                        : from.ecs().serviceTree(state.request.cluster(), state.request.service()))
                                .orElse(null);
                        if (tree != null) {
                            HiddenMembers.addTo(tree, state.request.serviceFile(), from.ecs(), from.others());
                        }
                        seen.serviceTree = tree;
                    },
                    failure -> seen.serviceTreeFailure = failure);
        }
    }

    /** {@code DescribeClusters}: whether the cluster of a service that does not exist does. */
    record Cluster() implements EcsRead {
        @Override
        public void into(Observation seen, RolloutState state, ReadSources from) {
            tryTo(
                    () -> seen.clusterArn =
                            from.ecs().clusterArn(state.request.cluster()).orElse(""),
                    failure -> seen.clusterFailure = failure);
        }
    }

    /** Whether what is named as a service is a managed daemon. An endpoint that does not know them has none. */
    record Daemon(String clusterArn) implements EcsRead {
        @Override
        public void into(Observation seen, RolloutState state, ReadSources from) {
            tryTo(
                    () -> seen.daemonArn = from.ecs()
                            .daemonArn(clusterArn, Arns.brief(state.request.service()))
                            .orElse(null),
                    failure -> {});
        }
    }

    /** The definition that the service runs. */
    record LiveDefinition(String arn) implements EcsRead {
        @Override
        public void into(Observation seen, RolloutState state, ReadSources from) {
            tryTo(
                    () -> seen.liveDefinition = from.ecs().taskDefinition(arn),
                    failure -> seen.definitionFailure = failure);
        }
    }

    /** The revision that the request names. */
    record NamedDefinition(String reference) implements EcsRead {
        @Override
        public void into(Observation seen, RolloutState state, ReadSources from) {
            tryTo(
                    () -> seen.namedDefinition = from.ecs().taskDefinition(reference),
                    failure -> seen.definitionFailure = failure);
        }
    }

    /** The first revision of these that can still be read; the ones before it are skipped. */
    record CandidateDefinition(List<KnownGood.Revision> candidates) implements EcsRead {
        @Override
        public void into(Observation seen, RolloutState state, ReadSources from) {
            for (KnownGood.Revision candidate : candidates) {
                try {
                    seen.namedDefinition = from.ecs().taskDefinition(candidate.taskDefinition());
                    seen.candidate = candidate;
                    return;
                } catch (AwsFailure failure) {
                    if (failure.isPassing()) {
                        seen.definitionFailure = failure;
                        return;
                    }
                }
                seen.skipped.add(Arns.brief(candidate.taskDefinition()));
            }
        }
    }

    /** The revision that changes are applied to. */
    record BaseDefinition(String arn) implements EcsRead {
        @Override
        public void into(Observation seen, RolloutState state, ReadSources from) {
            tryTo(
                    () -> seen.baseDefinition = from.ecs().taskDefinition(arn),
                    failure -> seen.definitionFailure = failure);
        }
    }

    /** The newest revisions of a family, with their definitions. */
    record NewestRevisions(String family, int most) implements EcsRead {
        @Override
        public void into(Observation seen, RolloutState state, ReadSources from) {
            tryTo(
                    () -> from.ecs()
                            .newestRevisions(family, most)
                            .forEach(arn -> seen.newest.put(arn, from.ecs().taskDefinition(arn))),
                    failure -> seen.newestFailure = failure);
        }
    }

    /** The newest revision of a family by its name, where revisions cannot be listed. */
    record NewestByName(String family) implements EcsRead {
        @Override
        public void into(Observation seen, RolloutState state, ReadSources from) {
            tryTo(
                    () -> {
                        ObjectNode newest = from.ecs().taskDefinition(family);
                        seen.newest.put(newest.path("taskDefinitionArn").asText(), newest);
                        seen.newestFailure = null;
                    },
                    failure -> seen.newestFailure = isHidden(failure) ? seen.newestFailure : failure);
        }

        public static boolean isHidden(AwsFailure failure) {
            return failure.kind() == AwsFailure.Kind.DENIED || failure.kind() == AwsFailure.Kind.UNSUPPORTED;
        }
    }

    /** Service deployments of this time (AWS's clock) or later. */
    record ServiceDeployments(long since) implements EcsRead {
        @Override
        public void into(Observation seen, RolloutState state, ReadSources from) {
            tryTo(
                    () -> seen.serviceDeployments =
                            from.ecs().serviceDeployments(state.request.cluster(), state.request.service(), since),
                    failure -> seen.serviceDeploymentsFailure = failure);
        }
    }

    /** One more service deployment, or one of them in full; without it the list is all there is. */
    record ListedDeployment(String arn) implements EcsRead {
        @Override
        public void into(Observation seen, RolloutState state, ReadSources from) {
            tryTo(
                    () -> from.ecs().serviceDeployment(arn).ifPresent(found -> {
                        List<ServiceDeployment> all = new ArrayList<>(seen.serviceDeployments);
                        if (all.stream().anyMatch(each -> each.arn().equals(arn))) {
                            all.replaceAll(each -> each.arn().equals(arn) ? found : each);
                        } else {
                            all.add(found);
                        }
                        seen.serviceDeployments = all;
                    }),
                    failure -> {});
        }
    }

    /** Our own service deployment. */
    record OwnDeployment(String arn) implements EcsRead {
        @Override
        public void into(Observation seen, RolloutState state, ReadSources from) {
            tryTo(
                    () -> seen.own = from.ecs().serviceDeployment(arn).orElse(null),
                    failure -> seen.ownFailure = failure);
        }
    }

    record ServiceRevisions(List<String> arns) implements EcsRead {
        @Override
        public void into(Observation seen, RolloutState state, ReadSources from) {
            tryTo(() -> seen.revisions = from.ecs().serviceRevisions(arns), failure -> seen.revisionsFailure = failure);
        }
    }

    /** @param desiredStatus {@code RUNNING} or {@code STOPPED} */
    record Tasks(String desiredStatus, int most) implements EcsRead {
        @Override
        public void into(Observation seen, RolloutState state, ReadSources from) {
            seen.withTasks = true;
            tryTo(
                    () -> seen.tasks =
                            from.ecs().tasks(state.request.cluster(), state.request.service(), desiredStatus, most),
                    failure -> seen.tasksFailure = failure);
        }
    }

    /** Running tasks while a deployment is followed, to report what it is waiting for. */
    record WaitingTasks(int most) implements EcsRead {
        @Override
        public void into(Observation seen, RolloutState state, ReadSources from) {
            seen.runningTasks = List.of();
            tryTo(
                    () -> seen.runningTasks =
                            from.ecs().tasks(state.request.cluster(), state.request.service(), "RUNNING", most),
                    failure -> {});
        }
    }

    /** The definition that is deployed. */
    record DeployedDefinition(String arn) implements EcsRead {
        @Override
        public void into(Observation seen, RolloutState state, ReadSources from) {
            tryTo(
                    () -> {
                        seen.deployedDefinition = from.ecs().taskDefinition(arn);
                        seen.hasHealthChecks = hasHealthChecks(seen.deployedDefinition);
                    },
                    failure -> seen.deployedDefinitionFailure = failure);
        }
    }

    private static boolean hasHealthChecks(JsonNode definition) {
        for (JsonNode container : definition.path("containerDefinitions")) {
            if (!container.path("healthCheck").path("command").isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** Everything that uses old revisions of the family. */
    record RevisionUses() implements EcsRead {
        @Override
        public void into(Observation seen, RolloutState state, ReadSources from) {
            tryTo(
                    () -> seen.revisionUse =
                            new RevisionReader(from.ecs(), from.others(), from.knownGood()).look(state),
                    failure -> seen.revisionUseFailure = failure);
        }
    }
}
