package io.jenkins.plugins.ecs.steps.result;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.AbortException;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** An approval that was not given. Its message is one line; the data are in the result. */
public final class EcsApprovalException extends AbortException {

    private static final long serialVersionUID = 1L;

    private final EcsApprovalResult result;

    @Restricted(NoExternalUse.class)
    public EcsApprovalException(@NonNull EcsApprovalResult result) {
        super(result.getMessage());
        this.result = result;
    }

    @NonNull
    @Whitelisted
    public EcsApprovalResult getResult() {
        return result;
    }
}
