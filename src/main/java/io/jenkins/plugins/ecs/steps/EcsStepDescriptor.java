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
import io.jenkins.plugins.ecs.rollout.RequestChecks;
import java.util.Map;
import java.util.Set;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** The form of an {@link EcsStep}. Its checks are pure functions of what was typed: none asks AWS or looks anything up. */
public abstract class EcsStepDescriptor extends StepDescriptor {

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

    /** A number that may be left out. */
    @NonNull
    static FormValidation checkSpan(String value) {
        return Util.fixEmptyAndTrim(value) == null
                ? FormValidation.ok()
                : FormValidation.validatePositiveInteger(value);
    }
}
