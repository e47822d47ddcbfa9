package io.jenkins.plugins.ecs.rollout.decide.plan;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.ecs.EcsService;
import io.jenkins.plugins.ecs.rollout.decide.controller.ServicePlan;
import io.jenkins.plugins.ecs.rollout.decide.controller.StrategyPlan;
import io.jenkins.plugins.ecs.rollout.decide.iam.DeploymentPolicy;
import io.jenkins.plugins.ecs.rollout.decide.phase.DecisionDraft;
import io.jenkins.plugins.ecs.rollout.decide.phase.NextPhase;
import io.jenkins.plugins.ecs.rollout.decide.phase.ReadFailurePolicy;
import io.jenkins.plugins.ecs.rollout.lock.LockKey;
import io.jenkins.plugins.ecs.rollout.messages.PlanningMessages;
import io.jenkins.plugins.ecs.rollout.messages.ServiceFileMessages;
import io.jenkins.plugins.ecs.rollout.messages.ServiceProblem;
import io.jenkins.plugins.ecs.rollout.observe.EcsRead;
import io.jenkins.plugins.ecs.rollout.observe.Observation;
import io.jenkins.plugins.ecs.rollout.observe.OtherRead;
import io.jenkins.plugins.ecs.rollout.observe.Read;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.Plan;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.scaling.LiveScaling;
import io.jenkins.plugins.ecs.servicedef.DefinitionFit;
import io.jenkins.plugins.ecs.servicedef.ServiceCreation;
import io.jenkins.plugins.ecs.servicedef.ServiceDefinition;
import io.jenkins.plugins.ecs.taskdef.TaskDefinitionException;
import io.jenkins.plugins.ecs.taskdef.TaskDefinitionRef;
import io.jenkins.plugins.ecs.taskdef.TaskDefinitions;
import io.jenkins.plugins.ecs.text.Arns;
import io.jenkins.plugins.ecs.text.Durations;
import io.jenkins.plugins.ecs.text.PlainText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** {@link Phase#PLANNING} of a service with a file that does not exist: whether it can be created, and as what. */
final class CreationPlanning {

    private static final long LOOK_AGAIN = 5_000;
    private static final EcsRead CLUSTER = new EcsRead.Cluster();

    private CreationPlanning() {}

    /** What tells whether it is a managed daemon. */
    static List<Read> daemon(Observation seen) {
        return seen.clusterArn == null || seen.clusterArn.isEmpty()
                ? List.of(CLUSTER)
                : List.of(CLUSTER, new EcsRead.Daemon(seen.clusterArn));
    }

    /** @param seen with the service */
    static List<Read> reads(DeployRequest request, Observation seen) {
        List<Read> reads = new ArrayList<>(daemon(seen));
        reads.addAll(LookupPlanning.reads(request));
        if (!LookupPlanning.areRead(request, seen)) {
            return reads;
        }
        String reference = reference(request);
        if (reference != null) {
            reads.add(new EcsRead.NamedDefinition(reference));
        }
        if (request.dryRun() && reads.stream().allMatch(seen::has)) {
            ObjectNode chosen = chosenOrNull(request, seen);
            if (chosen != null) {
                reads.add(new OtherRead.PlannedDigests(TaskDefinitions.images(chosen)));
            }
        }
        return reads;
    }

    /** The revision that the step names, or else the service definition; null where the step brings a text, or none. */
    private static String reference(DeployRequest request) {
        if (RequestedDefinition.bringsText(request)) {
            return null;
        }
        String named = request.taskDefinition() == null
                ? request.serviceFile().text("taskDefinition")
                : request.taskDefinition();
        return TaskDefinitionRef.isReference(named)
                ? TaskDefinitionRef.parse(named).toString()
                : null;
    }

    static void decide(DecisionDraft draft, Observation seen) {
        RolloutState state = draft.state;
        DeployRequest request = state.request;
        if (isDraining(seen.service)) {
            waitUntilInactive(draft);
            return;
        }
        AwsFailure cluster =
                seen.clusterFailure != null && seen.clusterFailure.isPassing() ? seen.clusterFailure : null;
        if (ReadFailurePolicy.handled(draft, seen.definitionFailure, cluster)) {
            return;
        }
        if (PlanChecks.isDaemon(draft, seen)) {
            return;
        }
        if ("".equals(seen.clusterArn)) {
            draft.end(
                    Verdict.REFUSED,
                    ServiceFileMessages.noCluster(request.clusterName(), request.region()),
                    PlanningMessages.CORRECT_STEP);
            return;
        }
        ObjectNode wanted;
        try {
            wanted = wanted(request, seen);
        } catch (TaskDefinitionException bad) {
            LookupPlanning.refuse(draft, bad.getMessage());
            return;
        }
        ObjectNode chosen = wanted == null ? seen.namedDefinition : wanted;
        List<String> problems = problems(request, chosen);
        if (!problems.isEmpty()) {
            draft.end(Verdict.REFUSED, PlainText.line(String.join("; ", problems)), ServiceFileMessages.CORRECT_FILE);
            return;
        }
        remember(state, seen, chosen);
        ScalingPlan.warnOfCount(
                draft, request.desiredCount() == null ? request.serviceFile().desiredCount() : request.desiredCount());
        List<String> lines = lines(state);
        if (request.dryRun()) {
            state.plan = new Plan(List.of(), lines, true, List.of(ServiceFileMessages.isCreated()), seen.plannedDigests)
                    .withPolicy(DeploymentPolicy.of(request, null, seen.clusterArn, chosen, wanted != null));
            state.plan.lines().forEach(draft::log);
            draft.end(Verdict.PLANNED, state.plan.summary(), "");
            return;
        }
        String existing = wanted == null ? chosen.path("taskDefinitionArn").asText() : null;
        draft.log(ServiceFileMessages.creates(
                request.serviceName(), existing == null ? state.family : Arns.brief(existing)));
        lines.forEach(line -> draft.log(PlanningMessages.item(line)));
        if (existing == null) {
            state.baseTaskDefinition = seen.namedDefinition == null
                    ? null
                    : seen.namedDefinition.path("taskDefinitionArn").asText();
            draft.go(Phase.REGISTERING);
        } else {
            state.taskDefinition = existing;
            NextPhase.beginUpdate(draft);
        }
    }

    private static boolean isDraining(EcsService service) {
        return service != null && service.status().equals("DRAINING");
    }

    private static void waitUntilInactive(DecisionDraft draft) {
        RolloutState state = draft.state;
        String name = state.request.serviceName();
        if (draft.now - state.phaseSince >= state.request.stallTimeoutMillis()) {
            draft.end(
                    Verdict.STALLED,
                    ServiceFileMessages.drainingTooLong(name, Durations.text(state.request.stallTimeoutMillis())),
                    ServiceFileMessages.DRAINING_ADVICE);
            return;
        }
        state.progress.lastSeen = PlainText.line(ServiceFileMessages.draining(name));
        draft.logOnce("draining", ServiceFileMessages.draining(name));
        draft.pollIn(LOOK_AGAIN);
    }

    private static ObjectNode chosenOrNull(DeployRequest request, Observation seen) {
        try {
            ObjectNode wanted = wanted(request, seen);
            return wanted == null ? seen.namedDefinition : wanted;
        } catch (TaskDefinitionException bad) {
            return null;
        }
    }

    /** The definition to register, or null for the one that is named. */
    private static ObjectNode wanted(DeployRequest request, Observation seen) {
        if (seen.namedDefinition == null && !RequestedDefinition.bringsText(request)) {
            throw new TaskDefinitionException(ServiceFileMessages.NO_DEFINITION);
        }
        ObjectNode nothing = JsonNodeFactory.instance.objectNode().put("family", request.serviceName());
        return RequestedDefinition.wanted(request, nothing, seen.namedDefinition, seen.lookups);
    }

    private static List<String> problems(DeployRequest request, ObjectNode chosen) {
        ServiceDefinition file = request.serviceFile();
        List<String> problems = new ArrayList<>(ServiceCreation.problems(file, request.desiredCount()));
        problems.addAll(ServiceCreation.otherService(file, request.cluster(), request.service()));
        problems.addAll(DefinitionFit.problems(file, chosen));
        StrategyPlan strategy = ServicePlan.strategy(request, file.members());
        if (strategy != null) {
            problems.addAll(strategy.problems());
        }
        if (!request.tasks().before().isEmpty()) {
            problems.add(ServiceFileMessages.NO_TASKS_BEFORE);
        }
        if (file.members().path("deploymentController").path("type").asText().equals("EXTERNAL")) {
            problems.add(ServiceFileMessages.external(ServiceProblem.name(request.cluster(), request.service())) + "; "
                    + ServiceFileMessages.EXTERNAL_ADVICE);
        }
        return problems;
    }

    private static void remember(RolloutState state, Observation seen, ObjectNode chosen) {
        DeployRequest request = state.request;
        ObjectNode members = request.serviceFile().members();
        state.serviceFile.creates = true;
        state.serviceFile.token = token(state);
        state.clusterArn = seen.clusterArn;
        state.serviceArn = MissingService.arn(seen.clusterArn, request);
        if (request.linesUp() && state.serviceArn != null) {
            state.queue.lockKey = LockKey.of(state.serviceArn, state.clusterArn);
        }
        state.family = TaskDefinitions.family(chosen);
        state.circuitBreaker = members.at("/deploymentConfiguration/deploymentCircuitBreaker/enable")
                .asBoolean();
        PlannedRevision.note(state, chosen);
        state.changes.clear();
        state.changes.addAll(lines(state));
    }

    private static List<String> lines(RolloutState state) {
        return Stream.concat(
                        ServiceCreation.lines(state.request.serviceFile()).stream(),
                        ScalingPlan.lines(state.request, LiveScaling.NONE).stream())
                .map(PlainText::line)
                .toList();
    }

    /** Different for each deployment, and the same in each repetition after a restart. */
    private static String token(RolloutState state) {
        DeployRequest request = state.request;
        String what = request.origin() + " " + request.trace() + " " + request.region() + " " + request.cluster() + " "
                + request.service() + " " + state.startedAt;
        return UUID.nameUUIDFromBytes(what.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
