package io.jenkins.plugins.ecs.rollout.decide;

import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.AwsFailureMessages;
import io.jenkins.plugins.ecs.aws.ecs.ServiceDeployment;
import io.jenkins.plugins.ecs.aws.ecs.ServiceRevision;
import io.jenkins.plugins.ecs.rollout.messages.DeploymentMessages;
import io.jenkins.plugins.ecs.rollout.observe.EcsRead;
import io.jenkins.plugins.ecs.rollout.observe.Observation;
import io.jenkins.plugins.ecs.rollout.observe.Read;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.text.Arns;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * {@link io.jenkins.plugins.ecs.rollout.state.Phase#RESOLVING}: which service deployment did our {@code UpdateService} make? One that was not there before, as
 * old as our entry in {@code deployments[]}, whose target revision has the task definition that we sent. All times
 * compared here are AWS's own.
 */
public final class ResolvingPhase implements PhaseHandler {

    private static final long FIND_WITHIN = 45_000;
    /** The service names its new current deployment a few seconds after the update. */
    private static final long NAMED_WITHIN = 8_000;

    private static final long LOOK_AGAIN = 2_000;

    ResolvingPhase() {}

    @Override
    public List<Read> reads(RolloutState state, Observation seen) {
        return state.request.attachTo() == null ? searchReads(state, seen) : AttachedDeployment.reads(state, seen);
    }

    /** All service deployments that may be ours, with their revisions. */
    static List<Read> searchReads(RolloutState state, Observation seen) {
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

    @Override
    public void decide(DecisionDraft draft, Observation seen) {
        RolloutState state = draft.state;
        if (state.request.attachTo() != null) {
            AttachedDeployment.decide(draft, seen);
            return;
        }
        boolean lastsTooLong = draft.now - state.phaseSince > FIND_WITHIN;
        if (state.deploymentId == null && seen.service != null) {
            UpdatingPhase.newDeployment(state, seen.service)
                    .or(() -> UpdatingPhase.alteredDeployment(draft, seen.service))
                    .ifPresent(ours -> UpdatingPhase.follow(draft, ours));
        }
        Optional<ServiceDeployment> found = find(state, seen, lastsTooLong);
        if (found.isPresent()) {
            ReadFailurePolicy.over(draft);
            take(draft, found.get(), seen);
            return;
        }
        AwsFailure failure = seen.serviceDeploymentsFailure;
        boolean isFinal = failure != null && state.deploymentId != null && isFinal(draft, seen, failure);
        if (seen.serviceFailure == null && failure != null && (isFinal || lastsTooLong)) {
            fallBack(draft, seen, AwsFailureMessages.reason(failure));
            return;
        }
        AwsFailure passing = failure != null && failure.isPassing() ? failure : null;
        if (ReadFailurePolicy.handled(draft, seen.serviceFailure, passing)) {
            return;
        }
        if (lastsTooLong) {
            fallBack(draft, seen, DeploymentMessages.NOT_LISTED);
        } else {
            draft.pollIn(LOOK_AGAIN);
        }
    }

    /**
     * Whether there is no use in asking on. Emulators say of an operation that they don't have that it is an internal error,
     * without the code that AWS's own errors have.
     */
    private static boolean isFinal(DecisionDraft draft, Observation seen, AwsFailure failure) {
        boolean nobodyNamesIt = failure.kind() == AwsFailure.Kind.UNSUPPORTED
                && seen.service != null
                && seen.service.currentServiceDeployment() == null
                && seen.service.settings().currentRevisions().isEmpty();
        if (nobodyNamesIt) {
            return true;
        }
        boolean noCode = failure.isInternalError() && failure.code() == null;
        return draft.now - draft.state.phaseSince > NAMED_WITHIN
                && (!failure.isPassing() || (noCode && draft.state.reading.failures >= 2));
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
    private static Optional<ServiceDeployment> find(RolloutState state, Observation seen, boolean byTime) {
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
        onward(draft);
    }

    private static void fallBack(DecisionDraft draft, Observation seen, String why) {
        RolloutState state = draft.state;
        if (state.deploymentId == null && isTakenWithoutDeployment(state, seen)) {
            draft.logOnce("no deployment", DeploymentMessages.noDeployment(Arns.brief(state.taskDefinition)));
            state.alteredDeployment = true;
            draft.go(Phase.PROVING);
            return;
        }
        if (state.deploymentId == null) {
            draft.end(
                    Verdict.UNKNOWN,
                    DeploymentMessages.noneShown(Arns.brief(state.taskDefinition)),
                    DeploymentMessages.CHECK_SERVICE);
            return;
        }
        state.byDeploymentId = true;
        AwsFailure failure = seen.serviceDeploymentsFailure;
        state.mayBeListedLater = failure == null || failure.isPassing();
        draft.logOnce("fallback", DeploymentMessages.fallback(state.deploymentId, why));
        onward(draft);
    }

    /** Emulators whose deployments never change; with one that ECS rolled back the service is set to what was before. */
    private static boolean isTakenWithoutDeployment(RolloutState state, Observation seen) {
        return seen.service != null
                && !state.isStopping()
                && state.request.waitForEnd()
                && seen.service.taskDefinition().equals(state.taskDefinition)
                && !state.taskDefinition.equals(state.previous.taskDefinition);
    }

    private static void onward(DecisionDraft draft) {
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
