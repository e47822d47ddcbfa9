package io.jenkins.plugins.ecs.rollout.decide;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.EcsDeployment;
import io.jenkins.plugins.ecs.aws.EcsService;
import io.jenkins.plugins.ecs.rollout.LoadBalancerTargets;
import io.jenkins.plugins.ecs.rollout.ServiceProblem;
import io.jenkins.plugins.ecs.rollout.decide.codedeploy.CodeDeployPlanner;
import io.jenkins.plugins.ecs.rollout.messages.PlanningMessages;
import io.jenkins.plugins.ecs.rollout.observe.CodeDeployRead;
import io.jenkins.plugins.ecs.rollout.observe.EcsRead;
import io.jenkins.plugins.ecs.rollout.observe.Observation;
import io.jenkins.plugins.ecs.rollout.observe.OtherRead;
import io.jenkins.plugins.ecs.rollout.observe.Read;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.state.DisplayVersion;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.taskdef.ContainerChange;
import io.jenkins.plugins.ecs.taskdef.TagChanges;
import io.jenkins.plugins.ecs.taskdef.TaskDefinitionCompare;
import io.jenkins.plugins.ecs.taskdef.TaskDefinitionException;
import io.jenkins.plugins.ecs.taskdef.TaskDefinitionPatch;
import io.jenkins.plugins.ecs.taskdef.TaskDefinitionRef;
import io.jenkins.plugins.ecs.taskdef.TaskDefinitionText;
import io.jenkins.plugins.ecs.taskdef.TaskDefinitions;
import io.jenkins.plugins.ecs.text.Arns;
import io.jenkins.plugins.ecs.text.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@link io.jenkins.plugins.ecs.rollout.state.Phase#PLANNING}: is there a service that we may update, and which definition is it to run? */
public final class PlanningPhase implements PhaseHandler {

    private static final int MOST_REMEMBERED = 20;

    PlanningPhase() {}

