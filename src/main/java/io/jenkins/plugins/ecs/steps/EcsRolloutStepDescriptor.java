package io.jenkins.plugins.ecs.steps;

import hudson.Util;
import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.ecs.config.Choices;
import io.jenkins.plugins.ecs.config.FormChecks;
import io.jenkins.plugins.ecs.rollout.request.RequestChecks;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** The form of an {@link EcsRolloutStep}. */
public abstract class EcsRolloutStepDescriptor extends EcsStepDescriptor {

    private static final String OR_LEAVE = "as an admin has set it, or else: leave";

    @POST
    @Restricted(NoExternalUse.class)
    public FormValidation doCheckTimeout(@AncestorInPath Item item, @QueryParameter String value) {
        return FormChecks.validate(item, () -> checkSpan(value));
    }

    @POST
    @Restricted(NoExternalUse.class)
    public FormValidation doCheckStallTimeout(@AncestorInPath Item item, @QueryParameter String value) {
        return FormChecks.validate(item, () -> checkSpan(value));
    }

    @POST
    @Restricted(NoExternalUse.class)
    public ListBoxModel doFillOnAbortItems(@AncestorInPath Item item) {
        FormChecks.requireRead(item);
        return Choices.reaction(OR_LEAVE);
    }

    @POST
    @Restricted(NoExternalUse.class)
    public ListBoxModel doFillOnTimeoutItems(@AncestorInPath Item item) {
        FormChecks.requireRead(item);
        return Choices.reaction(OR_LEAVE);
    }

    @POST
    @Restricted(NoExternalUse.class)
    public FormValidation doCheckFailureReport(@AncestorInPath Item item, @QueryParameter String value) {
        return FormChecks.ifAllowed(item, () -> RequestChecks.failureReport(Util.fixEmptyAndTrim(value)));
    }

    @POST
    @Restricted(NoExternalUse.class)
    public ListBoxModel doFillOnPermanentFailureItems(@AncestorInPath Item item) {
        FormChecks.requireRead(item);
        return Choices.onPermanentFailure(
                "as an admin has set it, or else: rollback where there is something to go back to, or fail");
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

    @POST
    @Restricted(NoExternalUse.class)
    public ListBoxModel doFillWhenBusyItems(@AncestorInPath Item item) {
        FormChecks.requireRead(item);
        return Choices.whenBusy("as an admin has set it, or else: wait");
    }

    @POST
    @Restricted(NoExternalUse.class)
    public ListBoxModel doFillOnOtherDeploymentItems(@AncestorInPath Item item) {
        FormChecks.requireRead(item);
        return Choices.onOtherDeployment("as an admin has set it, or else: replace");
    }
}
