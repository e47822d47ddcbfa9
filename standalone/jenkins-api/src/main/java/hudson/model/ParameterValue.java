package hudson.model;

import java.io.Serializable;
import org.kohsuke.stapler.export.ExportedBean;

@ExportedBean(defaultVisibility = 3)
public abstract class ParameterValue implements Serializable {
    protected ParameterValue(String name) {}

    public final String getName() {
        throw new UnsupportedOperationException();
    }

    public boolean isSensitive() {
        throw new UnsupportedOperationException();
    }

    public Object getValue() {
        throw new UnsupportedOperationException();
    }
}
