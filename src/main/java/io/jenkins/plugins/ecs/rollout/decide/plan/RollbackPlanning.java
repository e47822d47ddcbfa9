package io.jenkins.plugins.ecs.rollout.decide.plan;

import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.AwsFailureMessages;
import io.jenkins.plugins.ecs.aws.ecs.EcsService;
import io.jenkins.plugins.ecs.aws.ecs.ServiceDeployment;
import io.jenkins.plugins.ecs.rollout.decide.phase.DecisionDraft;
import io.jenkins.plugins.ecs.rollout.decide.phase.ReadFailurePolicy;
import io.jenkins.plugins.ecs.rollout.decide.phase.Reads;
import io.jenkins.plugins.ecs.rollout.messages.RollbackMessages;
import io.jenkins.plugins.ecs.rollout.observe.EcsRead;
import io.jenkins.plugins.ecs.rollout.observe.KnownGood;
import io.jenkins.plugins.ecs.rollout.observe.LocalRead;
import io.jenkins.plugins.ecs.rollout.observe.Observation;
import io.jenkins.plugins.ecs.rollout.observe.Read;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.rollout.state.StopReason;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.text.Arns;
import io.jenkins.plugins.ecs.text.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@link Phase#PLANNING} of a rollback. A deployment that is under way is rolled back by ECS itself; otherwise the last
 * revision that is known to be good is deployed: never simply "the number before".
 */
final class RollbackPlanning {

    private RollbackPlanning() {}

    /** The deployment in progress, or else the last revision that is known to be good. */
    static List<Read> reads(Observation seen) {
        Read list = Reads.serviceDeployments(0);
        List<Read> reads = new ArrayList<>(List.of(list));
        if (!seen.has(list)) {
            return reads;
        }
        String newest = seen.serviceDeployments.stream()
                .findFirst()
                .filter(RollbackPlanning::isUnderWay)
                .map(ServiceDeployment::arn)
                .orElse(seen.service.currentServiceDeployment());
        if (newest != null) {
            reads.add(new EcsRead.OwnDeployment(newest));
        }
        if (!reads.stream().allMatch(seen::has) || isUnderWay(seen.own)) {
            return reads;
        }
        reads.addAll(EvidenceReads.goodDeployments(seen));
        if (!reads.stream().allMatch(seen::has)) {
            return reads;
        }
        reads.addAll(EvidenceReads.goodRevisions(seen));
        reads.add(new LocalRead.Records(seen.service.taskDefinition()));
        reads.add(new EcsRead.LiveDefinition(seen.service.taskDefinition()));
        if (!reads.stream().allMatch(seen::has)
                || seen.liveDefinition == null
                || RollbackCandidates.isBackAlready(seen).isPresent()) {
            return reads;
        }
        List<KnownGood.Revision> candidates = RollbackCandidates.candidates(seen.service, seen);
        if (!candidates.isEmpty()) {
            reads.add(new EcsRead.CandidateDefinition(List.copyOf(candidates)));
        }
        if (seen.candidate != null) {
            reads.add(EvidenceReads.goodImages(seen));
        }
        return reads;
    }

