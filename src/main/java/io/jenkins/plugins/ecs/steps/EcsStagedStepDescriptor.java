package io.jenkins.plugins.ecs.steps;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Util;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.ecs.config.Choices;
import io.jenkins.plugins.ecs.config.FormChecks;
import io.jenkins.plugins.ecs.rollout.CodeDeployChecks;
import io.jenkins.plugins.ecs.rollout.StrategyChecks;
import io.jenkins.plugins.ecs.rollout.WaitUntil;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** The form of an {@link EcsStagedStep}. */
public abstract class EcsStagedStepDescriptor extends EcsRevisionStepDescriptor {

    @POST
    @Restricted(NoExternalUse.class)
    public FormValidation doCheckCanaryPercent(@QueryParameter String value) {
        return checkNumber(value, text -> StrategyChecks.canaryPercent(Double.valueOf(text)));
    }

    @POST
    @Restricted(NoExternalUse.class)
    public FormValidation doCheckStepPercent(@QueryParameter String value) {
        return checkNumber(value, text -> StrategyChecks.stepPercent(Double.valueOf(text)));
    }

    @POST
    @Restricted(NoExternalUse.class)
    public FormValidation doCheckCanaryBakeTime(@QueryParameter String value) {
        return checkNumber(value, text -> StrategyChecks.bake("canaryBakeTime", Integer.valueOf(text)));
    }

    @POST
    @Restricted(NoExternalUse.class)
    public FormValidation doCheckStepBakeTime(@QueryParameter String value) {
        return checkNumber(value, text -> StrategyChecks.bake("stepBakeTime", Integer.valueOf(text)));
    }

    @POST
    @Restricted(NoExternalUse.class)
    public FormValidation doCheckBakeTime(@QueryParameter String value) {
        return checkNumber(value, text -> StrategyChecks.bake("bakeTime", Integer.valueOf(text)));
    }

    @POST
    @Restricted(NoExternalUse.class)
    public FormValidation doCheckPauseTimeout(@QueryParameter String value) {
        return checkNumber(value, text -> StrategyChecks.pauseTimeout(Integer.valueOf(text)));
    }

    @POST
    @Restricted(NoExternalUse.class)
    public FormValidation doCheckPauseAt(@QueryParameter String value) {
        String text = Util.fixEmptyAndTrim(value);
        return FormChecks.of(text == null ? Optional.empty() : StrategyChecks.pauseAt(TextLines.clean(List.of(text))));
    }

    @POST
    @Restricted(NoExternalUse.class)
    public FormValidation doCheckWaitUntil(@QueryParameter String value) {
        return FormChecks.of(WaitUntil.problem(Util.fixEmptyAndTrim(value)));
    }

    @POST
    @Restricted(NoExternalUse.class)
    public FormValidation doCheckAlternateTargetGroup(@QueryParameter String value) {
        return FormChecks.of(StrategyChecks.targetGroup(Util.fixEmptyAndTrim(value)));
    }

    @POST
    @Restricted(NoExternalUse.class)
    public FormValidation doCheckProductionListenerRule(@QueryParameter String value) {
        return FormChecks.of(StrategyChecks.listenerRule("productionListenerRule", Util.fixEmptyAndTrim(value)));
    }

    @POST
    @Restricted(NoExternalUse.class)
    public FormValidation doCheckTestListenerRule(@QueryParameter String value) {
        return FormChecks.of(StrategyChecks.listenerRule("testListenerRule", Util.fixEmptyAndTrim(value)));
    }

    @POST
    @Restricted(NoExternalUse.class)
    public FormValidation doCheckInfrastructureRole(@QueryParameter String value) {
        return FormChecks.of(StrategyChecks.infrastructureRole(Util.fixEmptyAndTrim(value)));
    }

    @POST
    @Restricted(NoExternalUse.class)
    public FormValidation doCheckCodeDeployApplication(@QueryParameter String value) {
        return FormChecks.of(CodeDeployChecks.name("codeDeployApplication", Util.fixEmptyAndTrim(value)));
    }

    @POST
    @Restricted(NoExternalUse.class)
    public FormValidation doCheckCodeDeployGroup(@QueryParameter String value) {
        return FormChecks.of(CodeDeployChecks.name("codeDeployGroup", Util.fixEmptyAndTrim(value)));
    }

    @POST
    @Restricted(NoExternalUse.class)
    public FormValidation doCheckDeploymentConfig(@QueryParameter String value) {
        return FormChecks.of(CodeDeployChecks.name("deploymentConfig", Util.fixEmptyAndTrim(value)));
    }

    @POST
    @Restricted(NoExternalUse.class)
    public FormValidation doCheckAppSpec(@QueryParameter String value) {
        return FormChecks.of(CodeDeployChecks.appSpec(Util.fixEmptyAndTrim(value)));
    }

    @POST
    @Restricted(NoExternalUse.class)
    public FormValidation doCheckAutoRollback(@QueryParameter String value) {
        return FormChecks.of(CodeDeployChecks.autoRollback(TextLines.clean(List.of(value == null ? "" : value))));
    }

    @POST
    @Restricted(NoExternalUse.class)
    public ListBoxModel doFillStrategyItems() {
        return Choices.strategy("as an admin has set it, or else: as the service has it");
    }

    @POST
    @Restricted(NoExternalUse.class)
    public ListBoxModel doFillCircuitBreakerItems() {
        return Choices.circuitBreaker("as an admin has set it, or else: as the service has it");
    }

    @POST
    @Restricted(NoExternalUse.class)
    public ListBoxModel doFillOnPauseTimeoutItems() {
        ListBoxModel items = new ListBoxModel();
        items.add("rollback: ECS goes back", "rollback");
        items.add("continue: ECS goes on", "continue");
        return items;
    }

    @NonNull
    private static FormValidation checkNumber(String value, Function<String, Optional<String>> check) {
        String text = Util.fixEmptyAndTrim(value);
        try {
            return FormChecks.of(text == null ? Optional.empty() : check.apply(text));
        } catch (NumberFormatException notANumber) {
            return FormValidation.error("'" + text + "' is not a number");
        }
    }
}
