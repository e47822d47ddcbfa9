package io.jenkins.plugins.ecs.steps.checks;

import hudson.Extension;
import io.jenkins.plugins.ecs.config.settings.CheckSettings;
import io.jenkins.plugins.ecs.verify.check.CheckKind;
import io.jenkins.plugins.ecs.verify.check.CheckSpec;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code targets}: does each load balancer have as many healthy targets as the desired count? */
public final class TargetsSettings extends CheckSettings {

    private static final long serialVersionUID = 1L;

    @DataBoundConstructor
    public TargetsSettings() {
        super(CheckKind.TARGETS);
    }

    @Override
    protected void addTo(CheckSpec.Builder spec) {}

    @Extension
    @Symbol("targets")
    public static final class DescriptorImpl extends CheckDescriptor {

        public DescriptorImpl() {
            super(CheckKind.TARGETS);
        }
    }
}
