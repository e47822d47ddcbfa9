package io.jenkins.plugins.ecs.ui.build;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.ecs.rollout.state.Details;
import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.text.Durations;
import io.jenkins.plugins.ecs.text.PlainText;
import io.jenkins.plugins.ecs.ui.DisplayText;
import io.jenkins.plugins.ecs.ui.PageMessages;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the panel shows of a deployment as labels and values. */
final class DeploymentRows {

    private DeploymentRows() {}

    /** Labels and values, the most important first. Empty values are omitted. */
    static List<LabeledValue> of(DeploymentView view) {
        Outcome outcome = view.getOutcome();
        Map<String, String> rows = new LinkedHashMap<>();
        rows.put(PageMessages.SERVICE, BuildMessages.serviceIn(view.getTitle(), view.getRegion()));
        rows.put(BuildMessages.TARGET, outcome.targetLabel());
        rows.put(PageMessages.VERSION, view.getVersion());
        rows.put(PageMessages.TASK_DEFINITION, DisplayText.brief(outcome.taskDefinition()));
        rows.put(BuildMessages.PREVIOUS, DisplayText.brief(outcome.previousTaskDefinition()));
        rows.put(BuildMessages.ROLLED_BACK_TO, DisplayText.brief(outcome.rollbackTaskDefinition()));
        rows.put(BuildMessages.STRATEGY, outcome.strategy());
        rows.put(
                BuildMessages.EXPECTED_DURATION,
                outcome.waitMillis() == 0
                        ? ""
                        : BuildMessages.expectedDuration(outcome.waitMillis(), outcome.allowedMillis()));
        rows.put(BuildMessages.BAKE_TIME_ENDS, outcome.bakeEndsAt() == 0 ? "" : Durations.moment(outcome.bakeEndsAt()));
        rows.put(BuildMessages.DEPLOYMENT, outcome.deploymentId());
        rows.put(PageMessages.COMMIT, outcome.commit());
        rows.put(BuildMessages.STARTED, DisplayText.time(outcome.startedAt()));
        rows.put(
                PageMessages.DURATION,
                outcome.finishedAt() == 0 ? "" : Durations.text(outcome.finishedAt() - outcome.startedAt()));
        outcome.images().forEach((container, image) -> rows.put(PageMessages.imageOf(container), image));
        outcome.imageDigests().forEach((container, digest) -> rows.put(PageMessages.digestOf(container), digest));
        List<LabeledValue> shown = new ArrayList<>();
        rows.forEach((label, value) -> {
            if (value != null && !value.isEmpty()) {
                shown.add(new LabeledValue(PlainText.line(label), PlainText.line(value)));
            }
        });
        return shown;
    }

    /** The effective settings: each value with its origin in parentheses. */
    static List<LabeledValue> settings(@CheckForNull Details details) {
        List<LabeledValue> shown = new ArrayList<>();
        if (details != null) {
            details.settings()
                    .forEach((label, value) ->
                            shown.add(new LabeledValue(PlainText.line(label), PlainText.line(value))));
        }
        return shown;
    }
}
