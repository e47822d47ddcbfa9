package io.jenkins.plugins.ecs.verify.check;

import io.jenkins.plugins.ecs.aws.AwsFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What one look says to one check. Pure, but for the facts of the check itself, which it brings up to date. */
public final class Checks {

    private Checks() {}

    /** @return null while the read that the check waits for is under way */
    public static Measurement measure(int index, CheckSpec spec, CheckState state, CheckObservation seen, long now) {
        if (seen.readings.containsKey(index)) {
            return seen.readings.get(index).measure(spec, state, seen.since.getOrDefault(index, now));
        }
        return seen.underWay.contains(index) ? null : judge(spec, state, seen, now);
    }

    /**
     * What a look says that has all that the check needs.
     *
     * @param at when it began
     * @return null for a check that waits for a read of its own
     */
    public static Measurement judge(CheckSpec spec, CheckState state, CheckObservation seen, long at) {
        Measurement unseen = unseen(spec, seen);
        if (unseen != null) {
            return unseen;
        }
        return switch (spec.kind()) {
            case SERVICE -> ServiceChecks.service(seen.service);
            case TASKS -> ServiceChecks.tasks(seen.service, seen.tasks);
            case DIGEST ->
                ServiceChecks.isScaledToZero(seen.service, seen.tasks)
                        ? Measurement.skipped("the service is scaled to zero: no container runs")
                        : DigestCheck.measure(spec, seen.service.taskDefinition(), seen.tasks, seen.revisions.values());
            case HEALTH -> HealthCheck.measure(seen.definition, seen.tasks);
            case TARGETS ->
                TargetsCheck.measure(
                        seen.service.desiredCount(), seen.service.settings().loadBalancers(), seen.targets);
            case ALARMS ->
                AlarmsCheck.measure(
                        AlarmsCheck.names(spec, seen.service.settings().alarmNames()), seen.alarms);
            case DRIFT -> DriftCheck.measure(spec, seen.service.taskDefinition(), seen.definition);
            case STABLE_FOR -> StableCheck.measure(spec, state, seen.service, seen.tasks, together(seen), at);
            default -> null;
        };
    }

    /** What keeps a check from being made; null where nothing does. */
    private static Measurement unseen(CheckSpec spec, CheckObservation seen) {
        for (ReadKind need : ReadKind.of(spec)) {
            AwsFailure failure = need.failure(seen);
            // stableFor makes do with what may be seen.
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

    /** What {@code stableFor} wants to see good at the same time. */
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
