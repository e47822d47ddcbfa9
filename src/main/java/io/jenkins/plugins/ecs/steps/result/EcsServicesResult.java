package io.jenkins.plugins.ecs.steps.result;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.rollout.services.WavesOutcome;
import io.jenkins.plugins.ecs.rollout.state.Outcome;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** What {@code ecsDeploy} of several services gives to the pipeline, also to sandboxed scripts. Immutable. */
public final class EcsServicesResult implements Serializable {

    private static final long serialVersionUID = 1L;

    private final WavesOutcome outcome;

    @Restricted(NoExternalUse.class)
    public EcsServicesResult(@NonNull WavesOutcome outcome) {
        this.outcome = outcome;
    }

    /** The verdict of the first service that was not deployed; else {@code SUCCESS}, or what all have in common. */
    @Whitelisted
    public String getStatus() {
        return String.valueOf(outcome.verdict());
    }

    /** Whether every service runs what was asked for. */
    @Whitelisted
    public boolean isSuccessful() {
        return outcome.verdict() != null && outcome.verdict().isGreen();
    }

    /** One line for people: how it ended for each service. */
    @Whitelisted
    public String getMessage() {
        return outcome.message();
    }

    /** The result of each service by its name, in the order in which they were given. */
    @Whitelisted
    public Map<String, EcsDeploymentResult> getServices() {
        return results(outcome.services());
    }

    /** By the service's name: how the rollback to the previous revision ended; empty if nothing was rolled back. */
    @Whitelisted
    public Map<String, EcsDeploymentResult> getRollbacks() {
        return results(outcome.rollbacks());
    }

    /** Of the first service that was not deployed; null if all were. */
    @CheckForNull
    public EcsDeploymentResult firstFailure() {
        Outcome failure = outcome.firstFailure();
        return failure == null ? null : new EcsDeploymentResult(failure);
    }

    private static Map<String, EcsDeploymentResult> results(Map<String, Outcome> outcomes) {
        Map<String, EcsDeploymentResult> results = new LinkedHashMap<>();
        outcomes.forEach((service, outcome) -> results.put(service, new EcsDeploymentResult(outcome)));
        return results;
    }

    @Whitelisted
    @Override
    public String toString() {
        return getMessage();
    }
}
