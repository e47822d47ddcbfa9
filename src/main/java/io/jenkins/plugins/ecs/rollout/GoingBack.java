package io.jenkins.plugins.ecs.rollout;

import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.EcsDeployment;
import io.jenkins.plugins.ecs.aws.EcsService;
import io.jenkins.plugins.ecs.aws.ServiceDeployment;
import io.jenkins.plugins.ecs.aws.ServiceRevision;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@link Phase#PLANNING} of a rollback. A deployment that is under way is rolled back by ECS itself; otherwise the last
 * revision that is known to be good is deployed: never simply "the number before".
 */
final class GoingBack {

    /** So many are looked up until one can be used. */
    static final int MOST_CANDIDATES = 5;

    private GoingBack() {}

    static void decide(Turn turn, Observation seen) {
        RolloutState state = turn.state;
        if (Failures.handled(
                        turn,
                        seen.serviceFailure,
                        passing(seen.ownFailure),
                        passing(seen.serviceDeploymentsFailure),
                        passing(seen.revisionsFailure),
                        seen.definitionFailure)
                || !Planner.isDeployable(turn, seen.service)) {
            return;
        }
        EcsService service = seen.service;
        state.serviceArn = service.arn();
        state.clusterArn = service.clusterArn();
        state.circuitBreaker = service.circuitBreaker();
        state.previousTaskDefinition = service.taskDefinition();
        state.desiredCount = service.desiredCount();
        Planner.rememberWhatIsThere(state, seen);
        if (isUnderWay(seen.own)) {
            rollBack(turn, service, seen.own);
            return;
        }
        if (isDeploying(service)) {
            turn.say(
                    "ECS can't be asked to roll back the deployment that is under way, because %s: going back by a new"
                            + " deployment",
                    whyHidden(seen));
        }
        if (seen.candidate == null) {
            none(turn, seen);
            return;
        }
        turn.say(
                "Going back to %s (%s); the service is set to %s",
                Arns.brief(seen.candidate.taskDefinition()), seen.candidate.by(), Arns.brief(service.taskDefinition()));
        seen.imageNotes.forEach(note -> turn.say("%s", note));
        Planner.remember(state, seen.liveDefinition, seen.namedDefinition);
        state.goodDigests.putAll(seen.goodDigests);
        if (seen.pins.isEmpty()) {
            state.taskDefinition = seen.candidate.taskDefinition();
            turn.go(Phase.UPDATING);
            return;
        }
        seen.pins.forEach((container, image) -> turn.say("Container %s gets %s, which was good", container, image));
        state.images.putAll(seen.pins);
        state.pins.putAll(seen.pins);
        state.family = seen.namedDefinition.path("family").asText();
        state.baseTaskDefinition = seen.candidate.taskDefinition();
        turn.go(Phase.REGISTERING);
    }

    private static AwsFailure passing(AwsFailure failure) {
        return failure != null && failure.isPassing() ? failure : null;
    }

    static boolean isUnderWay(ServiceDeployment deployment) {
        return deployment != null && deployment.isUnfinished();
    }

    private static boolean isDeploying(EcsService service) {
        return service.primary()
                .filter(d -> "IN_PROGRESS".equals(d.rolloutState()))
                .isPresent();
    }

    private static String whyHidden(Observation seen) {
        AwsFailure failure = seen.ownFailure == null ? seen.serviceDeploymentsFailure : seen.ownFailure;
        return failure == null ? "it shows no service deployment" : OwnDeployment.reason(failure);
    }

    private static void rollBack(Turn turn, EcsService service, ServiceDeployment own) {
        RolloutState state = turn.state;
        state.serviceDeployment = own.arn();
        state.targetRevision = own.targetRevision();
        service.primary().ifPresent(primary -> {
            state.deploymentId = primary.id();
            state.deploymentCreatedAt = primary.createdAt();
        });
        state.stopReason = StopReason.REQUEST;
        state.stopSince = turn.now;
        turn.say(
                "Deployment %s of %s is under way (%s): asking ECS to roll it back",
                Arns.brief(own.arn()), Arns.brief(service.taskDefinition()), own.status());
        turn.go(Phase.STOPPING);
    }

