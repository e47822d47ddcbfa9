package io.jenkins.plugins.ecs.ui.build;

import io.jenkins.plugins.ecs.rollout.state.Outcome;
import java.util.Locale;

/** The texts beside the bars of the panel. */
final class ProgressTexts {

    private ProgressTexts() {}

    /** Text of the traffic bar; empty if no traffic is shifted. */
    static String traffic(Outcome outcome) {
        Double weight = outcome.productionWeight();
        if (weight == null) {
            return "";
        }
        Double test = outcome.testWeight();
        return BuildMessages.traffic(percent(weight), percent(100 - weight))
                + (test != null && test > 0 ? BuildMessages.testTraffic(percent(test)) : "");
    }

    /** Text of the task bar; empty if there are no tasks. */
    static String tasks(Outcome outcome) {
        if (outcome.desiredCount() == 0 && outcome.runningCount() == 0) {
            return "";
        }
        return BuildMessages.tasks(
                outcome.runningCount(),
                outcome.desiredCount(),
                outcome.pendingCount(),
                outcome.oldCount(),
                outcome.failedTasks());
    }

    /** Text of the circuit breaker's bar; empty if unknown. */
    static String breaker(Outcome outcome) {
        return outcome.failureThreshold() == 0
                ? ""
                : BuildMessages.failures(outcome.breakerFailures(), outcome.failureThreshold());
    }

    private static String percent(double weight) {
        return weight == Math.rint(weight) ? Math.round(weight) + " %" : String.format(Locale.ROOT, "%.1f %%", weight);
    }
}
