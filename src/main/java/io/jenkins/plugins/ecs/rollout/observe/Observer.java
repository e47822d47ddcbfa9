package io.jenkins.plugins.ecs.rollout.observe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.aws.AwsClients;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.EcsApi;
import io.jenkins.plugins.ecs.aws.ServiceDeployment;
import io.jenkins.plugins.ecs.aws.ServiceRevision;
import io.jenkins.plugins.ecs.polling.RateLimiter;
import io.jenkins.plugins.ecs.rollout.Waiting;
import io.jenkins.plugins.ecs.rollout.decide.Diagnosis;
import io.jenkins.plugins.ecs.rollout.decide.EarlyFailureDetection;
import io.jenkins.plugins.ecs.rollout.decide.FollowingPhase;
import io.jenkins.plugins.ecs.rollout.decide.PlanningPhase;
import io.jenkins.plugins.ecs.rollout.decide.ProvenRollback;
import io.jenkins.plugins.ecs.rollout.decide.QueuedPhase;
import io.jenkins.plugins.ecs.rollout.decide.ReadFailurePolicy;
import io.jenkins.plugins.ecs.rollout.decide.ResolvingPhase;
import io.jenkins.plugins.ecs.rollout.decide.RevisionCleanup;
import io.jenkins.plugins.ecs.rollout.decide.RollbackPlanning;
import io.jenkins.plugins.ecs.rollout.lock.DeploymentQueue;
import io.jenkins.plugins.ecs.rollout.messages.DryRunMessages;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.taskdef.TaskDefinitionRef;
import io.jenkins.plugins.ecs.taskdef.TaskDefinitions;
import io.jenkins.plugins.ecs.text.Arns;
import io.jenkins.plugins.ecs.text.PlainText;
import io.jenkins.plugins.ecs.text.masking.Masking;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/** Looks at AWS: for each phase the reads that its decision needs, and no more. It changes nothing. */
public final class Observer {

    public static final int MOST_TASKS = 500;
    /** They are listed in no order, those of deployments before ours among them, for at least an hour. */
    public static final int MOST_STOPPED_TASKS = 500;

    private final EcsApi ecs;
    /** Null where only ECS is to be asked. */
    private final AwsClients others;

    private final Masking masking;
    private final DeploymentQueue turnstile;
    private KnownGood knownGood = KnownGood.NOTHING;
    private RateLimiter gate = RateLimiter.OPEN;
    private boolean readsServiceBeforeUpdate;

    public Observer(EcsApi ecs, AwsClients others, Masking masking, DeploymentQueue turnstile) {
        this.ecs = ecs;
        this.others = others;
        this.masking = masking;
        this.turnstile = turnstile;
    }

    public Observer knowing(KnownGood good) {
        knownGood = good;
        return this;
    }

    /** Looks at CodeDeploy wait for their turn there. */
    public Observer pacedBy(RateLimiter turns) {
        gate = turns;
        return this;
    }

    /** The service's settings may have changed since the deployment was planned. */
    public Observer readingServiceBeforeUpdate(boolean reads) {
        readsServiceBeforeUpdate = reads;
        return this;
    }

    public Observation look(RolloutState state) {
        Observation seen = new Observation();
        seen.masking = masking;
        switch (state.phase) {
            case QUEUED -> lookForPlace(state, seen);
            case PLANNING -> lookAtWhatIsThere(state, seen);
            case REGISTERING -> lookAtFamily(state, seen);
            case UPDATING -> lookBeforeUpdate(state, seen);
            case RESOLVING -> lookForOwnDeployment(state, seen);
            case FOLLOWING, ANSWERING, STOPPING -> lookAtProgress(state, seen);
            case PROVING -> lookAtWhatRuns(state, seen);
            case DIAGNOSING -> lookAtFailure(state, seen);
            case TIDYING -> lookAtUse(state, seen);
            case ENDED -> {}
        }
        return seen;
    }

