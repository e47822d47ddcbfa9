package io.jenkins.plugins.ecs.schedules;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.Serializable;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a rule of EventBridge or of a schedule of EventBridge Scheduler.
 *
 * @param group the event bus of a rule, the schedule group of a schedule
 * @param region from an ARN; empty where none was given
 * @param account from an ARN; empty where none was given
 */
public record ScheduleRef(
        @NonNull Kind kind,
        @NonNull String group,
        @NonNull String name,
        @NonNull String region,
        @NonNull String account)
        implements Serializable {

    private static final long serialVersionUID = 1L;

    private static final String DEFAULT = "default";

    /** Names as the APIs take them; a partner's event bus has slashes in its name. */
    private static final Pattern WRITTEN =
            Pattern.compile("(rule|schedule):(?:([\\w.\\-/]{1,256})/)?([\\w.\\-]{1,64})");

    private static final Pattern ARN = Pattern.compile(
            "arn:aws[a-z0-9-]*:(?:events|scheduler):([a-z0-9-]+):(\\d{12}):(rule|schedule)/(?:([\\w.\\-/]{1,256})/)?"
                    + "([\\w.\\-]{1,64})");

    /** What runs the task. */
    public enum Kind {
        RULE,
        SCHEDULE
    }

    @NonNull
    public static ScheduleRef rule(@NonNull String bus, @NonNull String name) {
        return new ScheduleRef(Kind.RULE, bus, name, "", "");
    }

    @NonNull
    public static ScheduleRef schedule(@NonNull String group, @NonNull String name) {
        return new ScheduleRef(Kind.SCHEDULE, group, name, "", "");
    }

    /** {@code rule:name}, {@code rule:bus/name}, {@code schedule:name}, {@code schedule:group/name}, or an ARN. */
    @NonNull
    public static Optional<ScheduleRef> parse(@NonNull String text) {
        Matcher arn = ARN.matcher(text);
        if (arn.matches()) {
            return Optional.of(of(arn.group(3), arn.group(4), arn.group(5), arn.group(1), arn.group(2)));
        }
        Matcher written = WRITTEN.matcher(text);
        return written.matches()
                ? Optional.of(of(written.group(1), written.group(2), written.group(3), "", ""))
                : Optional.empty();
    }

    private static ScheduleRef of(String kind, String group, String name, String region, String account) {
        return new ScheduleRef(
                kind.equals("rule") ? Kind.RULE : Kind.SCHEDULE,
                group == null ? DEFAULT : group,
                name,
                region,
                account);
    }

    /** As it is written in a Jenkinsfile; the default bus and the default group are left out. */
    @Override
    public String toString() {
        String kindName = kind == Kind.RULE ? "rule:" : "schedule:";
        return kindName + (group.equals(DEFAULT) ? "" : group + "/") + name;
    }
}
