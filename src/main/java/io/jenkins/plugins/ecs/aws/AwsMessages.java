package io.jenkins.plugins.ecs.aws;

/** What users read about calls that failed before or after AWS: credentials, connections, responses, missing clients. */
final class AwsMessages {

    static final String INTERRUPTED = "interrupted";

    static final String CONNECTION_CLOSED = "the connection is closed";

    static final String NOT_AN_OBJECT = "it is not a JSON object";

    static final String EMPTY = "it is empty";

    static final String OF_ANOTHER_OPERATION = "it is not of this operation";

    static final String NOT_JSON = "it is not readable JSON";

    static final String MANIFEST_NOT_JSON = "the manifest is not readable JSON";

    static final String TRUST_POLICY_NOT_READABLE = "the role's trust policy is not readable";

    static final String TARGETS_NOT_ACCEPTED = "some targets were not accepted";

    static final String NOT_HTTPS = "the URL is not https";

    private AwsMessages() {}

    static String noCredentials(String why) {
        return "there are none: " + why;
    }

    static String http(int status) {
        return "HTTP " + status;
    }

    static String notReadable(String why) {
        return "the response is not readable: " + why;
    }

    static String noJson(String why) {
        return "no JSON: " + why;
    }

    static String missing(String field) {
        return "the response has no " + field;
    }

    static String tooLong(int bytes) {
        return "the response is longer than " + bytes + " bytes";
    }

    static String tooSlow(long seconds) {
        return "the response took longer than " + seconds + " s";
    }

    /** @param error the class of what went wrong: the address itself is as good as a key */
    static String notLoaded(String error, String host) {
        return error + " at " + host;
    }

    static String answeredWith(String host, int status) {
        return host + " answered with " + http(status);
    }

    /**
     * @param type of its content; may be empty
     * @param title of the page; may be empty
     */
    static String notAws(int status, String type, String title) {
        return "something between Jenkins and AWS answered (" + http(status) + (type.isEmpty() ? "" : ", " + type)
                + (title.isEmpty() ? "" : ", \"" + title + '"') + ")";
    }

    static String pluginMissing(String name, String id) {
        return plugin(name, id) + " is not installed";
    }

    static String pluginTooOld(String name, String id) {
        return plugin(name, id) + " is not of the version that this plugin needs";
    }

    private static String plugin(String name, String id) {
        return "the Jenkins plugin \"" + name + "\" (" + id + ")";
    }

    static String trafficSteps(int steps, int minutes) {
        return steps + " traffic steps of " + minutes + " min";
    }

    static String canary(int minutes) {
        return "canary " + minutes + " min";
    }

    static String bake(String name, int minutes) {
        return name + " " + minutes + " min";
    }
}
