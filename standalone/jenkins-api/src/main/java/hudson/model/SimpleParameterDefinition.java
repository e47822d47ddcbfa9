package hudson.model;

import edu.umd.cs.findbugs.annotations.NonNull;

public abstract class SimpleParameterDefinition extends ParameterDefinition {
    protected SimpleParameterDefinition(@NonNull String name) {
        super(name);
    }
}
