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

    static String otherRegion(String word, String region, String expected) {
        return format(
                "scheduledTasks: '%s' is in Region %s, but the deployment is in %s. Scheduled tasks follow a"
                        + " deployment in their own Region only.",
                PlainText.line(word), region, expected);
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

    private static String format(String text, Object... values) {
        return String.format(Locale.ROOT, text, values);
    }
}