    @Override
    public List<Read> reads(RolloutState state, Observation seen) {
        EcsService service = seen.service;
        DeployRequest request = state.request;
        List<Read> reads = new ArrayList<>(List.of(Reads.SERVICE));
        boolean byCodeDeploy = isForCodeDeploy(request, service);
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
        if (request.dryRun()) {
            ObjectNode chosen = chosen(request, seen);
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
            reads.addAll(Reads.evidence(seen));
            reads.add(Reads.goodImages(seen));
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
        if (isUnknownRevision(draft, seen)
                || ReadFailurePolicy.handled(
                        draft, seen.serviceFailure, seen.definitionFailure, seen.serviceTreeFailure)
                || !isDeployable(draft, seen.service)
                || !isStillOurs(draft, seen.service)
                || (draft.state.request.goesBack() && RollbackPlanning.isUnread(draft, seen))
                || !isStrategyPossible(draft, seen)) {
            return;
        }
        RolloutState state = draft.state;
        EcsService service = seen.service;
        state.serviceArn = service.arn();
        state.clusterArn = service.clusterArn();
        if (state.request.linesUp()) {
            state.queue.lockKey = QueuedPhase.key(service);
        }
        state.circuitBreaker = service.circuitBreaker();
        state.previous.taskDefinition = service.taskDefinition();
        state.counts.desiredCount = service.desiredCount();
        rememberWhatIsThere(state, seen);
        ObjectNode wanted;
        try {
            wanted = wanted(state.request, seen.liveDefinition, seen.namedDefinition);
        } catch (TaskDefinitionException bad) {
            draft.end(Verdict.REFUSED, bad.getMessage(), PlanningMessages.CORRECT_DEFINITION);
            return;
        }
        ObjectNode chosen = wanted == null ? seen.namedDefinition : wanted;
        remember(state, seen.liveDefinition, chosen);
        List<String> tags = tagChanges(state.request, seen.liveDefinition, chosen);
        boolean same = wanted != null && TaskDefinitionCompare.same(wanted, seen.liveDefinition);
        if (!same || state.request.forceNewDeployment()) {
            state.changes.addAll(tags);
        }
        if (state.byCodeDeploy ? !CodeDeployPlanner.fits(draft, seen, chosen) : !hasTargets(draft, service, chosen)) {
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
        PreDeploymentWarnings.say(draft, seen);
        PreDeploymentWarnings.sayPauses(draft, service);
        if (state.request.goesBack() && !isLive(seen)) {
            RollbackPlanning.deploy(draft, seen);
        } else if (wanted == null) {
            useRevision(
                    draft, seen, seen.namedDefinition.path("taskDefinitionArn").asText());
        } else if (same && (tags.isEmpty() || !state.request.forceNewDeployment())) {
            if (!tags.isEmpty()) {
                draft.log(PlanningMessages.onlyTagsDiffer(keepsTags(tags, service.taskDefinition())));
            }
            useRevision(draft, seen, service.taskDefinition());
        } else {
            state.family = wanted.path("family").asText();
            ObjectNode base = seen.namedDefinition == null ? seen.liveDefinition : seen.namedDefinition;
            state.baseTaskDefinition = bringsText(state.request)
                    ? null
                    : base.path("taskDefinitionArn").asText();
            if (bringsText(state.request)) {
                TaskDefinitionText.unknownFields(state.request.taskDefinition(), seen.liveDefinition)
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

    /** For the rules and the pages: what is about to run, and what is new about it. */
    static void remember(RolloutState state, ObjectNode live, ObjectNode chosen) {
        state.images = TaskDefinitions.images(chosen);
        state.roles.clear();
        for (String field : new String[] {"taskRoleArn", "executionRoleArn"}) {
            String role = chosen.path(field).asText("");
            if (!role.isEmpty() && !state.roles.contains(role)) {
                state.roles.add(role);
            }
        }
        state.version = DisplayVersion.of(state.images, state.request.imageContainer(), null);
        TaskDefinitionCompare.differences(live, chosen)
                .forEach(difference -> state.changes.add(PlainText.line(difference.toString())));
    }

    /** Only a text says which tags its revision has; an image or a variable keeps those that there are. */
    static List<String> tagChanges(DeployRequest request, ObjectNode described, ObjectNode wanted) {
        return bringsText(request)
                ? TagChanges.of(described, wanted, request.taskDefinition()).stream()
                        .map(change -> PlainText.line(change.toString()))
                        .toList()
                : List.of();
    }

    static String keepsTags(List<String> changes, String revision) {
        return PlanningMessages.keepsTags(changes, Arns.brief(revision));
    }

    private static boolean isUnknownRevision(DecisionDraft draft, Observation seen) {
        AwsFailure failure = seen.definitionFailure;
        if (seen.liveDefinition == null || failure == null || !failure.isWrong()) {
            return false;
        }
        return !refuse(
                draft,
                PlanningMessages.noSuchRevision(
                        draft.state.request.taskDefinition(), draft.state.request.region(), failure.awsMessage()),
                PlanningMessages.NO_SUCH_REVISION_ADVICE);
    }

    /** What is there now cannot come of what we are about to do. */
    static void rememberWhatIsThere(RolloutState state, Observation seen) {
        EcsService service = seen.service;
        service.primary().ifPresent(primary -> {
            state.previous.deploymentId = primary.id();
            boolean complete =
                    primary.rolloutState() == null || primary.rolloutState().equals("COMPLETED");
            state.previous.wasGood = complete && primary.runningCount() > 0;
        });
        state.previous.serviceDeployment = service.currentServiceDeployment();
        service.deployments().forEach(d -> state.previous.deployments.add(d.id()));
        state.previous.newestAt = service.newestDeploymentAt();
        seen.serviceDeployments.stream()
                .limit(MOST_REMEMBERED)
                .forEach(d -> state.previous.serviceDeployments.add(d.arn()));
    }

    /** What is to run, as far as it can be told from what was seen; null where it cannot. */
    public static ObjectNode chosen(DeployRequest request, Observation seen) {
        if (seen.liveDefinition == null) {
            return null;
        }
        try {
            return chosenOrThrow(request, seen);
        } catch (TaskDefinitionException bad) {
            return null;
        }
    }

    static ObjectNode chosenOrThrow(DeployRequest request, Observation seen) {
        ObjectNode wanted = wanted(request, seen.liveDefinition, seen.namedDefinition);
        return wanted == null ? seen.namedDefinition : wanted;
    }

    private static boolean bringsText(DeployRequest request) {
        return request.taskDefinition() != null && !TaskDefinitionRef.isReference(request.taskDefinition());
    }

    /** The definition to register, or null where an existing revision is asked for as it is. */
    private static ObjectNode wanted(DeployRequest request, ObjectNode live, ObjectNode named) {
        if (named != null && request.changes().isEmpty()) {
            boolean inactive = named.path("status").asText("ACTIVE").equals("INACTIVE");
            if (inactive && !request.goesBack()) {
                throw new TaskDefinitionException(PlanningMessages.inactive(request.taskDefinition()));
            }
            return null;
        }
        return definition(
                request, named == null ? live : named, live.path("family").asText(), Map.of());
    }

    /**
     * The definition that is to be registered; the same each time, because a revision never changes.
     *
     * @param base the revision that the changes are applied to; not used where the request brings a text
     * @param family for a text that names none
     * @param pins images by container that take the place of what the base has
     */
    static ObjectNode definition(DeployRequest request, ObjectNode base, String family, Map<String, String> pins) {
        ObjectNode start = base;
        if (bringsText(request)) {
            start = TaskDefinitionText.parse(request.taskDefinition());
            if (!start.hasNonNull("family")) {
                start.put("family", family);
            }
        }
        List<ContainerChange> changes = new ArrayList<>(request.changes());
        pins.forEach((container, image) ->
                changes.add(ContainerChange.of(container).image(image).build()));
        ObjectNode patched = TaskDefinitionPatch.apply(TaskDefinitions.toRegisterInput(start), changes);
        TaskDefinitions.requireRegisterable(patched);
        return patched;
    }

    private static void useRevision(DecisionDraft draft, Observation seen, String arn) {
        RolloutState state = draft.state;
        EcsService service = seen.service;
        if (state.byCodeDeploy) {
            CodeDeployPlanner.use(draft, service, arn);
            return;
        }
        state.taskDefinition = arn;
        if (!arn.equals(service.taskDefinition())) {
            draft.go(Phase.UPDATING);
            return;
        }
        Integer count = state.request.desiredCount();
        boolean countChanges = count != null && count != service.desiredCount();
        if (state.request.forceNewDeployment()) {
            state.forced = true;
            draft.log(PlanningMessages.forced(Arns.brief(arn)));
            draft.go(Phase.UPDATING);
            return;
        }
        String rollout = service.primary().map(EcsDeployment::rolloutState).orElse(null);
        if ("FAILED".equals(rollout)) {
            state.forced = true;
            draft.log(PlanningMessages.forcedAfterFailure(Arns.brief(arn)));
            draft.go(Phase.UPDATING);
        } else if (startsDeployment(state.request, seen)) {
            state.forced = true;
            draft.log(PlanningMessages.startedByLoadBalancer(Arns.brief(arn)));
            draft.go(Phase.UPDATING);
        } else if ("IN_PROGRESS".equals(rollout)) {
            EcsDeployment running = service.primary().orElseThrow();
            state.deploymentId = running.id();
            state.deploymentCreatedAt = running.createdAt();
            state.previous.serviceDeployment = null;
            state.previous.serviceDeployments.clear();
            draft.log(PlanningMessages.joins(Arns.brief(arn), running.id()));
            boolean updates = countChanges || changesSettings(state.request, seen);
            state.unchanged = updates;
            draft.go(updates ? Phase.UPDATING : Phase.RESOLVING);
        } else if (countChanges || changesSettings(state.request, seen)) {
            state.unchanged = true;
            draft.go(Phase.UPDATING);
        } else {
            nothingToDeploy(draft, arn);
        }
    }

    public static void nothingToDeploy(DecisionDraft draft, String arn) {
        draft.state.unchanged = true;
        draft.log(PlanningMessages.noChanges(Arns.brief(arn)));
        draft.go(Phase.PROVING);
    }

    private static boolean changesSettings(DeployRequest request, Observation seen) {
        return request.changesSettings()
                && !StrategyPlan.of(request, seen.serviceTree).changesNothing();
    }

    private static boolean startsDeployment(DeployRequest request, Observation seen) {
        return request.changesSettings()
                && StrategyPlan.of(request, seen.serviceTree).startsDeployment();
    }

    private static boolean hasTargets(DecisionDraft draft, EcsService service, ObjectNode chosen) {
        List<String> missing = LoadBalancerTargets.missing(service.settings().loadBalancers(), chosen);
        return missing.isEmpty()
                || refuse(draft, PlainText.line(String.join("; ", missing)), PlanningMessages.TARGETS_ADVICE);
    }

    /** What ECS would refuse of the strategy is refused before a revision is registered. */
    private static boolean isStrategyPossible(DecisionDraft draft, Observation seen) {
        DeployRequest request = draft.state.request;
        if (!request.changesSettings()) {
            return true;
        }
        if (isForCodeDeploy(request, seen.service)) {
            draft.state.codeDeploy.cluster = Arns.brief(seen.service.clusterArn());
            draft.state.codeDeploy.service = seen.service.name();
            return CodeDeployPlanner.isPossible(draft, seen);
        }
        List<String> given = new ArrayList<>(
                request.codeDeploy() == null ? List.of() : request.codeDeploy().given());
        if (given.isEmpty() && request.waitUntil().isEvent()) {
            given.add("waitUntil");
        }
        if (!given.isEmpty()) {
            return refuse(draft, PlanningMessages.notForEcs(given), PlanningMessages.remove(given.size()));
        }
        ObjectNode service = seen.serviceTree;
        StrategyPlan plan = StrategyPlan.of(request, service);
        if (!plan.isPossible()) {
            return refuse(draft, String.join("; ", plan.problems()), PlanningMessages.CORRECT_STEP_OR_SERVICE);
        }
        draft.state.testListenerRule = plan.testListenerRule();
        if (!plan.lines().isEmpty()) {
            draft.log(PlanningMessages.settingsChanges(request.serviceName()));
            plan.lines().forEach(line -> draft.log(PlanningMessages.item(line)));
        }
        return true;
    }

    /** Whether CodeDeploy is to be asked: {@code ecsBlueGreen} alone does that. */
    public static boolean isForCodeDeploy(DeployRequest request, EcsService service) {
        return service != null
                && service.controller().equals("CODE_DEPLOY")
                && request.strategy() != null
                && !request.goesBack();
    }

    /** What someone else brought meanwhile is not taken back. */
    private static boolean isStillOurs(DecisionDraft draft, EcsService service) {
        DeployRequest request = draft.state.request;
        String ours = request.goesBackFrom();
        boolean still = ours == null
                || service.taskDefinition().equals(ours)
                || service.taskDefinition().equals(request.taskDefinition());
        if (!still) {
            draft.end(
                    Verdict.SUPERSEDED,
                    PlanningMessages.changedSince(Arns.brief(service.taskDefinition()), Arns.brief(ours)),
                    "");
        }
        return still;
    }

    static boolean isDeployable(DecisionDraft draft, EcsService service) {
        DeployRequest request = draft.state.request;
        String name = ServiceProblem.name(request.cluster(), request.service());
        if (service == null) {
            return refuse(draft, ServiceProblem.missing(request.region(), request.cluster(), request.service()));
        }
        if (!service.isActive()) {
            return refuse(draft, ServiceProblem.notActive(request.cluster(), request.service(), service.status()));
        }
        if (isForCodeDeploy(request, service)) {
            return true;
        }
        if (service.controller().equals("CODE_DEPLOY")) {
            return refuse(draft, PlanningMessages.byCodeDeploy(name), PlanningMessages.CODE_DEPLOY_ADVICE);
        }
        if (!service.controller().equals("ECS")) {
            return refuse(
                    draft, PlanningMessages.byOther(name, service.controller()), PlanningMessages.EXTERNAL_ADVICE);
        }
        if (service.schedulingStrategy().equals("DAEMON") && request.desiredCount() != null) {
            return refuse(
                    draft, PlanningMessages.isDaemon(name, request.desiredCount()), PlanningMessages.DAEMON_ADVICE);
        }
        return true;
    }

    private static boolean refuse(DecisionDraft draft, ServiceProblem problem) {
        return refuse(draft, problem.cause(), problem.advice());
    }

    private static boolean refuse(DecisionDraft draft, String cause, String advice) {
        draft.end(Verdict.REFUSED, cause, advice);
        return false;
    }
}
