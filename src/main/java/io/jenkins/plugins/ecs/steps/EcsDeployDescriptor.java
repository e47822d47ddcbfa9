package io.jenkins.plugins.ecs.steps;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Util;
import hudson.model.Item;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.ecs.config.CredentialLists;
import io.jenkins.plugins.ecs.config.EcsGlobalConfiguration;
import io.jenkins.plugins.ecs.config.FormChecks;
import io.jenkins.plugins.ecs.config.SettingChecks;
import io.jenkins.plugins.ecs.rollout.Reaction;
import io.jenkins.plugins.ecs.rollout.RequestChecks;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** The form of {@code ecsDeploy}. Its checks are pure functions of what was typed: none asks AWS or looks anything up. */
abstract class EcsDeployDescriptor extends StepDescriptor {

    @Override
    public String getFunctionName() {
        return "ecsDeploy";
    }

    @NonNull
    @Override
    public String getDisplayName() {
        return "Deploy to an Amazon ECS service";
    }

    @Override
    public Set<? extends Class<?>> getRequiredContext() {
        return Set.of(Run.class, TaskListener.class, FlowNode.class);
    }

    @Override
    public String argumentsToString(@NonNull Map<String, Object> arguments) {
        Object cluster = arguments.get("cluster");
        return (cluster == null ? "" : cluster + "/") + arguments.get("service");
    }

    @POST
    @Restricted(NoExternalUse.class)
    public FormValidation doCheckCluster(@QueryParameter String value) {
        return FormChecks.of(RequestChecks.cluster(Util.fixEmptyAndTrim(value)));
    }

    @POST
    @Restricted(NoExternalUse.class)
    public FormValidation doCheckService(@QueryParameter String value) {
        return FormChecks.of(RequestChecks.service(Util.fixEmptyAndTrim(value)));
    }

    @POST
    @Restricted(NoExternalUse.class)
    public FormValidation doCheckImage(@QueryParameter String value) {
        return FormChecks.of(RequestChecks.image(Util.fixEmptyAndTrim(value)));
    }

    @POST
    @Restricted(NoExternalUse.class)
    public FormValidation doCheckTaskDefinition(@QueryParameter String value) {
        return FormChecks.of(RequestChecks.taskDefinition(Util.fixEmptyAndTrim(value)));
    }

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

    private static FormValidation checkSpan(String value) {
        return Util.fixEmptyAndTrim(value) == null
                ? FormValidation.ok()
                : FormValidation.validatePositiveInteger(value);
    }

    @POST
    @Restricted(NoExternalUse.class)
    public FormValidation doCheckRoleArn(@QueryParameter String value) {
        return FormChecks.of(RequestChecks.roleArn(Util.fixEmptyAndTrim(value)));
    }

    /** Without the right to configure, a caller learns nothing of the controller's settings. */
    @POST
    @Restricted(NoExternalUse.class)
    public FormValidation doCheckRegion(@AncestorInPath Item item, @QueryParameter String value) {
        boolean overridden = item != null
                && item.hasPermission(Item.CONFIGURE)
                && EcsGlobalConfiguration.get().effectiveEndpoint() != null;
        return FormChecks.of(SettingChecks.region(Util.fixEmptyAndTrim(value), overridden));
    }

    @POST
    @Restricted(NoExternalUse.class)
    public ListBoxModel doFillCredentialsIdItems(@AncestorInPath Item item, @QueryParameter String credentialsId) {
        return CredentialLists.of(item, credentialsId);
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
    public ListBoxModel doFillTimeUnitItems() {
        ListBoxModel items = new ListBoxModel();
        for (TimeUnit unit : new TimeUnit[] {TimeUnit.MINUTES, TimeUnit.SECONDS, TimeUnit.HOURS}) {
            items.add(unit.name().toLowerCase(Locale.ROOT), unit.name());
        }
        return items;
    }

    private static ListBoxModel reactions() {
        ListBoxModel items = new ListBoxModel();
        items.add("leave: the deployment goes on", Reaction.LEAVE.text());
        items.add("rollback: ECS is asked to roll back", Reaction.ROLLBACK.text());
        return items;
    }
}
