package io.jenkins.plugins.ecs.rollout.decide.plan;

import io.jenkins.plugins.ecs.aws.ecs.EcsDeployment;
import io.jenkins.plugins.ecs.aws.ecs.EcsService;
import io.jenkins.plugins.ecs.rollout.decide.controller.ServicePlan;
import io.jenkins.plugins.ecs.rollout.decide.phase.DecisionDraft;
import io.jenkins.plugins.ecs.rollout.decide.phase.NextPhase;
import io.jenkins.plugins.ecs.rollout.messages.PlanningMessages;
import io.jenkins.plugins.ecs.rollout.messages.ServiceFileMessages;
import io.jenkins.plugins.ecs.rollout.observe.Observation;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.text.Arns;

/** The service is to run a revision that exists already: is there anything to update, and does it start a deployment? */
final class ExistingRevision {

    private ExistingRevision() {}

    static void use(DecisionDraft draft, Observation seen, String arn) {
        RolloutState state = draft.state;
        EcsService service = seen.service;
        if (state.byCodeDeploy) {
            CodeDeployPlanner.use(draft, seen, arn);
            return;
        }
        state.taskDefinition = arn;
        if (!arn.equals(service.taskDefinition())) {
            NextPhase.beginUpdate(draft);
            return;
        }
        ServicePlan plan = ServicePlan.of(state.request, seen.serviceTree);
        Integer count = plan.desiredCount();
        boolean countChanges = count != null && count != service.desiredCount();
        boolean updates = countChanges || !plan.changesNothing() || state.serviceFile.changesTags();
        if (state.request.forceNewDeployment()) {
            state.forced = true;
            draft.log(PlanningMessages.forced(Arns.brief(arn)));
            NextPhase.beginUpdate(draft);
            return;
        }
        String rollout = service.primary().map(EcsDeployment::rolloutState).orElse(null);
        if ("FAILED".equals(rollout)) {
            state.forced = true;
            draft.log(PlanningMessages.forcedAfterFailure(Arns.brief(arn)));
            NextPhase.beginUpdate(draft);
        } else if (plan.file().startsDeployment()) {
            state.serviceFile.deploys = true;
            draft.log(ServiceFileMessages.starts(Arns.brief(arn)));
            NextPhase.beginUpdate(draft);
        } else if (plan.startsDeployment()) {
            state.forced = true;
            draft.log(PlanningMessages.startedByLoadBalancer(Arns.brief(arn)));
            NextPhase.beginUpdate(draft);
        } else if ("IN_PROGRESS".equals(rollout)) {
            EcsDeployment running = service.primary().orElseThrow();
            state.deploymentId = running.id();
            state.deploymentCreatedAt = running.createdAt();
            state.previous.serviceDeployment = null;
            state.previous.serviceDeployments.clear();
            draft.log(PlanningMessages.joins(Arns.brief(arn), running.id()));
            state.unchanged = updates;
            if (updates) {
                NextPhase.afterTasksBefore(draft);
            } else {
                draft.go(Phase.RESOLVING);
            }
        } else if (updates) {
            state.unchanged = true;
            NextPhase.afterTasksBefore(draft);
        } else {
            PlannedRevision.runsAlready(draft, arn);
        }
    }
}
