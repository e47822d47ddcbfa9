package io.jenkins.plugins.ecs.config;

import hudson.Util;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.ComboBoxModel;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.ecs.aws.AwsRegions;
import io.jenkins.plugins.ecs.config.settings.CredentialLists;
import io.jenkins.plugins.ecs.config.settings.FormChecks;
import io.jenkins.plugins.ecs.config.settings.SettingChecks;
import io.jenkins.plugins.ecs.config.settings.SettingField;
import io.jenkins.plugins.ecs.config.settings.SharedSettings;
import java.util.List;
import jenkins.model.Jenkins;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/**
 * The form of {@link SharedSettings}. Checks are pure functions of what was typed and answer to those who may fill in the
 * form; others get no answer that tells anything.
 */
public abstract class SharedSettingsDescriptor<T extends Describable<T>> extends Descriptor<T> {

    @POST
    @Restricted(NoExternalUse.class)
    public FormValidation doCheckRegion(@AncestorInPath Item item, @QueryParameter String value) {
        return FormChecks.ifAllowed(
                item,
                () -> SettingChecks.region(
                        Util.fixEmptyAndTrim(value),
                        EcsGlobalConfiguration.get().effectiveEndpoints().ecs() != null));
    }

    /** Fields of the form; without names all that say how deployments are made. */
    @Restricted(NoExternalUse.class)
    public final List<SettingField> settingFields(String fields) {
        return SettingField.ofAdministrator(fields);
    }

    /** The check of any field in the table: {@code checkSetting/<field>}. */
    @POST
    @Restricted(NoExternalUse.class)
    public FormValidation doCheckSetting(
            @AncestorInPath Item item, StaplerRequest2 request, @QueryParameter String value) {
        return FormChecks.ifAllowed(item, () -> SettingField.problem(FormChecks.field(request), value));
    }

    @POST
    @Restricted(NoExternalUse.class)
    public ListBoxModel doFillCredentialsIdItems(@AncestorInPath Item item, @QueryParameter String credentialsId) {
        return CredentialLists.of(item, credentialsId);
    }

    /** @param endpointOverride only targets have one */
    @POST
    @Restricted(NoExternalUse.class)
    public FormValidation doTestConnection(
            @AncestorInPath Item item, SettingsPlace place, @QueryParameter String endpointOverride) {
        FormChecks.requireConfigure(item);
        return ConnectionTest.of(item, place.layer(), endpointOverride);
    }

    /** The Regions that the installed SDK knows: no secret, and no call. */
    @POST
    @Restricted(NoExternalUse.class)
    public ComboBoxModel doFillRegionItems() {
        Jenkins.get().checkPermission(Jenkins.READ);
        return new ComboBoxModel(AwsRegions.known());
    }
}
