package io.jenkins.plugins.ecs.rollout.decide.codedeploy;

import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.CodeDeployment;
import io.jenkins.plugins.ecs.aws.ConsoleLinks;
import io.jenkins.plugins.ecs.rollout.decide.AwsAction;
import io.jenkins.plugins.ecs.rollout.decide.Decision;
import io.jenkins.plugins.ecs.rollout.decide.EventualConsistency;
import io.jenkins.plugins.ecs.rollout.decide.ReadFailurePolicy;
import io.jenkins.plugins.ecs.rollout.decide.StoppingPhase;
import io.jenkins.plugins.ecs.rollout.observe.Observation;
import io.jenkins.plugins.ecs.rollout.request.OnOtherDeployment;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.text.Arns;
import java.util.Optional;

/**
 * {@link io.jenkins.plugins.ecs.rollout.state.Phase#UPDATING} where CodeDeploy deploys: {@code CreateDeployment}, once. It has no client token, so after a lost
 * answer or a restart we look for a deployment with our description.
 */
public final class CodeDeployCreation {

    /** A group has one deployment at a time. */
    private static final String IS_BUSY = "DeploymentLimitExceededException";

    private CodeDeployCreation() {}

    public static void decide(Decision turn, Observation seen) {
        RolloutState state = turn.state;
        if (state.pending) {
            if (ReadFailurePolicy.handled(turn, seen.codeDeployFailure)) {
                return;
            }
            String description = CodeDeployPlan.description(state);
            Optional<CodeDeployment> ours = seen.codeDeployments.stream()
                    .filter(each -> each.description().equals(description))
                    .findFirst();
            if (ours.isPresent()) {
                answered(turn, ours.get().id());
                return;
            }
            if (EventualConsistency.isUndecided(turn)) {
                turn.lookIn(EventualConsistency.LOOK_AGAIN);
                return;
            }
        }
        if (ReadFailurePolicy.handled(turn, seen.serviceTreeFailure)) {
            return;
        }
        if (state.isStopping()) {
            StoppingPhase.end(turn, "the service was not deployed");
        } else if (seen.serviceTree == null) {
            turn.end(Verdict.REFUSED, "the service is gone", "");
        } else {
            turn.act(new AwsAction.CreateDeployment(CodeDeployPlan.input(state, seen.serviceTree)));
        }
    }

    public static void answered(Decision turn, String id) {
        RolloutState state = turn.state;
        ReadFailurePolicy.over(turn);
        state.updated = true;
        state.codeDeployment = id;
        state.lastProgressAt = turn.now;
        turn.say(
                "CodeDeploy's deployment %s brings %s (before: %s), by %s/%s",
                id,
                Arns.brief(state.taskDefinition),
                Arns.brief(state.previousTaskDefinition),
                state.codeDeployApplication,
                state.codeDeployGroup);
        turn.say("%s", ConsoleLinks.codeDeployment(state.request.region(), id));
        if (state.isStopping()) {
            turn.go(Phase.STOPPING);
        } else if (state.request.waitForEnd()) {
            turn.go(Phase.FOLLOWING);
        } else {
            turn.end(Verdict.STARTED, "the deployment began; nobody waits for its end (wait: false)", "");
        }
    }

    public static void refused(Decision turn, AwsFailure failure) {
        RolloutState state = turn.state;
        if (IS_BUSY.equals(failure.code()) && state.request.onOtherDeployment() == OnOtherDeployment.WAIT) {
            state.pending = false;
            state.lastSeen = "waiting for the end of another deployment of the group";
            turn.sayOnce(
                    "busy",
                    "Another deployment of %s/%s has begun meanwhile; waiting for its end",
                    state.codeDeployApplication,
                    state.codeDeployGroup);
            turn.lookIn(CodeDeployPlanner.LOOK_AGAIN);
            return;
        }
        String left = state.registered ? "; " + Arns.brief(state.taskDefinition) + " is registered but not used" : "";
        turn.end(
                Verdict.REFUSED,
                "AWS refused to create the deployment: " + ReadFailurePolicy.words(state, failure) + left,
                advice(state, failure));
    }

    private static String advice(RolloutState state, AwsFailure failure) {
        switch (String.valueOf(failure.code())) {
            case "DeploymentConfigDoesNotExistException":
            case "InvalidDeploymentConfigNameException":
                return "check 'deploymentConfig': it is to be a deployment configuration for ECS";
            case IS_BUSY:
                return "another deployment of the group is under way: wait for its end, or onOtherDeployment: 'wait'";
            case "InvalidRevisionException":
                return "correct 'appSpec'";
            case "InvalidAlarmConfigException":
            case "AlarmsLimitExceededException":
                return "check 'alarms': names of CloudWatch alarms, 10 at the most";
            case "InvalidAutoRollbackConfigException":
                return "correct 'autoRollback'";
            default:
                return ReadFailurePolicy.advice(state, failure);
        }
    }
}
