package io.jenkins.plugins.ecs.steps.result;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.AbortException;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** A scaling or a deletion that fails the build. Its message is one line; the data are in the result. */
public final class EcsOperationException extends AbortException {

    private static final long serialVersionUID = 1L;

    private final EcsOperationResult result;

    @Restricted(NoExternalUse.class)
    public EcsOperationException(@NonNull EcsOperationResult result) {
        super(result.getMessage());
        this.result = result;
    }

    @NonNull
    @Whitelisted
    public EcsOperationResult getResult() {
        return result;
    }
}
