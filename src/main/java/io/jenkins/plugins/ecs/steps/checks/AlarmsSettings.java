package io.jenkins.plugins.ecs.steps.checks;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import io.jenkins.plugins.ecs.config.settings.CheckSettings;
import io.jenkins.plugins.ecs.verify.check.CheckKind;
import io.jenkins.plugins.ecs.verify.check.CheckSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.StaplerRequest2;

/** {@code alarms}: is an alarm in ALARM? */
public final class AlarmsSettings extends CheckSettings {

    private static final long serialVersionUID = 1L;

    private ArrayList<String> names = new ArrayList<>();

    @DataBoundConstructor
    public AlarmsSettings() {
        super(CheckKind.ALARMS);
    }

    /** By default those that the service is set up with. */
    public List<String> getNames() {
        return Collections.unmodifiableList(names);
    }

    @DataBoundSetter
    public void setNames(List<String> names) {
        this.names = names == null ? new ArrayList<>() : new ArrayList<>(names);
    }

    /** For the form, which has a text with one entry per line. */
    @Restricted(NoExternalUse.class)
    public String getNamesText() {
        return String.join("\n", names);
    }

    @Override
    protected void addTo(CheckSpec.Builder spec) {
        spec.option("names", String.join("\n", names));
    }

    @Extension
    @Symbol("alarms")
    public static final class DescriptorImpl extends CheckDescriptor {

        public DescriptorImpl() {
            super(CheckKind.ALARMS);
        }

        @Override
        public CheckSettings newInstance(StaplerRequest2 req, @NonNull JSONObject form) throws FormException {
            return super.newInstance(req, withLines(form, "names"));
        }
    }
}
