package io.jenkins.plugins.ecs.steps.result;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.AbortException;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** A verification that fails the build. Its message is the one line that a person needs; the data are in the result. */
public final class EcsVerificationException extends AbortException {

    private static final long serialVersionUID = 1L;

    private final EcsVerificationResult result;

    @Restricted(NoExternalUse.class)
    public EcsVerificationException(@NonNull EcsVerificationResult result) {
        super(result.getMessage());
        this.result = result;
    }

    @NonNull
    @Whitelisted
    public EcsVerificationResult getResult() {
        return result;
    }
}
