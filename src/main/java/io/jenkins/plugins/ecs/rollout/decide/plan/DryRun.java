package io.jenkins.plugins.ecs.rollout.decide.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.aws.ecs.EcsDeployment;
import io.jenkins.plugins.ecs.aws.ecs.EcsService;
import io.jenkins.plugins.ecs.rollout.decide.controller.ControllerRules;
import io.jenkins.plugins.ecs.rollout.decide.controller.ServicePlan;
import io.jenkins.plugins.ecs.rollout.decide.iam.DeploymentPolicy;
import io.jenkins.plugins.ecs.rollout.decide.phase.DecisionDraft;
import io.jenkins.plugins.ecs.rollout.messages.DryRunMessages;
import io.jenkins.plugins.ecs.rollout.observe.Observation;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.state.Plan;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.servicedef.ServiceAttribute;
import io.jenkins.plugins.ecs.servicedef.ServiceChanges;
import io.jenkins.plugins.ecs.taskdef.TaskDefinitionCompare;
import io.jenkins.plugins.ecs.text.Arns;
import io.jenkins.plugins.ecs.text.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a request would do, in place of doing it. Which members of {@code UpdateService} start a deployment: that
 * operation's documentation.
 */
final class DryRun {

    private static final Set<String> START = Set.of(
            "networkConfiguration",
            "platformVersion",
            "loadBalancers",
            "serviceRegistries",
            "serviceConnectConfiguration",
            "volumeConfigurations",
            "vpcLatticeConfigurations");

    /** AWS's documentation says that they do not, or says nothing. */
    private static final Set<String> PERHAPS = Set.of("capacityProviderStrategy", "deploymentController", "monitoring");

    private DryRun() {}

    /**
     * @param definition what would be registered, or the existing revision that would be used
     * @param existing its ARN, or null where it would be registered
     */
    static void end(DecisionDraft draft, Observation seen, ObjectNode definition, String existing) {
        RolloutState state = draft.state;
        Plan plan = of(state.request, seen, definition, existing);
        state.plan = ControllerRules.of(state)
                .planned(plan, state, seen)
                .withPolicy(DeploymentPolicy.of(
                        state.request, seen.service, seen.service.clusterArn(), definition, existing == null));
        if (state.plan.startsDeployment()) {
            state.plan = state.plan.withTasks(PlannedTasks.lines(state.request.tasks(), draft::masked));
        }
        state.plan.lines().forEach(line -> draft.log(line));
        draft.end(Verdict.PLANNED, state.plan.summary(), "");
    }

    static Plan of(DeployRequest request, Observation seen, ObjectNode definition, String existing) {
        EcsService service = seen.service;
        List<String> definitionChanges = new ArrayList<>();
        TaskDefinitionCompare.differences(seen.liveDefinition, definition)
                .forEach(difference -> definitionChanges.add(PlainText.line(difference.toString())));
        List<String> tags = RequestedDefinition.tagChanges(request, seen.liveDefinition, definition);
        boolean keepsTags = definitionChanges.isEmpty() && !request.forceNewDeployment();
        if (!keepsTags) {
            definitionChanges.addAll(tags);
        }
        boolean sameRevision =
                existing == null ? definitionChanges.isEmpty() : existing.equals(service.taskDefinition());
        List<String> serviceChanges = new ArrayList<>();
        List<String> starts = new ArrayList<>();
        List<String> doesNot = new ArrayList<>();
        if (!sameRevision) {
            String next = existing == null
                    ? DryRunMessages.newRevision(definition.path("family").asText())
                    : Arns.brief(existing);
            serviceChanges.add(DryRunMessages.change("taskDefinition", Arns.brief(service.taskDefinition()), next));
            starts.add(DryRunMessages.changes("taskDefinition"));
        }
        Integer count = settings(request, seen, serviceChanges, starts, doesNot);
        if (request.desiredCount() != null && count != null && count != service.desiredCount()) {
            serviceChanges.add(DryRunMessages.change("desiredCount", service.desiredCount(), count));
            doesNot.add(DryRunMessages.COUNT_STARTS_NONE);
        }
        List<String> scaling = ScalingPlan.lines(request, seen.wholeScaling);
        if (!scaling.isEmpty()) {
            serviceChanges.addAll(scaling);
            doesNot.add(DryRunMessages.SCALING_STARTS_NONE);
        }
        if (keepsTags && !tags.isEmpty()) {
            doesNot.add(DryRunMessages.onlyTags(RequestedDefinition.keepsTags(tags, service.taskDefinition())));
        }
        if (sameRevision && starts.isEmpty()) {
            unchanged(request, service, count, starts, doesNot);
        }
        if (doesNot.isEmpty() && starts.isEmpty()) {
            doesNot.add(DryRunMessages.NOTHING_CHANGES);
        }
        return new Plan(
                definitionChanges,
                serviceChanges,
                !starts.isEmpty(),
                starts.isEmpty() ? doesNot : starts,
                seen.plannedDigests);
    }

    /** @return the desired count, if it is asked for */
    private static Integer settings(
            DeployRequest request, Observation seen, List<String> changes, List<String> starts, List<String> doesNot) {
        if (seen.codeDeployGroup != null) {
            ServiceChanges file = CodeDeployServiceFile.changes(request, seen.serviceTree);
            changes.addAll(file.lines());
            file.changes()
                    .forEach(change -> doesNot.add(
                            DryRunMessages.startsNone(change.attribute().member(), true)));
            return request.desiredCount();
        }
        if (!request.changesSettings() || seen.serviceTree == null) {
            return request.desiredCount();
        }
        ServicePlan plan = ServicePlan.of(request, seen.serviceTree);
        changes.addAll(plan.lines());
        if (plan.desiredCount() != null && request.desiredCount() == null) {
            doesNot.add(DryRunMessages.COUNT_STARTS_NONE);
        }
        if (plan.file().of(ServiceAttribute.TAGS).isPresent()) {
            doesNot.add(DryRunMessages.startsNone(ServiceAttribute.TAGS.member(), true));
        }
        plan.settings().fieldNames().forEachRemaining(member -> {
            boolean forced = plan.isForced() && member.equals(ServiceAttribute.CAPACITY_PROVIDER_STRATEGY.member());
            if (START.contains(member) || forced) {
                starts.add(DryRunMessages.changes(member));
            } else {
                doesNot.add(DryRunMessages.startsNone(member, !PERHAPS.contains(member)));
            }
        });
        return plan.desiredCount();
    }

    /** As the deployment itself would treat a service that runs this definition already. */
    private static void unchanged(
            DeployRequest request, EcsService service, Integer count, List<String> starts, List<String> doesNot) {
        String rollout = service.primary().map(EcsDeployment::rolloutState).orElse(null);
        if (request.forceNewDeployment()) {
            starts.add(DryRunMessages.IS_FORCED);
        } else if ("FAILED".equals(rollout)) {
            starts.add(DryRunMessages.LAST_FAILED);
        } else if ("IN_PROGRESS".equals(rollout) && (count == null || count == service.desiredCount())) {
            doesNot.add(DryRunMessages.IN_PROGRESS);
        } else if (doesNot.isEmpty()) {
            doesNot.add(DryRunMessages.ALREADY_RUNS);
        }
    }
}
