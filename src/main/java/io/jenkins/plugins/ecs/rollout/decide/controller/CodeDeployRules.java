package io.jenkins.plugins.ecs.rollout.decide.controller;

import io.jenkins.plugins.ecs.aws.ecs.DeploymentWaits;
import io.jenkins.plugins.ecs.aws.ecs.LifecycleHook;
import io.jenkins.plugins.ecs.aws.ecs.ServiceDeployment;
import io.jenkins.plugins.ecs.rollout.decide.phase.AwsAction;
import io.jenkins.plugins.ecs.rollout.decide.phase.Reads;
import io.jenkins.plugins.ecs.rollout.messages.DryRunMessages;
import io.jenkins.plugins.ecs.rollout.messages.ProgressMessages;
import io.jenkins.plugins.ecs.rollout.messages.VerificationMessages;
import io.jenkins.plugins.ecs.rollout.observe.CodeDeployRead;
import io.jenkins.plugins.ecs.rollout.observe.Observation;
import io.jenkins.plugins.ecs.rollout.observe.Read;
import io.jenkins.plugins.ecs.rollout.request.AppSpec;
import io.jenkins.plugins.ecs.rollout.request.AppSpecDefaults;
import io.jenkins.plugins.ecs.rollout.request.CodeDeployEvents;
import io.jenkins.plugins.ecs.rollout.request.CodeDeploySettings;
import io.jenkins.plugins.ecs.rollout.state.Plan;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.text.Arns;
import io.jenkins.plugins.ecs.text.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Deployments by CodeDeploy. */
final class CodeDeployRules implements ControllerRules {

    static final ControllerRules RULES = new CodeDeployRules();

    @Override
    public AwsAction rollBack(RolloutState state) {
        return new AwsAction.StopDeployment(state.codeDeploy.deployment, "");
    }

    @Override
    public Plan planned(Plan plan, RolloutState state, Observation seen) {
        return plan.with(lines(state, seen));
    }

    @Override
    public DeploymentWaits waits(RolloutState state, Observation seen) {
        return DeploymentWaits.ofCodeDeploy(
                seen.codeDeployGroup,
                seen.codeDeployRouting,
                !state.codeDeploy.hooks.isEmpty()
                        || (state.request.codeDeploy() != null
                                && AppSpec.hasHooks(state.request.codeDeploy().appSpec())));
    }

    @Override
    public boolean areWaitsKnown(Observation seen) {
        return !seen.codeDeployRouting.isMissingNode();
    }

    @Override
    public String lastWait() {
        return ProgressMessages.TERMINATION_WAIT;
    }

    @Override
    public List<Read> ownDeployment(RolloutState state) {
        return List.of(CodeDeployRead.OWN_DEPLOYMENT);
    }

    @Override
    public List<Read> forVerification(RolloutState state) {
        return Reads.serviceTree(state);
    }

    /** The task set with the production traffic must be of our revision. */
    @Override
    public Optional<String> traffic(RolloutState state, Observation seen) {
        String primary = seen.serviceTree == null
                ? ""
                : AppSpecDefaults.primary(seen.serviceTree)
                        .path("taskDefinition")
                        .asText("");
        return primary.isEmpty() || primary.equals(state.taskDefinition)
                ? Optional.empty()
                : Optional.of(VerificationMessages.traffic(Arns.brief(primary)));
    }

    /** Task sets are no entries in {@code deployments[]}. */
    @Override
    public boolean isReplacedByEntry() {
        return false;
    }

    @Override
    public String stageOf(ServiceDeployment own, LifecycleHook hook) {
        return hook.targetType();
    }

    /** Nothing counts the failures of a task set, so its stopped tasks are read in each poll while it comes up. */
    @Override
    public boolean isInstalling(RolloutState state) {
        return !CodeDeployEvents.isAtOrAfter(state.display.ownStage, "AfterInstall");
    }

    @Override
    public boolean isRemoving(ServiceDeployment own) {
        return own.status().startsWith("ROLLBACK") || !own.goesOn();
    }

    /** What would be asked of CodeDeploy. */
    private static List<String> lines(RolloutState state, Observation seen) {
        List<String> lines = new ArrayList<>();
        lines.add(DryRunMessages.deploymentGroup(state.codeDeploy.application, state.codeDeploy.group));
        CodeDeploySettings asked = state.request.codeDeploy();
        if (asked != null && asked.deploymentConfig() != null) {
            lines.add(DryRunMessages.deploymentConfig(asked.deploymentConfig()));
        }
        lines.add(DryRunMessages.appSpec(CodeDeployPlan.appSpec(state, seen.serviceTree, DryRunMessages.THE_REVISION)));
        return lines.stream().map(PlainText::line).toList();
    }
}
