package io.jenkins.plugins.ecs.verify;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.ecs.EcsTask;
import io.jenkins.plugins.ecs.policy.Evidence;
import io.jenkins.plugins.ecs.rollout.decide.iam.DeploymentPolicy;
import io.jenkins.plugins.ecs.rollout.decide.plan.PlannedDefinition;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.verify.check.CheckKind;
import io.jenkins.plugins.ecs.verify.check.CheckObservation;
import io.jenkins.plugins.ecs.verify.check.CheckVerdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What a verification proves: the service that it checked, and the revision and images that ran. */
public final class VerifiedService {

    private VerifiedService() {}

    static void note(VerifyState state, CheckObservation seen) {
        if (seen.service == null) {
            return;
        }
        if (seen.planned != null) {
            DeployRequest deployment = Objects.requireNonNull(state.request.preflight());
            state.iamPolicy = DeploymentPolicy.of(
                    deployment,
                    seen.service,
                    seen.service.clusterArn(),
                    seen.planned,
                    PlannedDefinition.isRegistered(deployment));
        }
        boolean first = state.revision == null;
        boolean same = !first
                && seen.service.arn().equals(state.serviceArn)
                && seen.service.taskDefinition().equals(state.revision);
        if (first) {
            state.serviceArn = seen.service.arn();
            state.revision = seen.service.taskDefinition();
        } else if (!same) {
            state.revision = "";
        }
        Map<String, Set<String>> running = new LinkedHashMap<>();
        seen.tasks.stream()
                .filter(EcsTask::isRunning)
                .flatMap(task -> task.containers().stream())
                .forEach(container -> {
                    if (container.imageDigest() != null) {
                        running.computeIfAbsent(container.name(), name -> new TreeSet<>())
                                .add(container.imageDigest());
                    }
                });
        if (!running.isEmpty()) {
            state.digests.clear();
            running.forEach((name, digests) -> {
                if (digests.size() == 1) {
                    state.digests.put(name, digests.iterator().next());
                }
            });
        }
    }

    /**
     * Empty unless all default checks ran with their default settings, at least one passed and none is bad. A
     * preflight, dry-run checks and a verification that saw two revisions prove nothing.
     */
    @NonNull
    public static Optional<Evidence.Verified> of(@NonNull VerifyState state) {
        boolean whole = state.hasEnded()
                && state.endedBy.isEmpty()
                && state.request.preflight() == null
                && state.request.allByDefault();
        return whole ? seen(state).filter(seen -> passed(Verification.of(state).rows())) : Optional.empty();
    }

    /** The service and the one revision that all polls saw; empty if they saw none or several. */
    @NonNull
    public static Optional<Evidence.Verified> seen(@NonNull VerifyState state) {
        return isKnown(state.serviceArn) && isKnown(state.revision)
                ? Optional.of(new Evidence.Verified(state.serviceArn, state.revision, state.digests, state.finishedAt))
                : Optional.empty();
    }

    private static boolean isKnown(String arn) {
        return arn != null && !arn.isEmpty();
    }

    private static boolean passed(List<CheckRow> rows) {
        boolean bad =
                rows.stream().anyMatch(row -> row.counts() && row.verdict().isBad());
        List<String> words = CheckKind.BY_DEFAULT.stream().map(CheckKind::word).toList();
        return !bad
                && rows.stream()
                        .anyMatch(row ->
                                words.contains(row.check()) && row.counts() && row.verdict() == CheckVerdict.PASSED);
    }
}
