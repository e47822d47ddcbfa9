package io.jenkins.plugins.ecs.history;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.policy.Change;
import java.util.List;
import java.util.Optional;

/** Who else deploys a service. */
public final class OtherJobs {

    private OtherJobs() {}

    /**
     * The newest deployment by another job that has changed the service or may still change it. One whose account is not
     * known counts.
     *
     * @param records of one service, oldest first
     * @param job full name of the job that asks
     * @param account of the service
     */
    @NonNull
    public static Optional<Change.OtherDeployment> newest(
            @NonNull List<DeploymentRecord> records, @NonNull String job, @NonNull String account) {
        return History.newest(
                        records,
                        record -> !record.build().job().equals(job)
                                && (record.account().isEmpty()
                                        || record.account().equals(account))
                                && (record.isUnderWay() || record.tells()))
                .map(record -> new Change.OtherDeployment(
                        record.build().job(),
                        record.build().build(),
                        Math.max(record.startedAt(), record.finishedAt())));
    }
}
