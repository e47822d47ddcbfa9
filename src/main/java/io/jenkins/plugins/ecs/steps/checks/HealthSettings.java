package io.jenkins.plugins.ecs.steps.checks;

import hudson.Extension;
import io.jenkins.plugins.ecs.config.settings.CheckSettings;
import io.jenkins.plugins.ecs.verify.check.CheckKind;
import io.jenkins.plugins.ecs.verify.check.CheckSpec;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code health}: what do the containers' own health checks say? */
public final class HealthSettings extends CheckSettings {

    private static final long serialVersionUID = 1L;

    @DataBoundConstructor
    public HealthSettings() {
        super(CheckKind.HEALTH);
    }

    @Override
    protected void addTo(CheckSpec.Builder spec) {}

    @Extension
    @Symbol("health")
    public static final class DescriptorImpl extends CheckDescriptor {

        public DescriptorImpl() {
            super(CheckKind.HEALTH);
        }
    }
}
