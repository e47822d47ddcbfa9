package io.jenkins.plugins.ecs.rollout.decide.codedeploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.aws.DeploymentGroups;
import io.jenkins.plugins.ecs.aws.EcsService;
import io.jenkins.plugins.ecs.rollout.decide.Decision;
import io.jenkins.plugins.ecs.rollout.decide.PlanningPhase;
import io.jenkins.plugins.ecs.rollout.decide.Progress;
import io.jenkins.plugins.ecs.rollout.decide.ReadFailurePolicy;
import io.jenkins.plugins.ecs.rollout.decide.ResolvingPhase;
import io.jenkins.plugins.ecs.rollout.observe.Observation;
import io.jenkins.plugins.ecs.rollout.request.AppSpec;
import io.jenkins.plugins.ecs.rollout.request.CodeDeploySettings;
import io.jenkins.plugins.ecs.rollout.request.OnOtherDeployment;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.text.Arns;
import io.jenkins.plugins.ecs.text.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@link io.jenkins.plugins.ecs.rollout.state.Phase#PLANNING} of a service that CodeDeploy deploys: by which deployment group, and will that do? */
public final class CodeDeployPlanner {

    static final long LOOK_AGAIN = 15_000;

    private CodeDeployPlanner() {}

    /** @return whether it can be done; otherwise the turn is decided */
    public static boolean isPossible(Decision turn, Observation seen) {
        RolloutState state = turn.state;
        state.byCodeDeploy = true;
        List<String> problems = CodeDeployPlan.misfits(state.request);
        if (!problems.isEmpty()) {
            return refuse(turn, problems, "correct the step; nothing was changed");
        }
        if (ReadFailurePolicy.handled(turn, seen.codeDeployFailure)
                || isSearching(turn, seen)
                || !isOurGroup(turn, seen)) {
            return false;
        }
        JsonNode group = seen.codeDeployGroup;
        problems = CodeDeployPlan.misfits(state.request, group);
        if (!problems.isEmpty()) {
            return refuse(turn, problems, "correct the step; nothing was changed");
        }
        state.codeDeployApplication = group.path("applicationName").asText();
        state.codeDeployGroup = group.path("deploymentGroupName").asText();
        state.testListenerRule = CodeDeployPlan.testListener(group);
        hooks(turn, seen);
        return state.request.dryRun() || isFree(turn, group);
    }

    /** AWS has no look-up by service: dozens of applications may have to be read. */
    private static boolean isSearching(Decision turn, Observation seen) {
        DeploymentGroups.Search search = seen.groupSearch;
        if (search == null || search.isOver()) {
            return false;
        }
        if (search.applications() > 0) {
            turn.sayOnce(
                    "search",
                    "Looking for the deployment group of %s in %d CodeDeploy applications; 'codeDeployApplication' and"
                            + " 'codeDeployGroup' spare that",
                    seen.service.name(),
                    search.applications());
            long quarter = search.read() * 4L / search.applications();
            if (quarter > 0) {
                turn.sayOnce(
                        "search " + quarter,
                        "%s  read %d of %d CodeDeploy applications",
                        Progress.clock(turn),
                        search.read(),
                        search.applications());
            }
        }
        if (search.failure() != null && !search.hasRead()) {
            ReadFailurePolicy.handled(turn, search.failure());
        } else {
            turn.lookIn(search.waitMillis());
        }
        return true;
    }

    private static void hooks(Decision turn, Observation seen) {
        if (seen.codeDeployRoutingFailure != null) {
            turn.sayOnce(
                    "routing",
                    "Warning: how long traffic takes to move can't be told, because %s; if it takes long, raise 'timeout'",
                    ResolvingPhase.reason(seen.codeDeployRoutingFailure));
        }
        turn.state.codeDeployHooks = AppSpec.hooksOf(seen.lastAppSpec);
        if (seen.lastAppSpecFailure != null) {
            turn.sayOnce(
                    "hooks",
                    "Warning: the hooks of the last deployment can't be taken over, because %s; give them in 'appSpec'",
                    ResolvingPhase.reason(seen.lastAppSpecFailure));
        } else if (!turn.state.codeDeployHooks.isEmpty()) {
            turn.sayOnce("hooks", "Hooks as in the last good deployment: %s", turn.state.codeDeployHooks);
        }
    }