    /** While others come first, AWS is not asked; but a rollback looks for what it can end at once. */
    private void lookForPlace(RolloutState state, Observation seen) {
        if (state.lockKey == null || state.request.goesBack()) {
            lookAtService(state, seen);
            if (seen.service != null) {
                if (QueuedPhase.needsEvidence(state)) {
                    lookAtEvidence(state, seen);
                } else {
                    seen.place = turnstile.ask(QueuedPhase.key(seen.service));
                }
            }
            return;
        }
        seen.place = turnstile.ask(state.lockKey);
        if (seen.place.standing() == DeploymentQueue.Standing.FREE) {
            lookAtService(state, seen);
        }
    }

    private void lookAtWhatIsThere(RolloutState state, Observation seen) {
        lookAtService(state, seen);
        if (seen.service == null
                || !seen.service.isActive()
                || !(seen.service.controller().equals("ECS") || isForCodeDeploy(state, seen))) {
            return;
        }
        if (state.request.goesBackByItself()) {
            lookBack(state, seen);
            return;
        }
        lookAtTree(state, seen);
        tryTo(
                () -> {
                    seen.liveDefinition = ecs.taskDefinition(seen.service.taskDefinition());
                    String asked = state.request.taskDefinition();
                    if (TaskDefinitionRef.isReference(asked)) {
                        seen.namedDefinition = ecs.taskDefinition(
                                TaskDefinitionRef.parse(asked).toString());
                    }
                },
                failure -> seen.definitionFailure = failure);
        if (state.request.dryRun()) {
            lookAtImages(state, seen);
        } else if (!isForCodeDeploy(state, seen)) {
            listServiceDeployments(state, seen, seen.service.newestDeploymentAt());
        }
        if (others != null && !seen.service.settings().alarmNames().isEmpty()) {
            tryTo(
                    () -> seen.alarms =
                            others.alarms().alarms(seen.service.settings().alarmNames()),
                    failure -> seen.alarmsFailure = failure);
        }
        if (state.request.goesBack() && seen.namedDefinition != null) {
            lookAtNamed(state, seen);
        }
        if (isForCodeDeploy(state, seen)) {
            codeDeploy().before(state, seen);
        }
    }

    private boolean isForCodeDeploy(RolloutState state, Observation seen) {
        return others != null && PlanningPhase.isForCodeDeploy(state.request, seen.service);
    }

    private CodeDeployReader codeDeploy() {
        return new CodeDeployReader(others.codeDeploy(), gate);
    }

    /** What is under way, or else the last revision that is known to be good. */
    private void lookBack(RolloutState state, Observation seen) {
        listServiceDeployments(state, seen, 0);
        String newest = seen.serviceDeployments.stream()
                .findFirst()
                .filter(RollbackPlanning::isUnderWay)
                .map(ServiceDeployment::arn)
                .orElse(seen.service.currentServiceDeployment());
        if (newest != null) {
            tryTo(() -> seen.own = ecs.serviceDeployment(newest).orElse(null), failure -> seen.ownFailure = failure);
        }
        if (RollbackPlanning.isUnderWay(seen.own)) {
            return;
        }
        lookAtGoodRevisions(seen);
        lookAtRecords(state, seen);
        tryTo(
                () -> {
                    seen.liveDefinition = ecs.taskDefinition(seen.service.taskDefinition());
                    if (RollbackPlanning.isBackAlready(seen).isEmpty()) {
                        choose(seen, RollbackPlanning.candidates(seen.service, seen));
                    }
                },
                failure -> seen.definitionFailure = failure);
        if (seen.candidate != null) {
            lookAtImages(seen);
        }
    }

    private void lookAtRecords(RolloutState state, Observation seen) {
        DeployRequest request = state.request;
        seen.recorded = knownGood.revisions(request.region(), request.clusterName(), request.serviceName());
        seen.broughtBackBy = knownGood
                .broughtBackBy(
                        request.region(), request.clusterName(), request.serviceName(), seen.service.taskDefinition())
                .orElse(null);
    }

    /** Of the revision that the request names: what builds recorded, or what ECS pinned in a deployment of it. */
    private void lookAtNamed(RolloutState state, Observation seen) {
        lookAtRecords(state, seen);
        String named = seen.namedDefinition.path("taskDefinitionArn").asText();
        boolean known = ProvenRollback.evidence(named, seen)
                .filter(revision -> !revision.digests().isEmpty())
                .isPresent();
        if (!known) {
            listServiceDeployments(state, seen, 0);
            lookAtGoodRevisions(seen);
        }
        lookAtImages(seen);
    }

