package io.jenkins.plugins.ecs.rollout.decide;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.AwsFailureMessages;
import io.jenkins.plugins.ecs.aws.EcsDeployment;
import io.jenkins.plugins.ecs.aws.EcsService;
import io.jenkins.plugins.ecs.aws.ServiceDeployment;
import io.jenkins.plugins.ecs.rollout.messages.PolicyMessages;
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
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@link io.jenkins.plugins.ecs.rollout.state.Phase#PLANNING} of a rollback. A deployment that is under way is rolled back by ECS itself; otherwise the last
 * revision that is known to be good is deployed: never simply "the number before".
 */
public final class RollbackPlanning {

    /** Candidates to read until one can be used. */
    static final int MOST_CANDIDATES = 5;

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
        reads.addAll(Reads.goodDeployments(seen));
        if (!reads.stream().allMatch(seen::has)) {
            return reads;
        }
        reads.addAll(Reads.goodRevisions(seen));
        reads.add(new LocalRead.Records(seen.service.taskDefinition()));
        reads.add(new EcsRead.LiveDefinition(seen.service.taskDefinition()));
        if (!reads.stream().allMatch(seen::has)
                || seen.liveDefinition == null
                || isBackAlready(seen).isPresent()) {
            return reads;
        }
        List<KnownGood.Revision> candidates = candidates(seen.service, seen);
        if (!candidates.isEmpty()) {
            reads.add(new EcsRead.CandidateDefinition(List.copyOf(candidates)));
        }
        if (seen.candidate != null) {
            reads.add(Reads.goodImages(seen));
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
        PlanningPhase.rememberWhatIsThere(state, seen);
        if (isUnderWay(seen.own)) {
            rollBack(draft, service, seen.own);
            return;
        }
        if (isDeploying(service)) {
            draft.log(RollbackMessages.byNewDeployment(whyHidden(seen)));
        }
        Optional<String> by = isBackAlready(seen);
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
        PlanningPhase.remember(state, seen.liveDefinition, seen.namedDefinition);
        state.rollback.goodDigests.putAll(seen.goodDigests);
        PreDeploymentWarnings.sayPauses(draft, service);
        deploy(draft, seen);
    }

    /** Deploys the revision that was found or named: as it is, or again with the images that were good. */
    static void deploy(DecisionDraft draft, Observation seen) {
        RolloutState state = draft.state;
        ObjectNode definition = seen.namedDefinition;
        String arn = definition.path("taskDefinitionArn").asText();
        Optional<String> doubt = ProvenRollback.doubt(definition, seen, seen.pins);
        state.rollback.provenRollback = doubt.isEmpty();
        state.rollback.rollbackDoubt = PlainText.line(doubt.orElse(""));
        Map<String, String> allPins = new LinkedHashMap<>(seen.unseenPins);
        allPins.putAll(seen.pins);
        state.rollback.unseenPins.clear();
        if (doubt.isPresent() && ProvenRollback.doubt(definition, seen, allPins).isEmpty()) {
            state.rollback.unseenPins.putAll(allPins);
        }
        state.family = definition.path("family").asText();
        state.baseTaskDefinition = arn;
        boolean active = definition.path("status").asText("ACTIVE").equals("ACTIVE");
        if (active && seen.pins.isEmpty()) {
            state.taskDefinition = arn;
            state.forced = arn.equals(seen.service.taskDefinition());
            draft.go(Phase.UPDATING);
            return;
        }
        if (!active) {
            draft.log(RollbackMessages.registersAgain(Arns.brief(arn)));
        }
        pin(draft, seen.pins);
        draft.go(Phase.REGISTERING);
    }

    private static void pin(DecisionDraft draft, Map<String, String> pins) {
        pins.forEach((container, image) -> draft.log(RollbackMessages.pins(container, image)));
        draft.state.images.putAll(pins);
        draft.state.rollback.pins.putAll(pins);
    }

