package io.jenkins.plugins.ecs.ui.build;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Item;
import hudson.model.Run;
import io.jenkins.plugins.ecs.history.DeploymentRecord;
import io.jenkins.plugins.ecs.history.ServiceKey;
import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.store.DeploymentIndex;
import io.jenkins.plugins.ecs.ui.VisibleJobs;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The commits between what the service ran before a deployment, or runs when it is planned, and what the deployment
 * brings: from the builds of this job, or else only the two commits. Reads builds from disk; no SCM is asked.
 */
final class DeployedCommits {

    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{7,64}");

    private DeployedCommits() {}

    /** A line each; empty if nothing is known. Only of what the current user may see. */
    @NonNull
    static List<String> of(@NonNull Run<?, ?> run, @NonNull Outcome outcome) {
        ServiceKey key = new ServiceKey(outcome.region(), outcome.cluster(), outcome.service());
        List<DeploymentRecord> records = DeploymentIndex.get().history().of(key).stream()
                .filter(record -> isOf(record, outcome))
                .filter(new VisibleJobs(Item.READ))
                .toList();
        Optional<DeploymentRecord> before = newest(records);
        if (before.isEmpty()) {
            return List.of();
        }
        boolean sameJob = before.get().build().job().equals(run.getParent().getFullName());
        int build = before.get().build().build();
        return sameJob && build <= run.getNumber()
                ? BuildCommits.since(run, build)
                : compare(before.get().build().commit(), outcome.commit());
    }

    /** Whether it deployed what the service ran before. */
    static boolean isOf(@NonNull DeploymentRecord record, @NonNull Outcome outcome) {
        return record.isGreen()
                && !record.taskDefinition().isEmpty()
                && record.taskDefinition().equals(outcome.previousTaskDefinition())
                && record.finishedAt() <= outcome.startedAt();
    }

    private static Optional<DeploymentRecord> newest(List<DeploymentRecord> records) {
        return records.stream().max(Comparator.comparingLong(DeploymentRecord::finishedAt));
    }

    /** Of two commits whose history this job does not have; a variable of the build may be anything. */
    @NonNull
    static List<String> compare(@NonNull String before, @NonNull String now) {
        if (!COMMIT.matcher(before).matches() || !COMMIT.matcher(now).matches()) {
            return List.of();
        }
        return List.of(
                before.equals(now) ? CheckRunMessages.sameCommit(now) : CheckRunMessages.compareCommits(before, now));
    }
}
