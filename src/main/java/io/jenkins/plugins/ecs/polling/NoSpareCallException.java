package io.jenkins.plugins.ecs.polling;

import edu.umd.cs.findbugs.annotations.NonNull;

/** A read that may be left out was not made, because deployments need the quota. It can be tried again in a few seconds. */
public final class NoSpareCallException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String operation;

    NoSpareCallException(@NonNull String operation) {
        super(operation + " was left out because of the rate limits of AWS");
        this.operation = operation;
    }

    /** The name of the API operation. */
    @NonNull
    public String operation() {
        return operation;
    }
}
