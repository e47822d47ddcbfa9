package io.jenkins.plugins.ecs.steps;

import hudson.Util;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.ecs.config.Choices;
import io.jenkins.plugins.ecs.config.FormChecks;
import io.jenkins.plugins.ecs.rollout.FailureReaction;
import io.jenkins.plugins.ecs.rollout.Reaction;
import io.jenkins.plugins.ecs.rollout.RequestChecks;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** The form of an {@link EcsRolloutStep}. */
public abstract class EcsRolloutStepDescriptor extends EcsStepDescriptor {

    @POST
    @Restricted(NoExternalUse.class)
    public FormValidation doCheckTimeout(@QueryParameter String value) {
        return checkSpan(value);
    }

    @POST
    @Restricted(NoExternalUse.class)
    public FormValidation doCheckStallTimeout(@QueryParameter String value) {
        return checkSpan(value);
    }

    @POST
    @Restricted(NoExternalUse.class)
    public ListBoxModel doFillOnAbortItems() {
        return reactions();
    }

    @POST
    @Restricted(NoExternalUse.class)
    public ListBoxModel doFillOnTimeoutItems() {
        return reactions();
    }

    @POST
    @Restricted(NoExternalUse.class)
    public FormValidation doCheckFailureReport(@QueryParameter String value) {
        return FormChecks.of(RequestChecks.failureReport(Util.fixEmptyAndTrim(value)));
    }

    @POST
    @Restricted(NoExternalUse.class)
    public ListBoxModel doFillOnPermanentFailureItems() {
        ListBoxModel items = new ListBoxModel();
        items.add("(by default) rollback where there is something to go back to, or else fail", "");
        items.add("rollback: ECS is asked to roll back at once", FailureReaction.ROLLBACK.text());
        items.add("fail: the step fails at once", FailureReaction.FAIL.text());
        items.add("wait: for what ECS makes of it", FailureReaction.WAIT.text());
        return items;
    }

    @POST
    @Restricted(NoExternalUse.class)
    public ListBoxModel doFillTimeUnitItems() {
        ListBoxModel items = new ListBoxModel();
        for (TimeUnit unit : new TimeUnit[] {TimeUnit.MINUTES, TimeUnit.SECONDS, TimeUnit.HOURS}) {
            items.add(unit.name().toLowerCase(Locale.ROOT), unit.name());
        }
        return items;
    }

    @POST
    @Restricted(NoExternalUse.class)
    public ListBoxModel doFillWhenBusyItems() {
        return Choices.whenBusy("as an admin has set it, or else: wait");
    }

    @POST
    @Restricted(NoExternalUse.class)
    public ListBoxModel doFillOnOtherDeploymentItems() {
        return Choices.onOtherDeployment("as an admin has set it, or else: replace");
    }

    private static ListBoxModel reactions() {
        ListBoxModel items = new ListBoxModel();
        items.add("as an admin has set it, or else: leave", "");
        items.add("leave: the deployment goes on", Reaction.LEAVE.text());
        items.add("rollback: ECS is asked to roll back", Reaction.ROLLBACK.text());
        return items;
    }
}
