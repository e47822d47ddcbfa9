package io.jenkins.plugins.ecs.steps.checks;

import hudson.Extension;
import io.jenkins.plugins.ecs.config.settings.CheckSettings;
import io.jenkins.plugins.ecs.verify.check.CheckKind;
import io.jenkins.plugins.ecs.verify.check.CheckSpec;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code tasks}: are as many tasks running as desired, all of the service's revision? */
public final class TasksSettings extends CheckSettings {

    private static final long serialVersionUID = 1L;

    @DataBoundConstructor
    public TasksSettings() {
        super(CheckKind.TASKS);
    }

    @Override
    protected void addTo(CheckSpec.Builder spec) {}

    @Extension
    @Symbol("tasks")
    public static final class DescriptorImpl extends CheckDescriptor {

        public DescriptorImpl() {
            super(CheckKind.TASKS);
        }
    }
}
