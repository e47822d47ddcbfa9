package io.jenkins.plugins.ecs.config;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.ComboBoxModel;
import hudson.util.FormValidation;
import io.jenkins.plugins.ecs.config.settings.ConfigMessages;
import io.jenkins.plugins.ecs.config.settings.FormChecks;
import io.jenkins.plugins.ecs.config.settings.SharedSettings;
import io.jenkins.plugins.ecs.policy.CronTimes;
import io.jenkins.plugins.ecs.policy.FreezeWindow;
import io.jenkins.plugins.ecs.text.PlainText;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import jenkins.model.Jenkins;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A recurring period in which nothing is deployed. */
public class EcsFreezeWindow implements Describable<EcsFreezeWindow> {

    private static final String BY_DEFAULT = "UTC";

    private final String start;
    private final int hours;
    private String timeZone;
    private String reason;

    /**
     * @param start in cron format
     * @param hours duration in hours
     */
    @DataBoundConstructor
    public EcsFreezeWindow(String start, int hours) {
        this.start = Util.fixNull(start).trim();
        this.hours = hours;
        SharedSettings.refuse(checkStart(this.start));
        SharedSettings.refuse(checkHours(hours));
    }

    @NonNull
    public String getStart() {
        return start;
    }

    public int getHours() {
        return hours;
    }

    /** Id of the time zone, for example Europe/Berlin. */
    @NonNull
    public String getTimeZone() {
        return timeZone == null ? BY_DEFAULT : timeZone;
    }

    @DataBoundSetter
    public void setTimeZone(String timeZone) {
        String value = Util.fixEmptyAndTrim(timeZone);
        SharedSettings.refuse(checkTimeZone(value));
        this.timeZone = BY_DEFAULT.equals(value) ? null : value;
    }

    /** A short reason, for display. */
    @NonNull
    public String getReason() {
        return Util.fixNull(reason);
    }

    @DataBoundSetter
    public void setReason(String reason) {
        this.reason = Util.fixEmptyAndTrim(reason);
    }

    @NonNull
    FreezeWindow toWindow() {
        return new FreezeWindow(
                CronTimes.parse(start),
                Duration.ofHours(hours),
                ZoneId.of(getTimeZone()),
                PlainText.line(reason == null ? "freeze window" : reason));
    }

    private static Optional<String> checkStart(String start) {
        try {
            CronTimes.parse(start);
            return Optional.empty();
        } catch (IllegalArgumentException wrong) {
            return Optional.of(ConfigMessages.notAStart(wrong.getMessage()));
        }
    }

    private static Optional<String> checkHours(int hours) {
        return hours >= 1 && hours <= FreezeWindow.LONGEST.toHours()
                ? Optional.empty()
                : Optional.of(ConfigMessages.notAnHour(hours, FreezeWindow.LONGEST.toHours()));
    }

    private static Optional<String> checkTimeZone(String timeZone) {
        try {
            ZoneId.of(timeZone == null ? BY_DEFAULT : timeZone);
            return Optional.empty();
        } catch (DateTimeException wrong) {
            return Optional.of(ConfigMessages.unknownTimeZone(timeZone));
        }
    }

    @Extension
    public static final class DescriptorImpl extends Descriptor<EcsFreezeWindow> {

        @NonNull
        @Override
        public String getDisplayName() {
            return "Freeze window";
        }

        @POST
        @Restricted(NoExternalUse.class)
        public FormValidation doCheckStart(@AncestorInPath Item item, @QueryParameter String value) {
            return FormChecks.ifAllowed(item, () -> checkStart(Util.fixNull(value)));
        }

        @POST
        @Restricted(NoExternalUse.class)
        public FormValidation doCheckHours(@AncestorInPath Item item, @QueryParameter String value) {
            return FormChecks.isAllowed(item) ? FormValidation.validatePositiveInteger(value) : FormValidation.ok();
        }

        @POST
        @Restricted(NoExternalUse.class)
        public FormValidation doCheckTimeZone(@AncestorInPath Item item, @QueryParameter String value) {
            return FormChecks.ifAllowed(item, () -> checkTimeZone(Util.fixEmptyAndTrim(value)));
        }

        @POST
        @Restricted(NoExternalUse.class)
        public ComboBoxModel doFillTimeZoneItems() {
            Jenkins.get().checkPermission(Jenkins.READ);
            return new ComboBoxModel(
                    ZoneId.getAvailableZoneIds().stream().sorted().toList());
        }
    }
}
