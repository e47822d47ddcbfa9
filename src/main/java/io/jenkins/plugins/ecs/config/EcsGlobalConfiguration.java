package io.jenkins.plugins.ecs.config;

import com.cloudbees.plugins.credentials.common.StandardListBoxModel;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.Util;
import hudson.model.Failure;
import hudson.model.PersistentDescriptor;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import java.util.Optional;
import jenkins.model.GlobalConfiguration;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** What an admin sets for all jobs of a controller. */
@Extension
@Symbol("ecsDeployment")
public class EcsGlobalConfiguration extends GlobalConfiguration implements PersistentDescriptor {

    private String region;
    private String credentialsId;
    private String endpointOverride;
    private boolean allowControllerCredentials;

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
        refuse(SettingChecks.region(value, true));
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
        refuse(SettingChecks.endpoint(value));
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

    private static void refuse(Optional<String> problem) {
        if (problem.isPresent()) {
            throw new Failure(problem.get());
        }
    }

    @POST
    @Restricted(NoExternalUse.class)
    public FormValidation doCheckRegion(@QueryParameter String value, @QueryParameter String endpointOverride) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        return FormChecks.of(
                SettingChecks.region(Util.fixEmptyAndTrim(value), Util.fixEmptyAndTrim(endpointOverride) != null));
    }

    @POST
    @Restricted(NoExternalUse.class)
    public FormValidation doCheckEndpointOverride(@QueryParameter String value) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        return FormChecks.of(SettingChecks.endpoint(Util.fixEmptyAndTrim(value)));
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
