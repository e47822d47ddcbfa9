package io.jenkins.plugins.ecs.rollout.decide;

import io.jenkins.plugins.ecs.aws.ecs.EcsService;
import io.jenkins.plugins.ecs.aws.ecs.ServiceDeployment;
import io.jenkins.plugins.ecs.rollout.Waiting;
import io.jenkins.plugins.ecs.rollout.observe.EcsRead;
import io.jenkins.plugins.ecs.rollout.observe.KnownGood;
import io.jenkins.plugins.ecs.rollout.observe.LocalRead;
import io.jenkins.plugins.ecs.rollout.observe.Observation;
import io.jenkins.plugins.ecs.rollout.observe.Observer;
import io.jenkins.plugins.ecs.rollout.observe.OtherRead;
import io.jenkins.plugins.ecs.rollout.observe.Read;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Reads that several phases need. */
public final class Reads {

    public static final Read SERVICE = new EcsRead.Service();
    static final Read RUNNING_TASKS = new EcsRead.Tasks("RUNNING", Observer.MOST_TASKS);
    public static final Read STOPPED_TASKS = new EcsRead.Tasks("STOPPED", Observer.MOST_STOPPED_TASKS);

    private static final Read TREE = new EcsRead.ServiceTree(false);
    private static final Read TAGGED_TREE = new EcsRead.ServiceTree(true);
    private static final int MOST_GOOD = 20;
    private static final int MOST_TARGET_GROUPS = 4;

    private Reads() {}

    /** The service as AWS sent it, if the deployment changes settings of the service. */
    public static List<Read> serviceTree(RolloutState state) {
        if (state.request.bringsService()) {
            return List.of(TAGGED_TREE);
        }
        return state.request.changesSettings() ? List.of(TREE) : List.of();
    }

    /** Service deployments that may belong to a deployment of this time (AWS's clock) or later. */
    static Read serviceDeployments(long since) {
        return new EcsRead.ServiceDeployments(Math.max(0, since - DeploymentTimes.SAME_TIME));
    }

    static List<Read> serviceRevisions(List<String> arns) {
        return arns.isEmpty() ? List.of() : List.of(new EcsRead.ServiceRevisions(List.copyOf(arns)));
    }

    /** What is needed to report what a deployment is waiting for, if the last poll asked for it. */
    public static List<Read> waiting(RolloutState state) {
        if (!Waiting.needsTasks(state)) {
            return List.of();
        }
        Read tasks = new EcsRead.WaitingTasks(Waiting.MOST_TASKS);
        return state.taskDefinition == null
                ? List.of(tasks)
                : List.of(tasks, new EcsRead.DeployedDefinition(state.taskDefinition));
    }

    public static Read targets(EcsService service) {
        return new OtherRead.Targets(service.settings().targetGroups().stream()
                .distinct()
                .limit(MOST_TARGET_GROUPS)
                .toList());
    }

    /** Some endpoints list successful service deployments without their revision; the deployment itself may name it. */
    static List<Read> goodDeployments(Observation seen) {
        return seen.serviceDeployments.stream()
                .filter(d -> d.status().equals("SUCCESSFUL") && d.targetRevision() == null)
                .limit(MOST_GOOD)
                .<Read>map(d -> new EcsRead.ListedDeployment(d.arn()))
                .toList();
    }

    /** The revisions of successful service deployments, once those are listed. */
    static List<Read> goodRevisions(Observation seen) {
        return serviceRevisions(seen.serviceDeployments.stream()
                .filter(d -> d.status().equals("SUCCESSFUL"))
                .map(ServiceDeployment::targetRevision)
                .filter(Objects::nonNull)
                .distinct()
                .limit(MOST_GOOD)
                .toList());
    }

    /** Whether the named revision ever ran well: what builds recorded, or else what ECS pinned in a deployment of it. */
    static List<Read> evidence(Observation seen) {
        List<Read> reads = new ArrayList<>();
        Read records = new LocalRead.Records(seen.service.taskDefinition());
        reads.add(records);
        boolean known = ProvenRollback.evidence(named(seen), seen)
                .filter(revision -> !revision.digests().isEmpty())
                .isPresent();
        if (seen.has(records) && !known) {
            Read all = serviceDeployments(0);
            reads.add(all);
            if (seen.has(all)) {
                List<Read> unnamed = goodDeployments(seen);
                reads.addAll(unnamed);
                if (unnamed.stream().allMatch(seen::has)) {
                    reads.addAll(goodRevisions(seen));
                }
            }
        }
        return reads;
    }

    /** Whether the images of the named revision are still those that were good. */
    static Read goodImages(Observation seen) {
        return new OtherRead.GoodImages(ProvenRollback.evidence(named(seen), seen)
                .map(KnownGood.Revision::digests)
                .orElse(Map.of()));
    }

    private static String named(Observation seen) {
        return seen.namedDefinition.path("taskDefinitionArn").asText();
    }
}
