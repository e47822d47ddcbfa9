package io.jenkins.plugins.ecs.rollout.decide.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.aws.ecs.EcsDeployment;
import io.jenkins.plugins.ecs.aws.ecs.EcsService;
import io.jenkins.plugins.ecs.lookups.Lookups;
import io.jenkins.plugins.ecs.rollout.decide.controller.ServicePlan;
import io.jenkins.plugins.ecs.rollout.decide.phase.DecisionDraft;
import io.jenkins.plugins.ecs.rollout.decide.phase.PhaseHandler;
import io.jenkins.plugins.ecs.rollout.decide.phase.ReadFailurePolicy;
import io.jenkins.plugins.ecs.rollout.decide.phase.Reads;
import io.jenkins.plugins.ecs.rollout.lock.LockKey;
import io.jenkins.plugins.ecs.rollout.messages.PlanningMessages;
import io.jenkins.plugins.ecs.rollout.messages.ServiceFileMessages;
import io.jenkins.plugins.ecs.rollout.observe.CodeDeployRead;
import io.jenkins.plugins.ecs.rollout.observe.EcsRead;
import io.jenkins.plugins.ecs.rollout.observe.Observation;
import io.jenkins.plugins.ecs.rollout.observe.OtherRead;
import io.jenkins.plugins.ecs.rollout.observe.Read;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.servicedef.TagChange;
import io.jenkins.plugins.ecs.taskdef.DefinitionPatch;
import io.jenkins.plugins.ecs.taskdef.TaskDefinitionCompare;
import io.jenkins.plugins.ecs.taskdef.TaskDefinitionException;
import io.jenkins.plugins.ecs.taskdef.TaskDefinitionRef;
import io.jenkins.plugins.ecs.taskdef.TaskDefinitionText;
import io.jenkins.plugins.ecs.taskdef.TaskDefinitions;
import io.jenkins.plugins.ecs.text.Arns;
import io.jenkins.plugins.ecs.text.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** {@link Phase#PLANNING}: is there a service that we may update, and which definition is it to run? */
public final class PlanningPhase implements PhaseHandler {

    @Override
    public List<Read> reads(RolloutState state, Observation seen) {
        EcsService service = seen.service;
        DeployRequest request = LookupPlanning.request(state, seen);
        List<Read> reads = new ArrayList<>(List.of(Reads.SERVICE));
        boolean byCodeDeploy = PlanChecks.isForCodeDeploy(request, service);
        if (seen.has(Reads.SERVICE) && MissingService.isCreated(request, seen)) {
            reads.addAll(CreationPlanning.reads(request, seen));
            return reads;
        }
        if (seen.has(Reads.SERVICE) && RegisterOnly.isWithoutService(request, seen)) {
            reads.addAll(LookupPlanning.reads(request));
            return reads;
        }
        if (seen.has(Reads.SERVICE) && service == null && !request.goesBack()) {
            reads.addAll(CreationPlanning.daemon(seen));
            return reads;
        }
        if (service == null || !service.isActive() || !(service.controller().equals("ECS") || byCodeDeploy)) {
            return reads;
        }
        if (request.goesBackByItself()) {
            reads.addAll(RollbackPlanning.reads(seen));
            return reads;
        }
        reads.addAll(Reads.serviceTree(state));
        reads.add(new EcsRead.LiveDefinition(service.taskDefinition()));
        if (TaskDefinitionRef.isReference(request.taskDefinition())) {
            reads.add(new EcsRead.NamedDefinition(
                    TaskDefinitionRef.parse(request.taskDefinition()).toString()));
        }
        reads.addAll(LookupPlanning.reads(request));
        reads.addAll(ScalingPlan.reads(request, seen));
        if (request.dryRun()) {
            ObjectNode chosen =
                    LookupPlanning.areRead(request, seen) ? RequestedDefinition.chosen(request, seen) : null;
            if (chosen != null) {
                reads.add(new OtherRead.PlannedDigests(TaskDefinitions.images(chosen)));
            }
        } else if (!byCodeDeploy) {
            reads.add(Reads.serviceDeployments(service.newestDeploymentAt()));
        }
        if (!service.settings().alarmNames().isEmpty()) {
            reads.add(new OtherRead.Alarms(service.settings().alarmNames()));
        }
        if (request.goesBack() && seen.namedDefinition != null) {
            reads.addAll(EvidenceReads.evidence(seen));
            reads.add(EvidenceReads.goodImages(seen));
        }
        if (byCodeDeploy) {
            reads.add(CodeDeployRead.GROUP);
        }
        return reads;
    }

    @Override
    public void decide(DecisionDraft draft, Observation seen) {
        if (draft.state.request.goesBackByItself()) {
            RollbackPlanning.decide(draft, seen);
            return;
        }
        if (LookupPlanning.isDecided(draft, seen)) {
            return;
        }
        if (MissingService.isCreated(draft.state.request, seen)) {
            CreationPlanning.decide(draft, seen);
            return;
        }
        if (RegisterOnly.isWithoutService(draft.state.request, seen)) {
            RegisterOnly.plan(draft, seen);
            return;
        }
        if (PlanChecks.isUnknownRevision(draft, seen)
                || ReadFailurePolicy.handled(
                        draft,
                        seen.serviceFailure,
                        seen.definitionFailure,
                        seen.serviceTreeFailure,
                        seen.wholeScalingFailure)
                || PlanChecks.isDaemon(draft, seen)
                || !PlanChecks.isDeployable(draft, seen.service)
                || !PlanChecks.isStillOurs(draft, seen.service)
                || (draft.state.request.goesBack() && RollbackPlanning.isUnread(draft, seen))
                || !PlanChecks.isStrategyPossible(draft, seen)) {
            return;
        }
        RolloutState state = draft.state;
        EcsService service = seen.service;
        state.serviceArn = service.arn();
        state.clusterArn = service.clusterArn();
        if (state.request.linesUp()) {
            state.queue.lockKey = LockKey.of(service);
        }
        state.circuitBreaker = service.circuitBreaker();
        state.previous.taskDefinition = service.taskDefinition();
        state.counts.desiredCount = service.desiredCount();
        PreviousDeployments.note(state, seen);
        ObjectNode wanted;
        try {
            wanted =
                    RequestedDefinition.wanted(state.request, seen.liveDefinition, seen.namedDefinition, state.lookups);
        } catch (TaskDefinitionException bad) {
            LookupPlanning.refuse(draft, bad.getMessage());
            return;
        }
        ObjectNode chosen = wanted == null ? seen.namedDefinition : wanted;
        PlannedRevision.compare(state, seen.liveDefinition, chosen);
        if (state.request.bringsService()) {
            rememberTags(draft, ServicePlan.of(state.request, seen.serviceTree).tags(seen.serviceTree));
            ScalingPlan.say(draft, seen);
        }
        List<String> tags = RequestedDefinition.tagChanges(state.request, seen.liveDefinition, chosen);
        boolean same = wanted != null && TaskDefinitionCompare.same(wanted, seen.liveDefinition);
        if (!same || state.request.forceNewDeployment()) {
            state.changes.addAll(tags);
        }
        if (state.byCodeDeploy
                ? !CodeDeployPlanner.fits(draft, seen, chosen)
                : !PlanChecks.hasTargets(draft, service, chosen)) {
            return;
        }
        seen.imageNotes.forEach(note -> draft.log(note));
        state.rollback.goodDigests.putAll(seen.goodDigests);
        if (state.request.dryRun()) {
            DryRun.end(
                    draft,
                    seen,
                    chosen,
                    wanted == null ? chosen.path("taskDefinitionArn").asText() : null);
            return;
        }
        if (state.request.registersOnly() && (same || wanted == null)) {
            String there = same
                    ? service.taskDefinition()
                    : chosen.path("taskDefinitionArn").asText();
            RegisterOnly.end(draft, there, false);
            return;
        }
        PreDeploymentWarnings.say(draft, seen);
        PreDeploymentWarnings.sayPauses(draft, service);
        if (state.request.goesBack() && !isLive(seen)) {
            RollbackDeployment.deploy(draft, seen);
        } else if (wanted == null) {
            ExistingRevision.use(
                    draft, seen, seen.namedDefinition.path("taskDefinitionArn").asText());
        } else if (same && (tags.isEmpty() || !state.request.forceNewDeployment())) {
            if (!tags.isEmpty()) {
                draft.log(
                        PlanningMessages.onlyTagsDiffer(RequestedDefinition.keepsTags(tags, service.taskDefinition())));
            }
            ExistingRevision.use(draft, seen, service.taskDefinition());
        } else {
            state.family = wanted.path("family").asText();
            ObjectNode base = seen.namedDefinition == null ? seen.liveDefinition : seen.namedDefinition;
            state.baseTaskDefinition = RequestedDefinition.bringsText(state.request)
                    ? null
                    : base.path("taskDefinitionArn").asText();
            if (RequestedDefinition.bringsText(state.request)) {
                TaskDefinitionText.unknownFields(
                                state.request.taskDefinition(),
                                seen.liveDefinition,
                                tree -> Lookups.replace(tree, state.lookups))
                        .forEach(warning -> draft.log(PlanningMessages.warning(PlainText.line(warning))));
            }
            if (state.request.patch() != null) {
                DefinitionPatch.unknownFields(
                                state.request.patch(),
                                seen.liveDefinition,
                                tree -> Lookups.replace(tree, state.lookups))
                        .forEach(warning -> draft.log(PlanningMessages.warning(PlainText.line(warning))));
            }
            draft.log(PlanningMessages.changes(Arns.brief(service.taskDefinition())));
            state.changes.forEach(change -> draft.log(PlanningMessages.item(change)));
            draft.go(Phase.REGISTERING);
        }
    }

    /** Whether the service runs, or begins to run, what is asked for. */
    private static boolean isLive(Observation seen) {
        String rollout = seen.service.primary().map(EcsDeployment::rolloutState).orElse(null);
        return seen.namedDefinition.path("taskDefinitionArn").asText().equals(seen.service.taskDefinition())
                && !"FAILED".equals(rollout);
    }

    private static void rememberTags(DecisionDraft draft, TagChange tags) {
        if (tags.isEmpty()) {
            return;
        }
        if (!TagChange.isTaggable(draft.state.serviceArn)) {
            draft.log(ServiceFileMessages.notTaggable(draft.state.serviceArn));
            return;
        }
        draft.state.serviceFile.tagsToSet.putAll(new TreeMap<>(tags.set()));
        draft.state.serviceFile.tagsToRemove.addAll(tags.removed());
    }
}
