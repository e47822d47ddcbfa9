package io.jenkins.plugins.ecs.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.ecs.config.settings.FormChecks;
import io.jenkins.plugins.ecs.config.settings.SettingChecks;
import io.jenkins.plugins.ecs.paths.definition.PathChecks;
import io.jenkins.plugins.ecs.paths.definition.PathDraft;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** Targets of an environment that are deployed to together, after those of the wave before. */
public class EcsPathWave implements Describable<EcsPathWave> {

    private final String targets;
    private String bake;

    @DataBoundConstructor
    public EcsPathWave(String targets) {
        this.targets = Util.fixEmptyAndTrim(targets);
    }

    /** Names of targets, separated by commas. */
    @CheckForNull
    public String getTargets() {
        return targets;
    }

    /** How long the wave before must have been proven, as in {@code 30m}; null for no minimum. */
    @CheckForNull
    public String getBake() {
        return bake;
    }

    @DataBoundSetter
    public void setBake(String bake) {
        this.bake = Util.fixEmptyAndTrim(bake);
    }

    @NonNull
    PathDraft.Wave draft() {
        return new PathDraft.Wave(SettingChecks.list(targets), bake);
    }

    @Extension
    public static final class DescriptorImpl extends Descriptor<EcsPathWave> {

        @NonNull
        @Override
        public String getDisplayName() {
            return "Wave";
        }

        @POST
        @Restricted(NoExternalUse.class)
        public FormValidation doCheckBake(@AncestorInPath Item item, @QueryParameter String value) {
            return FormChecks.ifAllowed(item, () -> PathChecks.checkBake(Util.fixEmptyAndTrim(value)));
        }
    }
}
