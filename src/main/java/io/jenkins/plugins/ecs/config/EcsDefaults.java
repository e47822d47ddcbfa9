package io.jenkins.plugins.ecs.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.Describable;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** What steps get that set nothing themselves: for the jobs of a folder, or for all of Jenkins. */
public class EcsDefaults extends SharedSettings implements Describable<EcsDefaults> {

    private String target;

    @DataBoundConstructor
    public EcsDefaults() {}

    /** The target of steps that name none. */
    @CheckForNull
    public String getTarget() {
        return target;
    }

    @DataBoundSetter
    public void setTarget(String target) {
        this.target = Util.fixEmptyAndTrim(target);
    }

    @NonNull
    @Override
    SettingsLayer layer(@NonNull String origin) {
        return super.layer(origin).with(Setting.TARGET, target);
    }

    @Extension
    public static final class DescriptorImpl extends SharedSettingsDescriptor<EcsDefaults> {

        @NonNull
        @Override
        public String getDisplayName() {
            return "Default deployment settings";
        }
    }
}
