package org.jenkinsci.plugins.workflow.steps;

import edu.umd.cs.findbugs.annotations.NonNull;

public class MissingContextVariableException extends Exception {
    private static final long serialVersionUID = 1L;

    public MissingContextVariableException(@NonNull Class<?> type, @NonNull StepDescriptor d) {}

    @NonNull
    public Class<?> getType() {
        throw new UnsupportedOperationException();
    }
}
