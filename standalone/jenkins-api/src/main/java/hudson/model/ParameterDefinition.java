package hudson.model;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.ExtensionPoint;
import java.io.Serializable;
import net.sf.json.JSONObject;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.export.ExportedBean;

@ExportedBean(defaultVisibility = 3)
public abstract class ParameterDefinition implements Describable<ParameterDefinition>, ExtensionPoint, Serializable {
    protected ParameterDefinition(@NonNull String name) {}

    @NonNull
    public String getName() {
        throw new UnsupportedOperationException();
    }

    @CheckForNull
    public ParameterValue getDefaultParameterValue() {
        throw new UnsupportedOperationException();
    }

    @CheckForNull
    public ParameterValue createValue(StaplerRequest2 req, JSONObject jo) {
        throw new UnsupportedOperationException();
    }

    @CheckForNull
    public ParameterValue createValue(StaplerRequest2 req) {
        throw new UnsupportedOperationException();
    }

    public abstract static class ParameterDescriptor extends Descriptor<ParameterDefinition> {
        protected ParameterDescriptor() {}
    }
}
