package io.jenkins.plugins.ecs.aws;

/** What users read about calls that failed before or after AWS: credentials, connections, responses, missing clients. */
public final class AwsMessages {

    public static final String INTERRUPTED = "interrupted";

    public static final String CONNECTION_CLOSED = "the connection is closed";

    public static final String NOT_AN_OBJECT = "it is not a JSON object";

    public static final String EMPTY = "it is empty";

    public static final String OF_ANOTHER_OPERATION = "it is not of this operation";

    public static final String NOT_JSON = "it is not readable JSON";

    public static final String MANIFEST_NOT_JSON = "the manifest is not readable JSON";

    public static final String TRUST_POLICY_NOT_READABLE = "the role's trust policy is not readable";

    public static final String TARGETS_NOT_ACCEPTED = "some targets were not accepted";

    public static final String NOT_HTTPS = "the URL is not https";

    private AwsMessages() {}

    public static String noCredentials(String why) {
        return "there are none: " + why;
    }

    public static String http(int status) {
        return "HTTP " + status;
    }

    public static String notReadable(String why) {
        return "the response is not readable: " + why;
    }

    public static String noJson(String why) {
        return "no JSON: " + why;
    }

    public static String missing(String field) {
        return "the response has no " + field;
    }

    public static String tooLong(int bytes) {
        return "the response is longer than " + bytes + " bytes";
    }

    public static String tooSlow(long seconds) {
        return "the response took longer than " + seconds + " s";
    }

    /** @param error the class of what went wrong: the address itself is as good as a key */
    public static String notLoaded(String error, String host) {
        return error + " at " + host;
    }

    public static String answeredWith(String host, int status) {
        return host + " answered with " + http(status);
    }

    /**
     * @param type of its content; may be empty
     * @param title of the page; may be empty
     */
    public static String notAws(int status, String type, String title) {
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

    public static String trafficSteps(int steps, int minutes) {
        return steps + " traffic steps of " + minutes + " min";
    }

    public static String canary(int minutes) {
        return "canary " + minutes + " min";
    }

    public static String bake(String name, int minutes) {
        return name + " " + minutes + " min";
    }
}
