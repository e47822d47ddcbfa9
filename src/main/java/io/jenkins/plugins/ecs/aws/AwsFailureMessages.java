package io.jenkins.plugins.ecs.aws;

import io.jenkins.plugins.ecs.text.PlainText;

/** A failed call in words, for deployments and runs of tasks alike: what it means, and what to do about it. */
public final class AwsFailureMessages {

    private static final String TOKEN_ADVICE =
            "renew the keys of the credentials in Jenkins, or use credentials that assume a role, which renew themselves";
    private static final String KEYS_ADVICE =
            "check that the access key and the secret key belong together, still exist and are of the Region's partition;"
                    + " and check the clock of the Jenkins controller";
    private static final String PROXY_ADVICE = "ask an administrator to check Jenkins' proxy settings and their"
            + " exceptions, the firewall, and the endpoint";
    private static final String PLUGIN_ADVICE = "ask an administrator of Jenkins to install or update that plugin";
    private static final String NETWORK_ADVICE =
            "check 'region', and ask an administrator to check the endpoint, the network and the proxy of Jenkins";
    private static final String CLUSTER_ADVICE = "check 'cluster', 'region' and the account of the credentials";
    private static final String SERVICE_ADVICE =
            "create the service first, for example with ecsDeploy and 'serviceDefinition'";

    private AwsFailureMessages() {}

    /** Why a call failed, as a cause. */
    public static String cause(AwsFailure failure, String region, String cluster, String service) {
        return PlainText.line(words(failure, region, cluster, service));
    }

    private static String words(AwsFailure failure, String region, String cluster, String service) {
        switch (failure.kind()) {
            case DENIED:
                return "access denied: these credentials are not authorized to perform " + failure.iamAction()
                        + (failure.denial().reason().isEmpty()
                                ? ""
                                : " (" + failure.denial().reason() + ")")
                        + ": " + awsText(failure);
            case UNAUTHENTICATED:
                return isExpiredToken(failure)
                        ? "the session token of these credentials has expired: " + awsText(failure)
                        : "these credentials are not accepted by AWS: " + awsText(failure);
            case NOT_AWS:
                return failure.awsMessage() + ", to " + failure.operation();
            case NOT_INSTALLED:
                return failure.awsMessage();
            case UNREACHABLE:
                return "cannot reach AWS in " + region + ": " + failure.getMessage();
            case CLUSTER_NOT_FOUND:
                return "there is no cluster '" + cluster + "' in " + region;
            case SERVICE_NOT_FOUND:
                return "there is no active service '" + service + "' in cluster '" + cluster + "' in " + region;
            case UNSUPPORTED:
                return "this endpoint does not support the operation " + failure.operation();
            default:
                return failure.getMessage();
        }
    }

    /** What to do about it; may be empty. */
    public static String advice(AwsFailure failure) {
        switch (failure.kind()) {
            case UNAUTHENTICATED:
                return isExpiredToken(failure) ? TOKEN_ADVICE : KEYS_ADVICE;
            case NOT_AWS:
                return PROXY_ADVICE;
            case NOT_INSTALLED:
                return PLUGIN_ADVICE;
            case UNREACHABLE:
                return NETWORK_ADVICE;
            case DENIED:
                return failure.denial().advice(failure.iamAction(), "these credentials") + ", or use other credentials";
            case CLUSTER_NOT_FOUND:
                return CLUSTER_ADVICE;
            case SERVICE_NOT_FOUND:
                return SERVICE_ADVICE;
            default:
                return "";
        }
    }

    /** Why a read is not available, after "because". */
    public static String reason(AwsFailure failure) {
        switch (failure.kind()) {
            case DENIED:
                return notAllowed(failure);
            case UNSUPPORTED:
                return "this endpoint does not support " + failure.operation();
            default:
                return "of " + PlainText.line(failure.getMessage());
        }
    }

    public static String notAllowed(AwsFailure failure) {
        return failure.missingPermission() + " is not allowed";
    }

    /** {@code Signature expired: … is now earlier than …} means that the two clocks differ. */
    private static boolean isExpiredToken(AwsFailure failure) {
        return failure.isExpired() && !failure.awsMessage().contains("ignature");
    }

    private static String awsText(AwsFailure failure) {
        return failure.awsMessage().isEmpty() ? failure.code() : failure.awsMessage();
    }
}
