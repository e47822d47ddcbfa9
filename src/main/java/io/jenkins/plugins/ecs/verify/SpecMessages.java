package io.jenkins.plugins.ecs.verify;

import io.jenkins.plugins.ecs.text.Durations;
import io.jenkins.plugins.ecs.text.PlainText;

/** Errors in the parameters of {@code ecsVerify} and its checks: field, value, remedy. */
final class SpecMessages {

    static final String NO_CHECKS = "checks: none given. List at least one check, or remove 'defaultChecks: false'";
    static final String NO_LOG_PATTERN =
            "logs.pattern: missing. Give a filter pattern of CloudWatch Logs, for example 'ERROR'";
    static final String NO_STABLE_TIME = "stableFor.time: missing. Give a duration, for example stableFor('10m')";
    static final String IMAGE_AND_DIGEST = "digest: both image and digest are given. Remove one of them";
    static final String NO_JSON_PATH = "http.jsonValue: jsonPath is missing. Give both, or remove jsonValue";
    static final String NO_METRIC = "metric: namespace and name are missing. Give both, or queries";
    static final String NO_METRIC_LIMIT =
            "metric: no limit is given. Set at least one of atMost, atLeast and atMostTimesBefore";

    static final String NO_CANARY_METRIC =
            "canary.metric: missing. Give a metric of the load balancer, for example HTTPCode_Target_5XX_Count";
    static final String NO_CANARY_LIMIT = "canary.atMostTimes: missing. Give a factor, for example 1.5";
    static final String NOT_A_METRIC = "is not a metric of a load balancer. Use a name such as TargetResponseTime";
    static final String NOT_POSITIVE = "is not above 0. Use a factor such as 1.5";
    static final String NEGATIVE = "is below 0. Use 0 or more";

    static final String NOT_A_DIGEST = "is not a digest. Use the form sha256:<64 hexadecimal digits>";
    static final String NOT_A_PATH = "is not a path. Use the form /health";
    static final String NOT_A_METHOD = "is not supported. Use GET, HEAD, OPTIONS or POST";
    static final String NOT_A_STATUS = "is not a status. Use the form 200, 200-299 or 200,404";
    static final String NOT_AN_ADDRESS = "is not a URL";
    static final String NOT_A_DIMENSION = "is not a dimension. Use the form ServiceName=api";

    private SpecMessages() {}

    static String field(String check, String field, String problem) {
        return check + "." + field + ": " + problem;
    }

    static String value(String check, String field, String value, String problem) {
        return field(check, field, quoted(value) + " " + problem);
    }

    static String repeated(String check) {
        return "checks: '" + check + "' is given more than once. Remove all but one";
    }

    static String tooShort(long millis) {
        return (millis < 1000 ? millis + " ms" : Durations.text(millis)) + " is too short. Use 1s or more";
    }

    static String tooLow(int value, int least) {
        return value + " is too low. Use " + least + " or more";
    }

    static String tooHigh(int value, int most) {
        return value + " is too high. Use " + most + " or less";
    }

    static String notAUrl(String problem) {
        return problem + ". Use the form https://api.example.com/health";
    }

    static String notAHeader(String line) {
        return "http.headers: " + quoted(line) + " is not a header. Use the form Accept: text/plain";
    }

    static String secretHeader(String name) {
        return "http.headers: " + name + " looks like a secret, and headers are stored with the build."
                + " Use a URL that needs no authentication";
    }

    static String reservedHeader(String name) {
        return "http.headers: " + name + " is set by the check itself. Remove it";
    }

    static String wrongQueries(String problem) {
        return "metric.queries: the text " + PlainText.line(problem);
    }

    static String notAPattern(String problem) {
        return "is not a regular expression (" + problem + "). Correct it";
    }

    static String unknownVerdict(String word) {
        return "failOn: " + quoted(word)
                + " is unknown. Use FAILED, ERROR, INCONCLUSIVE, SKIPPED, separated by commas, or none";
    }

    private static String quoted(String text) {
        return "'" + PlainText.line(text) + "'";
    }
}
