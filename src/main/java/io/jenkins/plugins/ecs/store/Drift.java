package io.jenkins.plugins.ecs.store;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.history.DeploymentRecord;
import io.jenkins.plugins.ecs.history.ServiceKey;
import io.jenkins.plugins.ecs.verify.CheckRow;
import io.jenkins.plugins.ecs.verify.Verification;
import io.jenkins.plugins.ecs.verify.check.CheckKind;
import io.jenkins.plugins.ecs.verify.check.CheckVerdict;
import java.util.List;
import java.util.Optional;

/**
 * Whether a verification found the service to run what was deployed.
 *
 * @param startedAt start of the verification, in epoch milliseconds
 */
public record Drift(ServiceKey service, long startedAt, DeploymentRecord.Look look) {

    /** The checks that read the running tasks. */
    private static final List<String> TELLING = List.of(CheckKind.DIGEST.word(), CheckKind.DRIFT.word());

    /** Empty if the verification is in progress or no check has a result. */
    @NonNull
    public static Optional<Drift> of(@NonNull Verification verification) {
        List<CheckVerdict> told = verification.rows().stream()
                .filter(row -> TELLING.contains(row.check()))
                .map(CheckRow::verdict)
                .filter(verdict -> verdict == CheckVerdict.PASSED || verdict == CheckVerdict.FAILED)
                .toList();
        if (verification.finishedAt() == 0 || told.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Drift(
                new ServiceKey(verification.region(), verification.cluster(), verification.service()),
                verification.startedAt(),
                new DeploymentRecord.Look(verification.finishedAt(), told.contains(CheckVerdict.FAILED))));
    }
}
