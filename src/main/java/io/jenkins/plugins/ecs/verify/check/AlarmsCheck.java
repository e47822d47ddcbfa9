package io.jenkins.plugins.ecs.verify.check;

import io.jenkins.plugins.ecs.aws.services.AlarmState;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code alarms}: none of the service's configured alarms, or of those that the check names, is in ALARM. */
public final class AlarmsCheck {

    static final String NAMES = "names";

    private AlarmsCheck() {}

    /** @param configured the alarms of the service's deployment configuration */
    public static Set<String> names(CheckSpec spec, List<String> configured) {
        String own = spec.text(NAMES);
        return new LinkedHashSet<>(
                own == null ? configured : Arrays.stream(own.split("\n")).toList());
    }

    static Measurement measure(Set<String> names, List<AlarmState> seen) {
        if (names.isEmpty()) {
            return Measurement.skipped(CheckMessages.NO_ALARMS);
        }
        String limit = CheckMessages.NONE_IN_ALARM;
        List<AlarmState> own =
                seen.stream().filter(each -> names.contains(each.name())).toList();
        String ringing = own.stream()
                .filter(AlarmState::isAlarm)
                .map(each -> each.name() + " (" + each.reason() + ")")
                .collect(Collectors.joining(", "));
        if (!ringing.isEmpty()) {
            return Measurement.failed(CheckMessages.inAlarm(ringing), limit);
        }
        Set<String> missing = new LinkedHashSet<>(names);
        own.forEach(each -> missing.remove(each.name()));
        if (!missing.isEmpty()) {
            return Measurement.lastError(CheckMessages.noSuchAlarm(missing));
        }
        String broken = own.stream()
                .filter(AlarmState::isBroken)
                .map(each -> each.name() + " (" + each.evaluation() + ")")
                .collect(Collectors.joining(", "));
        if (!broken.isEmpty()) {
            return Measurement.lastError(CheckMessages.notEvaluated(broken));
        }
        long blind = own.stream()
                .filter(each -> each.state().equals("INSUFFICIENT_DATA"))
                .count();
        return Measurement.passed(CheckMessages.alarmsOk(own.size() - blind, blind), limit);
    }
}
