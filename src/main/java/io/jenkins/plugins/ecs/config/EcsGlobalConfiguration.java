package io.jenkins.plugins.ecs.config;

import com.cloudbees.plugins.credentials.common.StandardListBoxModel;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.BulkChange;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.Util;
import hudson.model.PersistentDescriptor;
import hudson.util.ComboBoxModel;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.ecs.aws.AwsRegions;
import io.jenkins.plugins.ecs.verify.HostPolicy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import jenkins.model.GlobalConfiguration;
import jenkins.model.Jenkins;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/** What an admin sets for all jobs of a controller. */
@Extension
@Symbol("ecsDeployment")
public class EcsGlobalConfiguration extends GlobalConfiguration implements PersistentDescriptor {

    private String region;
    private String credentialsId;
    private String endpointOverride;
    private boolean allowControllerCredentials;
    private String allowedEndpoints;
    private EcsDefaults defaults;
    private EcsPolicy policy;
    private List<EcsTarget> targets = new ArrayList<>();
    private String httpHosts;
    private String httpPrivateRanges;

    @NonNull
    public static EcsGlobalConfiguration get() {
        return ExtensionList.lookupSingleton(EcsGlobalConfiguration.class);
    }

    @NonNull
    @Override
    public String getDisplayName() {
        return "Amazon ECS deployments";
    }

    /** The Region for steps that name none. */
    @CheckForNull
    public String getRegion() {
        return region;
    }

    @DataBoundSetter
    public void setRegion(String region) {
        String value = Util.fixEmptyAndTrim(region);
        // Whether AWS has it is checked when it is used: the endpoint may be set after it.
        SharedSettings.refuse(SettingChecks.region(value, true));
        this.region = value;
        save();
    }

    /** The AWS credentials for steps that name none. */
    @CheckForNull
    public String getCredentialsId() {
        return credentialsId;
    }

    @DataBoundSetter
    public void setCredentialsId(String credentialsId) {
        this.credentialsId = Util.fixEmptyAndTrim(credentialsId);
        save();
    }

    /** Replaces every AWS endpoint: a VPC endpoint, an emulator, the sandbox. */
    @CheckForNull
    public String getEndpointOverride() {
        return endpointOverride;
    }

    /** {@link #getEndpointOverride()}, or else what the controller's process is told to use; null for AWS's own. */
    @CheckForNull
    public String effectiveEndpoint() {
        return endpointOverride == null ? ControllerEndpoint.find() : endpointOverride;
    }

    @DataBoundSetter
    public void setEndpointOverride(String endpointOverride) {
        String value = Util.fixEmptyAndTrim(endpointOverride);
        SharedSettings.refuse(SettingChecks.endpoint(value));
        this.endpointOverride = value;
        save();
    }

    /** Whether jobs without credentials may use what the controller itself has (instance role, environment). */
    public boolean isAllowControllerCredentials() {
        return allowControllerCredentials;
    }

    @DataBoundSetter
    public void setAllowControllerCredentials(boolean allow) {
        this.allowControllerCredentials = allow;
        save();
    }

    /** Addresses that targets of folders may name, with commas between them. */
    @CheckForNull
    public String getAllowedEndpoints() {
        return allowedEndpoints;
    }

    @DataBoundSetter
    public void setAllowedEndpoints(String allowedEndpoints) {
        String value = Util.fixEmptyAndTrim(allowedEndpoints);
        SharedSettings.refuse(SettingChecks.endpoints(value));
        this.allowedEndpoints = value;
        save();
    }

    /** Whether a folder's target may name this address: an admin has named it, here or as the endpoint of all. */
    boolean allowsEndpoint(@NonNull String endpoint) {
        return endpoint.equals(effectiveEndpoint())
                || SettingChecks.list(allowedEndpoints).contains(endpoint);
    }

    /** What else steps get that set nothing themselves. */
    @CheckForNull
    public EcsDefaults getDefaults() {
        return defaults;
    }

    @DataBoundSetter
    public void setDefaults(EcsDefaults defaults) {
        this.defaults = defaults;
        save();
    }

    /** Rules that Jenkinsfiles can't lift. */
    @CheckForNull
    public EcsPolicy getPolicy() {
        return policy;
    }

    @DataBoundSetter
    public void setPolicy(EcsPolicy policy) {
        this.policy = policy;
        save();
    }

    @NonNull
    public List<EcsTarget> getTargets() {
        return targets == null ? List.of() : Collections.unmodifiableList(targets);
    }

    @DataBoundSetter
    public void setTargets(List<EcsTarget> targets) {
        this.targets = targets == null ? new ArrayList<>() : new ArrayList<>(targets);
        save();
    }

    /** Hosts that {@code http} checks of ecsVerify may ask, with commas between them; any if there are none. */
    @CheckForNull
    public String getHttpHosts() {
        return httpHosts;
    }

    @DataBoundSetter
    public void setHttpHosts(String httpHosts) {
        String value = Util.fixEmptyAndTrim(httpHosts);
        SharedSettings.refuse(SettingChecks.httpHosts(value));
        this.httpHosts = value;
        save();
    }

    /** Ranges of addresses that are not public and may be asked all the same, with commas between them. */
    @CheckForNull
    public String getHttpPrivateRanges() {
        return httpPrivateRanges;
    }

    @DataBoundSetter
    public void setHttpPrivateRanges(String httpPrivateRanges) {
        String value = Util.fixEmptyAndTrim(httpPrivateRanges);
        SharedSettings.refuse(SettingChecks.httpPrivateRanges(value));
        this.httpPrivateRanges = value;
        save();
    }

    /** Where the controller may send the requests of {@code http} checks. */
    @NonNull
    public HostPolicy hostPolicy() {
        return new HostPolicy(SettingChecks.list(httpHosts), SettingChecks.list(httpPrivateRanges));
    }

    /** Region and credentials are older than the other defaults, and have fields of their own. */
    @NonNull
    SettingsLayer layer() {
        SettingsLayer layer = defaults == null ? SettingsLayer.of("global") : defaults.layer("global");
        return layer.with(Setting.REGION, region).with(Setting.CREDENTIALS_ID, credentialsId);
    }

    /** A form without targets, or with the defaults switched off, sends nothing of them. */
    @Override
    public boolean configure(StaplerRequest2 request, JSONObject form) throws FormException {
        try (BulkChange all = new BulkChange(this)) {
            defaults = null;
            policy = null;
            targets = new ArrayList<>();
            boolean done = super.configure(request, form);
            all.commit();
            return done;
        } catch (IOException e) {
            throw new FormException(e, "ecsDeployment");
        }
    }

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
            @QueryParameter boolean allowControllerCredentials) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        SettingsLayer form =
                SettingsLayer.of("this form").with(Setting.REGION, region).with(Setting.CREDENTIALS_ID, credentialsId);
        return ConnectionTest.ofJenkins(form, endpointOverride, allowControllerCredentials);
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
