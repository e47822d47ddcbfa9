package io.jenkins.plugins.ecs.aws;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.AwsFailure.Kind;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the responses of one service at one endpoint mean: whether AWS wrote them, and as which {@link AwsFailure} they are
 * reported. The same for our own calls and for those of the AWS SDK.
 */
final class AnswerCheck {

    private final AwsService service;
    private final RenewableCredentials credentials;
    /** Whether this is not the service's own endpoint: emulators have no marks, and not all operations. */
    private final boolean overridden;
    /** Operations that this endpoint has. */
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    AnswerCheck(@NonNull AwsService service, @NonNull RenewableCredentials credentials, boolean overridden) {
        this.service = service;
        this.credentials = credentials;
        this.overridden = overridden;
    }

    /**
     * What an error response means. After one that says that AWS does not accept the keys, the next call has fresh ones.
     *
     * @param code as the body names it, if it does
     */
    @NonNull
    AwsFailure refused(
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
            // AWS says why it refuses something; emulators say nothing of what they have not got.
            return failure(Kind.UNSUPPORTED, operation, null, "HTTP " + status, null)
                    .withStatus(status);
        }
        if (!isAws) {
            return notAws(operation, answer);
        }
        Kind kind = ErrorClassifier.of(status, code, awsMessage);
        AwsFailure refused = failure(kind, operation, code, wordless ? "HTTP " + status : awsMessage, null)
                .withStatus(status);
        if (refused.kind() == Kind.UNAUTHENTICATED) {
            credentials.renew();
        }
        return refused;
    }

    /** A good answer has been read: this endpoint has the operation. */
    void understood(@NonNull String operation) {
        known.add(operation);
    }

    /** Whether an answer that is well-formed is to be trusted. AWS's own endpoints mark each one. */
    boolean isTrusted(@NonNull HttpAnswer answer) {
        return answer.isMarked() || (overridden && !answer.isPage());
    }

    /** An answer that claims to be good and is not readable: AWS's, cut off, or something else's. */
    @NonNull
    AwsFailure unreadable(@NonNull String operation, @NonNull HttpAnswer answer, @NonNull String why) {
        return answer.isMarked()
                ? failure(Kind.LOST, operation, null, "the answer is not readable: " + why, null)
                : notAws(operation, answer);
    }

    @NonNull
    AwsFailure notAws(@NonNull String operation, @NonNull HttpAnswer answer) {
        return failure(Kind.NOT_AWS, operation, null, ForeignAnswer.text(answer), null)
                .withStatus(answer.status());
    }

    /** A connection that broke, or none. */
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
