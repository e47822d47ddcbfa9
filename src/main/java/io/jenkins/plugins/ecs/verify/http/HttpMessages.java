package io.jenkins.plugins.ecs.verify.http;

/** What {@code http} checks report. */
final class HttpMessages {

    static final String BODY_TOO_SLOW = "matching 'body' took too long. Use a simpler regular expression";

    static final String NOT_HTTP = "is not an http or https URL";
    static final String NOT_ENCRYPTED = "use https: http is for addresses in the permitted private ranges only";
    static final String HAS_USER = "contains a user name or password";
    static final String NOT_A_URL = "is not valid";
    static final String PATH_TOO_SLOW = "takes too long on this body";
    static final String PATH_NOT_APPLICABLE = "cannot be applied to this body";

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

    static String budgetSpent(long seconds) {
        return "not sent: the previous requests of this poll took all of its " + seconds + " s";
    }

    static String tooManyRedirects(int most) {
        return "more than " + most + " redirects";
    }

    static String redirectRefused(String problem) {
        return "redirected to a URL that " + problem;
    }

    static String hostUnknown(String host) {
        return "host " + host + " does not exist";
    }

    static String tlsFailed(String host, String reason) {
        return "TLS connection to " + host + " failed: " + reason;
    }

    static String timedOut(String host) {
        return "no complete response from " + host + " in time";
    }

    static String closed(String host) {
        return host + " closed the connection without a response";
    }

    static String noConnection(String host, String reason) {
        return "cannot connect to " + host + ": " + reason;
    }

    static String failed(String host, String reason) {
        return host + ": " + reason;
    }

    static String notAHost(String host) {
        return "'" + host + "' is not a host. Use the form api.example.com or *.example.com";
    }

    static String notARange(String range) {
        return "'" + range + "' is not an IP address range. Use the form 10.1.0.0/16 or fd00::/8";
    }

    static String hostNotAllowed(String host, String purpose) {
        return host + " is not one of the hosts that the administrator permits for " + purpose;
    }

    static String addressNotAllowed(String address, String purpose) {
        return address + " is not a public address, nor in a range that the administrator permits for " + purpose;
    }

    static String pathTooLong(int length, int most) {
        return "the path has " + length + " characters. Use at most " + most;
    }

    static String pathWithPattern(String path) {
        return "'" + path + "' has a regular expression (=~), which is not supported. Use == or in, or match the whole"
                + " body with 'body'";
    }

    static String notAPath(String path, String reason) {
        return "'" + path + "' is not a path: " + reason + ". Use the form $.status, $.checks[0].status,"
                + " $.checks[*].status or $.checks[?(@.name == 'db')].status";
    }

    static String tooManyValues(int most) {
        return "selects more than " + most + " values";
    }
}
