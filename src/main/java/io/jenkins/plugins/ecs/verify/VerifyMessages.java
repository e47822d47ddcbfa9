package io.jenkins.plugins.ecs.verify;

import io.jenkins.plugins.ecs.text.Durations;
import io.jenkins.plugins.ecs.verify.check.CheckVerdict;
import io.jenkins.plugins.ecs.verify.check.Names;
import java.util.List;

/** What a verification logs and reports. */
final class VerifyMessages {

    static final String IAM_POLICY =
            "IAM policy that is enough for this deployment. For all parameters of a step, see its plan (dryRun):";

    private VerifyMessages() {}

    static String verifying(String service) {
        return "verifying " + service;
    }

    static String outcome(CheckVerdict verdict, String service, String reason) {
        return verdict + ": " + service + ": " + reason;
    }

    static String adviceLine(String advice) {
        return "  What to do: " + advice;
    }

    static String tableLine(String line) {
        return "  " + line;
    }

    static String consoleLine(String url) {
        return "  The service in the AWS console: " + url;
    }

    static String passed(long passed, long skipped, long millis) {
        return Names.count(passed, "check") + " passed" + (skipped == 0 ? "" : ", " + skipped + " skipped") + " in "
                + Durations.text(millis);
    }

    /** Follows the names of the checks: {@code tasks, digest FAILED: …}. */
    static String over(CheckVerdict verdict, String value, String limit) {
        return " " + verdict + ": " + value + expected(limit);
    }

    /** Follows the names of the checks; a later poll may change it. */
    static String soFar(CheckVerdict verdict, String value, String limit) {
        return " " + verdict + " so far: " + value + expected(limit);
    }

    private static String expected(String limit) {
        return limit.isEmpty() ? "" : " (expected: " + limit + ")";
    }

    static String checks(List<String> names, String result) {
        return String.join(", ", names) + result;
    }

    static String at(String clock, String line) {
        return clock + "  " + line;
    }

    static String endedEarly(String failedCheck) {
        return "ended early, because " + failedCheck + " failed";
    }

    static String timedOut(long millis) {
        return "not finished after " + Durations.text(millis);
    }

    static String timedOutUnanswered(long millis) {
        return timedOut(millis) + ", no response from AWS";
    }

    static String together(String first, String second) {
        return first.isEmpty() ? second : first + "; " + second;
    }

    static String noLoadBalancer() {
        return "the service has no load balancer with a DNS name. Set 'url'";
    }
}
