package io.jenkins.plugins.ecs.paths.plan;

import io.jenkins.plugins.ecs.paths.definition.ApprovalRule;
import io.jenkins.plugins.ecs.paths.definition.PathWave;
import io.jenkins.plugins.ecs.paths.proof.ConditionMessages;
import io.jenkins.plugins.ecs.text.Durations;
import io.jenkins.plugins.ecs.text.PlainText;
import java.util.List;

/** What users read about what a release goes through. */
public final class PlannedMessages {

    static final String PREFLIGHT = "checks before the first change";

    private PlannedMessages() {}

    static String plannedStrategy(String target, String strategy) {
        return plannedDeployment(target) + ", " + strategy;
    }

    public static String confirms(String environment) {
        return "Confirming that the release is still well in " + environment;
    }

    public static String provenIn(String environment) {
        return "Proven in " + environment;
    }

    static String plannedFrom(String environment, boolean definition) {
        return "proven in " + PlainText.line(environment) + (definition ? " with the same definition" : "");
    }

    static String plannedSoak(String soak, String environment) {
        return "in use in " + PlainText.line(environment) + " for " + soak;
    }

    static String plannedFreshness(String freshness) {
        return "proven at most " + freshness + " ago";
    }

    static String plannedApproval(ApprovalRule needed) {
        return needed.count()
                + (needed.count() == 1 ? " approval" : " approvals")
                + ConditionMessages.approvers(needed);
    }

    static String plannedBake(String bake) {
        return "the wave before is proven for " + bake;
    }

    /** {@code a, b; after 30 min c}. */
    static String waves(List<PathWave> waves) {
        StringBuilder text = new StringBuilder();
        for (PathWave wave : waves) {
            if (text.length() > 0) {
                text.append(wave.bakeMillis() == 0 ? "; then " : "; after " + Durations.text(wave.bakeMillis()) + " ");
            }
            text.append(String.join(", ", wave.targets()));
        }
        return text.toString();
    }

    static String plannedDeployment(String target) {
        return "to target " + PlainText.line(target);
    }

    static String plannedWatch(String time) {
        return "the checks are repeated for " + time;
    }

    static String plannedVerification(List<String> checks, boolean rollback) {
        return "default checks"
                + (checks.isEmpty() ? "" : ", " + String.join(", ", checks))
                + (rollback ? "; a failure rolls back" : "; after a failure it is left running");
    }
}
