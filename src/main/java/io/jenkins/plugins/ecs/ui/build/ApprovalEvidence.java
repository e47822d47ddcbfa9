package io.jenkins.plugins.ecs.ui.build;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.history.DeploymentRecord;
import io.jenkins.plugins.ecs.paths.release.EnvironmentOutcome;
import io.jenkins.plugins.ecs.paths.release.ReleaseOutcome;
import io.jenkins.plugins.ecs.text.Durations;
import io.jenkins.plugins.ecs.ui.DisplayText;
import io.jenkins.plugins.ecs.ui.PageMessages;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a user sees beside the buttons before approving a release: plain texts from what Jenkins has recorded. */
public final class ApprovalEvidence {

    private ApprovalEvidence() {}

    /**
     * @param records the deployments of the service in the environment that the user may see
     * @param commits that the release brings; empty if unknown
     */
    @NonNull
    public static List<LabeledValue> of(
            @NonNull ReleaseOutcome release,
            @NonNull EnvironmentOutcome to,
            @NonNull List<DeploymentRecord> records,
            @NonNull List<String> commits) {
        List<LabeledValue> lines = new ArrayList<>();
        release.environments().stream()
                .filter(each -> each.name().equals(to.from()) && !each.checks().isEmpty())
                .forEach(
                        from -> lines.add(new LabeledValue(AnswerMessages.verificationIn(from.name()), from.checks())));
        Optional<DeploymentRecord> now = running(records);
        lines.add(new LabeledValue(AnswerMessages.RUNS_NOW, words(now)));
        changes(now.map(DeploymentRecord::digests).orElse(Map.of()), release.digests())
                .forEach((container, change) -> lines.add(new LabeledValue(
                        container.isEmpty() ? AnswerMessages.DIGEST : PageMessages.digestOf(container), change)));
        if (!commits.isEmpty()) {
            lines.add(new LabeledValue(AnswerMessages.COMMITS, String.join("; ", commits)));
        }
        return lines;
    }

    /** The newest deployment after which the service ran its revision. */
    @NonNull
    public static Optional<DeploymentRecord> running(@NonNull List<DeploymentRecord> records) {
        return records.stream()
                .filter(record -> record.isGreen() && !record.taskDefinition().isEmpty())
                .max(Comparator.comparingLong(DeploymentRecord::finishedAt));
    }

    /** {@code 1.4.1 (api:17) since 2026-11-30 08:00 UTC, by shop/deploy #12}. */
    @NonNull
    public static String words(@NonNull Optional<DeploymentRecord> running) {
        return running.map(record -> AnswerMessages.runsNow(
                        record.version(),
                        DisplayText.brief(record.taskDefinition()),
                        Durations.moment(record.finishedAt()),
                        record.build().job() + " #" + record.build().build()))
                .orElse(AnswerMessages.NOT_RECORDED);
    }

    private static Map<String, String> changes(Map<String, String> now, Map<String, String> released) {
        Map<String, String> changes = new TreeMap<>();
        released.forEach((container, digest) -> {
            // A release of one image is not for a named container.
            String before = container.isEmpty() && now.size() == 1
                    ? now.values().iterator().next()
                    : now.getOrDefault(container, "");
            changes.put(container, AnswerMessages.change(before, digest));
        });
        return changes;
    }
}
