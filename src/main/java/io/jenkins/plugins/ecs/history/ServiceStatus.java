package io.jenkins.plugins.ecs.history;

import edu.umd.cs.findbugs.annotations.NonNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import java.util.List;
import java.util.Optional;

/**
 * What the recorded deployments of a service say of it now.
 *
 * @param percent how far a deployment that is under way has come
 * @param version what runs, or is on its way; may be empty
 * @param since epoch milliseconds: when it came into this state
 * @param record the deployment that says so; null where none does
 * @param last the newest deployment, which may have been refused and so says nothing of the service
 */
public record ServiceStatus(
        DeployState state,
        int percent,
        String version,
        long since,
        @Nullable DeploymentRecord record,
        @Nullable DeploymentRecord last) {

    /** @param records of one service, oldest first */
    @NonNull
    public static ServiceStatus of(@NonNull List<DeploymentRecord> records) {
        DeploymentRecord last = records.isEmpty() ? null : records.get(records.size() - 1);
        Optional<DeploymentRecord> underWay = History.newest(records, DeploymentRecord::isUnderWay);
        if (underWay.isPresent()) {
            DeploymentRecord r = underWay.get();
            return new ServiceStatus(r.state(), r.percent(), r.version(), r.startedAt(), r, last);
        }
        Optional<DeploymentRecord> telling = History.newest(records, DeploymentRecord::tells);
        if (telling.isEmpty()) {
            return new ServiceStatus(DeployState.UNKNOWN, 0, "", last == null ? 0 : last.finishedAt(), null, last);
        }
        DeploymentRecord r = telling.get();
        long driftedAt = r.isGreen() ? driftedAt(records, r) : 0;
        return new ServiceStatus(
                driftedAt > 0 ? DeployState.DRIFTED : r.state(),
                0,
                version(records, r),
                driftedAt > 0 ? driftedAt : r.finishedAt(),
                r,
                last);
    }

    /**
     * When something else was seen than what a deployment left; 0 where it was not. The newest look counts: a verification,
     * or a later deployment that was refused, but had looked.
     */
    private static long driftedAt(List<DeploymentRecord> records, DeploymentRecord telling) {
        DeploymentRecord.Look look = telling.look();
        Optional<DeploymentRecord> looked = History.newest(
                records,
                r -> r.startedAt() > Math.max(telling.finishedAt(), look.at())
                        && !r.before().isEmpty());
        if (looked.isPresent()) {
            return looked.get().before().equals(telling.taskDefinition())
                    ? 0
                    : looked.get().startedAt();
        }
        return look.drifted() ? look.at() : 0;
    }

    private static String version(List<DeploymentRecord> records, DeploymentRecord telling) {
        String revision = telling.rolledBackTo();
        return running(records, telling)
                .map(DeploymentRecord::version)
                .orElse(revision.substring(revision.lastIndexOf('/') + 1));
    }

    private static Optional<DeploymentRecord> running(List<DeploymentRecord> records, DeploymentRecord telling) {
        String revision = telling.rolledBackTo();
        return telling.isGreen() || revision.isEmpty()
                ? Optional.of(telling)
                : History.newest(records, r -> r.isGreen() && r.taskDefinition().equals(revision));
    }

    /**
     * The deployment of what runs, or is on its way: after a rollback, the one that was rolled back to. Empty if it is not
     * known.
     *
     * @param records those that this is the status of
     */
    @NonNull
    public Optional<DeploymentRecord> running(@NonNull List<DeploymentRecord> records) {
        return Optional.ofNullable(record).flatMap(telling -> running(records, telling));
    }

    /** The state in a badge's words: {@code deploying 40 %}. */
    @NonNull
    public String words() {
        return state == DeployState.DEPLOYING && percent > 0 ? state.words() + " " + percent + " %" : state.words();
    }
}
