package io.jenkins.plugins.ecs.schedules;

import io.jenkins.plugins.ecs.text.PlainText;
import java.util.Locale;

/** What users read about scheduled tasks. */
public final class ScheduleMessages {

    private ScheduleMessages() {}

    static String empty() {
        return "scheduledTasks is empty. Leave it out, or give 'family' or names such as 'rule:nightly'.";
    }

    static String tooMany(int count, int most) {
        return format("scheduledTasks: %d names, at most %d are possible. Use 'family' instead.", count, most);
    }

    static String familyAndNames() {
        return "scheduledTasks: 'family' means all scheduled tasks of the family, so it can't be combined with names.";
    }

    static String unreadable(String word) {
        return format(
                "scheduledTasks: '%s' is not 'family', 'rule:name', 'rule:bus/name', 'schedule:name',"
                        + " 'schedule:group/name' or the ARN of a rule or schedule.",
                PlainText.line(word));
    }

    static String otherRegion(ScheduleRef ref, String expected) {
        return format(
                "scheduledTasks: %s is in Region %s, but the deployment is in %s. Scheduled tasks follow a"
                        + " deployment in their own Region only.",
                ref, ref.region(), expected);
    }

    public static String otherAccount(ScheduleRef ref, String expected) {
        return format(
                "scheduledTasks: %s is in account %s, but the service is in account %s.", ref, ref.account(), expected);
    }

    static String managed(String service) {
        return format("the rule is managed by %s and must not be changed", PlainText.line(service));
    }

    static String inputUnreadable() {
        return "its input is not a JSON object with TaskDefinition";
    }

    /** @param revision {@code family:revision} */
    public static String moved(ScheduleRef ref, String from, String revision) {
        return format("Scheduled task %s: %s -> %s", ref, from, revision);
    }

    public static String already(ScheduleRef ref, String revision) {
        return format("Scheduled task %s already runs %s", ref, revision);
    }

    public static String runsLatest(ScheduleRef ref, String revision) {
        return format(
                "Scheduled task %s names no revision: it has run %s since that was registered, before it was verified",
                ref, revision);
    }

    public static String missing(ScheduleRef ref) {
        return format("scheduled task %s does not exist", ref);
    }

    public static String unrelated(ScheduleRef ref, String revision) {
        return format("scheduled task %s runs no revision of the family of %s", ref, revision);
    }

    public static String notMoved(ScheduleRef ref, String reason) {
        return format("scheduled task %s still runs the old revision: %s", ref, reason);
    }

    public static String notVisible() {
        return "AWS accepted the change, but does not show it";
    }

    public static String notAccepted(int attempts) {
        return format("AWS did not take the change in %d attempts", attempts);
    }

    public static String noTimeLeft() {
        return "there was no time left";
    }

    public static String notAllListed(int most) {
        return format("only %d rules and schedules were checked; name the scheduled tasks instead of 'family'", most);
    }

    public static String denied(String permission) {
        return "these credentials are not authorized to perform " + permission;
    }

    /** @param count of those that are left; -1 where they could not even be listed */
    public static String left(int count, String why) {
        return count < 0
                ? format("the scheduled tasks could not be listed and still run the old revision: %s", why)
                : format("%d scheduled tasks were not checked and may run the old revision: %s", count, why);
    }

    public static String stopped() {
        return "the build was stopped";
    }

    public static String warning(String problem) {
        return "Warning: " + problem;
    }

    private static String format(String text, Object... values) {
        return String.format(Locale.ROOT, text, values);
    }
}
