package io.jenkins.plugins.ecs.rollout.decide.plan;

import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.ecs.EcsDeployment;
import io.jenkins.plugins.ecs.aws.ecs.EcsService;
import io.jenkins.plugins.ecs.rollout.decide.phase.AwsAction;
import io.jenkins.plugins.ecs.rollout.decide.phase.Decision;
import io.jenkins.plugins.ecs.rollout.decide.phase.DecisionDraft;
import io.jenkins.plugins.ecs.rollout.decide.phase.PhaseHandler;
import io.jenkins.plugins.ecs.rollout.decide.phase.ReadFailurePolicy;
import io.jenkins.plugins.ecs.rollout.decide.phase.Reads;
import io.jenkins.plugins.ecs.rollout.lock.DeploymentQueue;
import io.jenkins.plugins.ecs.rollout.lock.LockKey;
import io.jenkins.plugins.ecs.rollout.messages.QueueMessages;
import io.jenkins.plugins.ecs.rollout.observe.EcsRead;
import io.jenkins.plugins.ecs.rollout.observe.LocalRead;
import io.jenkins.plugins.ecs.rollout.observe.Observation;
import io.jenkins.plugins.ecs.rollout.observe.Read;
import io.jenkins.plugins.ecs.rollout.request.OnOtherDeployment;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.taskdef.TaskDefinitionRef;
import io.jenkins.plugins.ecs.text.Arns;
import io.jenkins.plugins.ecs.text.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@link Phase#QUEUED}: nothing is looked at or changed before the service is ours alone. */
public final class QueuedPhase implements PhaseHandler {

    private static final long ASK_AGAIN = 1_000;
    /** A deployment that has not begun sees a rollback with its next round. */
    private static final long GIVES_WAY_WITHIN = 20_000;

    private static final long LOOK_AGAIN = 5_000;

    /** While others come first, ECS is not polled; but a rollback checks for a deployment that it can end at once. */
    @Override
    public List<Read> reads(RolloutState state, Observation seen) {
        if (state.queue.lockKey != null && !state.request.goesBack()) {
            Read position = new LocalRead.QueuePosition(state.queue.lockKey);
            boolean free = seen.place != null && seen.place.standing() == DeploymentQueue.Standing.FREE;
            return free ? List.of(position, Reads.SERVICE) : List.of(position);
        }
        List<Read> reads = new ArrayList<>(List.of(Reads.SERVICE));
        if (MissingService.isCreated(state.request, seen) && seen.has(Reads.SERVICE)) {
            reads.add(new EcsRead.Cluster());
            String service = MissingService.arn(seen.clusterArn, state.request);
            if (service != null) {
                reads.add(new LocalRead.QueuePosition(LockKey.of(service, seen.clusterArn)));
            }
        } else if (seen.service != null && !needsEvidence(state)) {
            reads.add(new LocalRead.QueuePosition(LockKey.of(seen.service)));
        } else if (seen.service != null) {
            reads.add(new EcsRead.NamedDefinition(
                    TaskDefinitionRef.parse(state.request.taskDefinition()).toString()));
            if (seen.namedDefinition != null) {
                reads.addAll(EvidenceReads.evidence(seen));
            }
        }
        return reads;
    }

    @Override
    public void decide(DecisionDraft draft, Observation seen) {
        RolloutState state = draft.state;
        if ((state.queue.lockKey == null || state.request.goesBack()) && nameIsUnknown(draft, seen)) {
            return;
        }
        if (needsEvidence(state)) {
            if (!ReadFailurePolicy.handled(
                    draft,
                    passing(seen.definitionFailure),
                    passing(seen.serviceDeploymentsFailure),
                    passing(seen.revisionsFailure))) {
                state.queue.evidenceSeen = true;
                state.queue.queuesAsDeployment = seen.namedDefinition == null
                        || !ProvenRollback.ranWell(
                                seen.namedDefinition.path("taskDefinitionArn").asText(), seen);
            }
            return;
        }
        switch (seen.place.standing()) {
            case FREE -> first(draft, seen);
            case GIVES_WAY -> beside(draft, seen);
            case WAIT -> waiting(draft, seen.place);
            case BUSY -> draft.end(Verdict.REFUSED, QueueMessages.busy(seen.place.behind()), QueueMessages.BUSY_ADVICE);
            default -> draft.end(Verdict.SUPERSEDED, QueueMessages.superseded(seen.place.behind()), "");
        }
    }

    /** A revision that never ran well in the service waits as a deployment does, and counts as one. */
    static boolean needsEvidence(RolloutState state) {
        return state.request.goesBack()
                && state.request.taskDefinition() != null
                && state.request.goesBackFrom() == null
                && !state.queue.evidenceSeen;
    }

    private static AwsFailure passing(AwsFailure failure) {
        return failure != null && failure.isPassing() ? failure : null;
    }

