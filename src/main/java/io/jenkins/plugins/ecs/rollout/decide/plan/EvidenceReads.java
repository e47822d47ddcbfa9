package io.jenkins.plugins.ecs.rollout.decide.plan;

import io.jenkins.plugins.ecs.aws.ecs.ServiceDeployment;
import io.jenkins.plugins.ecs.rollout.decide.phase.Reads;
import io.jenkins.plugins.ecs.rollout.observe.EcsRead;
import io.jenkins.plugins.ecs.rollout.observe.KnownGood;
import io.jenkins.plugins.ecs.rollout.observe.LocalRead;
import io.jenkins.plugins.ecs.rollout.observe.Observation;
import io.jenkins.plugins.ecs.rollout.observe.OtherRead;
import io.jenkins.plugins.ecs.rollout.observe.Read;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Reads that tell which revisions of a service ran well before. */
final class EvidenceReads {

    private static final int MOST_GOOD = 20;

    private EvidenceReads() {}

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
        return Reads.serviceRevisions(seen.serviceDeployments.stream()
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
            Read all = Reads.serviceDeployments(0);
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