    /** Whether the revision that a rollback names ever ran well: else it waits as a deployment does. */
    private void lookAtEvidence(RolloutState state, Observation seen) {
        tryTo(
                () -> seen.namedDefinition = ecs.taskDefinition(
                        TaskDefinitionRef.parse(state.request.taskDefinition()).toString()),
                failure -> seen.definitionFailure = failure);
        if (seen.namedDefinition != null) {
            lookAtNamed(state, seen);
        }
    }

    private void lookAtImages(Observation seen) {
        String arn = seen.namedDefinition.path("taskDefinitionArn").asText();
        seen.goodDigests = ProvenRollback.evidence(arn, seen)
                .map(KnownGood.Revision::digests)
                .orElse(Map.of());
        ImageReader look = new ImageReader(others).at(seen.namedDefinition, seen.goodDigests);
        seen.imageNotes = look.notes;
        seen.pins = look.pins;
        seen.unseenPins = look.unseenPins;
        seen.unmoved = look.unmoved;
    }

    private void lookAtGoodRevisions(Observation seen) {
        lookAtRevisions(
                seen,
                seen.serviceDeployments.stream()
                        .filter(d -> d.status().equals("SUCCESSFUL"))
                        .map(ServiceDeployment::targetRevision)
                        .filter(Objects::nonNull)
                        .distinct()
                        .limit(20)
                        .toList());
    }

    private void choose(Observation seen, List<KnownGood.Revision> candidates) {
        for (KnownGood.Revision candidate : candidates) {
            try {
                seen.namedDefinition = ecs.taskDefinition(candidate.taskDefinition());
                seen.candidate = candidate;
                return;
            } catch (AwsFailure failure) {
                if (failure.isPassing()) {
                    throw failure;
                }
            }
            seen.skipped.add(Arns.brief(candidate.taskDefinition()));
        }
    }

    private String digest(String image) {
        return others == null ? DryRunMessages.NOT_LOOKED_UP : new EcrDigests(others).of(image);
    }

    private void lookAtImages(RolloutState state, Observation seen) {
        ObjectNode chosen = PlanningPhase.chosen(state.request, seen);
        if (chosen != null) {
            TaskDefinitions.images(chosen)
                    .forEach((container, image) -> tryTo(
                            () -> seen.plannedDigests.put(container, digest(image)),
                            failure -> seen.plannedDigests.put(
                                    container,
                                    DryRunMessages.unknownDigest(
                                            PlainText.line(ReadFailurePolicy.words(state, failure))))));
        }
    }

    private void lookAtFamily(RolloutState state, Observation seen) {
        int most = state.pending ? 5 : 1;
        if (state.baseTaskDefinition != null) {
            tryTo(
                    () -> seen.baseDefinition = ecs.taskDefinition(state.baseTaskDefinition),
                    failure -> seen.definitionFailure = failure);
        }
        tryTo(
                () -> ecs.newestRevisions(state.family, most)
                        .forEach(arn -> seen.newest.put(arn, ecs.taskDefinition(arn))),
                failure -> seen.newestFailure = failure);
        if (state.pending && seen.newestFailure != null && isNotToBeHad(seen.newestFailure)) {
            describeNewest(state, seen);
        }
    }

    private static boolean isNotToBeHad(AwsFailure failure) {
        return failure.kind() == AwsFailure.Kind.DENIED || failure.kind() == AwsFailure.Kind.UNSUPPORTED;
    }

    /** Without a list the name of the family stands for its newest revision. */
    private void describeNewest(RolloutState state, Observation seen) {
        tryTo(
                () -> {
                    ObjectNode newest = ecs.taskDefinition(state.family);
                    seen.newest.put(newest.path("taskDefinitionArn").asText(), newest);
                    seen.newestFailure = null;
                },
                failure -> seen.newestFailure = isNotToBeHad(failure) ? seen.newestFailure : failure);
    }

