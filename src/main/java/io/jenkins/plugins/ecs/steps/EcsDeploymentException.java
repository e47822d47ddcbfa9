package io.jenkins.plugins.ecs.steps;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.AbortException;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** A deployment that did not succeed. Its message is the one line that a person needs; the data are in the result. */
public final class EcsDeploymentException extends AbortException {

    private static final long serialVersionUID = 1L;

    private final EcsDeploymentResult result;

    @Restricted(NoExternalUse.class)
    public EcsDeploymentException(@NonNull EcsDeploymentResult result) {
        super(result.getMessage());
        this.result = result;
    }

    @NonNull
    @Whitelisted
    public EcsDeploymentResult getResult() {
        return result;
    }
}
