package io.jenkins.plugins.ecs.ui.deploy;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.history.DeploymentRecord;
import io.jenkins.plugins.ecs.taskdef.ImageReference;
import io.jenkins.plugins.ecs.ui.build.ApprovalEvidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a version changes where a service runs, by what this Jenkins has recorded. Everything else that the job changes is
 * known only once it runs.
 *
 * @param where for display
 * @param runs what runs there now
 * @param changes one for each container that gets the image
 */
public record DeployPlan(
        @NonNull String where,
        @NonNull String runs,
        @NonNull List<String> changes) {

    /** @param records of the service there */
    @NonNull
    static DeployPlan of(
            @NonNull String where, @NonNull List<DeploymentRecord> records, @NonNull DeployVersion version) {
        Optional<DeploymentRecord> now = ApprovalEvidence.running(records);
        return new DeployPlan(
                where,
                ApprovalEvidence.words(now),
                now.map(record -> changes(record, version)).orElse(List.of()));
    }

    private static List<String> changes(DeploymentRecord now, DeployVersion version) {
        List<String> changes = new ArrayList<>();
        now.images().forEach((container, image) -> {
            if (ImageReference.nameOf(image).equals(version.repository())) {
                String digest = now.digests().getOrDefault(container, "");
                boolean compared = !digest.isEmpty() && !version.digest().isEmpty();
                String before = !compared ? image : version.repository() + "@" + digest;
                changes.add(DeployMessages.change(container, before, version.image()));
            }
        });
        return changes.isEmpty() ? List.of(DeployMessages.noContainer(version.repository())) : changes;
    }

    public String getWhere() {
        return where;
    }

    public String getRuns() {
        return runs;
    }

    public List<String> getChanges() {
        return changes;
    }
}
