package io.jenkins.plugins.ecs.steps.checks;

import hudson.Extension;
import hudson.Util;
import io.jenkins.plugins.ecs.config.settings.CheckSettings;
import io.jenkins.plugins.ecs.verify.check.CheckKind;
import io.jenkins.plugins.ecs.verify.check.CheckSpec;
import java.time.Duration;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code stableFor}: does nothing fail for this time? */
public final class StableForSettings extends CheckSettings {

    private static final long serialVersionUID = 1L;

    private final String time;

    @DataBoundConstructor
    public StableForSettings(String time) {
        super(CheckKind.STABLE_FOR);
        this.time = Util.fixEmptyAndTrim(time);
    }

    /** As in {@code 10m}. */
    public String getTime() {
        return time;
    }

    @Override
    protected void addTo(CheckSpec.Builder spec) {
        Duration span = time("time", time);
        spec.option("seconds", span == null ? null : span.toSeconds());
    }

    @Extension
    @Symbol("stableFor")
    public static final class DescriptorImpl extends CheckDescriptor {

        public DescriptorImpl() {
            super(CheckKind.STABLE_FOR);
        }
    }
}
