package io.jenkins.plugins.ecs.rollout.decide.update;

import io.jenkins.plugins.ecs.aws.ecs.EcsDeployment;
import io.jenkins.plugins.ecs.aws.ecs.RevisionCounts;
import io.jenkins.plugins.ecs.aws.ecs.ServiceDeployment;
import io.jenkins.plugins.ecs.aws.ecs.ServiceRevision;
import io.jenkins.plugins.ecs.rollout.decide.phase.DecisionDraft;
import io.jenkins.plugins.ecs.rollout.decide.phase.DeploymentTimes;
import io.jenkins.plugins.ecs.rollout.decide.phase.ReadFailurePolicy;
import io.jenkins.plugins.ecs.rollout.decide.phase.Reads;
import io.jenkins.plugins.ecs.rollout.decide.plan.PlannedRevision;
import io.jenkins.plugins.ecs.rollout.messages.DeploymentMessages;
import io.jenkins.plugins.ecs.rollout.observe.EcsRead;
import io.jenkins.plugins.ecs.rollout.observe.Observation;
import io.jenkins.plugins.ecs.rollout.observe.Read;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.text.Arns;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@link Phase#RESOLVING} of a deployment that somebody else started: learns of it what an own update would have told. */
final class AttachedDeployment {

    private static final int SURE_AFTER = 3;
    private static final long LOOK_AGAIN = 2_000;

    private AttachedDeployment() {}

    static List<Read> reads(RolloutState state, Observation seen) {
        List<Read> reads = new ArrayList<>(List.of(Reads.SERVICE, new EcsRead.OwnDeployment(state.serviceDeployment)));
        if (seen.own != null && seen.own.targetRevision() != null) {
            List<String> revisions = new ArrayList<>(List.of(seen.own.targetRevision()));
            seen.own.sources().forEach(source -> revisions.add(source.arn()));
            reads.addAll(Reads.serviceRevisions(revisions));
            ServiceRevision target = seen.revision(seen.own.targetRevision());
            if (target != null) {
                reads.add(new EcsRead.NamedDefinition(target.taskDefinition()));
            }
        }
        return reads;
    }

    static void decide(DecisionDraft draft, Observation seen) {
        RolloutState state = draft.state;
        boolean waits = seen.definitionFailure != null && seen.definitionFailure.isPassing();
        if (ReadFailurePolicy.handled(
                draft,
                seen.ownFailure,
                seen.serviceFailure,
                seen.revisionsFailure,
                waits ? seen.definitionFailure : null)) {
            return;
        }
        if (seen.own == null) {
            missing(draft);
            return;
        }
        ServiceDeployment own = seen.own;
        ServiceRevision target = seen.revision(own.targetRevision());
        if (target == null) {
            missing(draft);
            return;
        }
        state.taskDefinition = target.taskDefinition();
        state.targetRevision = own.targetRevision();
        state.digests.putAll(target.digests());
        if (seen.namedDefinition != null) {
            // The rules are asked before a pause of it is continued from here.
            PlannedRevision.note(state, seen.namedDefinition);
        }
        state.deploymentCreatedAt = own.createdAt();
        own.sources().stream()
                .map(RevisionCounts::arn)
                .map(seen.revisions::get)
                .filter(source -> source != null)
                .findFirst()
                .ifPresent(source -> state.previous.taskDefinition = source.taskDefinition());
        if (seen.service != null) {
            state.serviceArn = seen.service.arn();
            state.clusterArn = seen.service.clusterArn();
            state.counts.desiredCount = seen.service.desiredCount();
            state.circuitBreaker = seen.service.circuitBreaker();
            entry(seen, own, target).ifPresent(entry -> {
                state.deploymentId = entry.id();
                state.deploymentCreatedAt = entry.createdAt();
            });
        }
        state.progress.lastProgressAt = draft.now;
        draft.log(DeploymentMessages.following(
                state.deploymentId == null ? Arns.brief(own.arn()) : state.deploymentId,
                state.previous.taskDefinition == null ? null : Arns.brief(state.previous.taskDefinition),
                Arns.brief(state.taskDefinition)));
        draft.go(Phase.FOLLOWING);
    }

    /** The entry of {@code deployments[]} of the same revision that is nearest in time. */
    private static Optional<EcsDeployment> entry(Observation seen, ServiceDeployment own, ServiceRevision target) {
        return seen.service.deployments().stream()
                .filter(entry -> entry.taskDefinition().equals(target.taskDefinition()))
                .filter(entry -> Math.abs(entry.createdAt() - own.createdAt()) <= DeploymentTimes.SAME_TIME)
                .findFirst();
    }

    private static void missing(DecisionDraft draft) {
        if (++draft.state.progress.strangeSightings < SURE_AFTER) {
            draft.pollIn(LOOK_AGAIN);
            return;
        }
        draft.end(
                Verdict.REFUSED,
                DeploymentMessages.noServiceDeployment(draft.state.request.attachTo(), draft.state.request.region()),
                DeploymentMessages.ATTACH_ADVICE);
    }
}
