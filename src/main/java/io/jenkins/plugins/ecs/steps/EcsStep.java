package io.jenkins.plugins.ecs.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import hudson.Util;

/** The parameters of every step for one service: which service, where, and with which credentials. */
public abstract class EcsStep extends AbstractEcsStep {

    private static final long serialVersionUID = 1L;

    private String service;

    /** @param service name or ARN */
    protected EcsStep(@CheckForNull String service) {
        this.service = Util.fixEmptyAndTrim(service);
    }

    final void service(@CheckForNull String nameOrArn) {
        this.service = Util.fixEmptyAndTrim(nameOrArn);
    }

    /** Name or ARN. */
    @Nullable
    public String getService() {
        return service;
    }
}
