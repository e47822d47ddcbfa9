package io.jenkins.plugins.ecs.rollout.decide.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.ecs.EcsService;
import io.jenkins.plugins.ecs.rollout.decide.controller.ServicePlan;
import io.jenkins.plugins.ecs.rollout.decide.phase.DecisionDraft;
import io.jenkins.plugins.ecs.rollout.messages.PlanningMessages;
import io.jenkins.plugins.ecs.rollout.messages.ServiceFileMessages;
import io.jenkins.plugins.ecs.rollout.messages.ServiceProblem;
import io.jenkins.plugins.ecs.rollout.messages.TaskStageMessages;
import io.jenkins.plugins.ecs.rollout.observe.Observation;
import io.jenkins.plugins.ecs.rollout.request.AfterFailure;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.servicedef.DefinitionFit;
import io.jenkins.plugins.ecs.servicedef.ServiceChanges;
import io.jenkins.plugins.ecs.text.Arns;
import io.jenkins.plugins.ecs.text.PlainText;
import java.util.ArrayList;
import java.util.List;

/** Whether a request can be deployed to the service, before anything is changed. What cannot ends as refused. */
final class PlanChecks {

    private PlanChecks() {}

    static boolean isUnknownRevision(DecisionDraft draft, Observation seen) {
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

    static boolean hasTargets(DecisionDraft draft, EcsService service, ObjectNode chosen) {
        if (ServicePlan.bringsBalancers(draft.state.request)) {
            // Those of the file have been checked.
            return true;
        }
        List<String> missing = LoadBalancerTargets.missing(service.settings().loadBalancers(), chosen);
        return missing.isEmpty()
                || refuse(draft, PlainText.line(String.join("; ", missing)), PlanningMessages.TARGETS_ADVICE);
    }

    /** What ECS would refuse of the strategy is refused before a revision is registered. */
    static boolean isStrategyPossible(DecisionDraft draft, Observation seen) {
        DeployRequest request = draft.state.request;
        if (!request.changesSettings()) {
            return true;
        }
        if (isForCodeDeploy(request, seen.service)) {
            draft.state.codeDeploy.cluster = Arns.brief(seen.service.clusterArn());
            draft.state.codeDeploy.service = seen.service.name();
            if (!request.tasks().after().isEmpty() && request.onAfterFailure() == AfterFailure.ROLLBACK) {
                return refuse(
                        draft, TaskStageMessages.NO_ROLLBACK_BY_CODE_DEPLOY, TaskStageMessages.CODE_DEPLOY_ADVICE);
            }
            ServiceChanges file = CodeDeployServiceFile.changes(request, seen.serviceTree);
            List<String> refusals = new ArrayList<>(file.refusals());
            refusals.addAll(ScalingPlan.problems(request, seen));
            if (!refusals.isEmpty()) {
                return refuse(draft, PlainText.line(String.join("; ", refusals)), ServiceFileMessages.CORRECT_FILE);
            }
            if (!file.isEmpty()) {
                draft.log(PlanningMessages.settingsChanges(request.serviceName()));
                file.lines().forEach(line -> draft.log(PlanningMessages.item(line)));
            }
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
        ServicePlan plan = ServicePlan.of(request, seen.serviceTree);
        List<String> problems = new ArrayList<>(plan.problems());
        problems.addAll(ScalingPlan.problems(request, seen));
        ObjectNode chosen = RequestedDefinition.chosen(request, seen);
        if (request.bringsService() && chosen != null) {
            problems.addAll(DefinitionFit.problems(request.serviceFile(), chosen));
        }
        if (!problems.isEmpty()) {
            return refuse(
                    draft,
                    PlainText.line(String.join("; ", problems)),
                    request.bringsService()
                            ? ServiceFileMessages.CORRECT_FILE
                            : PlanningMessages.CORRECT_STEP_OR_SERVICE);
        }
        plan.file().notes().forEach(note -> draft.logOnce(note, note));
        draft.state.testListenerRule =
                plan.strategy() == null ? null : plan.strategy().testListenerRule();
        if (!plan.lines().isEmpty()) {
            draft.log(PlanningMessages.settingsChanges(request.serviceName()));
            plan.lines().forEach(line -> draft.log(PlanningMessages.item(line)));
        }
        return true;
    }

    /** Whether CodeDeploy is to be asked: {@code ecsBlueGreen} alone does that. */
    static boolean isForCodeDeploy(DeployRequest request, EcsService service) {
        return service != null
                && service.controller().equals("CODE_DEPLOY")
                && request.strategy() != null
                && !request.goesBack();
    }

    /** What someone else brought meanwhile is not taken back. */
    static boolean isStillOurs(DecisionDraft draft, EcsService service) {
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

    /** @return whether it is a managed daemon, which is refused: ECS deploys them with operations of their own */
    static boolean isDaemon(DecisionDraft draft, Observation seen) {
        return seen.daemonArn != null
                && !refuse(draft, ServiceFileMessages.managedDaemon(seen.daemonArn), ServiceFileMessages.DAEMON_ADVICE);
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
        if (service.controller().equals(EcsService.EXPRESS)) {
            return refuse(draft, ServiceFileMessages.express(name), ServiceFileMessages.EXPRESS_ADVICE);
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
