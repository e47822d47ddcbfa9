package io.jenkins.plugins.ecs.ui.build;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.policy.RuleResults;
import io.jenkins.plugins.ecs.rollout.state.Plan;
import io.jenkins.plugins.ecs.ui.PageMessages;
import java.util.List;

/** The complete plan of a dry run as the text of a check: what decides comes first, what may be long last. */
final class PlanMarkdown {

    private PlanMarkdown() {}

    /** In a few lines: what would happen, and whether the rules allow it. */
    @NonNull
    static List<String> summary(@NonNull Plan plan) {
        String would = PageMessages.planSummary(plan.summary());
        String rules = verdict(plan.rules());
        return rules.isEmpty() ? List.of(would) : List.of(would, rules);
    }

    private static String verdict(RuleResults rules) {
        if (!rules.isAllowed()) {
            return PageMessages.refusedByRules(rules.refused().size());
        }
        if (!rules.notYet().isEmpty()) {
            return PageMessages.notYetAllowed(rules.notYet().size());
        }
        return rules.isEmpty() ? "" : PageMessages.ALLOWED_BY_RULES;
    }

    static void write(@NonNull CheckMarkdown text, @NonNull Plan plan, @NonNull List<LabeledValue> rows) {
        RuleResults rules = plan.rules();
        text.section(PageMessages.RULES_REFUSE, rules.refused());
        text.section(PageMessages.RULES_REFUSE_NOW, rules.notYet());
        text.section(PageMessages.RULES_WARN, rules.warnings());
        text.section(PageMessages.RULES_ALLOW, rules.passed());
        text.section(PageMessages.SERVICE_CHANGES, plan.serviceChanges());
        if (!plan.digests().isEmpty()) {
            text.heading(PageMessages.DIGESTS);
            plan.digests().forEach(text::item);
        }
        text.section(PageMessages.TASKS_AROUND, plan.tasks());
        text.heading(PageMessages.DETAILS);
        rows.forEach(row -> text.item(row.getLabel(), row.getValue()));
        text.section(
                PageMessages.TASK_DEFINITION_CHANGES,
                plan.definitionChanges().isEmpty() ? List.of(PageMessages.NO_CHANGES) : plan.definitionChanges());
    }
}
