package io.jenkins.plugins.ecs.rollout.decide.update;

import io.jenkins.plugins.ecs.aws.ecs.ServiceDeployment;
import io.jenkins.plugins.ecs.aws.ecs.ServiceRevision;
import io.jenkins.plugins.ecs.rollout.decide.phase.DecisionDraft;
import io.jenkins.plugins.ecs.rollout.decide.phase.DeploymentTimes;
import io.jenkins.plugins.ecs.rollout.decide.phase.Reads;
import io.jenkins.plugins.ecs.rollout.decide.phase.Stop;
import io.jenkins.plugins.ecs.rollout.messages.DeploymentMessages;
import io.jenkins.plugins.ecs.rollout.observe.EcsRead;
import io.jenkins.plugins.ecs.rollout.observe.Observation;
import io.jenkins.plugins.ecs.rollout.observe.Read;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The service deployment that our update made: which one of those that ECS lists it is. */
public final class OwnServiceDeployment {

    private OwnServiceDeployment() {}

    /** All service deployments that may be ours, with their revisions. */
    static List<Read> reads(RolloutState state, Observation seen) {
        List<Read> reads = new ArrayList<>(List.of(Reads.SERVICE));
        if (state.byDeploymentId && !state.mayBeListedLater) {
            return reads;
        }
        reads.add(Reads.serviceDeployments(
                state.deploymentCreatedAt == 0 ? state.previous.newestAt : state.deploymentCreatedAt));
        if (!reads.stream().allMatch(seen::has)) {
            return reads;
        }
        // The service names its current deployment itself, even if deployments may not be listed.
        String current = seen.service == null ? null : seen.service.currentServiceDeployment();
        if (current != null
                && seen.serviceDeployments.stream().noneMatch(d -> d.arn().equals(current))) {
            reads.add(new EcsRead.ListedDeployment(current));
        }
        // Some lists do not name the revision; the deployment itself does.
        seen.serviceDeployments.stream()
                .filter(d -> d.targetRevision() == null && mayBeOurs(state, d))
                .forEach(d -> reads.add(new EcsRead.ListedDeployment(d.arn())));
        if (reads.stream().allMatch(seen::has)) {
            reads.addAll(Reads.serviceRevisions(seen.serviceDeployments.stream()
                    .filter(d -> mayBeOurs(state, d))
                    .map(ServiceDeployment::targetRevision)
                    .filter(Objects::nonNull)
                    .distinct()
                    .toList()));
        }
        return reads;
    }

    /** Whether it is worth asking for its revision: not there before, and neither older nor newer than our update. */
    public static boolean mayBeOurs(RolloutState state, ServiceDeployment candidate) {
        if (candidate.arn().equals(state.previous.serviceDeployment)
                || state.previous.serviceDeployments.contains(candidate.arn())) {
            return false;
        }
        if (candidate.createdAt() == 0) {
            return true;
        }
        if (state.deploymentCreatedAt == 0) {
            return candidate.createdAt() >= state.previous.newestAt;
        }
        return DeploymentTimes.isSameTime(state.deploymentCreatedAt, candidate.createdAt());
    }

    /** The one that the service itself calls its current one, or else the one that is nearest in time. */
    static Optional<ServiceDeployment> find(RolloutState state, Observation seen) {
        return find(state, seen, false);
    }

    /** @param byTime whether revisions that cannot be read are no longer waited for */
    static Optional<ServiceDeployment> find(RolloutState state, Observation seen, boolean byTime) {
        List<ServiceDeployment> ours = seen.serviceDeployments.stream()
                .filter(candidate -> mayBeOurs(state, candidate))
                .filter(candidate -> bringsOurs(state, candidate, seen, byTime))
                .toList();
        boolean primary = seen.service != null
                && seen.service
                        .primary()
                        .filter(d -> d.id().equals(state.deploymentId))
                        .isPresent();
        Optional<ServiceDeployment> current = ours.stream()
                .filter(candidate -> primary && candidate.arn().equals(seen.service.currentServiceDeployment()))
                .findFirst();
        if (current.isPresent()) {
            return current;
        }
        boolean timed = state.deploymentCreatedAt != 0 && ours.stream().allMatch(d -> d.createdAt() != 0);
        if (!timed && ours.size() > 1) {
            return Optional.empty();
        }
        return ours.stream()
                .min(Comparator.comparingLong(
                        candidate -> Math.abs(candidate.createdAt() - state.deploymentCreatedAt)));
    }

    /** Where its revision is not told, or may not be read, the time alone must do; without a time there is no telling. */
    private static boolean bringsOurs(
            RolloutState state, ServiceDeployment candidate, Observation seen, boolean byTime) {
        ServiceRevision revision = seen.revision(candidate.targetRevision());
        if (revision != null) {
            return revision.taskDefinition().equals(state.taskDefinition);
        }
        boolean untold = candidate.targetRevision() == null
                || (seen.revisionsFailure != null && (byTime || !seen.revisionsFailure.isPassing()));
        return untold && state.deploymentCreatedAt != 0;
    }

    static void take(DecisionDraft draft, ServiceDeployment found, Observation seen) {
        RolloutState state = draft.state;
        state.serviceDeployment = found.arn();
        state.byDeploymentId = false;
        state.targetRevision = found.targetRevision();
        ServiceRevision revision = seen.revision(found.targetRevision());
        if (revision != null) {
            state.digests.clear();
            state.digests.putAll(revision.digests());
        }
        if (state.deploymentCreatedAt == 0) {
            state.deploymentCreatedAt = found.createdAt();
        }
        found(draft);
    }

    /** Our deployment is known, by whichever record. */
    static void found(DecisionDraft draft) {
        RolloutState state = draft.state;
        state.progress.lastProgressAt = draft.now;
        if (state.isStopping()) {
            Stop.onceFound(draft);
        } else if (state.request.waitForEnd()) {
            draft.go(Phase.FOLLOWING);
        } else {
            draft.end(Verdict.STARTED, DeploymentMessages.NOT_WAITING, "");
        }
    }
}
