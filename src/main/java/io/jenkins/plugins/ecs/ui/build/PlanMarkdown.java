package io.jenkins.plugins.ecs.ui.build;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.policy.RuleResults;
import io.jenkins.plugins.ecs.rollout.state.Plan;
import java.util.List;

/** The complete plan of a dry run as the text of a check: what decides comes first, what may be long last. */
final class PlanMarkdown {

    private PlanMarkdown() {}

    /** In a few lines: what would happen, and whether the rules allow it. */
    @NonNull
    static List<String> summary(@NonNull Plan plan) {
        String would = CheckRunMessages.planSummary(plan.summary());
        String rules = verdict(plan.rules());
        return rules.isEmpty() ? List.of(would) : List.of(would, rules);
    }

    private static String verdict(RuleResults rules) {
        if (!rules.isAllowed()) {
            return CheckRunMessages.refusedByRules(rules.refused().size());
        }
        if (!rules.notYet().isEmpty()) {
            return CheckRunMessages.notYetAllowed(rules.notYet().size());
        }
        return rules.isEmpty() ? "" : CheckRunMessages.ALLOWED_BY_RULES;
    }

    static void write(@NonNull CheckMarkdown text, @NonNull Plan plan, @NonNull List<LabeledValue> rows) {
        RuleResults rules = plan.rules();
        text.section(CheckRunMessages.RULES_REFUSE, rules.refused());
        text.section(CheckRunMessages.RULES_REFUSE_NOW, rules.notYet());
        text.section(CheckRunMessages.RULES_WARN, rules.warnings());
        text.section(CheckRunMessages.RULES_ALLOW, rules.passed());
        text.section(CheckRunMessages.SERVICE_CHANGES, plan.serviceChanges());
        if (!plan.digests().isEmpty()) {
            text.heading(CheckRunMessages.DIGESTS);
            plan.digests().forEach(text::item);
        }
        text.section(CheckRunMessages.TASKS_AROUND, plan.tasks());
        text.heading(CheckRunMessages.DETAILS);
        rows.forEach(row -> text.item(row.getLabel(), row.getValue()));
        text.section(
                CheckRunMessages.TASK_DEFINITION_CHANGES,
                plan.definitionChanges().isEmpty() ? List.of(CheckRunMessages.NO_CHANGES) : plan.definitionChanges());
    }
}
