package io.jenkins.plugins.ecs.steps.checks;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.Util;
import io.jenkins.plugins.ecs.config.settings.CheckSettings;
import io.jenkins.plugins.ecs.verify.check.CheckKind;
import io.jenkins.plugins.ecs.verify.check.CheckSpec;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code drift}: does the service still have the settings of a file, or of the last deployment of this Jenkins? */
public final class DriftSettings extends CheckSettings {

    private static final long serialVersionUID = 1L;

    private String taskDefinition;
    private String serviceDefinition;

    @DataBoundConstructor
    public DriftSettings() {
        super(CheckKind.DRIFT);
    }

    /** JSON or YAML text. */
    @CheckForNull
    public String getTaskDefinition() {
        return taskDefinition;
    }

    @DataBoundSetter
    public void setTaskDefinition(String taskDefinition) {
        this.taskDefinition = Util.fixEmptyAndTrim(taskDefinition);
    }

    /** JSON or YAML text. */
    @CheckForNull
    public String getServiceDefinition() {
        return serviceDefinition;
    }

    @DataBoundSetter
    public void setServiceDefinition(String serviceDefinition) {
        this.serviceDefinition = Util.fixEmptyAndTrim(serviceDefinition);
    }

    @Override
    protected void addTo(CheckSpec.Builder spec) {
        spec.option("taskDefinition", taskDefinition).option("serviceDefinition", serviceDefinition);
    }

    @Extension
    @Symbol("drift")
    public static final class DescriptorImpl extends CheckDescriptor {

        public DescriptorImpl() {
            super(CheckKind.DRIFT);
        }
    }
}
