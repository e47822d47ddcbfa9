package io.jenkins.plugins.ecs.aws;

/**
 * A CloudWatch alarm.
 *
 * @param state {@code OK}, {@code ALARM} or {@code INSUFFICIENT_DATA}
 * @param reason AWS's words on it; may be empty
 */
public record AlarmState(String name, String state, String reason) {

    public boolean isAlarm() {
        return state.equals("ALARM");
    }
}
