package io.jenkins.plugins.ecs.config;

import hudson.Util;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.ComboBoxModel;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.ecs.aws.AwsRegions;
import io.jenkins.plugins.ecs.rollout.request.RequestChecks;
import jenkins.model.Jenkins;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/**
 * The form of {@link SharedSettings}. Checks are pure functions of what was typed and answer to those who may fill in the
 * form; others get no answer that tells anything.
 */
public abstract class SharedSettingsDescriptor<T extends Describable<T>> extends Descriptor<T> {

    private static final String NOT_SET = "(not set here)";

    @POST
    @Restricted(NoExternalUse.class)
    public FormValidation doCheckRegion(@AncestorInPath Item item, @QueryParameter String value) {
        return FormChecks.ifAllowed(
                item,
                () -> SettingChecks.region(
                        Util.fixEmptyAndTrim(value),
                        EcsGlobalConfiguration.get().effectiveEndpoints().ecs() != null));
    }

    @POST
    @Restricted(NoExternalUse.class)
    public FormValidation doCheckRoleArn(@AncestorInPath Item item, @QueryParameter String value) {
        return FormChecks.ifAllowed(item, () -> SettingChecks.roleArn(Util.fixEmptyAndTrim(value)));
    }

    @POST
    @Restricted(NoExternalUse.class)
    public FormValidation doCheckExternalId(@AncestorInPath Item item, @QueryParameter String value) {
        return FormChecks.ifAllowed(item, () -> SettingChecks.externalId(Util.fixEmptyAndTrim(value)));
    }

    @POST
    @Restricted(NoExternalUse.class)
    public FormValidation doCheckTimeoutMinutes(@AncestorInPath Item item, @QueryParameter String value) {
        return checkMinutes(item, value);
    }

    @POST
    @Restricted(NoExternalUse.class)
    public FormValidation doCheckStallTimeoutMinutes(@AncestorInPath Item item, @QueryParameter String value) {
        return checkMinutes(item, value);
    }

    private static FormValidation checkMinutes(Item item, String value) {
        return !FormChecks.isAllowed(item) || Util.fixEmptyAndTrim(value) == null
                ? FormValidation.ok()
                : FormValidation.validatePositiveInteger(value);
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
            @AncestorInPath Item item,
            @QueryParameter String region,
            @QueryParameter String credentialsId,
            @QueryParameter String roleArn,
            @QueryParameter String externalId,
            @QueryParameter String endpointOverride) {
        FormChecks.requireConfigure(item);
        SettingsLayer form = SettingsLayer.of("this form")
                .with(Setting.REGION, region)
                .with(Setting.CREDENTIALS_ID, credentialsId)
                .with(Setting.ROLE_ARN, roleArn)
                .with(Setting.EXTERNAL_ID, externalId);
        return ConnectionTest.of(item, form, endpointOverride);
    }

    /** The Regions that the installed SDK knows: no secret, and no call. */
    @POST
    @Restricted(NoExternalUse.class)
    public ComboBoxModel doFillRegionItems() {
        Jenkins.get().checkPermission(Jenkins.READ);
        return new ComboBoxModel(AwsRegions.known());
    }

    @POST
    @Restricted(NoExternalUse.class)
    public ListBoxModel doFillOnAbortItems() {
        Jenkins.get().checkPermission(Jenkins.READ);
        return Choices.reaction(NOT_SET);
    }

    @POST
    @Restricted(NoExternalUse.class)
    public ListBoxModel doFillOnTimeoutItems() {
        Jenkins.get().checkPermission(Jenkins.READ);
        return Choices.reaction(NOT_SET);
    }

    @POST
    @Restricted(NoExternalUse.class)
    public ListBoxModel doFillOnPermanentFailureItems() {
        Jenkins.get().checkPermission(Jenkins.READ);
        return Choices.onPermanentFailure(NOT_SET);
    }

    @POST
    @Restricted(NoExternalUse.class)
    public FormValidation doCheckKeepRevisions(@AncestorInPath Item item, @QueryParameter String value) {
        return FormChecks.ifAllowed(item, () -> FormChecks.number(value, RequestChecks::keepRevisions));
    }

    @POST
    @Restricted(NoExternalUse.class)
    public ListBoxModel doFillWhenBusyItems() {
        Jenkins.get().checkPermission(Jenkins.READ);
        return Choices.whenBusy(NOT_SET);
    }

    @POST
    @Restricted(NoExternalUse.class)
    public ListBoxModel doFillOnOtherDeploymentItems() {
        Jenkins.get().checkPermission(Jenkins.READ);
        return Choices.onOtherDeployment(NOT_SET);
    }

    @POST
    @Restricted(NoExternalUse.class)
    public ListBoxModel doFillCircuitBreakerItems() {
        Jenkins.get().checkPermission(Jenkins.READ);
        return Choices.circuitBreaker(NOT_SET);
    }

    @POST
    @Restricted(NoExternalUse.class)
    public ListBoxModel doFillStrategyItems() {
        Jenkins.get().checkPermission(Jenkins.READ);
        return Choices.strategy(NOT_SET);
    }
}
