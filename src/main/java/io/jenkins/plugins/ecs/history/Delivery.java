package io.jenkins.plugins.ecs.history;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Delivery metrics of a period: the four DORA metrics and two more. Times are medians in milliseconds, and -1 if there
 * is nothing to measure.
 *
 * @param attempts deployments that updated the service and ended
 * @param successes the verified ones of these
 * @param failures those of these that ended rolled back, stopped, stalled or timed out
 * @param rollbacks those of these that ECS rolled back, or failed to
 * @param perDay successes per day
 * @param duration from the start of a successful deployment to its verification
 * @param leadTime from the oldest change in a build to the verification of its deployment
 * @param timeToRestore from the end of a failed deployment to the end of the next successful one of the same service
 */
public record Delivery(
        int attempts,
        int successes,
        int failures,
        int rollbacks,
        double perDay,
        long duration,
        long leadTime,
        long timeToRestore) {

    private static final double DAY = 86_400_000;
    private static final Set<Verdict> FAILURES = Set.of(
            Verdict.ROLLED_BACK,
            Verdict.ROLLBACK_FAILED,
            Verdict.STOPPED,
            Verdict.FAILED,
            Verdict.TASK_FAILED,
            Verdict.STALLED,
            Verdict.TIMED_OUT);
    private static final Set<Verdict> ROLLBACKS = Set.of(Verdict.ROLLED_BACK, Verdict.ROLLBACK_FAILED);

    /**
     * @param services the deployments of each service, oldest first
     * @param from epoch milliseconds; deployments that ended before are ignored
     */
    @NonNull
    public static Delivery of(@NonNull Collection<List<DeploymentRecord>> services, long from, long now) {
        int attempts = 0;
        int failures = 0;
        int rollbacks = 0;
        List<Long> durations = new ArrayList<>();
        List<Long> leadTimes = new ArrayList<>();
        List<Long> restores = new ArrayList<>();
        for (List<DeploymentRecord> records : services) {
            long failedAt = 0;
            for (DeploymentRecord r : records) {
                if (!isAttempt(r) || r.finishedAt() < from) {
                    continue;
                }
                attempts++;
                if (FAILURES.contains(r.verdict())) {
                    failures++;
                    rollbacks += ROLLBACKS.contains(r.verdict()) ? 1 : 0;
                    failedAt = failedAt == 0 ? r.finishedAt() : failedAt;
                } else if (r.verdict() == Verdict.SUCCESS) {
                    durations.add(r.finishedAt() - r.startedAt());
                    if (r.build().changedAt() > 0) {
                        leadTimes.add(Math.max(0, r.finishedAt() - r.build().changedAt()));
                    }
                    if (failedAt != 0) {
                        restores.add(Math.max(0, r.finishedAt() - failedAt));
                        failedAt = 0;
                    }
                }
            }
        }
        double days = Math.max(1, (now - from) / DAY);
        return new Delivery(
                attempts,
                durations.size(),
                failures,
                rollbacks,
                durations.size() / days,
                median(durations),
                median(leadTimes),
                median(restores));
    }

    private static boolean isAttempt(DeploymentRecord r) {
        return r.touched() && r.verdict() != null && r.verdict() != Verdict.NO_CHANGE;
    }

    /** 0 to 1; -1 if there were no attempts. */
    public double failureRate() {
        return attempts == 0 ? -1 : (double) failures / attempts;
    }

    /** 0 to 1; -1 if there were no attempts. */
    public double rollbackRate() {
        return attempts == 0 ? -1 : (double) rollbacks / attempts;
    }

    private static long median(List<Long> values) {
        if (values.isEmpty()) {
            return -1;
        }
        List<Long> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
