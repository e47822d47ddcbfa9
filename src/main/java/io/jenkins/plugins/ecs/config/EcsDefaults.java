package io.jenkins.plugins.ecs.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Describable;
import hudson.model.Item;
import hudson.util.ComboBoxModel;
import hudson.util.FormValidation;
import io.jenkins.plugins.ecs.config.settings.FormChecks;
import io.jenkins.plugins.ecs.config.settings.SharedSettings;
import io.jenkins.plugins.ecs.rollout.request.Setting;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** What steps get that set nothing themselves: for the jobs of a folder, or for all of Jenkins. */
public class EcsDefaults extends SharedSettings implements Describable<EcsDefaults> {

    @DataBoundConstructor
    public EcsDefaults() {}

    /** The target of steps that name none. */
    @CheckForNull
    public String getTarget() {
        return values().get(Setting.TARGET);
    }

    @DataBoundSetter
    public void setTarget(String target) {
        set(Setting.TARGET, target);
    }

    @Extension
    public static final class DescriptorImpl extends SharedSettingsDescriptor<EcsDefaults> {

        @NonNull
        @Override
        public String getDisplayName() {
            return "Default deployment settings";
        }

        @POST
        @Restricted(NoExternalUse.class)
        public ComboBoxModel doFillClusterItems(@AncestorInPath Item item, SettingsPlace place) {
            return FormChecks.offer(
                    item, () -> LiveChoices.clusters(place.in(item, null)).items());
        }

        @POST
        @Restricted(NoExternalUse.class)
        public FormValidation doCheckCluster(
                @AncestorInPath Item item, SettingsPlace place, @QueryParameter String value) {
            return FormChecks.validate(item, () -> LiveChoices.checkCluster(place.in(item, null), value));
        }
    }
}
