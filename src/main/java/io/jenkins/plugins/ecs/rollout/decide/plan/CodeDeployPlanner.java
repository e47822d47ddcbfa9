package io.jenkins.plugins.ecs.rollout.decide.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.aws.AwsFailureMessages;
import io.jenkins.plugins.ecs.aws.codedeploy.DeploymentGroups;
import io.jenkins.plugins.ecs.aws.ecs.EcsService;
import io.jenkins.plugins.ecs.rollout.decide.controller.CodeDeployPlan;
import io.jenkins.plugins.ecs.rollout.decide.phase.DecisionDraft;
import io.jenkins.plugins.ecs.rollout.decide.phase.NextPhase;
import io.jenkins.plugins.ecs.rollout.decide.phase.ReadFailurePolicy;
import io.jenkins.plugins.ecs.rollout.messages.CodeDeployMessages;
import io.jenkins.plugins.ecs.rollout.messages.PlanningMessages;
import io.jenkins.plugins.ecs.rollout.messages.ProgressMessages;
import io.jenkins.plugins.ecs.rollout.messages.QueueMessages;
import io.jenkins.plugins.ecs.rollout.observe.Observation;
import io.jenkins.plugins.ecs.rollout.request.AppSpec;
import io.jenkins.plugins.ecs.rollout.request.CodeDeploySettings;
import io.jenkins.plugins.ecs.rollout.request.OnOtherDeployment;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.text.Arns;
import io.jenkins.plugins.ecs.text.PlainText;
import java.util.List;
import java.util.Optional;

/** {@link Phase#PLANNING} of a service that CodeDeploy deploys: by which deployment group, and will that do? */
public final class CodeDeployPlanner {

    public static final long LOOK_AGAIN = 15_000;

    private CodeDeployPlanner() {}

    /** @return whether it can be done; otherwise it is decided */
    static boolean isPossible(DecisionDraft draft, Observation seen) {
        RolloutState state = draft.state;
        state.byCodeDeploy = true;
        List<String> problems = CodeDeployPlan.misfits(state.request);
        if (!problems.isEmpty()) {
            return refuse(draft, problems, PlanningMessages.CORRECT_STEP);
        }
        if (ReadFailurePolicy.handled(draft, seen.codeDeployFailure)
                || isSearching(draft, seen)
                || !isOurGroup(draft, seen)) {
            return false;
        }
        JsonNode group = seen.codeDeployGroup;
        problems = CodeDeployPlan.misfits(state.request, group);
        if (!problems.isEmpty()) {
            return refuse(draft, problems, PlanningMessages.CORRECT_STEP);
        }
        state.codeDeploy.application = group.path("applicationName").asText();
        state.codeDeploy.group = group.path("deploymentGroupName").asText();
        state.testListenerRule = CodeDeployPlan.testListener(group);
        hooks(draft, seen);
        return state.request.dryRun() || isFree(draft, group);
    }

    /** AWS has no look-up by service: dozens of applications may have to be read. */
    private static boolean isSearching(DecisionDraft draft, Observation seen) {
        DeploymentGroups.Search search = seen.groupSearch;
        if (search == null || search.isOver()) {
            return false;
        }
        if (search.applications() > 0) {
            draft.logOnce("search", CodeDeployMessages.searching(seen.service.name(), search.applications()));
            long quarter = search.read() * 4L / search.applications();
            if (quarter > 0) {
                draft.logOnce(
                        "search " + quarter,
                        ProgressMessages.line(
                                draft.clock(), CodeDeployMessages.searched(search.read(), search.applications())));
            }
        }
        if (search.failure() != null && !search.hasRead()) {
            ReadFailurePolicy.handled(draft, search.failure());
        } else {
            draft.pollIn(search.waitMillis());
        }
        return true;
    }

    private static void hooks(DecisionDraft draft, Observation seen) {
        if (seen.codeDeployRoutingFailure != null) {
            draft.logOnce(
                    "routing",
                    CodeDeployMessages.routingUnknown(AwsFailureMessages.reason(seen.codeDeployRoutingFailure)));
        }
        draft.state.codeDeploy.hooks = AppSpec.hooksOf(seen.lastAppSpec);
        if (seen.lastAppSpecFailure != null) {
            draft.logOnce("hooks", CodeDeployMessages.hooksUnknown(AwsFailureMessages.reason(seen.lastAppSpecFailure)));
        } else if (!draft.state.codeDeploy.hooks.isEmpty()) {
            draft.logOnce("hooks", CodeDeployMessages.hooks(draft.state.codeDeploy.hooks));
        }
    }