    /** Only where an update may have been sent already is there anything to look for. */
    private void lookBeforeUpdate(RolloutState state, Observation seen) {
        lookAtTree(state, seen);
        if (readsServiceBeforeUpdate && !state.byCodeDeploy && !state.pending) {
            lookAtService(state, seen);
        }
        if (state.byCodeDeploy) {
            if (state.pending) {
                codeDeploy().forOwn(state, seen);
            }
            return;
        }
        if (state.pending) {
            lookForOwnDeployment(state, seen);
        }
    }

    private void lookAtTree(RolloutState state, Observation seen) {
        if (state.request.changesSettings()) {
            tryTo(
                    () -> seen.serviceTree = ecs.serviceTree(state.request.cluster(), state.request.service())
                            .orElse(null),
                    failure -> seen.serviceTreeFailure = failure);
        }
    }

    private void lookAtAttached(RolloutState state, Observation seen) {
        lookAtService(state, seen);
        tryTo(
                () -> seen.own = ecs.serviceDeployment(state.serviceDeployment).orElse(null),
                failure -> seen.ownFailure = failure);
        if (seen.own != null && seen.own.targetRevision() != null) {
            List<String> revisions = new ArrayList<>(List.of(seen.own.targetRevision()));
            seen.own.sources().forEach(source -> revisions.add(source.arn()));
            lookAtRevisions(seen, revisions);
            ServiceRevision target = seen.revision(seen.own.targetRevision());
            if (target != null) {
                tryTo(
                        () -> seen.namedDefinition = ecs.taskDefinition(target.taskDefinition()),
                        failure -> seen.definitionFailure = failure);
            }
        }
    }

    private void lookForOwnDeployment(RolloutState state, Observation seen) {
        if (state.request.attachTo() != null) {
            lookAtAttached(state, seen);
            return;
        }
        lookAtService(state, seen);
        if (state.byDeploymentId) {
            return;
        }
        long since = state.deploymentCreatedAt == 0 ? state.newestBefore : state.deploymentCreatedAt;
        listServiceDeployments(state, seen, since);
        List<ServiceDeployment> found = new ArrayList<>(seen.serviceDeployments);
        // The service names its current one itself: also to those who may not list them.
        String current = seen.service == null ? null : seen.service.currentServiceDeployment();
        if (current != null && found.stream().noneMatch(d -> d.arn().equals(current))) {
            tryTo(() -> ecs.serviceDeployment(current).ifPresent(found::add), failure -> {});
        }
        found.replaceAll(brief ->
                brief.targetRevision() == null && ResolvingPhase.mayBeOurs(state, brief) ? whole(brief) : brief);
        seen.serviceDeployments = found;
        List<String> revisions = seen.serviceDeployments.stream()
                .filter(d -> ResolvingPhase.mayBeOurs(state, d))
                .map(ServiceDeployment::targetRevision)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        lookAtRevisions(seen, revisions);
    }

    /** Some lists don't name the revision; the deployment itself does. */
    private ServiceDeployment whole(ServiceDeployment brief) {
        try {
            return ecs.serviceDeployment(brief.arn()).orElse(brief);
        } catch (AwsFailure failure) {
            return brief;
        }
    }

    /** Those that can be taken for a deployment of that time or later; older ones never are. */
    private void listServiceDeployments(RolloutState state, Observation seen, long since) {
        tryTo(
                () -> seen.serviceDeployments = ecs.serviceDeployments(
                        state.request.cluster(),
                        state.request.service(),
                        Math.max(0, since - ResolvingPhase.SAME_TIME)),
                failure -> seen.serviceDeploymentsFailure = failure);
    }

