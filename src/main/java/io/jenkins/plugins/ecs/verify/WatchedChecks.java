package io.jenkins.plugins.ecs.verify;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.verify.check.CheckKind;
import io.jenkins.plugins.ecs.verify.check.CheckSpec;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The checks of a watch, made of those after the deployment: without delays, and patient with what is normal for a
 * service. While it scales, and while ECS replaces a task (of a Spot instance that was reclaimed, for example), there are
 * not as many tasks and healthy targets as it wants.
 */
final class WatchedChecks {

    /** What changes with each task that starts or stops. */
    private static final Set<CheckKind> OF_TASKS =
            EnumSet.of(CheckKind.SERVICE, CheckKind.TASKS, CheckKind.DIGEST, CheckKind.HEALTH, CheckKind.TARGETS);

    private static final Set<CheckKind> OUTSIDE =
            EnumSet.of(CheckKind.ALARMS, CheckKind.HTTP, CheckKind.LOGS, CheckKind.METRIC);

    private static final Duration INTERVAL = Duration.ofSeconds(30);
    /** So often in a row, which is ten minutes, it must fail. */
    private static final int PATIENCE = 20;

    private final List<CheckSpec> checks;

    WatchedChecks(@NonNull List<CheckSpec> checks) {
        this.checks = checks;
    }

    /** Those that say something while the tasks of two revisions run. */
    @NonNull
    List<CheckSpec> outside() {
        return checks.stream()
                .filter(check -> OUTSIDE.contains(check.kind()))
                .map(CheckSpec::withoutDelay)
                .toList();
    }

    /** Those that compare both revisions while traffic is shifted. */
    @NonNull
    List<CheckSpec> compared() {
        return checks.stream()
                .filter(check -> check.kind() == CheckKind.CANARY)
                .map(CheckSpec::withoutDelay)
                .toList();
    }

    @NonNull
    VerifyRequest in(@NonNull VerifyRequest request) {
        return request.with(checks.stream()
                .filter(check -> check.kind() != CheckKind.STABLE_FOR && check.kind() != CheckKind.CANARY)
                .map(check ->
                        OF_TASKS.contains(check.kind()) ? check.patient(INTERVAL, PATIENCE) : check.withoutDelay())
                .toList());
    }
}
