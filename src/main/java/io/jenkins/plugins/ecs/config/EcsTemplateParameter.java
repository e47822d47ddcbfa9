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
import io.jenkins.plugins.ecs.templates.ParameterDraft;
import io.jenkins.plugins.ecs.templates.ParameterType;
import io.jenkins.plugins.ecs.templates.TemplateChecks;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A parameter of a template. All values are checked together with the whole template, see {@link TemplateChecks}. */
public class EcsTemplateParameter implements Describable<EcsTemplateParameter> {

    private final String name;
    private final String type;
    private String description;
    private String pattern;
    private Integer minLength;
    private Integer maxLength;
    private Integer min;
    private Integer max;
    private String choices;
    private String defaultValue;
    private String example;
    private boolean optional;
    private boolean perEnvironment;

    @DataBoundConstructor
    public EcsTemplateParameter(String name, String type) {
        this.name = Util.fixEmptyAndTrim(name);
        this.type = Util.fixEmptyAndTrim(type);
    }

    @CheckForNull
    public String getName() {
        return name;
    }

    /** The word of a {@link ParameterType}. */
    @CheckForNull
    public String getType() {
        return type;
    }

    @CheckForNull
    public String getDescription() {
        return description;
    }

    @DataBoundSetter
    public void setDescription(String description) {
        this.description = Util.fixEmptyAndTrim(description);
    }

    /** A regular expression that matches the whole of a string; null for any. */
    @CheckForNull
    public String getPattern() {
        return pattern;
    }

    @DataBoundSetter
    public void setPattern(String pattern) {
        this.pattern = Util.fixEmptyAndTrim(pattern);
    }

    /** Of a string in characters, of a list or map in entries. */
    @CheckForNull
    public Integer getMinLength() {
        return minLength;
    }

    @DataBoundSetter
    public void setMinLength(Integer minLength) {
        this.minLength = minLength;
    }

    /** Of a string in characters, of a list or map in entries. */
    @CheckForNull
    public Integer getMaxLength() {
        return maxLength;
    }

    @DataBoundSetter
    public void setMaxLength(Integer maxLength) {
        this.maxLength = maxLength;
    }

    /** Of an integer. */
    @CheckForNull
    public Integer getMin() {
        return min;
    }

    @DataBoundSetter
    public void setMin(Integer min) {
        this.min = min;
    }

    /** Of an integer. */
    @CheckForNull
    public Integer getMax() {
        return max;
    }

    @DataBoundSetter
    public void setMax(Integer max) {
        this.max = max;
    }

    /** With commas between. */
    @CheckForNull
    public String getChoices() {
        return choices;
    }

    @DataBoundSetter
    public void setChoices(String choices) {
        this.choices = Util.fixEmptyAndTrim(choices);
    }

    /** As text; null if a file must give a value, or it may stay without one. */
    @CheckForNull
    public String getDefaultValue() {
        return defaultValue;
    }

    @DataBoundSetter
    public void setDefaultValue(String defaultValue) {
        this.defaultValue = Util.fixEmpty(defaultValue);
    }

    /** A value for the checks of the template and for examples; null to make one up. */
    @CheckForNull
    public String getExample() {
        return example;
    }

    @DataBoundSetter
    public void setExample(String example) {
        this.example = Util.fixEmpty(example);
    }

    /** Whether it may stay without a value. */
    public boolean isOptional() {
        return optional;
    }

    @DataBoundSetter
    public void setOptional(boolean optional) {
        this.optional = optional;
    }

    /** Whether an environment may have a value of its own. */
    public boolean isPerEnvironment() {
        return perEnvironment;
    }

    @DataBoundSetter
    public void setPerEnvironment(boolean perEnvironment) {
        this.perEnvironment = perEnvironment;
    }

    @NonNull
    ParameterDraft draft() {
        return new ParameterDraft(
                name,
                type,
                description,
                pattern,
                minLength,
                maxLength,
                min,
                max,
                SettingChecks.list(choices),
                defaultValue,
                example,
                optional,
                perEnvironment);
    }

    @Extension
    public static final class DescriptorImpl extends Descriptor<EcsTemplateParameter> {

        @NonNull
        @Override
        public String getDisplayName() {
            return "Parameter";
        }

        @POST
        @Restricted(NoExternalUse.class)
        public FormValidation doCheckName(@AncestorInPath Item item, @QueryParameter String value) {
            return FormChecks.ifAllowed(item, () -> TemplateChecks.checkParameterName(Util.fixEmptyAndTrim(value)));
        }

        @POST
        @Restricted(NoExternalUse.class)
        public FormValidation doCheckPattern(@AncestorInPath Item item, @QueryParameter String value) {
            return FormChecks.ifAllowed(item, () -> TemplateChecks.checkPattern(Util.fixEmptyAndTrim(value)));
        }

        @POST
        @Restricted(NoExternalUse.class)
        public ListBoxModel doFillTypeItems(@AncestorInPath Item item) {
            FormChecks.requireRead(item);
            return FormChecks.words(ParameterType.words());
        }
    }
}
