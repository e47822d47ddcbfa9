package io.jenkins.plugins.ecs.verify.http;

/** What {@code http} checks report. */
final class HttpMessages {

    static final String BODY_TOO_SLOW = "matching 'body' took too long. Use a simpler regular expression";

    private HttpMessages() {}

    static String status(int status) {
        return "status " + status;
    }

    static String bodyDiffers(int status) {
        return status(status) + ", but the body does not match";
    }

    static String bodyNotJson(int status) {
        return status(status) + ", but the body is not JSON";
    }

    static String pathMissing(int status, String path) {
        return status(status) + ", but " + path + " does not exist";
    }

    static String pathProblem(int status, String path, String problem) {
        return status(status) + ", but " + path + " " + problem;
    }

    static String valueDiffers(int status, String path, String value) {
        return status(status) + ", but " + path + " is " + value;
    }

    static String successes(long successes, int requests) {
        return requests == 1 ? "" : successes + " of " + requests + " succeeded, ";
    }

    /** @param percentile null if there is no limit for the time */
    static String latency(int status, long millis, Integer percentile, int requests) {
        return status + " in " + millis + " ms" + (requests == 1 || percentile == null ? "" : " (p" + percentile + ")");
    }

    static String bodyMatches(String pattern) {
        return ", body matches " + pattern;
    }

    /** @param value null if the path must only exist */
    static String pathIs(String path, String value) {
        return ", " + path + (value == null ? " exists" : " is " + value);
    }

    static String within(String millis) {
        return ", within " + millis + " ms";
    }

    static String requests(int successes, int requests) {
        return ", " + successes + " of " + requests + " requests";
    }
}
