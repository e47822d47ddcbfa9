package io.jenkins.plugins.ecs.ui.dashboard;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.config.FirstRelease;
import io.jenkins.plugins.ecs.paths.plan.PathPlan;
import io.jenkins.plugins.ecs.policy.Foresight;
import io.jenkins.plugins.ecs.templates.CreationPlan;
import io.jenkins.plugins.ecs.text.PlainText;
import java.util.List;

/** What the first release of a new service creates at one target, and what the rules say of it. */
public final class FirstReleaseView {

    private final FirstRelease.At at;

    FirstReleaseView(@NonNull FirstRelease.At at) {
        this.at = at;
    }

    /** The environment, and its target if it has several. */
    public String getName() {
        return at.environment().label(at.target());
    }

    public String getTarget() {
        return at.target();
    }

    public String getAccount() {
        return at.account().isEmpty() ? DashboardMessages.ACCOUNT_OF_CREDENTIALS : at.account();
    }

    public String getRegion() {
        return at.region();
    }

    public String getCluster() {
        return at.cluster();
    }

    /** Why it would be refused, whatever the rules say; empty if there is nothing. */
    public String getProblem() {
        return PlainText.line(at.problem());
    }

    /** What is created. */
    @NonNull
    public List<String> getCreated() {
        CreationPlan plan = at.plan();
        return plan == null
                ? List.of()
                : plan.lines().stream().map(PlainText::line).toList();
    }

    /** What the release goes through, in its order. */
    @NonNull
    public List<String> getSteps() {
        return PathPlan.of(at.environment()).stream()
                .map(each -> PlainText.line(each.slot() + ": " + each.text()))
                .toList();
    }

    @NonNull
    public List<RuleRow> getRules() {
        return at.rules().stream().map(RuleRow::new).toList();
    }

    public boolean isRefused() {
        return !at.problem().isEmpty()
                || at.rules().stream().anyMatch(each -> each.standing() == Foresight.Standing.REFUSED);
    }

    /** Colour of its frame. */
    public String getTone() {
        return isRefused() ? "bad" : "good";
    }

    /** What one rule says. */
    public static final class RuleRow {

        private final Foresight rule;

        RuleRow(Foresight rule) {
            this.rule = rule;
        }

        public String getWords() {
            return switch (rule.standing()) {
                case ALLOWED -> DashboardMessages.RULE_ALLOWS;
                case WARNS -> DashboardMessages.RULE_WARNS;
                case NOT_YET -> DashboardMessages.RULE_NOT_YET;
                case REFUSED -> DashboardMessages.RULE_REFUSES;
            };
        }

        public String getTone() {
            return switch (rule.standing()) {
                case ALLOWED -> "good";
                case WARNS -> "warning";
                case NOT_YET -> "busy";
                case REFUSED -> "bad";
            };
        }

        public String getText() {
            return PlainText.line(
                    rule.text().isEmpty() ? DashboardMessages.ruleOf(rule.rule(), rule.where(), false) : rule.text());
        }
    }
}
