package io.jenkins.plugins.ecs.aws.transport;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.AwsFailure.Kind;
import io.jenkins.plugins.ecs.aws.AwsMessages;
import io.jenkins.plugins.ecs.aws.AwsService;
import io.jenkins.plugins.ecs.aws.ErrorClassifier;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the responses of one service at one endpoint mean: whether AWS wrote them, and as which {@link AwsFailure} they
 * are reported. The same for our own calls and for those of the AWS SDK.
 */
public final class AnswerCheck {

    private final AwsService service;
    private final RenewableCredentials credentials;
    /** Whether this is not an endpoint of AWS: emulators send no request ids, and lack operations. */
    private final boolean overridden;
    /** Operations that this endpoint is known to support. */
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    AnswerCheck(@NonNull AwsService service, @NonNull RenewableCredentials credentials, boolean overridden) {
        this.service = service;
        this.credentials = credentials;
        this.overridden = overridden;
    }

    /**
     * The failure that an error response stands for. If AWS did not accept the keys, the next call uses new ones.
     *
     * @param code the error code in the body; null if there is none
     */
    @NonNull
    public AwsFailure refused(
            @NonNull String operation,
            @NonNull HttpAnswer answer,
            @CheckForNull String code,
            @CheckForNull String awsMessage) {
        int status = answer.status();
        boolean wordless = code == null && (awsMessage == null || awsMessage.isEmpty());
        boolean isAws = answer.isMarked() || code != null;
        boolean unknown =
                wordless && ((status == 400 && !answer.isPage()) || status == 404 || status == 405 || status == 501);
        if (unknown && (isAws || (overridden && !known.contains(operation)))) {
            // AWS gives a reason for each error. Emulators give none for operations that they lack.
            return failure(Kind.UNSUPPORTED, operation, null, AwsMessages.http(status), null)
                    .withStatus(status);
        }
        if (!isAws) {
            return notAws(operation, answer);
        }
        Kind kind = ErrorClassifier.of(status, code, awsMessage);
        AwsFailure refused = failure(kind, operation, code, wordless ? AwsMessages.http(status) : awsMessage, null)
                .withStatus(status);
        if (refused.kind() == Kind.UNAUTHENTICATED) {
            credentials.renew();
        }
        return refused;
    }

    /** Called after a successful response: the endpoint supports the operation. */
    void understood(@NonNull String operation) {
        known.add(operation);
    }

    /** Whether a well-formed response can be trusted. AWS sends a request id with each response. */
    public boolean isTrusted(@NonNull HttpAnswer answer) {
        return answer.isMarked() || (overridden && !answer.isPage());
    }

    /**
     * The failure of an unreadable response with a success status: a truncated one of AWS, or one of another server.
     */
    @NonNull
    AwsFailure unreadable(@NonNull String operation, @NonNull HttpAnswer answer, @NonNull String why) {
        return answer.isMarked()
                ? failure(Kind.LOST, operation, null, AwsMessages.notReadable(why), null)
                : notAws(operation, answer);
    }

    @NonNull
    public AwsFailure notAws(@NonNull String operation, @NonNull HttpAnswer answer) {
        return failure(Kind.NOT_AWS, operation, null, ForeignAnswer.text(answer), null)
                .withStatus(answer.status());
    }

    /** The failure of a connection that broke or could not be made. */
    @NonNull
    AwsFailure broken(@NonNull String operation, @NonNull Throwable broken) {
        return failure(
                ErrorClassifier.of(broken), operation, broken.getClass().getSimpleName(), broken.getMessage(), broken);
    }

    @NonNull
    AwsFailure failure(
            @NonNull Kind kind,
            @NonNull String operation,
            @CheckForNull String code,
            @CheckForNull String message,
            @CheckForNull Throwable cause) {
        return new AwsFailure(kind, service.iamPrefix, operation, code, message, cause);
    }
}
