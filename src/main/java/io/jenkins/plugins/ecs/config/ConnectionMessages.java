package io.jenkins.plugins.ecs.config;

import io.jenkins.plugins.ecs.text.PlainText;
import java.util.List;
import java.util.stream.Collectors;

/** Results of the button "Test connection": what the error means, and the remedy. */
final class ConnectionMessages {

    static final String UNKNOWN_KEY =
            "AWS does not know the access key: check the credentials, and whether they are for this AWS partition";
    static final String WRONG_SECRET =
            "The secret key does not match the access key, or the controller's clock is wrong";
    static final String REGION_DISABLED =
            "The Region is not enabled for this account: enable it in the account settings";
    static final String ROLE_DENIED = "The role cannot be assumed: check its ARN, its trust policy (it must allow these"
            + " credentials or the previous role) and the external id";
    static final String EXPIRED =
            "The credentials have expired, or the controller's clock is wrong: renew them, or use long-lived ones";
    static final String NOT_ACCEPTED =
            "AWS did not accept the credentials: check both keys, and the controller's clock";
    static final String NO_CREDENTIALS = "No credentials are set";
    static final String NOT_AWS =
            "The response is not from AWS: check the proxy settings of Jenkins, the firewall and the endpoint";
    static final String THROTTLED = "AWS throttled the request: try again in a minute";
    static final String OTHER = "AWS refused the request";

    static final String TOO_MANY_LISTS = "Too many lists are being read at the moment: try again in a minute";

    private static final int MOST_NAMES = 10;

    private ConnectionMessages() {}

    static String listTooSlow(long seconds) {
        return "AWS has not answered within " + seconds + " s";
    }

    static String notListed(LiveChoices.Kind kind, String why) {
        return PlainText.line(several(kind) + " cannot be listed, type the name. " + why);
    }

    /** @param cluster of a service; empty for anything else */
    static String notThere(LiveChoices.Kind kind, String name, String cluster, List<String> names) {
        String one =
                switch (kind) {
                    case CLUSTER -> "cluster";
                    case SERVICE -> "service";
                    case FAMILY -> "task definition family";
                };
        String others = names.stream().limit(MOST_NAMES).collect(Collectors.joining(", "));
        String found = several(kind) + (kind == LiveChoices.Kind.FAMILY ? " that begin with it: " : ": ");
        return PlainText.line("There is no " + one + " '" + name + "'"
                + (cluster.isEmpty() ? "" : " in cluster " + cluster)
                + " with these settings"
                + (others.isEmpty() ? "" : ". " + found + others)
                + (names.size() > MOST_NAMES ? ", …" : ""));
    }

    static String tagsNotListed(String why) {
        return PlainText.line("Image tags cannot be listed, type the tag. " + why);
    }

    /** @param tags of the repository */
    static String noSuchTag(String typed, List<String> tags) {
        return noImage("image '" + typed + "' in Amazon ECR with these settings", tags);
    }

    /** @param images with tags of the repository; only those with tags are listed */
    static String noSuchDigest(String digest, List<String> images) {
        return noImage("image with a tag and the digest " + digest + " in Amazon ECR with these settings", images);
    }

    /** @param tags of the repositories that a service runs */
    static String noSuchTagOfService(String typed, List<String> tags) {
        return noImage("image '" + typed + "' in the repositories in Amazon ECR that the service runs now", tags);
    }

    private static String noImage(String missing, List<String> tags) {
        return PlainText.line("There is no " + missing + ". Newest: "
                + tags.stream().limit(MOST_NAMES).collect(Collectors.joining(", "))
                + (tags.size() > MOST_NAMES ? ", …" : ""));
    }

    private static String several(LiveChoices.Kind kind) {
        return switch (kind) {
            case CLUSTER -> "Clusters";
            case SERVICE -> "Services";
            case FAMILY -> "Task definition families";
        };
    }

    static String success(String account, String arn, String region, String endpoint) {
        return "Account " + account + ", as " + arn + ", in " + region
                + (endpoint.isEmpty() ? "" : ", through " + endpoint);
    }

    static String notSent(String endpoint) {
        return "Nothing was sent: no administrator has allowed " + PlainText.line(endpoint)
                + ". Let an administrator add it to the allowed endpoints";
    }

    static String denied(String advice) {
        return "The credentials are valid, but lack a permission: " + advice;
    }

    static String noResponse(String endpoint) {
        return "No response from " + server(endpoint) + ": check the Region, the endpoint, and the proxy settings of"
                + " Jenkins";
    }

    static String serverError(String endpoint) {
        return server(endpoint) + " reported an internal error: try again in a minute";
    }

    static String noSts(String endpoint) {
        return server(endpoint) + " does not support STS: an endpoint override receives the calls of all services,"
                + " including STS";
    }

    private static String server(String endpoint) {
        return endpoint.isEmpty() ? "AWS" : endpoint;
    }
}
