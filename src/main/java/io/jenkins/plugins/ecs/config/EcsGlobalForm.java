package io.jenkins.plugins.ecs.config;

import com.cloudbees.plugins.credentials.common.StandardListBoxModel;
import hudson.Util;
import hudson.util.ComboBoxModel;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.ecs.aws.AwsRegions;
import io.jenkins.plugins.ecs.config.settings.CredentialLists;
import io.jenkins.plugins.ecs.config.settings.FormChecks;
import io.jenkins.plugins.ecs.config.settings.SettingChecks;
import io.jenkins.plugins.ecs.config.settings.SettingsLayer;
import io.jenkins.plugins.ecs.rollout.request.Setting;
import jenkins.model.GlobalConfiguration;
import jenkins.model.Jenkins;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** The checks and choices of the form of {@link EcsGlobalConfiguration}. */
public abstract class EcsGlobalForm extends GlobalConfiguration {

    @POST
    @Restricted(NoExternalUse.class)
    public FormValidation doCheckRegion(@QueryParameter String value, @QueryParameter String endpointOverride) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        return FormChecks.of(
                SettingChecks.region(Util.fixEmptyAndTrim(value), Util.fixEmptyAndTrim(endpointOverride) != null));
    }

    /** Role and external id come from the defaults as they are saved. */
    @POST
    @Restricted(NoExternalUse.class)
    public FormValidation doTestConnection(
            @QueryParameter String region,
            @QueryParameter String credentialsId,
            @QueryParameter String endpointOverride,
            @QueryParameter String serviceEndpoints,
            @QueryParameter boolean allowControllerCredentials) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        SettingsLayer form =
                SettingsLayer.of("this form").with(Setting.REGION, region).with(Setting.CREDENTIALS_ID, credentialsId);
        return ConnectionTest.ofJenkins(form, endpointOverride, serviceEndpoints, allowControllerCredentials);
    }

    @POST
    @Restricted(NoExternalUse.class)
    public ComboBoxModel doFillRegionItems() {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        return new ComboBoxModel(AwsRegions.known());
    }

    @POST
    @Restricted(NoExternalUse.class)
    public FormValidation doCheckEndpointOverride(@QueryParameter String value) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        return FormChecks.of(SettingChecks.endpoint(Util.fixEmptyAndTrim(value)));
    }

    @POST
    @Restricted(NoExternalUse.class)
    public FormValidation doCheckServiceEndpoints(@QueryParameter String value) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        return FormChecks.of(SettingChecks.serviceEndpoints(Util.fixEmptyAndTrim(value)));
    }

    @POST
    @Restricted(NoExternalUse.class)
    public FormValidation doCheckHttpHosts(@QueryParameter String value) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        return FormChecks.of(SettingChecks.httpHosts(Util.fixEmptyAndTrim(value)));
    }

    @POST
    @Restricted(NoExternalUse.class)
    public FormValidation doCheckHttpPrivateRanges(@QueryParameter String value) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        return FormChecks.of(SettingChecks.httpPrivateRanges(Util.fixEmptyAndTrim(value)));
    }

    @POST
    @Restricted(NoExternalUse.class)
    public FormValidation doCheckAllowedEndpoints(@QueryParameter String value) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        return FormChecks.of(SettingChecks.endpoints(Util.fixEmptyAndTrim(value)));
    }

    @POST
    @Restricted(NoExternalUse.class)
    public ListBoxModel doFillCredentialsIdItems(@QueryParameter String credentialsId) {
        if (!Jenkins.get().hasPermission(Jenkins.ADMINISTER)) {
            return new StandardListBoxModel().includeCurrentValue(credentialsId);
        }
        return CredentialLists.ofSystem(credentialsId);
    }
}
