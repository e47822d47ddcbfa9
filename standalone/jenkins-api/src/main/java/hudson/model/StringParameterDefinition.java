package hudson.model;

import edu.umd.cs.findbugs.annotations.NonNull;

public class StringParameterDefinition extends SimpleParameterDefinition {
    StringParameterDefinition() {
        super("");
    }

    @NonNull
    public String getDefaultValue() {
        throw new UnsupportedOperationException();
    }
}
