package io.jenkins.plugins.ecs.steps.result;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.AbortException;
import java.util.Map;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** A deployment that did not succeed. Its message is the one line that a person needs; the data are in the result. */
public final class EcsDeploymentException extends AbortException {

    private static final long serialVersionUID = 1L;

    private final EcsDeploymentResult result;
    /** Null where one service was deployed. */
    private final EcsServicesResult all;

    @Restricted(NoExternalUse.class)
    public EcsDeploymentException(@NonNull EcsDeploymentResult result) {
        super(result.getMessage());
        this.result = result;
        this.all = null;
    }

    /** @param result of the first service that was not deployed */
    @Restricted(NoExternalUse.class)
    public EcsDeploymentException(@NonNull EcsDeploymentResult result, @NonNull EcsServicesResult all) {
        super(all.getMessage());
        this.result = result;
        this.all = all;
    }

    @NonNull
    @Whitelisted
    public EcsDeploymentResult getResult() {
        return result;
    }

    /** The result of each service by its name. */
    @NonNull
    @Whitelisted
    public Map<String, EcsDeploymentResult> getServices() {
        return all == null ? Map.of(result.getService(), result) : all.getServices();
    }

    /** By the service's name: how going back to what it ran before ended. */
    @NonNull
    @Whitelisted
    public Map<String, EcsDeploymentResult> getRollbacks() {
        return all == null ? Map.of() : all.getRollbacks();
    }
}
