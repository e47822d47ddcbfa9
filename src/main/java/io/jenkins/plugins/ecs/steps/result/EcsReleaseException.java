package io.jenkins.plugins.ecs.steps.result;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.AbortException;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** A release that did not reach its last environment. Its message is one line; the data are in the result. */
public final class EcsReleaseException extends AbortException {

    private static final long serialVersionUID = 1L;

    private final EcsReleaseResult result;

    @Restricted(NoExternalUse.class)
    public EcsReleaseException(@NonNull EcsReleaseResult result) {
        super(result.getMessage());
        this.result = result;
    }

    @NonNull
    @Whitelisted
    public EcsReleaseResult getResult() {
        return result;
    }
}