    private static boolean isOurGroup(DecisionDraft draft, Observation seen) {
        CodeDeploySettings asked = draft.state.request.codeDeploy();
        String application = asked == null ? null : asked.application();
        String group = asked == null ? null : asked.group();
        String name = Arns.brief(seen.service.clusterArn()) + "/" + seen.service.name();
        if (seen.codeDeployGroup == null && group != null) {
            return refuse(
                    draft,
                    List.of(CodeDeployMessages.noNamedGroup(group, application)),
                    CodeDeployMessages.NAMED_GROUP_ADVICE);
        }
        if (seen.codeDeployGroup == null) {
            return refuse(
                    draft,
                    List.of(
                            application == null
                                    ? noGroup(seen, name)
                                    : CodeDeployMessages.noGroupIn(application, name)),
                    CodeDeployMessages.NO_GROUP_ADVICE);
        }
        if (!CodeDeployPlan.deploys(seen.codeDeployGroup, Arns.brief(seen.service.clusterArn()), seen.service.name())) {
            return refuse(
                    draft,
                    List.of(CodeDeployMessages.otherGroup(
                            CodeDeployPlan.name(seen.codeDeployGroup),
                            CodeDeployPlan.services(seen.codeDeployGroup),
                            name)),
                    CodeDeployMessages.OTHER_GROUP_ADVICE);
        }
        return true;
    }

    private static String noGroup(Observation seen, String service) {
        List<String> skipped = seen.groupSearch == null ? List.of() : seen.groupSearch.skipped();
        return CodeDeployMessages.noGroup(service, skipped, skipped.subList(0, Math.min(3, skipped.size())));
    }

    /** CodeDeploy does one deployment of a group at a time, and never replaces one by another. */
    private static boolean isFree(DecisionDraft draft, JsonNode group) {
        String other = CodeDeployPlan.underWay(group);
        if (other.isEmpty()) {
            draft.state.previous.newestAt = CodeDeployPlan.lastAttemptAt(group);
            return true;
        }
        if (draft.state.request.onOtherDeployment() == OnOtherDeployment.WAIT) {
            draft.state.progress.lastSeen = PlainText.line(QueueMessages.waitingForEndOf(other));
            draft.logOnce("other " + other, CodeDeployMessages.waiting(other));
            draft.pollIn(LOOK_AGAIN);
            return false;
        }
        return refuse(
                draft,
                List.of(CodeDeployMessages.busy(other, CodeDeployPlan.name(group))),
                CodeDeployMessages.BUSY_ADVICE);
    }

    /** @return whether the container that is to take the traffic is in what is to run */
    static boolean fits(DecisionDraft draft, Observation seen, ObjectNode definition) {
        Optional<String> misfit = AppSpec.misfit(CodeDeployPlan.appSpec(draft.state, seen.serviceTree, ""), definition);
        return misfit.isEmpty() || refuse(draft, List.of(misfit.get()), CodeDeployMessages.APP_SPEC_ADVICE);
    }

    /** This revision is to run. */
    static void use(DecisionDraft draft, Observation seen, String arn) {
        EcsService service = seen.service;
        RolloutState state = draft.state;
        state.taskDefinition = arn;
        if (!arn.equals(service.taskDefinition())) {
            NextPhase.beginUpdate(draft);
        } else if (state.request.forceNewDeployment()) {
            state.forced = true;
            draft.log(PlanningMessages.forced(Arns.brief(arn)));
            NextPhase.beginUpdate(draft);
        } else if (state.serviceFile.changesTags()
                || !CodeDeployServiceFile.changes(state.request, seen.serviceTree)
                        .isEmpty()) {
            state.unchanged = true;
            draft.go(Phase.UPDATING);
        } else {
            PlannedRevision.runsAlready(draft, arn);
        }
    }

    private static boolean refuse(DecisionDraft draft, List<String> problems, String advice) {
        draft.end(Verdict.REFUSED, String.join("; ", problems), advice);
        return false;
    }
}