    /** Names may be written in several ways; the ARN of the service says which one is meant. */
    private static boolean nameIsUnknown(DecisionDraft draft, Observation seen) {
        if (seen.serviceFailure != null && seen.serviceFailure.isPassing()) {
            return ReadFailurePolicy.handled(draft, seen.serviceFailure);
        }
        if (MissingService.isCreated(draft.state.request, seen)) {
            return serviceIsNew(draft, seen);
        }
        if (seen.serviceFailure != null || seen.service == null) {
            // Planning finds the same, and says what to do about it.
            begin(draft);
            return true;
        }
        draft.state.queue.lockKey = LockKey.of(seen.service);
        return false;
    }

    /** Two builds must not create one service at the same time. */
    private static boolean serviceIsNew(DecisionDraft draft, Observation seen) {
        if (seen.clusterFailure != null && seen.clusterFailure.isPassing()) {
            return ReadFailurePolicy.handled(draft, seen.clusterFailure);
        }
        String service = MissingService.arn(seen.clusterArn, draft.state.request);
        if (service == null) {
            begin(draft);
            return true;
        }
        draft.state.queue.lockKey = LockKey.of(service, seen.clusterArn);
        return false;
    }

    private static void waiting(DecisionDraft draft, DeploymentQueue.Place place) {
        draft.state.progress.lastSeen = PlainText.line(QueueMessages.waitingFor(place.behind()));
        if (place.behind().equals(QueueMessages.RESUMED_BUILDS)) {
            draft.logOnce("after start", QueueMessages.RESUMING);
        } else {
            draft.logOnce("behind " + place.behind(), QueueMessages.waiting(place.behind(), place.ahead()));
        }
        draft.pollIn(ASK_AGAIN);
    }

    /** A rollback waits for no deployment: it ends one that is under way, and one that has not begun ends by itself. */
    private static void beside(DecisionDraft draft, Observation seen) {
        RolloutState state = draft.state;
        state.queue.besideSince = state.queue.besideSince == 0 ? draft.now : state.queue.besideSince;
        boolean begun = seen.service != null && underWay(seen.service).isPresent();
        if (begun || draft.now - state.queue.besideSince >= GIVES_WAY_WITHIN) {
            first(draft, seen);
            return;
        }
        state.progress.lastSeen = PlainText.line(QueueMessages.waitingToYield(seen.place.behind()));
        draft.logOnce("beside", QueueMessages.yields(seen.place.behind()));
        draft.pollIn(ASK_AGAIN);
    }

    /** A deployment that a rollback has overtaken must not begin any more. */
    public static Decision giveWay(Decision decided, DeploymentQueue turnstile, long now) {
        RolloutState state = decided.state();
        AwsAction action = decided.action().orElse(null);
        boolean begins = action instanceof AwsAction.Register
                || action instanceof AwsAction.Update
                || action instanceof AwsAction.CreateDeployment;
        boolean mayBegin = state.phase.isBeforeUpdate() && state.phase != Phase.QUEUED;
        if (state.queuesAsRollback() || state.queue.lockKey == null || !(begins || mayBegin)) {
            return decided;
        }
        Optional<String> overtakenBy = turnstile.overtakenBy(state.queue.lockKey);
        if (overtakenBy.isEmpty()) {
            return decided;
        }
        DecisionDraft draft = DecisionDraft.of(decided, now);
        overtakenBy.ifPresent(by -> {
            draft.withdraw();
            draft.end(Verdict.SUPERSEDED, QueueMessages.overtaken(by), QueueMessages.OVERTAKEN_ADVICE);
        });
        return draft.decision();
    }

    /** It is ours; but someone else than this Jenkins may be deploying it. */
    private static void first(DecisionDraft draft, Observation seen) {
        if (ReadFailurePolicy.handled(draft, seen.serviceFailure)) {
            return;
        }
        Optional<EcsDeployment> other = seen.service == null ? Optional.empty() : underWay(seen.service);
        OnOtherDeployment reaction = draft.state.request.onOtherDeployment();
        if (other.isEmpty() || reaction == OnOtherDeployment.REPLACE || draft.state.request.goesBack()) {
            begin(draft);
            return;
        }
        String words = QueueMessages.deployment(
                other.get().id(), Arns.brief(other.get().taskDefinition()));
        if (reaction == OnOtherDeployment.FAIL) {
            draft.end(Verdict.REFUSED, QueueMessages.otherDeployment(words), QueueMessages.OTHER_DEPLOYMENT_ADVICE);
            return;
        }
        draft.state.progress.lastSeen = QueueMessages.waitingForEndOf(words);
        draft.logOnce("other " + words, QueueMessages.waitingForOther(words));
        draft.pollIn(LOOK_AGAIN);
    }

    private static Optional<EcsDeployment> underWay(EcsService service) {
        return service.deployments().stream()
                .filter(deployment -> "IN_PROGRESS".equals(deployment.rolloutState()))
                .findFirst();
    }

    /** From here on the step's own time counts. */
    private static void begin(DecisionDraft draft) {
        draft.state.queue.begunAt = draft.now;
        draft.state.progress.lastProgressAt = draft.now;
        draft.state.progress.lastSeen = "";
        draft.go(Phase.PLANNING);
    }
}