    private static void none(Turn turn, Observation seen) {
        String skipped = seen.skipped.isEmpty()
                ? ""
                : " (of those that were good, " + String.join(", ", seen.skipped) + " can't be used any more)";
        String hidden = seen.serviceDeploymentsFailure == null
                ? ""
                : ", and ECS can't be asked for it, because " + OwnDeployment.reason(seen.serviceDeploymentsFailure);
        turn.end(
                Verdict.REFUSED,
                "there is no revision that is known to be good, but for the one that the service is set to" + skipped
                        + hidden,
                "name the revision to go back to with 'to'");
    }

    /** Revisions to go back to, the best first: what still runs beside a deployment, what was recorded, what ECS says. */
    static List<KnownGood.Revision> candidates(
            EcsService service, List<KnownGood.Revision> recorded, Observation seen) {
        String current = service.taskDefinition();
        String account = current.substring(0, Math.max(0, current.indexOf(":task-definition/")));
        List<KnownGood.Revision> all = new ArrayList<>();
        if (isDeploying(service)) {
            service.deployments().stream()
                    .filter(d -> !d.isPrimary() && d.runningCount() > 0)
                    .map(EcsDeployment::taskDefinition)
                    .map(arn -> new KnownGood.Revision(arn, Map.of(), "it still runs"))
                    .forEach(all::add);
        }
        recorded.stream()
                .filter(revision -> revision.taskDefinition().startsWith(account + ":"))
                .forEach(all::add);
        for (ServiceDeployment deployment : seen.serviceDeployments) {
            ServiceRevision revision = seen.revision(deployment.targetRevision());
            if (deployment.status().equals("SUCCESSFUL") && revision != null) {
                all.add(new KnownGood.Revision(
                        revision.taskDefinition(),
                        revision.digests(),
                        "by ECS, service deployment " + Arns.brief(deployment.arn())));
            }
        }
        List<KnownGood.Revision> candidates = new ArrayList<>();
        for (KnownGood.Revision revision : all) {
            boolean known =
                    candidates.stream().anyMatch(other -> other.taskDefinition().equals(revision.taskDefinition()));
            if (!known && !revision.taskDefinition().equals(current)) {
                candidates.add(revision);
            }
        }
        return candidates.subList(0, Math.min(MOST_CANDIDATES, candidates.size()));
    }

    /** ECS is done with going back: what runs is proven as after any deployment. */
    static void rolledBack(Turn turn, Observation seen) {
        RolloutState state = turn.state;
        Optional<EcsDeployment> primary = seen.service == null ? Optional.empty() : seen.service.primary();
        boolean stale = primary.isEmpty() || primary.get().taskDefinition().equals(state.previousTaskDefinition);
        if (stale && ++state.strangeSightings < Following.SURE_AFTER) {
            return;
        }
        if (primary.isEmpty()) {
            Stopping.end(turn, "rolled back, but the service can't be seen", Verdict.UNKNOWN);
            return;
        }
        state.taskDefinition = primary.get().taskDefinition();
        state.deploymentId = primary.get().id();
        state.deploymentCreatedAt = primary.get().createdAt();
        state.desiredCount = seen.service.desiredCount();
        state.targetRevision = null;
        state.digests.clear();
        state.stopReason = null;
        turn.say("ECS has rolled back to %s", Arns.brief(state.taskDefinition));
        turn.go(Phase.PROVING);
    }

    /** It came to its end before it could be rolled back: now there is nothing under way, and going back is a deployment. */
    static void afterAll(Turn turn) {
        RolloutState state = turn.state;
        turn.say("It was complete before it could be rolled back: going back by a new deployment");
        state.stopReason = null;
        state.stopSentAt = 0;
        state.serviceDeployment = null;
        state.targetRevision = null;
        state.deploymentId = null;
        state.deploymentCreatedAt = 0;
        state.deploymentsBefore.clear();
        state.serviceDeploymentsBefore.clear();
        turn.go(Phase.PLANNING);
    }
}
