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
import io.jenkins.plugins.ecs.templates.TemplateChecks;
import io.jenkins.plugins.ecs.templates.TemplateDraft;
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

/** A version of a template. All values are checked together, see {@link TemplateChecks}. */
public class EcsTemplate implements Describable<EcsTemplate> {

    private final String name;
    private final String version;
    private String title;
    private String description;
    private String owner;
    private List<EcsTemplateParameter> parameters = new ArrayList<>();
    private String open;
    private String taskDefinition;
    private String serviceDefinition;

    @DataBoundConstructor
    public EcsTemplate(String name, String version) {
        this.name = Util.fixEmptyAndTrim(name);
        this.version = Util.fixEmptyAndTrim(version);
    }

    @CheckForNull
    public String getName() {
        return name;
    }

    /** Three numbers, such as {@code 1.0.0}. */
    @CheckForNull
    public String getVersion() {
        return version;
    }

    @CheckForNull
    public String getTitle() {
        return title;
    }

    @DataBoundSetter
    public void setTitle(String title) {
        this.title = Util.fixEmptyAndTrim(title);
    }

    @CheckForNull
    public String getDescription() {
        return description;
    }

    @DataBoundSetter
    public void setDescription(String description) {
        this.description = Util.fixEmptyAndTrim(lines(description));
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

    @NonNull
    public List<EcsTemplateParameter> getParameters() {
        return parameters == null ? List.of() : Collections.unmodifiableList(parameters);
    }

    @DataBoundSetter
    public void setParameters(List<EcsTemplateParameter> parameters) {
        this.parameters = parameters == null ? new ArrayList<>() : new ArrayList<>(parameters);
    }

    /** What the file of a team may add, with commas between; null for nothing. */
    @CheckForNull
    public String getOpen() {
        return open;
    }

    @DataBoundSetter
    public void setOpen(String open) {
        this.open = Util.fixEmptyAndTrim(open);
    }

    /** YAML or JSON with placeholders. */
    @CheckForNull
    public String getTaskDefinition() {
        return taskDefinition;
    }

    @DataBoundSetter
    public void setTaskDefinition(String taskDefinition) {
        this.taskDefinition = lines(taskDefinition);
    }

    /** YAML or JSON with placeholders. */
    @CheckForNull
    public String getServiceDefinition() {
        return serviceDefinition;
    }

    @DataBoundSetter
    public void setServiceDefinition(String serviceDefinition) {
        this.serviceDefinition = lines(serviceDefinition);
    }

    /** A form sends line ends as CR LF. */
    @CheckForNull
    private static String lines(@CheckForNull String text) {
        return text == null || text.isBlank() ? null : text.replace("\r\n", "\n");
    }

    /** @param where the level at which it is defined */
    @NonNull
    TemplateDraft draft(@NonNull String where) {
        return new TemplateDraft(
                name,
                version,
                where,
                title,
                description,
                owner,
                getParameters().stream().map(EcsTemplateParameter::draft).toList(),
                SettingChecks.list(open),
                taskDefinition,
                serviceDefinition);
    }

    @Extension
    public static final class DescriptorImpl extends Descriptor<EcsTemplate> {

        @NonNull
        @Override
        public String getDisplayName() {
            return "Template";
        }

        @POST
        @Restricted(NoExternalUse.class)
        public FormValidation doCheckName(@AncestorInPath Item item, @QueryParameter String value) {
            return FormChecks.ifAllowed(item, () -> TemplateChecks.checkName(Util.fixEmptyAndTrim(value)));
        }

        @POST
        @Restricted(NoExternalUse.class)
        public FormValidation doCheckVersion(@AncestorInPath Item item, @QueryParameter String value) {
            return FormChecks.ifAllowed(item, () -> TemplateChecks.checkVersion(Util.fixEmptyAndTrim(value)));
        }

        @POST
        @Restricted(NoExternalUse.class)
        public FormValidation doCheckOpen(@AncestorInPath Item item, @QueryParameter String value) {
            return FormChecks.ifAllowed(item, () -> TemplateChecks.checkOpen(SettingChecks.list(value)));
        }
    }
}
