package io.jenkins.plugins.ecs.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.ecs.config.settings.FormChecks;
import io.jenkins.plugins.ecs.paths.definition.PathChecks;
import io.jenkins.plugins.ecs.paths.definition.PathDraft;
import java.util.Locale;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.verb.POST;

/** How a new revision is brought into an environment of a path. */
public class EcsPathStrategy implements Describable<EcsPathStrategy> {

    private final String type;
    private String canaryPercent;
    private Integer canaryBakeTime;
    private String stepPercent;
    private Integer stepBakeTime;
    private Integer bakeTime;

    @DataBoundConstructor
    public EcsPathStrategy(String type) {
        String given = Util.fixEmptyAndTrim(type);
        // As the form offers it.
        this.type = given == null ? null : given.toUpperCase(Locale.ROOT);
    }

    /** {@code ROLLING}, {@code BLUE_GREEN}, {@code CANARY} or {@code LINEAR}. */
    @CheckForNull
    public String getType() {
        return type;
    }

    @CheckForNull
    public String getCanaryPercent() {
        return canaryPercent;
    }

    @DataBoundSetter
    public void setCanaryPercent(String canaryPercent) {
        this.canaryPercent = Util.fixEmptyAndTrim(canaryPercent);
    }

    /** Minutes. */
    @CheckForNull
    public Integer getCanaryBakeTime() {
        return canaryBakeTime;
    }

    @DataBoundSetter
    public void setCanaryBakeTime(Integer canaryBakeTime) {
        this.canaryBakeTime = canaryBakeTime;
    }

    @CheckForNull
    public String getStepPercent() {
        return stepPercent;
    }

    @DataBoundSetter
    public void setStepPercent(String stepPercent) {
        this.stepPercent = Util.fixEmptyAndTrim(stepPercent);
    }

    /** Minutes. */
    @CheckForNull
    public Integer getStepBakeTime() {
        return stepBakeTime;
    }

    @DataBoundSetter
    public void setStepBakeTime(Integer stepBakeTime) {
        this.stepBakeTime = stepBakeTime;
    }

    /** Minutes. */
    @CheckForNull
    public Integer getBakeTime() {
        return bakeTime;
    }

    @DataBoundSetter
    public void setBakeTime(Integer bakeTime) {
        this.bakeTime = bakeTime;
    }

    @NonNull
    PathDraft.Strategy draft() {
        return new PathDraft.Strategy(
                type, number(canaryPercent), canaryBakeTime, number(stepPercent), stepBakeTime, bakeTime);
    }

    /** What is no number is out of every range. */
    private static Double number(String text) {
        try {
            return text == null ? null : Double.valueOf(text);
        } catch (NumberFormatException noNumber) {
            return Double.NaN;
        }
    }

    @Extension
    public static final class DescriptorImpl extends Descriptor<EcsPathStrategy> {

        @NonNull
        @Override
        public String getDisplayName() {
            return "Strategy";
        }

        @POST
        @Restricted(NoExternalUse.class)
        public ListBoxModel doFillTypeItems(@AncestorInPath Item item) {
            FormChecks.requireRead(item);
            return FormChecks.words(PathChecks.STRATEGIES);
        }
    }
}
