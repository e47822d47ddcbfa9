package io.jenkins.plugins.ecs.rollout.decide.codedeploy;

import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.ConsoleLinks;
import io.jenkins.plugins.ecs.aws.codedeploy.CodeDeployment;
import io.jenkins.plugins.ecs.rollout.decide.controller.CodeDeployPlan;
import io.jenkins.plugins.ecs.rollout.decide.phase.AwsAction;
import io.jenkins.plugins.ecs.rollout.decide.phase.DecisionDraft;
import io.jenkins.plugins.ecs.rollout.decide.phase.EventualConsistency;
import io.jenkins.plugins.ecs.rollout.decide.phase.PhaseHandler;
import io.jenkins.plugins.ecs.rollout.decide.phase.ReadFailurePolicy;
import io.jenkins.plugins.ecs.rollout.decide.phase.Reads;
import io.jenkins.plugins.ecs.rollout.decide.phase.StopEnding;
import io.jenkins.plugins.ecs.rollout.decide.plan.CodeDeployPlanner;
import io.jenkins.plugins.ecs.rollout.decide.plan.CodeDeployServiceFile;
import io.jenkins.plugins.ecs.rollout.messages.CodeDeployMessages;
import io.jenkins.plugins.ecs.rollout.messages.DeploymentMessages;
import io.jenkins.plugins.ecs.rollout.messages.VerificationMessages;
import io.jenkins.plugins.ecs.rollout.observe.CodeDeployRead;
import io.jenkins.plugins.ecs.rollout.observe.Observation;
import io.jenkins.plugins.ecs.rollout.observe.Read;
import io.jenkins.plugins.ecs.rollout.request.OnOtherDeployment;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.text.Arns;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@link Phase#UPDATING} where CodeDeploy deploys: {@code CreateDeployment}, once. It has no client token, so after a lost
 * answer or a restart we look for a deployment with our description.
 */
public final class CodeDeployCreation implements PhaseHandler {

    /** A group has one deployment at a time. */
    private static final String IS_BUSY = "DeploymentLimitExceededException";

    @Override
    public List<Read> reads(RolloutState state, Observation seen) {
        List<Read> reads = new ArrayList<>(Reads.serviceTree(state));
        if (state.pending) {
            reads.add(CodeDeployRead.NEWER_DEPLOYMENTS);
        }
        return reads;
    }

    @Override
    public void decide(DecisionDraft draft, Observation seen) {
        RolloutState state = draft.state;
        if (state.pending && !state.serviceFile.changing) {
            if (ReadFailurePolicy.handled(draft, seen.codeDeployFailure)) {
                return;
            }
            String description = CodeDeployPlan.description(state);
            Optional<CodeDeployment> ours = seen.codeDeployments.stream()
                    .filter(each -> each.description().equals(description))
                    .findFirst();
            if (ours.isPresent()) {
                answered(draft, ours.get().id());
                return;
            }
            if (EventualConsistency.isUndecided(draft)) {
                draft.pollIn(EventualConsistency.LOOK_AGAIN);
                return;
            }
        }
        if (ReadFailurePolicy.handled(draft, seen.serviceTreeFailure)) {
            return;
        }
        if (state.isStopping()) {
            StopEnding.end(draft, CodeDeployMessages.NOT_DEPLOYED);
        } else if (seen.serviceTree == null) {
            draft.end(Verdict.REFUSED, VerificationMessages.NO_SERVICE, "");
        } else if (!CodeDeployServiceFile.comesFirst(draft, seen.serviceTree)) {
            draft.act(new AwsAction.CreateDeployment(CodeDeployPlan.input(state, seen.serviceTree)));
        }
    }

    @Override
    public void completed(DecisionDraft draft, AwsAction action, Object answer) {
        if (action instanceof AwsAction.Update) {
            CodeDeployServiceFile.updated(draft);
        } else {
            answered(draft, (String) answer);
        }
    }

    private static void answered(DecisionDraft draft, String id) {
        RolloutState state = draft.state;
        ReadFailurePolicy.over(draft);
        state.updated = true;
        state.codeDeploy.deployment = id;
        state.progress.lastProgressAt = draft.now;
        draft.log(CodeDeployMessages.started(
                id,
                Arns.brief(state.previous.taskDefinition),
                Arns.brief(state.taskDefinition),
                state.codeDeploy.application,
                state.codeDeploy.group));
        draft.log(ConsoleLinks.codeDeployment(state.request.region(), id));
        if (state.isStopping()) {
            draft.go(Phase.STOPPING);
        } else if (state.request.waitForEnd()) {
            draft.go(Phase.FOLLOWING);
        } else {
            draft.end(Verdict.STARTED, DeploymentMessages.NOT_WAITING, "");
        }
    }

    @Override
    public void failed(DecisionDraft draft, AwsAction action, AwsFailure failure) {
        RolloutState state = draft.state;
        if (action instanceof AwsAction.Update) {
            draft.end(
                    Verdict.REFUSED,
                    DeploymentMessages.updateRefused(
                            ReadFailurePolicy.words(state, failure), state.registeredRevision()),
                    ReadFailurePolicy.advice(state, failure));
            return;
        }
        if (IS_BUSY.equals(failure.code()) && state.request.onOtherDeployment() == OnOtherDeployment.WAIT) {
            state.pending = false;
            state.progress.lastSeen = CodeDeployMessages.WAITING_FOR_GROUP;
            draft.logOnce(
                    "busy", CodeDeployMessages.waitingForGroup(state.codeDeploy.application, state.codeDeploy.group));
            draft.pollIn(CodeDeployPlanner.LOOK_AGAIN);
            return;
        }
        draft.end(
                Verdict.REFUSED,
                CodeDeployMessages.refused(ReadFailurePolicy.words(state, failure), state.registeredRevision()),
                advice(state, failure));
    }

    private static String advice(RolloutState state, AwsFailure failure) {
        switch (String.valueOf(failure.code())) {
            case "DeploymentConfigDoesNotExistException":
            case "InvalidDeploymentConfigNameException":
                return CodeDeployMessages.CONFIG_ADVICE;
            case IS_BUSY:
                return CodeDeployMessages.GROUP_BUSY_ADVICE;
            case "InvalidRevisionException":
                return CodeDeployMessages.REVISION_ADVICE;
            case "InvalidAlarmConfigException":
            case "AlarmsLimitExceededException":
                return CodeDeployMessages.ALARMS_ADVICE;
            case "InvalidAutoRollbackConfigException":
                return CodeDeployMessages.ROLLBACK_ADVICE;
            default:
                return ReadFailurePolicy.advice(state, failure);
        }
    }
}
