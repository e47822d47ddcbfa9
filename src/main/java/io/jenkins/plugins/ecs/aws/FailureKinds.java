package io.jenkins.plugins.ecs.aws;

import io.jenkins.plugins.ecs.aws.AwsFailure.Kind;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.Map;
import javax.net.ssl.SSLHandshakeException;

/** What an error answer or a broken connection means. Codes: common errors of the ECS and STS APIs. */
final class FailureKinds {

    private static final Map<String, Kind> BY_CODE = Map.ofEntries(
            Map.entry("AccessDeniedException", Kind.DENIED),
            Map.entry("AccessDenied", Kind.DENIED),
            Map.entry("UnrecognizedClientException", Kind.DENIED),
            Map.entry("InvalidClientTokenId", Kind.DENIED),
            Map.entry("InvalidSignatureException", Kind.DENIED),
            Map.entry("SignatureDoesNotMatch", Kind.DENIED),
            Map.entry("IncompleteSignature", Kind.DENIED),
            Map.entry("MissingAuthenticationToken", Kind.DENIED),
            Map.entry("MissingAuthenticationTokenException", Kind.DENIED),
            Map.entry("NotAuthorized", Kind.DENIED),
            Map.entry("OptInRequired", Kind.DENIED),
            Map.entry("ExpiredToken", Kind.EXPIRED),
            Map.entry("ExpiredTokenException", Kind.EXPIRED),
            Map.entry("RequestExpired", Kind.EXPIRED),
            Map.entry("ThrottlingException", Kind.THROTTLED),
            Map.entry("Throttling", Kind.THROTTLED),
            Map.entry("ThrottledException", Kind.THROTTLED),
            Map.entry("RequestThrottled", Kind.THROTTLED),
            Map.entry("RequestThrottledException", Kind.THROTTLED),
            Map.entry("TooManyRequestsException", Kind.THROTTLED),
            Map.entry("RequestLimitExceeded", Kind.THROTTLED),
            Map.entry("SlowDown", Kind.THROTTLED),
            Map.entry("ServerException", Kind.SERVER),
            Map.entry("InternalFailure", Kind.SERVER),
            Map.entry("InternalServerError", Kind.SERVER),
            Map.entry("ServiceUnavailable", Kind.SERVER),
            Map.entry("ServiceUnavailableException", Kind.SERVER),
            Map.entry("ClusterNotFoundException", Kind.CLUSTER_NOT_FOUND),
            Map.entry("ServiceNotFoundException", Kind.SERVICE_NOT_FOUND),
            Map.entry("ServiceNotActiveException", Kind.SERVICE_NOT_FOUND),
            Map.entry("UnknownOperationException", Kind.UNSUPPORTED),
            Map.entry("UnknownOperation", Kind.UNSUPPORTED),
            Map.entry("InvalidAction", Kind.UNSUPPORTED),
            Map.entry("UnsupportedOperation", Kind.UNSUPPORTED),
            Map.entry("UnsupportedOperationException", Kind.UNSUPPORTED),
            Map.entry("NotImplemented", Kind.UNSUPPORTED),
            Map.entry("NotImplementedException", Kind.UNSUPPORTED),
            Map.entry("ConflictException", Kind.CONFLICT));

    private FailureKinds() {}

    /** @param code error code without namespace, or null where the answer named none */
    static Kind of(int status, String code) {
        if (status == 501) {
            // Emulators put the code of an internal error into it.
            return Kind.UNSUPPORTED;
        }
        if (code != null && BY_CODE.containsKey(code)) {
            return BY_CODE.get(code);
        }
        if (status == 429) {
            return Kind.THROTTLED;
        }
        if (status == 405 || (status == 404 && code == null)) {
            return Kind.UNSUPPORTED;
        }
        if (status == 403 && code == null) {
            return Kind.DENIED;
        }
        return status >= 500 ? Kind.SERVER : Kind.INVALID;
    }

    /** A request that never reached AWS can be repeated; of any other that broke nobody knows. */
    static Kind of(Throwable broken) {
        for (Throwable t = broken; t != null; t = t.getCause()) {
            if (t instanceof ConnectException
                    || t instanceof UnknownHostException
                    || t instanceof NoRouteToHostException
                    || t instanceof SSLHandshakeException) {
                return Kind.UNREACHABLE;
            }
        }
        return Kind.LOST;
    }
}
