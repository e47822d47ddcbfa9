package io.jenkins.plugins.ecs.paths.plan;

import io.jenkins.plugins.ecs.paths.definition.ApprovalRule;
import io.jenkins.plugins.ecs.paths.proof.Condition;
import io.jenkins.plugins.ecs.paths.proof.ConditionMessages;
import io.jenkins.plugins.ecs.text.Durations;
import io.jenkins.plugins.ecs.text.PlainText;
import java.time.Duration;
import java.util.List;

/** What users read about a checked path. */
final class SimulationMessages {

    static final String BUILD = "this release";
    static final String NO_END = "its conditions change without end";
    static final String THAWED = "freeze: over";

    private SimulationMessages() {}

    static String slot(PlannedSlot slot) {
        return slot.slot() + ": " + slot.text();
    }

    static String condition(Condition condition) {
        return condition.kind().word() + ": " + condition.text();
    }

    static final String WARNS_ONLY =
            "mode: warn: no condition of this path stops a release; they are only shown (freeze windows still count)";

    static String warns(Condition condition) {
        return condition(condition) + " (mode: warn)";
    }

    static String asks(ApprovalRule needed) {
        return Condition.Kind.APPROVAL.word() + ": " + PlannedMessages.plannedApproval(needed);
    }

    static String approver(int number) {
        return "approver " + number;
    }

    private static String in(String environment) {
        return "environment " + PlainText.line(environment) + ": ";
    }

    static String refused(String environment, String why) {
        return in(environment) + "every release is refused: " + why;
    }

    static String requires(String environment, String what) {
        return in(environment) + "a rule also requires: " + what;
    }

    static String never(int days, String why) {
        return "No release that starts in the next " + days + " days gets through: " + why;
    }

    static String sometimes(int stopped, int starts, int days, String example, String why) {
        return "Of " + starts + " releases, one started each hour of the next " + days + " days, " + stopped
                + " are stopped. One started at " + example + ": " + why;
    }

    static String slow(String earliest, String latest, String start) {
        return "Freeze windows delay releases: they take " + earliest + " to " + latest + ", the longest if started at "
                + start;
    }

    static String fewApprovers(String environment, int count, List<String> users) {
        return in(environment)
                + (users.isEmpty()
                        ? "nobody may approve"
                        : count + " approvals are needed, but only " + users.size()
                                + (users.size() == 1 ? " user" : " users") + " may approve: "
                                + PlainText.line(String.join(", ", users)))
                + ". No release can pass";
    }

    static String starterAmongFew(String environment, List<String> users) {
        return in(environment) + "all of " + PlainText.line(String.join(", ", users))
                + " must approve, so none of them may start the build";
    }

    static String nobody(String environment, List<String> names) {
        return in(environment) + "there is neither a user nor a group " + PlainText.line(String.join(", ", names));
    }

    static String shortTime(String environment, Duration left, Duration freshness) {
        return in(environment) + "after the soak, " + Durations.text(left.toMillis())
                + " are left for approvals and freeze windows before the proof is older than "
                + ConditionMessages.span(freshness) + " (freshness)";
    }

    static String unprovenProduction(String environment) {
        return in(environment) + "it is for production, but a release need not be proven anywhere before (from)";
    }
}