    private void lookAtProgress(RolloutState state, Observation seen) {
        if (Waiting.needsTasks(state)) {
            seen.runningTasks = List.of();
            tryTo(
                    () -> seen.runningTasks =
                            ecs.tasks(state.request.cluster(), state.request.service(), "RUNNING", Waiting.MOST_TASKS),
                    failure -> {});
            tryTo(
                    () -> seen.hasHealthChecks = state.taskDefinition != null
                            && Waiting.hasHealthChecks(ecs.taskDefinition(state.taskDefinition)),
                    failure -> {});
        }
        if (state.byCodeDeploy) {
            lookAtService(state, seen);
            if (state.phase == Phase.FOLLOWING && EarlyFailureDetection.needsTasks(state, seen)) {
                tasks(state, seen, "STOPPED", MOST_STOPPED_TASKS);
            }
            codeDeploy().atProgress(state, seen);
            if (state.phase == Phase.FOLLOWING && FailureReader.needsTargets(state, seen)) {
                new FailureReader(ecs, others).atTargets(seen);
            }
            return;
        }
        if (!state.byDeploymentId) {
            tryTo(
                    () -> seen.own =
                            ecs.serviceDeployment(state.serviceDeployment).orElse(null),
                    failure -> seen.ownFailure = failure);
            seen.withoutService = !FollowingPhase.needsService(state, seen.own);
        }
        if (!seen.withoutService) {
            lookAtService(state, seen);
        }
        if (state.phase == Phase.FOLLOWING && EarlyFailureDetection.needsTasks(state, seen)) {
            tasks(state, seen, "STOPPED", MOST_STOPPED_TASKS);
        }
        if (others != null && state.phase == Phase.FOLLOWING && FailureReader.needsTargets(state, seen)) {
            new FailureReader(ecs, others).atTargets(seen);
        }
    }

    private void lookAtFailure(RolloutState state, Observation seen) {
        lookAtTasks(state, seen, "STOPPED", MOST_STOPPED_TASKS);
        if (state.byCodeDeploy) {
            codeDeploy().atProgress(state, seen);
        } else if (state.serviceDeployment != null && !state.byDeploymentId) {
            tryTo(
                    () -> seen.own =
                            ecs.serviceDeployment(state.serviceDeployment).orElse(null),
                    failure -> seen.ownFailure = failure);
        }
        if (others == null) {
            return;
        }
        FailureReader look = new FailureReader(ecs, others);
        look.atLog(state, seen);
        if (state.targets.isEmpty()
                && seen.service != null
                && !state.layersMissing.containsKey(Diagnosis.LOAD_BALANCER)
                && !seen.service.settings().targetGroups().isEmpty()) {
            look.atTargets(seen);
        }
    }

    private void lookAtWhatRuns(RolloutState state, Observation seen) {
        lookAtTasks(state, seen, "RUNNING", MOST_TASKS);
        lookAtTaskSets(state, seen);
        if (state.targetRevision != null && state.digests.isEmpty()) {
            lookAtRevisions(seen, List.of(state.targetRevision));
        }
    }

    private void lookAtUse(RolloutState state, Observation seen) {
        if (RevisionCleanup.needsLook(state)) {
            tryTo(
                    () -> seen.revisionUse = new RevisionReader(ecs, knownGood).look(state),
                    failure -> seen.revisionUseFailure = failure);
        }
    }

    private void lookAtTaskSets(RolloutState state, Observation seen) {
        if (state.byCodeDeploy) {
            lookAtTree(state, seen);
        }
    }

    private void lookAtTasks(RolloutState state, Observation seen, String desiredStatus, int most) {
        lookAtService(state, seen);
        tasks(state, seen, desiredStatus, most);
    }

    private void tasks(RolloutState state, Observation seen, String desiredStatus, int most) {
        seen.withTasks = true;
        tryTo(
                () -> seen.tasks = ecs.tasks(state.request.cluster(), state.request.service(), desiredStatus, most),
                failure -> seen.tasksFailure = failure);
    }

    private void lookAtService(RolloutState state, Observation seen) {
        tryTo(
                () -> seen.service = ecs.service(state.request.cluster(), state.request.service())
                        .orElse(null),
                failure -> seen.serviceFailure = failure);
    }

    private void lookAtRevisions(Observation seen, List<String> arns) {
        if (!arns.isEmpty()) {
            tryTo(() -> seen.revisions = ecs.serviceRevisions(arns), failure -> seen.revisionsFailure = failure);
        }
    }

    private static void tryTo(Runnable read, Consumer<AwsFailure> otherwise) {
        try {
            read.run();
        } catch (AwsFailure failure) {
            otherwise.accept(failure);
        }
    }

    /** The first failure of a look, if any part of it failed. */
    public static Optional<AwsFailure> first(AwsFailure... failures) {
        for (AwsFailure failure : failures) {
            if (failure != null) {
                return Optional.of(failure);
            }
        }
        return Optional.empty();
    }
}
