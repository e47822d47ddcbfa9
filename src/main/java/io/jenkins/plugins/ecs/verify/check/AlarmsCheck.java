package io.jenkins.plugins.ecs.verify.check;

import io.jenkins.plugins.ecs.aws.AlarmState;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code alarms}: is any of the alarms that the service is set up with, or of those that the check names, in ALARM? */
public final class AlarmsCheck {

    static final String NAMES = "names";

    private AlarmsCheck() {}

    /** @param configured those of the service's deployment configuration */
    public static Set<String> names(CheckSpec spec, List<String> configured) {
        String own = spec.text(NAMES);
        return new LinkedHashSet<>(
                own == null ? configured : Arrays.stream(own.split("\n")).toList());
    }

    static Measurement measure(Set<String> names, List<AlarmState> seen) {
        if (names.isEmpty()) {
            return Measurement.skipped("the service has no alarms configured");
        }
        String limit = "none in ALARM";
        List<AlarmState> own =
                seen.stream().filter(each -> names.contains(each.name())).toList();
        String ringing = own.stream()
                .filter(AlarmState::isAlarm)
                .map(each -> each.name() + " (" + each.reason() + ")")
                .collect(Collectors.joining(", "));
        if (!ringing.isEmpty()) {
            return Measurement.failed("in ALARM: " + ringing, limit);
        }
        Set<String> missing = new LinkedHashSet<>(names);
        own.forEach(each -> missing.remove(each.name()));
        if (!missing.isEmpty()) {
            return Measurement.lastError("there is no alarm " + String.join(", ", missing));
        }
        String broken = own.stream()
                .filter(AlarmState::isBroken)
                .map(each -> each.name() + " (" + each.evaluation() + ")")
                .collect(Collectors.joining(", "));
        if (!broken.isEmpty()) {
            return Measurement.lastError("CloudWatch can't evaluate " + broken + ": check its query and its role");
        }
        long blind = own.stream()
                .filter(each -> each.state().equals("INSUFFICIENT_DATA"))
                .count();
        return Measurement.passed(
                (own.size() - blind) + " OK" + (blind == 0 ? "" : ", " + blind + " without data"), limit);
    }
}
