package io.jenkins.plugins.ecs.aws;

import io.jenkins.plugins.ecs.aws.AwsFailure.Kind;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.regex.Pattern;
import javax.net.ssl.SSLHandshakeException;

/** Classifies error responses and broken connections. Codes: common errors of the ECS and STS APIs. */
public final class ErrorClassifier {

    private static final Map<String, Kind> BY_CODE = Map.ofEntries(
            Map.entry("AccessDeniedException", Kind.DENIED),
            Map.entry("AccessDenied", Kind.DENIED),
            Map.entry("UnrecognizedClientException", Kind.UNAUTHENTICATED),
            Map.entry("InvalidClientTokenId", Kind.UNAUTHENTICATED),
            Map.entry("InvalidSignatureException", Kind.UNAUTHENTICATED),
            Map.entry("SignatureDoesNotMatch", Kind.UNAUTHENTICATED),
            Map.entry("IncompleteSignature", Kind.UNAUTHENTICATED),
            Map.entry("MissingAuthenticationToken", Kind.UNAUTHENTICATED),
            Map.entry("MissingAuthenticationTokenException", Kind.UNAUTHENTICATED),
            Map.entry("NotAuthorized", Kind.DENIED),
            Map.entry("OptInRequired", Kind.DENIED),
            Map.entry("ExpiredToken", Kind.UNAUTHENTICATED),
            Map.entry("ExpiredTokenException", Kind.UNAUTHENTICATED),
            Map.entry("RequestExpired", Kind.UNAUTHENTICATED),
            Map.entry("IncompleteSignatureException", Kind.UNAUTHENTICATED),
            Map.entry("InvalidAccessKeyId", Kind.UNAUTHENTICATED),
            Map.entry("InvalidToken", Kind.UNAUTHENTICATED),
            Map.entry("InvalidIdentityToken", Kind.UNAUTHENTICATED),
            Map.entry("AuthFailure", Kind.UNAUTHENTICATED),
            Map.entry("RequestTimeTooSkewed", Kind.UNAUTHENTICATED),
            Map.entry("TokenRefreshRequired", Kind.UNAUTHENTICATED),
            Map.entry("UnauthorizedOperation", Kind.DENIED),
            Map.entry("UnauthorizedException", Kind.DENIED),
            Map.entry("IDPCommunicationError", Kind.SERVER),
            Map.entry("ThrottlingException", Kind.THROTTLED),
            Map.entry("Throttling", Kind.THROTTLED),
            Map.entry("ThrottledException", Kind.THROTTLED),
            Map.entry("RequestThrottled", Kind.THROTTLED),
            Map.entry("RequestThrottledException", Kind.THROTTLED),
            Map.entry("TooManyRequestsException", Kind.THROTTLED),
            Map.entry("RequestLimitExceeded", Kind.THROTTLED),
            Map.entry("SlowDown", Kind.THROTTLED),
            // Another change of the same object is in progress: like throttling, it had no effect and passes.
            Map.entry("ConcurrentUpdateException", Kind.THROTTLED),
            Map.entry("InternalServiceException", Kind.SERVER),
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

    private ErrorClassifier() {}

    /** Concurrent registrations of one family: the code is that of an invalid request, the message is not. */
    private static final Pattern BUSY = Pattern.compile("(?i)too many concurrent (?:attempts|requests|operations)");

    private static final Pattern GONE =
            Pattern.compile(".*(?:NotFound|DoesNotExist)(?:Exception|Fault)?|NoSuch[A-Z]\\w*");

    private static final Pattern CLOCK =
            Pattern.compile("(?i)signature (?:expired|not yet current)|token (?:included in the request )?is expired");

    /**
     * @param code error code without namespace, or null where the answer named none
     * @param words AWS's message; may be null
     */
    public static Kind of(int status, String code, String words) {
        if (status == 501) {
            // Emulators return the code of an internal error.
            return Kind.UNSUPPORTED;
        }
        Kind named = code == null ? null : BY_CODE.get(code);
        if (named == null || named == Kind.INVALID || named == Kind.DENIED) {
            // Some messages are more specific than their codes.
            Kind said = ofWords(words);
            if (said != null) {
                return said;
            }
        }
        if (named != null) {
            return named;
        }
        if (status == 429) {
            return Kind.THROTTLED;
        }
        if (status == 405 || (status == 404 && code == null)) {
            return Kind.UNSUPPORTED;
        }
        if (code != null && GONE.matcher(code).matches()) {
            return Kind.NOT_FOUND;
        }
        if (status == 403 && code == null) {
            return Kind.DENIED;
        }
        return status >= 500 ? Kind.SERVER : Kind.INVALID;
    }

    private static Kind ofWords(String words) {
        if (words == null) {
            return null;
        }
        if (CLOCK.matcher(words).find()) {
            return Kind.UNAUTHENTICATED;
        }
        if (BUSY.matcher(words).find()) {
            return Kind.THROTTLED;
        }
        return Denial.of(words).isPresent() ? Kind.DENIED : null;
    }

    /** A request that never reached AWS can be repeated. Any other failed request may have taken effect. */
    public static Kind of(Throwable broken) {
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
