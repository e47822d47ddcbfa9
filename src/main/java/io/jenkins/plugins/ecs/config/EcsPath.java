package io.jenkins.plugins.ecs.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.ecs.config.settings.FormChecks;
import io.jenkins.plugins.ecs.config.settings.SettingChecks;
import io.jenkins.plugins.ecs.paths.definition.PathChecks;
import io.jenkins.plugins.ecs.paths.definition.PathDraft;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A path: the environments that a release goes through, in their order. */
public class EcsPath implements Describable<EcsPath> {

    private final String name;
    private String description;
    private String owner;
    private String services;
    private String mode;
    private List<EcsPathEnvironment> environments = new ArrayList<>();

    @DataBoundConstructor
    public EcsPath(String name) {
        this.name = Util.fixEmptyAndTrim(name);
    }

    @CheckForNull
    public String getName() {
        return name;
    }

    /** What it is for, shown to users. */
    @CheckForNull
    public String getDescription() {
        return description;
    }

    @DataBoundSetter
    public void setDescription(String description) {
        this.description = Util.fixEmptyAndTrim(description);
    }

    /** Whom a refusal names. */
    @CheckForNull
    public String getOwner() {
        return owner;
    }

    @DataBoundSetter
    public void setOwner(String owner) {
        this.owner = Util.fixEmptyAndTrim(owner);
    }

    /** Patterns of names of services, separated by commas; null for all. */
    @CheckForNull
    public String getServices() {
        return services;
    }

    /** Blanks are kept: they would name no service, and are refused. */
    @DataBoundSetter
    public void setServices(String services) {
        this.services = Util.fixEmpty(services);
    }

    /** {@code block} or {@code warn}. */
    @NonNull
    public String getMode() {
        return mode == null ? "block" : mode;
    }

    @DataBoundSetter
    public void setMode(String mode) {
        this.mode = Util.fixEmptyAndTrim(mode);
    }

    @NonNull
    public List<EcsPathEnvironment> getEnvironments() {
        return environments == null ? List.of() : Collections.unmodifiableList(environments);
    }

    @DataBoundSetter
    public void setEnvironments(List<EcsPathEnvironment> environments) {
        this.environments = environments == null ? new ArrayList<>() : new ArrayList<>(environments);
    }

    /** @param where the level at which it is defined */
    @NonNull
    PathDraft draft(@NonNull String where) {
        return new PathDraft(name, where)
                .description(description)
                .owner(owner)
                .services(services == null ? null : SettingChecks.list(services))
                .mode(mode)
                .environments(getEnvironments().stream()
                        .map(EcsPathEnvironment::draft)
                        .toList());
    }

    @Extension
    public static final class DescriptorImpl extends Descriptor<EcsPath> {

        @NonNull
        @Override
        public String getDisplayName() {
            return "Path";
        }

        @POST
        @Restricted(NoExternalUse.class)
        public FormValidation doCheckName(@AncestorInPath Item item, @QueryParameter String value) {
            return FormChecks.ifAllowed(item, () -> PathChecks.checkName(Util.fixEmptyAndTrim(value)));
        }

        /** What a release on the path, as it is saved, would go through. AWS is not called. */
        @POST
        @Restricted(NoExternalUse.class)
        public FormValidation doCheckPath(@AncestorInPath Item item, @QueryParameter String name) {
            FormChecks.requireConfigure(item);
            return PathTrial.check(item, Util.fixEmptyAndTrim(name), System.currentTimeMillis());
        }

        @POST
        @Restricted(NoExternalUse.class)
        public FormValidation doCheckServices(@AncestorInPath Item item, @QueryParameter String value) {
            return FormChecks.ifAllowed(item, () -> PathChecks.checkServices(SettingChecks.list(value)));
        }

        @POST
        @Restricted(NoExternalUse.class)
        public ListBoxModel doFillModeItems(@AncestorInPath Item item) {
            FormChecks.requireRead(item);
            return FormChecks.words(PathChecks.MODES);
        }
    }
}
