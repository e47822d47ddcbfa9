package io.jenkins.plugins.ecs.config.settings;

import edu.umd.cs.findbugs.annotations.NonNull;

/** Calls would go to an address that no admin of this Jenkins names. Its words say which, and what to do. */
public final class EndpointRefused extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    public EndpointRefused(@NonNull String why) {
        super(why);
    }
}
