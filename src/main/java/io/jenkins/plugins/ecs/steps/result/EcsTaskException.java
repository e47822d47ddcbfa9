package io.jenkins.plugins.ecs.steps.result;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.AbortException;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** A run of tasks that fails the build. Its message is one line; the data are in the result. */
public final class EcsTaskException extends AbortException {

    private static final long serialVersionUID = 1L;

    private final EcsTaskResult result;

    @Restricted(NoExternalUse.class)
    public EcsTaskException(@NonNull EcsTaskResult result) {
        super(result.getMessage());
        this.result = result;
    }

    @NonNull
    @Whitelisted
    public EcsTaskResult getResult() {
        return result;
    }
}
