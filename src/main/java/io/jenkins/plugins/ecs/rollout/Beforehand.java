package io.jenkins.plugins.ecs.rollout;

import io.jenkins.plugins.ecs.aws.AlarmState;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.EcsService;
import io.jenkins.plugins.ecs.diagnosis.Cause;
import io.jenkins.plugins.ecs.diagnosis.DeadEnds;

/** What may keep a deployment from getting anywhere, said before it begins. Warnings only: they decide nothing. */
final class Beforehand {

    private Beforehand() {}

    static void say(Turn turn, Observation seen) {
        EcsService service = seen.service;
        Integer asked = turn.state.request.desiredCount();
        if (!service.schedulingStrategy().equals("DAEMON")) {
            DeadEnds.ofPercentages(
                            asked == null ? service.desiredCount() : asked,
                            service.settings().minimumHealthyPercent(),
                            service.settings().maximumPercent())
                    .ifPresent(cause -> warn(turn, cause));
        }
        DeadEnds.ofAlarms(seen.alarms.stream()
                        .filter(AlarmState::isAlarm)
                        .map(AlarmState::name)
                        .toList())
                .ifPresent(cause -> warn(turn, cause));
        if (seen.alarmsFailure != null && seen.alarmsFailure.kind() == AwsFailure.Kind.DENIED) {
            turn.say(
                    "Whether alarms of the service are in ALARM already is not known: %s is not allowed",
                    seen.alarmsFailure.missingPermission());
        }
    }

    private static void warn(Turn turn, Cause cause) {
        turn.say("Warning: %s: %s. What to do: %s", cause.title(), turn.masked(cause.evidence()), cause.advice());
    }
}