    static void decide(DecisionDraft draft, Observation seen) {
        RolloutState state = draft.state;
        if (ReadFailurePolicy.handled(
                        draft,
                        seen.serviceFailure,
                        passing(seen.ownFailure),
                        passing(seen.serviceDeploymentsFailure),
                        passing(seen.revisionsFailure),
                        seen.definitionFailure)
                || !PlanChecks.isDeployable(draft, seen.service)) {
            return;
        }
        EcsService service = seen.service;
        state.serviceArn = service.arn();
        state.clusterArn = service.clusterArn();
        state.circuitBreaker = service.circuitBreaker();
        state.previous.taskDefinition = service.taskDefinition();
        state.counts.desiredCount = service.desiredCount();
        PreviousDeployments.note(state, seen);
        if (isUnderWay(seen.own)) {
            askEcs(draft, service, seen.own);
            return;
        }
        if (RollbackCandidates.isDeploying(service)) {
            draft.log(RollbackMessages.byNewDeployment(whyHidden(seen)));
        }
        Optional<String> by = RollbackCandidates.isBackAlready(seen);
        if (by.isPresent()) {
            stay(draft, seen, by.get());
            return;
        }
        if (seen.candidate == null) {
            none(draft, seen);
            return;
        }
        draft.log(RollbackMessages.rollingBack(
                Arns.brief(seen.candidate.taskDefinition()),
                seen.candidate.by(),
                Arns.brief(service.taskDefinition())));
        seen.imageNotes.forEach(note -> draft.log(note));
        PlannedRevision.compare(state, seen.liveDefinition, seen.namedDefinition);
        state.rollback.goodDigests.putAll(seen.goodDigests);
        PreDeploymentWarnings.sayPauses(draft, service);
        RollbackDeployment.deploy(draft, seen);
    }

    /** The deployment in progress is rolled back by ECS itself. */
    private static void askEcs(DecisionDraft draft, EcsService service, ServiceDeployment own) {
        RolloutState state = draft.state;
        state.serviceDeployment = own.arn();
        state.targetRevision = own.targetRevision();
        service.primary().ifPresent(primary -> {
            state.deploymentId = primary.id();
            state.deploymentCreatedAt = primary.createdAt();
        });
        state.stop.stopReason = StopReason.REQUEST;
        state.stop.stopSince = draft.now;
        state.rollback.provenRollback = true;
        draft.log(
                RollbackMessages.askingEcs(Arns.brief(own.arn()), Arns.brief(service.taskDefinition()), own.status()));
        draft.go(Phase.STOPPING);
    }

    /** One that rolls back once more would take away what was good. */
    private static void stay(DecisionDraft draft, Observation seen, String by) {
        RolloutState state = draft.state;
        if (seen.liveDefinition != null) {
            PlannedRevision.compare(state, seen.liveDefinition, seen.liveDefinition);
        }
        state.taskDefinition = seen.service.taskDefinition();
        state.unchanged = true;
        state.rollback.backAlready = PlainText.line(RollbackMessages.alreadyBack(Arns.brief(state.taskDefinition), by));
        draft.log(RollbackMessages.isAlreadyBack(state.rollback.backAlready));
        draft.go(Phase.PROVING);
    }

    /** Whether what was good has to be read once more. */
    static boolean isUnread(DecisionDraft draft, Observation seen) {
        return ReadFailurePolicy.handled(
                draft, passing(seen.serviceDeploymentsFailure), passing(seen.revisionsFailure));
    }

    private static AwsFailure passing(AwsFailure failure) {
        return failure != null && failure.isPassing() ? failure : null;
    }

    static boolean isUnderWay(ServiceDeployment deployment) {
        return deployment != null && deployment.isUnfinished();
    }

    private static String whyHidden(Observation seen) {
        AwsFailure failure = seen.ownFailure == null ? seen.serviceDeploymentsFailure : seen.ownFailure;
        return failure == null ? RollbackMessages.NO_SERVICE_DEPLOYMENT : AwsFailureMessages.reason(failure);
    }

    private static void none(DecisionDraft draft, Observation seen) {
        String hidden = seen.serviceDeploymentsFailure == null
                ? (isRevisionHidden(seen) ? RollbackMessages.NO_REVISION_NAMED : "")
                : AwsFailureMessages.reason(seen.serviceDeploymentsFailure);
        draft.end(Verdict.REFUSED, RollbackMessages.noCandidate(seen.skipped, hidden), RollbackMessages.NAME_REVISION);
    }

    /** Whether a successful service deployment does not name its revision, or the revision itself has no name. */
    private static boolean isRevisionHidden(Observation seen) {
        return seen.serviceDeployments.stream()
                .filter(d -> d.status().equals("SUCCESSFUL"))
                .anyMatch(d -> seen.revision(d.targetRevision()) == null);
    }
}
