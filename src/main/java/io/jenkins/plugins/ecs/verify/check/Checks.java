package io.jenkins.plugins.ecs.verify.check;

import io.jenkins.plugins.ecs.aws.AwsFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Evaluates one poll for one check. Pure, except that it updates the state of the check. */
public final class Checks {

    private Checks() {}

    /** @return null while a read of the check is in progress */
    public static Measurement measure(int index, CheckSpec spec, CheckState state, CheckObservation seen, long now) {
        if (seen.readings.containsKey(index)) {
            return seen.readings.get(index).measure(spec, state, seen.since.getOrDefault(index, now));
        }
        return seen.pending.contains(index) ? null : judge(spec, state, seen, now);
    }

    /**
     * Evaluates a poll that has all reads of the check.
     *
     * @param at when the poll began, in epoch milliseconds
     * @return null for a check that has a read of its own
     */
    public static Measurement judge(CheckSpec spec, CheckState state, CheckObservation seen, long at) {
        Measurement unread = unread(spec, seen);
        if (unread != null) {
            return unread;
        }
        return switch (spec.kind()) {
            case SERVICE -> ServiceChecks.service(seen.service);
            case TASKS -> ServiceChecks.tasks(seen.service, seen.tasks);
            case DIGEST ->
                ServiceChecks.isScaledToZero(seen.service, seen.tasks)
                        ? Measurement.skipped(CheckMessages.SCALED_TO_ZERO)
                        : DigestCheck.measure(spec, seen.service.taskDefinition(), seen.tasks, seen.revisions.values());
            case HEALTH -> HealthCheck.measure(seen.definition, seen.tasks);
            case TARGETS ->
                TargetsCheck.measure(
                        seen.service.desiredCount(), seen.service.settings().loadBalancers(), seen.targets);
            case ALARMS ->
                AlarmsCheck.measure(
                        AlarmsCheck.names(spec, seen.service.settings().alarmNames()), seen.alarms);
            case CANARY -> CanaryCheck.isFound(spec) ? CanaryCheck.afterwards(spec) : null;
            case DRIFT -> DriftCheck.measure(spec, seen);
            case STABLE_FOR -> StableCheck.measure(spec, state, seen.service, seen.tasks, together(seen), at);
            default -> null;
        };
    }

    /** Why the check cannot be evaluated; null if it can. */
    private static Measurement unread(CheckSpec spec, CheckObservation seen) {
        for (ReadKind need : ReadKind.of(spec)) {
            AwsFailure failure = need.failure(seen);
            // stableFor uses what the permissions allow.
            boolean optional = spec.kind() == CheckKind.STABLE_FOR && need.compareTo(ReadKind.TASKS) > 0;
            if (need == ReadKind.SERVICE && seen.serviceProblem != null) {
                return noService(spec, seen).because(seen.serviceProblem);
            }
            if (failure != null && !optional) {
                return Measurement.of(spec, failure);
            }
        }
        return isUnplanned(spec, seen) ? Measurement.lastError(seen.plannedProblem) : null;
    }

    private static Measurement noService(CheckSpec spec, CheckObservation seen) {
        if (seen.serviceFailure != null) {
            return Measurement.of(spec, seen.serviceFailure);
        }
        return seen.service == null ? Measurement.lastFailure("", "") : Measurement.failed("", "");
    }

    private static boolean isUnplanned(CheckSpec spec, CheckObservation seen) {
        return seen.plannedProblem != null && ReadKind.of(spec).contains(ReadKind.PLANNED);
    }

    /** The checks that must all pass for {@code stableFor}. */
    private static List<Measurement> together(CheckObservation seen) {
        List<Measurement> all = new ArrayList<>();
        all.add(ServiceChecks.service(seen.service));
        all.add(ServiceChecks.tasks(seen.service, seen.tasks));
        all.add(orFailure(seen.definitionFailure, () -> HealthCheck.measure(seen.definition, seen.tasks)));
        all.add(orFailure(
                seen.targetsFailure,
                () -> TargetsCheck.measure(
                        seen.service.desiredCount(), seen.service.settings().loadBalancers(), seen.targets)));
        List<String> alarms = seen.service.settings().alarmNames();
        CheckSpec spec = CheckSpec.byDefault(CheckKind.ALARMS).build();
        all.add(orFailure(seen.alarmsFailure, () -> AlarmsCheck.measure(AlarmsCheck.names(spec, alarms), seen.alarms)));
        return all;
    }

    private static Measurement orFailure(AwsFailure failure, Supplier<Measurement> otherwise) {
        return failure == null
                ? otherwise.get()
                : Measurement.of(CheckSpec.byDefault(CheckKind.HEALTH).build(), failure);
    }
}
