package io.jenkins.plugins.ecs.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.Describable;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.ecs.rollout.PlainText;
import java.util.Optional;
import java.util.regex.Pattern;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A place to deploy to under a name: where, as whom, how, and under which rules. */
public class EcsTarget extends SharedSettings implements Describable<EcsTarget> {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][\\w.-]{0,62}");

    private final String name;
    private String label;
    private boolean production;
    private String endpointOverride;
    private EcsPolicy policy;

    @DataBoundConstructor
    public EcsTarget(String name) {
        this.name = Util.fixEmptyAndTrim(name);
        refuse(checkName(this.name));
    }

    @NonNull
    public String getName() {
        return name;
    }

    /** What people see instead of the name, also on badges. */
    @CheckForNull
    public String getLabel() {
        return label;
    }

    @DataBoundSetter
    public void setLabel(String label) {
        this.label = Util.fixEmptyAndTrim(label);
    }

    /** Whether the rules for production count here. */
    public boolean isProduction() {
        return production;
    }

    @DataBoundSetter
    public void setProduction(boolean production) {
        this.production = production;
    }

    /** Replaces every AWS endpoint. Of a folder's target it counts only if an admin has named it as well. */
    @CheckForNull
    public String getEndpointOverride() {
        return endpointOverride;
    }

    @DataBoundSetter
    public void setEndpointOverride(String endpointOverride) {
        String value = Util.fixEmptyAndTrim(endpointOverride);
        refuse(SettingChecks.endpoint(value));
        this.endpointOverride = value;
    }

    /** Rules that Jenkinsfiles can't lift. */
    @CheckForNull
    public EcsPolicy getPolicy() {
        return policy;
    }

    @DataBoundSetter
    public void setPolicy(EcsPolicy policy) {
        this.policy = policy;
    }

    private static Optional<String> checkName(String name) {
        return name != null && NAME.matcher(name).matches()
                ? Optional.empty()
                : Optional.of(
                        "name: '" + PlainText.line(String.valueOf(name)) + "' is no name for a target. Write it as"
                                + " in prod-eu: letters, digits, '.', '_' and '-', up to 63");
    }

    @Extension
    public static final class DescriptorImpl extends SharedSettingsDescriptor<EcsTarget> {

        @NonNull
        @Override
        public String getDisplayName() {
            return "Target";
        }

        @POST
        @Restricted(NoExternalUse.class)
        public FormValidation doCheckName(@AncestorInPath Item item, @QueryParameter String value) {
            return FormChecks.ifAllowed(item, () -> checkName(Util.fixEmptyAndTrim(value)));
        }

        @POST
        @Restricted(NoExternalUse.class)
        public FormValidation doCheckEndpointOverride(@AncestorInPath Item item, @QueryParameter String value) {
            return FormChecks.ifAllowed(item, () -> SettingChecks.endpoint(Util.fixEmptyAndTrim(value)));
        }
    }
}
