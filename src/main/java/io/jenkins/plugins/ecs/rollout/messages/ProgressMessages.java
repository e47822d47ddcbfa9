package io.jenkins.plugins.ecs.rollout.messages;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Lines of progress: counts and states, service events, and what a deployment is waiting for. */
public final class ProgressMessages {

    private static final Pattern FAILURES =
            Pattern.compile(", fail(?:ed tasks|ures) \\d+(?: of \\d+ \\(circuit breaker\\))?");

    public static final String BAKE_TIME = "bake time";
    public static final String TERMINATION_WAIT = "termination wait";

    private ProgressMessages() {}

    public static String endOf(String wait) {
        return "the end of the " + wait;
    }

    public static String line(String clock, String text) {
        return clock + "  " + text;
    }

    // Counts and states.

    public static String state(String status, List<String> parts) {
        return parts.isEmpty() ? status : status + ": " + String.join(", ", parts);
    }

    public static String newTasks(int running, int wanted, int pending) {
        return "new " + running + "/" + wanted + " running" + (pending > 0 ? " (" + pending + " pending)" : "");
    }

    public static String oldTasks(int running) {
        return "old " + running + " running";
    }

    public static String traffic(double percent) {
        return "traffic " + percent(percent);
    }

    public static String testTraffic(double percent) {
        return "test traffic " + percent(percent);
    }

    /** To a tenth, as ECS has it. */
    public static String percent(double weight) {
        String format = weight == Math.rint(weight) ? "%.0f" : "%.1f";
        return String.format(Locale.ROOT, format, weight) + " %";
    }

    public static String breaker(int failures, int threshold) {
        return "failures " + failures + " of " + threshold + " (circuit breaker)";
    }

    public static String failedTasks(int failed) {
        return "failed tasks " + failed;
    }

    /** A line of progress without its count of failures, which alone is no progress. */
    public static String withoutFailures(String line) {
        return FAILURES.matcher(line).replaceAll("");
    }

    public static String alarm(Collection<String> names) {
        return "alarm " + String.join(", ", names);
    }

    public static String notListed(String deployment) {
        return deployment + " is no longer listed";
    }

    public static String unknownState(String deployer, String status) {
        return deployer + " reports a state that this plugin does not know: " + status + ". Continuing to wait";
    }

    public static String baking(String until, int minutes) {
        return "the old revision is kept until " + until + " (bake time " + minutes + " min)";
    }

    public static String blocked(String title, String advice) {
        return "the deployment may be blocked: " + title + ". What to do: " + advice;
    }

    // Service events.

    public static String event(String text, int count) {
        return "event: " + text + (count > 1 ? " (x " + count + ")" : "");
    }

    public static String moreEvents(int count) {
        return "(+" + count + " more events)";
    }

    // What it waits for.

    /** @param lasted empty in the first such line; {@code until} may be empty */
    public static String waiting(String what, String since, String lasted, String until) {
        return (lasted.isEmpty() ? "waiting for " : "still waiting for ") + what + ", since " + since
                + (lasted.isEmpty() ? "" : " (" + lasted + ")")
                + (until.isEmpty() ? "" : ", until " + until);
    }

    public static String byTimeout(String until) {
        return until + " (timeout)";
    }

    public static String approval(String stage) {
        return "an answer to the pause" + (stage.isEmpty() ? "" : " at " + stage);
    }

    public static String hook(String function, String stage) {
        return "the lifecycle hook" + (function.isEmpty() ? "" : " " + function)
                + (stage.isEmpty() ? "" : " at " + stage);
    }

    public static String rollback(String deployer) {
        return deployer + " to roll back";
    }

    public static String tasksToStart(int missing, int pending) {
        return missing + (missing == 1 ? " new task" : " new tasks") + " to start"
                + (pending > 0 ? " (" + pending + " pending)" : "");
    }

    public static String placement(int missing, String event) {
        return "placement of " + missing + (missing == 1 ? " task: " : " tasks: ") + event;
    }

    public static String targets(String counts) {
        return "targets of the load balancer: " + counts;
    }

    public static String oldTasksToStop(int count) {
        return count + (count == 1 ? " old task" : " old tasks") + " to stop (draining, or protected from scale-in)";
    }

    public static String health(String counts) {
        return "health of the new tasks: " + counts;
    }

    public static String trafficToShift(double percent) {
        return "traffic to shift (" + percent(percent) + " so far)";
    }

    public static String completion(String deployer, boolean alarms) {
        return deployer + " to complete the deployment" + (alarms ? " (it is monitoring the alarms)" : "");
    }

    /** @param permission the missing IAM action */
    public static String logDenied(String permission) {
        return "The log cannot be read: missing permission " + permission;
    }

    /** @param operation of the AWS API; what is left of its rate limit is for deployments */
    public static String logLeftOut(String operation) {
        return "The log is not read now, to leave the rate limit of " + operation
                + " to deployments. It is read again in a few seconds";
    }

    /** @param operation of the AWS API, which AWS has throttled */
    public static String logPostponed(String operation) {
        return "The log is not read now: " + operation + " has reached the rate limit of AWS, and deployments go first."
                + " It is tried again in a few seconds";
    }
}