    private static boolean isOurGroup(Decision turn, Observation seen) {
        CodeDeploySettings asked = turn.state.request.codeDeploy();
        String application = asked == null ? null : asked.application();
        String group = asked == null ? null : asked.group();
        String name = Arns.brief(seen.service.clusterArn()) + "/" + seen.service.name();
        if (seen.codeDeployGroup == null && group != null) {
            return refuse(
                    turn,
                    List.of("codeDeployGroup: there is no deployment group '" + group + "' in the application '"
                            + application + "'"),
                    "check 'codeDeployApplication' and 'codeDeployGroup', or leave them out: the group is found by the"
                            + " service");
        }
        if (seen.codeDeployGroup == null) {
            return refuse(
                    turn,
                    List.of(
                            application == null
                                    ? "no deployment group of CodeDeploy deploys " + name + unread(seen)
                                    : "codeDeployApplication: no deployment group of the application '" + application
                                            + "' deploys " + name),
                    "create a deployment group for the service, or check the Region and the account of the credentials");
        }
        if (!CodeDeployPlan.deploys(seen.codeDeployGroup, Arns.brief(seen.service.clusterArn()), seen.service.name())) {
            return refuse(
                    turn,
                    List.of("codeDeployGroup: the deployment group " + CodeDeployPlan.name(seen.codeDeployGroup)
                            + " deploys " + CodeDeployPlan.services(seen.codeDeployGroup) + ", not " + name),
                    "give the group of this service, or leave it out: it is found by the service");
        }
        return true;
    }

    private static String unread(Observation seen) {
        List<String> skipped = seen.groupSearch == null ? List.of() : seen.groupSearch.skipped();
        return skipped.isEmpty()
                ? ""
                : "; " + skipped.size() + " applications could not be read: "
                        + String.join(", ", skipped.subList(0, Math.min(3, skipped.size())));
    }

    /** CodeDeploy does one deployment of a group at a time, and never replaces one by another. */
    private static boolean isFree(Decision turn, JsonNode group) {
        String other = CodeDeployPlan.underWay(group);
        if (other.isEmpty()) {
            turn.state.newestBefore = CodeDeployPlan.lastAttemptAt(group);
            return true;
        }
        if (turn.state.request.onOtherDeployment() == OnOtherDeployment.WAIT) {
            turn.state.lastSeen = PlainText.line("waiting for the end of " + other);
            turn.sayOnce("other " + other, "CodeDeploy is deploying this service already (%s); waiting", other);
            turn.lookIn(LOOK_AGAIN);
            return false;
        }
        return refuse(
                turn,
                List.of("CodeDeploy is deploying this service already (" + other + "), and does one deployment of "
                        + CodeDeployPlan.name(group) + " at a time"),
                "wait for its end or stop it, or let this step wait: onOtherDeployment: 'wait'");
    }

    /** @return whether the container that is to take the traffic is in what is to run */
    public static boolean fits(Decision turn, Observation seen, ObjectNode definition) {
        Optional<String> misfit = AppSpec.misfit(CodeDeployPlan.appSpec(turn.state, seen.serviceTree, ""), definition);
        return misfit.isEmpty()
                || refuse(turn, List.of(misfit.get()), "correct 'appSpec' or the task definition; nothing was changed");
    }

    /** For a plan: what would be asked of CodeDeploy. */
    public static List<String> lines(RolloutState state, Observation seen) {
        List<String> lines = new ArrayList<>();
        lines.add("CodeDeploy: by the deployment group " + state.codeDeployApplication + "/" + state.codeDeployGroup);
        CodeDeploySettings asked = state.request.codeDeploy();
        if (asked != null && asked.deploymentConfig() != null) {
            lines.add("CodeDeploy: with the deployment configuration " + asked.deploymentConfig());
        }
        lines.add("AppSpec: " + CodeDeployPlan.appSpec(state, seen.serviceTree, "<the revision>"));
        return lines.stream().map(PlainText::line).toList();
    }

    /** This revision is to run. */
    public static void use(Decision turn, EcsService service, String arn) {
        RolloutState state = turn.state;
        state.taskDefinition = arn;
        if (!arn.equals(service.taskDefinition())) {
            turn.go(Phase.UPDATING);
        } else if (state.request.forceNewDeployment()) {
            state.forced = true;
            turn.say("%s is unchanged; a new deployment is forced", Arns.brief(arn));
            turn.go(Phase.UPDATING);
        } else {
            PlanningPhase.nothingToDeploy(turn, arn);
        }
    }

    private static boolean refuse(Decision turn, List<String> problems, String advice) {
        turn.end(Verdict.REFUSED, String.join("; ", problems), advice);
        return false;
    }
}
