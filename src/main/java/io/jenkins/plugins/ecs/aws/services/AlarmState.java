package io.jenkins.plugins.ecs.aws.services;

/**
 * A CloudWatch alarm, of a metric, of a query of logs or of other alarms.
 *
 * @param state {@code OK}, {@code ALARM} or {@code INSUFFICIENT_DATA}
 * @param reason AWS's words on it; may be empty
 * @param evaluation how its last evaluation went wrong, as in {@code EVALUATION_ERROR}; empty if it did not
 */
public record AlarmState(String name, String state, String reason, String evaluation) {

    public boolean isAlarm() {
        return state.equals("ALARM");
    }

    /** It can't be evaluated (its query or its role is wrong), so it will not go to {@code ALARM}. */
    public boolean isBroken() {
        return evaluation.equals("EVALUATION_ERROR") || evaluation.equals("EVALUATION_FAILURE");
    }
}
