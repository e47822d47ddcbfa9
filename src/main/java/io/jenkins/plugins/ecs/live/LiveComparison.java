package io.jenkins.plugins.ecs.live;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.history.DeploymentRecord;
import io.jenkins.plugins.ecs.history.ServiceStatus;
import io.jenkins.plugins.ecs.text.Arns;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * Compares the live state of a service with the deployments that Jenkins recorded. While one of them is in progress, and
 * with an answer from before the end of the last one, there is nothing to compare.
 */
public final class LiveComparison {

    /** The clocks of AWS and Jenkins may differ, and a deployment is recorded as ended a moment after its last change. */
    static final long CLOCKS_DIFFER_BY = TimeUnit.MINUTES.toMillis(2);

    private LiveComparison() {}

    /**
     * @param account of the recorded deployments; empty if unknown
     * @param shown the deployments that the user may see, oldest first
     * @param all those of all jobs, oldest first
     */
    @NonNull
    public static List<LiveFinding> of(
            @NonNull LiveAnswer answer,
            @NonNull String account,
            @NonNull List<DeploymentRecord> shown,
            @NonNull List<DeploymentRecord> all) {
        if (!answer.isRead() || answer.isRefused() || answer.at() < newestChange(all)) {
            return List.of();
        }
        LiveService live = answer.service();
        if (live == null) {
            return List.of(LiveFinding.MISSING);
        }
        String other = Arns.account(live.arn());
        if (!account.isEmpty() && !other.isEmpty() && !account.equals(other)) {
            return List.of(LiveFinding.OTHER_ACCOUNT);
        }
        if (!live.isActive()) {
            return List.of(LiveFinding.DELETED);
        }
        DeploymentRecord last = ServiceStatus.of(all).record();
        if (last == null || last.isUnderWay() || isOfALostBuild(live, last, all)) {
            return List.of();
        }
        List<LiveFinding> findings = new ArrayList<>(compare(live, last));
        if (findings.isEmpty() && !Objects.equals(last, ServiceStatus.of(shown).record())) {
            findings.add(LiveFinding.OTHER_JOB);
        }
        return findings;
    }

    /** A build that was killed in the middle of its deployment may not have recorded that it updated the service. */
    private static boolean isOfALostBuild(LiveService live, DeploymentRecord last, List<DeploymentRecord> all) {
        return all.stream()
                .anyMatch(each -> each.startedAt() > last.startedAt()
                        && each.taskDefinition().equals(live.taskDefinition()));
    }

    private static List<LiveFinding> compare(LiveService live, DeploymentRecord last) {
        boolean expected = last.isGreen()
                ? live.taskDefinition().equals(last.taskDefinition())
                // How it ended is not certain, but no other revision was involved.
                : live.taskDefinition().equals(last.taskDefinition())
                        || live.taskDefinition().equals(last.before())
                        || live.taskDefinition().equals(last.rolledBackTo());
        if (!expected) {
            return List.of(LiveFinding.FOREIGN_REVISION);
        }
        List<LiveFinding> findings = new ArrayList<>();
        if (last.isGreen() && live.deployedAt() > last.finishedAt() + CLOCKS_DIFFER_BY) {
            findings.add(LiveFinding.FOREIGN_DEPLOYMENT);
        }
        if (last.isGreen() && differ(last.digests(), live.digests())) {
            findings.add(LiveFinding.OTHER_DIGESTS);
        }
        return findings;
    }

    /** A container whose digest is not known on both sides says nothing. */
    private static boolean differ(Map<String, String> recorded, Map<String, String> live) {
        Map<String, String> both = new HashMap<>(recorded);
        both.keySet().retainAll(live.keySet());
        return both.entrySet().stream().anyMatch(each -> !each.getValue().equals(live.get(each.getKey())));
    }

    /** When Jenkins recorded the last end of a deployment, in epoch milliseconds. */
    public static long newestChange(@NonNull List<DeploymentRecord> records) {
        return records.stream().mapToLong(DeploymentRecord::finishedAt).max().orElse(0);
    }
}
