package io.jenkins.plugins.ecs.steps.checks;

import hudson.Extension;
import io.jenkins.plugins.ecs.config.settings.CheckSettings;
import io.jenkins.plugins.ecs.verify.check.CheckKind;
import io.jenkins.plugins.ecs.verify.check.CheckSpec;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code service}: is it ACTIVE, without a deployment in progress or failed? */
public final class ServiceSettings extends CheckSettings {

    private static final long serialVersionUID = 1L;

    @DataBoundConstructor
    public ServiceSettings() {
        super(CheckKind.SERVICE);
    }

    @Override
    protected void addTo(CheckSpec.Builder spec) {}

    @Extension
    @Symbol("service")
    public static final class DescriptorImpl extends CheckDescriptor {

        public DescriptorImpl() {
            super(CheckKind.SERVICE);
        }
    }
}
