package io.jenkins.plugins.ecs.sandbox;

/** An error answer: HTTP status, the exception's name on the wire and its message. */
final class AwsError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    final int status;
    final String code;

    AwsError(int status, String code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    static AwsError client(String message) {
        return new AwsError(400, "ClientException", message);
    }

    static AwsError invalid(String message) {
        return new AwsError(400, "InvalidParameterException", message);
    }

    static AwsError clusterNotFound() {
        return new AwsError(400, "ClusterNotFoundException", "Cluster not found.");
    }

    static AwsError serviceNotFound() {
        return new AwsError(400, "ServiceNotFoundException", "Service not found.");
    }

    static AwsError serviceNotActive() {
        return new AwsError(400, "ServiceNotActiveException", "Service was not ACTIVE.");
    }

    static AwsError throttled() {
        return new AwsError(400, "ThrottlingException", "Rate exceeded");
    }

    static AwsError expiredToken() {
        return new AwsError(400, "ExpiredTokenException", "The security token included in the request is expired");
    }

    static AwsError unknownOperation() {
        return new AwsError(400, "UnknownOperationException", "");
    }

    static AwsError accessDenied(String principalArn, String action, String resource) {
        return new AwsError(
                400,
                "AccessDeniedException",
                "User: " + principalArn + " is not authorized to perform: " + action + " on resource: " + resource
                        + " because no identity-based policy allows the " + action + " action");
    }
}
