package hudson.model;

import java.io.Serializable;
import org.kohsuke.stapler.export.ExportedBean;

@ExportedBean(defaultVisibility = 3)
public abstract class ParameterValue implements Serializable {
    protected ParameterValue(String name) {}

    public Object getValue() {
        throw new UnsupportedOperationException();
    }
}
