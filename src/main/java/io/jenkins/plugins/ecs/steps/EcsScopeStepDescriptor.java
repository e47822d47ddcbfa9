package io.jenkins.plugins.ecs.steps;

import hudson.Util;
import hudson.model.Item;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.util.ComboBoxModel;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.ecs.aws.AwsRegions;
import io.jenkins.plugins.ecs.config.CredentialLists;
import io.jenkins.plugins.ecs.config.EcsGlobalConfiguration;
import io.jenkins.plugins.ecs.config.FormChecks;
import io.jenkins.plugins.ecs.config.JobSettings;
import io.jenkins.plugins.ecs.config.SettingChecks;
import io.jenkins.plugins.ecs.rollout.RequestChecks;
import java.util.Set;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** The form of an {@link EcsScopeStep}. Its checks are pure functions of what was typed: none asks AWS or looks anything up. */
public abstract class EcsScopeStepDescriptor extends StepDescriptor {

    @Override
    public Set<? extends Class<?>> getRequiredContext() {
        return Set.of(Run.class, TaskListener.class, FlowNode.class);
    }

    @POST
    @Restricted(NoExternalUse.class)
    public FormValidation doCheckCluster(@QueryParameter String value) {
        String cluster = Util.fixEmptyAndTrim(value);
        // It may come from the target, or from another place that a form can't see.
        return cluster == null ? FormValidation.ok() : FormChecks.of(RequestChecks.cluster(cluster));
    }

    @POST
    @Restricted(NoExternalUse.class)
    public FormValidation doCheckRoleArn(@QueryParameter String value) {
        return FormChecks.of(SettingChecks.roleArn(Util.fixEmptyAndTrim(value)));
    }

    @POST
    @Restricted(NoExternalUse.class)
    public FormValidation doCheckExternalId(@QueryParameter String value) {
        return FormChecks.of(SettingChecks.externalId(Util.fixEmptyAndTrim(value)));
    }

    /** Without the right to configure, a caller learns no target's name. */
    @POST
    @Restricted(NoExternalUse.class)
    public ComboBoxModel doFillTargetItems(@AncestorInPath Item item) {
        return item != null && item.hasPermission(Item.CONFIGURE)
                ? new ComboBoxModel(JobSettings.of(item).targets().keySet())
                : new ComboBoxModel();
    }

    /** The Regions that the installed SDK knows. */
    @POST
    @Restricted(NoExternalUse.class)
    public ComboBoxModel doFillRegionItems() {
        return new ComboBoxModel(AwsRegions.known());
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
}
