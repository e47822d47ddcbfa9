package io.jenkins.plugins.ecs.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Util;
import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.ecs.config.FormChecks;
import io.jenkins.plugins.ecs.rollout.request.RequestChecks;
import io.jenkins.plugins.ecs.verify.FailOn;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** The form of {@code ecsVerify}. */
abstract class EcsVerifyDescriptor extends EcsStepDescriptor {

    @Override
    public String getFunctionName() {
        return "ecsVerify";
    }

    @Override
    public String argumentsToString(@NonNull Map<String, Object> arguments) {
        Object deployment = arguments.get("deployment");
        if (deployment != null) {
            return deployment.toString();
        }
        return arguments.get("service") == null ? "" : super.argumentsToString(arguments);
    }

    @NonNull
    @Override
    public String getDisplayName() {
        return "Verify an Amazon ECS service";
    }

    @POST
    @Restricted(NoExternalUse.class)
    @Override
    public FormValidation doCheckService(@AncestorInPath Item item, @QueryParameter String value) {
        return FormChecks.ifAllowed(item, () -> RequestChecks.optionalService(Util.fixEmptyAndTrim(value)));
    }

    @POST
    @Restricted(NoExternalUse.class)
    public FormValidation doCheckFailOn(@AncestorInPath Item item, @QueryParameter String value) {
        return FormChecks.validate(item, () -> checkFailOn(Util.fixEmptyAndTrim(value)));
    }

    @NonNull
    private static FormValidation checkFailOn(@CheckForNull String text) {
        try {
            FailOn.parse(text == null ? FailOn.DEFAULT : text);
            return FormValidation.ok();
        } catch (IllegalArgumentException wrong) {
            return FormValidation.error(wrong.getMessage());
        }
    }

    @POST
    @Restricted(NoExternalUse.class)
    public ListBoxModel doFillModeItems(@AncestorInPath Item item) {
        FormChecks.requireRead(item);
        ListBoxModel items = new ListBoxModel();
        items.add("verify: what runs", EcsVerifyStep.VERIFY);
        items.add("preflight: before a deployment", EcsVerifyStep.PREFLIGHT);
        return items;
    }

    @POST
    @Restricted(NoExternalUse.class)
    public FormValidation doCheckImage(@AncestorInPath Item item, @QueryParameter String value) {
        return FormChecks.ifAllowed(item, () -> RequestChecks.image(Util.fixEmptyAndTrim(value)));
    }

    @POST
    @Restricted(NoExternalUse.class)
    public FormValidation doCheckTaskDefinition(@AncestorInPath Item item, @QueryParameter String value) {
        return FormChecks.ifAllowed(item, () -> RequestChecks.taskDefinition(Util.fixEmptyAndTrim(value)));
    }

    @POST
    @Restricted(NoExternalUse.class)
    public FormValidation doCheckTimeout(@AncestorInPath Item item, @QueryParameter String value) {
        return FormChecks.validate(item, () -> checkSpan(value));
    }

    @POST
    @Restricted(NoExternalUse.class)
    public ListBoxModel doFillTimeUnitItems(@AncestorInPath Item item) {
        FormChecks.requireRead(item);
        ListBoxModel items = new ListBoxModel();
        for (TimeUnit unit : new TimeUnit[] {TimeUnit.MINUTES, TimeUnit.SECONDS, TimeUnit.HOURS}) {
            items.add(unit.name().toLowerCase(Locale.ROOT), unit.name());
        }
        return items;
    }
}
