package io.jenkins.plugins.ecs.config;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Util;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.ecs.config.settings.FormChecks;
import jenkins.model.Jenkins;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** The form of {@link EcsPolicy}. */
abstract class EcsPolicyDescriptor extends Descriptor<EcsPolicy> {

    @NonNull
    @Override
    public String getDisplayName() {
        return "Deployment rules";
    }

    @POST
    @Restricted(NoExternalUse.class)
    public FormValidation doCheckAccounts(@AncestorInPath Item item, @QueryParameter String value) {
        return FormChecks.ifAllowed(item, () -> PolicyRules.checkAccounts(value));
    }

    @POST
    @Restricted(NoExternalUse.class)
    public FormValidation doCheckMostDeployments(@AncestorInPath Item item, @QueryParameter String value) {
        return !FormChecks.isAllowed(item) || Util.fixEmptyAndTrim(value) == null
                ? FormValidation.ok()
                : FormValidation.validatePositiveInteger(value);
    }

    @POST
    @Restricted(NoExternalUse.class)
    public FormValidation doCheckLongestDeployment(@AncestorInPath Item item, @QueryParameter String value) {
        return !FormChecks.isAllowed(item) || Util.fixEmptyAndTrim(value) == null
                ? FormValidation.ok()
                : FormValidation.validatePositiveInteger(value);
    }

    @POST
    @Restricted(NoExternalUse.class)
    public FormValidation doCheckEvidenceHours(@AncestorInPath Item item, @QueryParameter String value) {
        return !FormChecks.isAllowed(item) || Util.fixEmptyAndTrim(value) == null
                ? FormValidation.ok()
                : FormValidation.validatePositiveInteger(value);
    }

    @POST
    @Restricted(NoExternalUse.class)
    public FormValidation doCheckProtectedDays(@AncestorInPath Item item, @QueryParameter String value) {
        return !FormChecks.isAllowed(item) || Util.fixEmptyAndTrim(value) == null
                ? FormValidation.ok()
                : FormValidation.validateNonNegativeInteger(value);
    }

    @POST
    @Restricted(NoExternalUse.class)
    public FormValidation doCheckWarnOnly(@AncestorInPath Item item, @QueryParameter String value) {
        return FormChecks.ifAllowed(item, () -> PolicyRules.checkWarnOnly(value));
    }

    @POST
    @Restricted(NoExternalUse.class)
    public ListBoxModel doFillImagePinningItems() {
        Jenkins.get().checkPermission(Jenkins.READ);
        ListBoxModel items = new ListBoxModel();
        items.add("any image", "");
        items.add("no mutable tags", PolicyRules.BY_TAG);
        items.add("digests only", PolicyRules.BY_DIGEST);
        return items;
    }
}
