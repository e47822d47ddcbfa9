package io.jenkins.plugins.ecs.steps.checks;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.Util;
import io.jenkins.plugins.ecs.config.settings.CheckSettings;
import io.jenkins.plugins.ecs.verify.check.CheckKind;
import io.jenkins.plugins.ecs.verify.check.CheckSpec;
import io.jenkins.plugins.ecs.verify.check.SchedulesCheck;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code schedules}: whether the scheduled tasks run the revision of the service. */
public final class SchedulesSettings extends CheckSettings {

    private static final long serialVersionUID = 1L;

    private String names;

    @DataBoundConstructor
    public SchedulesSettings() {
        super(CheckKind.SCHEDULES);
    }

    /** Names with commas between them; null for all of the family in the cluster. */
    @CheckForNull
    public String getNames() {
        return names;
    }

    @DataBoundSetter
    public void setNames(String names) {
        this.names = Util.fixEmptyAndTrim(names);
    }

    @Override
    protected void addTo(CheckSpec.Builder spec) {
        spec.option(SchedulesCheck.NAMES, names);
    }

    @Extension
    @Symbol("schedules")
    public static final class DescriptorImpl extends CheckDescriptor {

        public DescriptorImpl() {
            super(CheckKind.SCHEDULES);
        }
    }
}
