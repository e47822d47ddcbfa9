package io.jenkins.plugins.ecs.rollout.decide.plan;

import io.jenkins.plugins.ecs.aws.ecs.EcsDeployment;
import io.jenkins.plugins.ecs.aws.ecs.EcsService;
import io.jenkins.plugins.ecs.aws.ecs.ServiceDeployment;
import io.jenkins.plugins.ecs.rollout.messages.RollbackMessages;
import io.jenkins.plugins.ecs.rollout.observe.KnownGood;
import io.jenkins.plugins.ecs.rollout.observe.Observation;
import io.jenkins.plugins.ecs.text.Arns;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which revisions a rollback may deploy, and whether the service is at one of them already. */
final class RollbackCandidates {

    /** Candidates to read until one can be used. */
    static final int MOST_CANDIDATES = 5;

    private RollbackCandidates() {}

    /** Who brought the service back to its revision already; empty where it was brought forward last, or nobody knows. */
    static Optional<String> isBackAlready(Observation seen) {
        String current = seen.service.taskDefinition();
        Optional<ServiceDeployment> newest =
                seen.serviceDeployments.stream().max(Comparator.comparingLong(ServiceDeployment::createdAt));
        if (newest.filter(d -> d.status().equals("ROLLBACK_SUCCESSFUL")).isPresent()) {
            return Optional.of(RollbackMessages.byEcs(Arns.brief(newest.get().arn())));
        }
        if (seen.broughtBackBy != null) {
            return Optional.of(seen.broughtBackBy);
        }
        // It was good, then another revision was, and now it is there again.
        List<String> good = ProvenRollback.byEcs(seen).stream()
                .map(KnownGood.Revision::taskDefinition)
                .toList();
        boolean last = newest.filter(d -> d.status().equals("SUCCESSFUL")).isPresent()
                && !good.isEmpty()
                && good.get(0).equals(current);
        int other = 0;
        while (last && other < good.size() && good.get(other).equals(current)) {
            other++;
        }
        return last && good.subList(other, good.size()).contains(current)
                ? Optional.of(RollbackMessages.byDeploymentAfter(Arns.brief(good.get(other))))
                : Optional.empty();
    }

    /** Revisions to go back to, the best first: what still runs beside a deployment, what was recorded, what ECS says. */
    static List<KnownGood.Revision> candidates(EcsService service, Observation seen) {
        String current = service.taskDefinition();
        String account = current.substring(0, Math.max(0, current.indexOf(":task-definition/")));
        List<KnownGood.Revision> all = new ArrayList<>();
        if (isDeploying(service)) {
            service.deployments().stream()
                    .filter(d -> !d.isPrimary() && d.runningCount() > 0)
                    .map(EcsDeployment::taskDefinition)
                    .map(arn -> new KnownGood.Revision(arn, Map.of(), RollbackMessages.STILL_RUNS))
                    .forEach(all::add);
        }
        seen.recorded.stream()
                .filter(revision -> revision.taskDefinition().startsWith(account + ":"))
                .forEach(all::add);
        all.addAll(ProvenRollback.byEcs(seen));
        List<KnownGood.Revision> candidates = new ArrayList<>();
        for (KnownGood.Revision revision : all) {
            boolean known =
                    candidates.stream().anyMatch(other -> other.taskDefinition().equals(revision.taskDefinition()));
            boolean held = seen.held.contains(revision.taskDefinition());
            if (!known && !held && !revision.taskDefinition().equals(current)) {
                candidates.add(revision);
            }
        }
        return candidates.subList(0, Math.min(MOST_CANDIDATES, candidates.size()));
    }

    static boolean isDeploying(EcsService service) {
        return service.primary()
                .filter(d -> "IN_PROGRESS".equals(d.rolloutState()))
                .isPresent();
    }
}
