package io.jenkins.plugins.ecs.paths.proof;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.history.DeploymentRecord;
import java.util.List;

/** The deployments of the index that changed what a service runs. */
public final class Uses {

    private Uses() {}

    /** @param records oldest first */
    @NonNull
    public static List<Use> of(@NonNull List<DeploymentRecord> records) {
        return records.stream()
                .filter(DeploymentRecord::touched)
                .filter(record -> !record.taskDefinition().isEmpty())
                .map(record -> new Use(record.account(), record.taskDefinition(), end(record)))
                .toList();
    }

    /** A deployment may have waited for its lock long after it started, so its end counts. */
    private static long end(DeploymentRecord record) {
        return record.finishedAt() == 0 ? Use.IN_PROGRESS : record.finishedAt();
    }
}
