package io.jenkins.plugins.ecs.steps;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Util;
import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.ecs.config.Choices;
import io.jenkins.plugins.ecs.config.FormChecks;
import io.jenkins.plugins.ecs.rollout.request.CodeDeployChecks;
import io.jenkins.plugins.ecs.rollout.request.WaitUntil;
import io.jenkins.plugins.ecs.rollout.strategy.StrategyChecks;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** The form of an {@link EcsStagedStep}. */
public abstract class EcsStagedStepDescriptor extends EcsRevisionStepDescriptor {

    @NonNull
    @Override
    Set<String> requiredParameters() {
        return Set.of("service");
    }

    @POST
    @Restricted(NoExternalUse.class)
    public FormValidation doCheckCanaryPercent(@AncestorInPath Item item, @QueryParameter String value) {
        return checkNumber(item, value, text -> StrategyChecks.canaryPercent(Double.valueOf(text)));
    }

    @POST
    @Restricted(NoExternalUse.class)
    public FormValidation doCheckStepPercent(@AncestorInPath Item item, @QueryParameter String value) {
        return checkNumber(item, value, text -> StrategyChecks.stepPercent(Double.valueOf(text)));
    }

    @POST
    @Restricted(NoExternalUse.class)
    public FormValidation doCheckCanaryBakeTime(@AncestorInPath Item item, @QueryParameter String value) {
        return checkNumber(item, value, text -> StrategyChecks.bake("canaryBakeTime", Integer.valueOf(text)));
    }

    @POST
    @Restricted(NoExternalUse.class)
    public FormValidation doCheckStepBakeTime(@AncestorInPath Item item, @QueryParameter String value) {
        return checkNumber(item, value, text -> StrategyChecks.bake("stepBakeTime", Integer.valueOf(text)));
    }

    @POST
    @Restricted(NoExternalUse.class)
    public FormValidation doCheckBakeTime(@AncestorInPath Item item, @QueryParameter String value) {
        return checkNumber(item, value, text -> StrategyChecks.bake("bakeTime", Integer.valueOf(text)));
    }

    @POST
    @Restricted(NoExternalUse.class)
    public FormValidation doCheckPauseTimeout(@AncestorInPath Item item, @QueryParameter String value) {
        return checkNumber(item, value, text -> StrategyChecks.pauseTimeout(Integer.valueOf(text)));
    }

    @POST
    @Restricted(NoExternalUse.class)
    public FormValidation doCheckPauseAt(@AncestorInPath Item item, @QueryParameter String value) {
        return FormChecks.ifAllowed(item, () -> StrategyChecks.pauseAt(TextLines.clean(List.of(Util.fixNull(value)))));
    }

    @POST
    @Restricted(NoExternalUse.class)
    public FormValidation doCheckWaitUntil(@AncestorInPath Item item, @QueryParameter String value) {
        return FormChecks.ifAllowed(item, () -> WaitUntil.problem(Util.fixEmptyAndTrim(value)));
    }

    @POST
    @Restricted(NoExternalUse.class)
    public FormValidation doCheckAlternateTargetGroup(@AncestorInPath Item item, @QueryParameter String value) {
        return FormChecks.ifAllowed(item, () -> StrategyChecks.targetGroup(Util.fixEmptyAndTrim(value)));
    }

    @POST
    @Restricted(NoExternalUse.class)
    public FormValidation doCheckProductionListenerRule(@AncestorInPath Item item, @QueryParameter String value) {
        return FormChecks.ifAllowed(
                item, () -> StrategyChecks.listenerRule("productionListenerRule", Util.fixEmptyAndTrim(value)));
    }

    @POST
    @Restricted(NoExternalUse.class)
    public FormValidation doCheckTestListenerRule(@AncestorInPath Item item, @QueryParameter String value) {
        return FormChecks.ifAllowed(
                item, () -> StrategyChecks.listenerRule("testListenerRule", Util.fixEmptyAndTrim(value)));
    }

    @POST
    @Restricted(NoExternalUse.class)
    public FormValidation doCheckInfrastructureRole(@AncestorInPath Item item, @QueryParameter String value) {
        return FormChecks.ifAllowed(item, () -> StrategyChecks.infrastructureRole(Util.fixEmptyAndTrim(value)));
    }

    @POST
    @Restricted(NoExternalUse.class)
    public FormValidation doCheckCodeDeployApplication(@AncestorInPath Item item, @QueryParameter String value) {
        return FormChecks.ifAllowed(
                item, () -> CodeDeployChecks.name("codeDeployApplication", Util.fixEmptyAndTrim(value)));
    }

    @POST
    @Restricted(NoExternalUse.class)
    public FormValidation doCheckCodeDeployGroup(@AncestorInPath Item item, @QueryParameter String value) {
        return FormChecks.ifAllowed(item, () -> CodeDeployChecks.name("codeDeployGroup", Util.fixEmptyAndTrim(value)));
    }

    @POST
    @Restricted(NoExternalUse.class)
    public FormValidation doCheckDeploymentConfig(@AncestorInPath Item item, @QueryParameter String value) {
        return FormChecks.ifAllowed(item, () -> CodeDeployChecks.name("deploymentConfig", Util.fixEmptyAndTrim(value)));
    }

    @POST
    @Restricted(NoExternalUse.class)
    public FormValidation doCheckAppSpec(@AncestorInPath Item item, @QueryParameter String value) {
        return FormChecks.ifAllowed(item, () -> CodeDeployChecks.appSpec(Util.fixEmptyAndTrim(value)));
    }

    @POST
    @Restricted(NoExternalUse.class)
    public FormValidation doCheckAutoRollback(@AncestorInPath Item item, @QueryParameter String value) {
        return FormChecks.ifAllowed(
                item, () -> CodeDeployChecks.autoRollback(TextLines.clean(List.of(Util.fixNull(value)))));
    }

    @POST
    @Restricted(NoExternalUse.class)
    public ListBoxModel doFillStrategyItems(@AncestorInPath Item item) {
        FormChecks.requireRead(item);
        return Choices.strategy("as an admin has set it, or else: as the service has it");
    }

    @POST
    @Restricted(NoExternalUse.class)
    public ListBoxModel doFillCircuitBreakerItems(@AncestorInPath Item item) {
        FormChecks.requireRead(item);
        return Choices.circuitBreaker("as an admin has set it, or else: as the service has it");
    }

    @POST
    @Restricted(NoExternalUse.class)
    public ListBoxModel doFillOnPauseTimeoutItems(@AncestorInPath Item item) {
        FormChecks.requireRead(item);
        ListBoxModel items = new ListBoxModel();
        items.add("rollback: ECS goes back", "rollback");
        items.add("continue: ECS goes on", "continue");
        return items;
    }

    @NonNull
    private static FormValidation checkNumber(Item item, String value, Function<String, Optional<String>> check) {
        return FormChecks.validate(item, () -> {
            String text = Util.fixEmptyAndTrim(value);
            try {
                return FormChecks.of(text == null ? Optional.empty() : check.apply(text));
            } catch (NumberFormatException notANumber) {
                return FormValidation.error("'" + text + "' is not a number");
            }
        });
    }
}
