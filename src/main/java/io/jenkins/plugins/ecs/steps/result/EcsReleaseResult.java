package io.jenkins.plugins.ecs.steps.result;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.paths.release.EnvironmentOutcome;
import io.jenkins.plugins.ecs.paths.release.ReleaseOutcome;
import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.rollout.state.Plan;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** The result of {@code ecsRelease}, also for sandboxed scripts. Immutable. */
public final class EcsReleaseResult implements Serializable {

    private static final long serialVersionUID = 1L;

    private final ReleaseOutcome outcome;

    @Restricted(NoExternalUse.class)
    public EcsReleaseResult(@NonNull ReleaseOutcome outcome) {
        this.outcome = outcome;
    }

    /** The verdict of the environment in which it ended; {@code SUCCESS} if it is verified in all of them. */
    @Whitelisted
    public String getStatus() {
        return String.valueOf(outcome.verdict());
    }

    /** Whether it only reported what it would change. */
    @Whitelisted
    public boolean isDryRun() {
        return outcome.isDryRun();
    }

    /** What a dry run found that the release would change, in plain lines, by environment as in {@link #getEnvironments()}. */
    @Whitelisted
    public Map<String, List<String>> getPlans() {
        Map<String, List<String>> plans = new LinkedHashMap<>();
        for (EnvironmentOutcome each : outcome.environments()) {
            Plan plan = each.foreseen();
            if (plan != null) {
                plans.put(each.label(), plan.lines());
            }
        }
        return plans;
    }

    /** Whether it is verified in all environments. */
    @Whitelisted
    public boolean isSuccessful() {
        Verdict verdict = outcome.verdict();
        return verdict != null && verdict.isGreen();
    }

    /** One line for users. */
    @Whitelisted
    public String getMessage() {
        return outcome.message();
    }

    /** Why it did not reach its last environment; empty if it did. */
    @Whitelisted
    public String getCause() {
        return outcome.cause();
    }

    @Whitelisted
    public String getService() {
        return outcome.service();
    }

    /** The template that the service was rendered from, such as {@code web-service@2.1.0}; empty for none. */
    @Whitelisted
    public String getTemplate() {
        return outcome.template();
    }

    /** The name of the path. */
    @Whitelisted
    public String getPath() {
        return outcome.path();
    }

    /** The verdict of each environment by its name (with several targets: environment/target), in the order of the path. */
    @Whitelisted
    public Map<String, String> getEnvironments() {
        Map<String, String> verdicts = new LinkedHashMap<>();
        outcome.environments().forEach(each -> verdicts.put(each.label(), String.valueOf(each.verdict())));
        return verdicts;
    }

    /** The deployment in each of them; without those in which nothing was deployed. */
    @Whitelisted
    public Map<String, EcsDeploymentResult> getDeployments() {
        Map<String, EcsDeploymentResult> results = new LinkedHashMap<>();
        for (EnvironmentOutcome each : outcome.environments()) {
            Outcome deployment = each.deployment();
            if (deployment != null) {
                results.put(each.label(), new EcsDeploymentResult(deployment));
            }
        }
        return results;
    }

    @Whitelisted
    @Override
    public String toString() {
        return getMessage();
    }
}