    /**
     * A rule is against it as a deployment. As a rollback it may go on, where it can be made one: with the images that were
     * good, by their digests.
     */
    static boolean isMadeProven(DecisionDraft draft) {
        RolloutState state = draft.state;
        if (state.rollback.provenRollback || state.rollback.unseenPins.isEmpty()) {
            return false;
        }
        draft.log(PolicyMessages.wouldBeJudgedAsDeployment(state.rollback.rollbackDoubt));
        pin(draft, state.rollback.unseenPins);
        state.rollback.provenRollback = true;
        state.forced = false;
        draft.withdraw();
        draft.go(Phase.REGISTERING);
        return true;
    }

    /** Who brought the service back to its revision already; empty where it was brought forward last, or nobody knows. */
    public static Optional<String> isBackAlready(Observation seen) {
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

    /** One that rolls back once more would take away what was good. */
    private static void stay(DecisionDraft draft, Observation seen, String by) {
        RolloutState state = draft.state;
        if (seen.liveDefinition != null) {
            PlanningPhase.remember(state, seen.liveDefinition, seen.liveDefinition);
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

    public static boolean isUnderWay(ServiceDeployment deployment) {
        return deployment != null && deployment.isUnfinished();
    }

    private static boolean isDeploying(EcsService service) {
        return service.primary()
                .filter(d -> "IN_PROGRESS".equals(d.rolloutState()))
                .isPresent();
    }

    private static String whyHidden(Observation seen) {
        AwsFailure failure = seen.ownFailure == null ? seen.serviceDeploymentsFailure : seen.ownFailure;
        return failure == null ? RollbackMessages.NO_SERVICE_DEPLOYMENT : AwsFailureMessages.reason(failure);
    }

    private static void rollBack(DecisionDraft draft, EcsService service, ServiceDeployment own) {
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

    /** Revisions to go back to, the best first: what still runs beside a deployment, what was recorded, what ECS says. */
    public static List<KnownGood.Revision> candidates(EcsService service, Observation seen) {
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
            if (!known && !revision.taskDefinition().equals(current)) {
                candidates.add(revision);
            }
        }
        return candidates.subList(0, Math.min(MOST_CANDIDATES, candidates.size()));
    }

    /** ECS is done with rolling back: what runs is verified as after any deployment. */
    static void rolledBack(DecisionDraft draft, Observation seen) {
        RolloutState state = draft.state;
        Optional<EcsDeployment> primary = seen.service == null ? Optional.empty() : seen.service.primary();
        boolean stale = primary.isEmpty() || primary.get().taskDefinition().equals(state.previous.taskDefinition);
        if (stale && ++state.progress.strangeSightings < FollowingPhase.SURE_AFTER) {
            return;
        }
        if (primary.isEmpty()) {
            StoppingPhase.end(draft, RollbackMessages.INVISIBLE, Verdict.UNKNOWN);
            return;
        }
        state.taskDefinition = primary.get().taskDefinition();
        state.deploymentId = primary.get().id();
        state.deploymentCreatedAt = primary.get().createdAt();
        state.counts.desiredCount = seen.service.desiredCount();
        state.targetRevision = null;
        state.digests.clear();
        state.stop.stopReason = null;
        draft.log(RollbackMessages.rolledBack(Arns.brief(state.taskDefinition)));
        draft.go(Phase.PROVING);
    }

    /** It came to its end before it could be rolled back: now there is nothing under way, and going back is a deployment. */
    static void afterAll(DecisionDraft draft) {
        RolloutState state = draft.state;
        draft.log(RollbackMessages.COMPLETED_FIRST);
        state.stop.stopReason = null;
        state.rollback.provenRollback = false;
        state.stop.stopSentAt = 0;
        state.serviceDeployment = null;
        state.targetRevision = null;
        state.deploymentId = null;
        state.deploymentCreatedAt = 0;
        state.previous.deployments.clear();
        state.previous.serviceDeployments.clear();
        draft.go(Phase.PLANNING);
    }
}
