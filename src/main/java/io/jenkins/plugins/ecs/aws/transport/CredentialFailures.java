package io.jenkins.plugins.ecs.aws.transport;

import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.AwsFailure.Kind;
import io.jenkins.plugins.ecs.aws.AwsMessages;
import io.jenkins.plugins.ecs.aws.ErrorClassifier;
import java.io.IOException;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;

/** Failures to get credentials, usually from STS. The operation itself was not sent. */
public final class CredentialFailures {

    private CredentialFailures() {}

    /** @param obtained whether this connection had credentials before; then the failure counts as temporary */
    public static AwsFailure of(String operation, RuntimeException e, boolean obtained) {
        if (e instanceof AwsFailure failure) {
            return failure.beforeTheCall();
        }
        if (e instanceof AwsServiceException service) {
            return ofSts(service);
        }
        if (e instanceof AbortedException) {
            return new AwsFailure(Kind.UNREACHABLE, operation, null, AwsMessages.INTERRUPTED, e);
        }
        boolean hiccup = obtained || e.getCause() instanceof IOException;
        return new AwsFailure(
                hiccup ? Kind.UNREACHABLE : Kind.NO_CREDENTIALS,
                "credentials",
                null,
                AwsMessages.noCredentials(brief(e)),
                e);
    }

    /** By the SDK's own client: the token of a service account, or a role in the credentials of Jenkins. */
    private static AwsFailure ofSts(AwsServiceException e) {
        AwsErrorDetails details = e.awsErrorDetails();
        String code = details == null
                        || details.errorCode() == null
                        || details.errorCode().isEmpty()
                ? null
                : details.errorCode();
        boolean marked = code != null || e.requestId() != null;
        String words = details == null || details.errorMessage() == null ? e.getMessage() : details.errorMessage();
        if (!marked) {
            String type = details == null || details.sdkHttpResponse() == null
                    ? ""
                    : details.sdkHttpResponse()
                            .firstMatchingHeader("Content-Type")
                            .orElse("");
            words = ForeignAnswer.text(e.statusCode(), type, null);
        }
        Kind kind = marked ? ErrorClassifier.of(e.statusCode(), code, words) : Kind.NOT_AWS;
        return new AwsFailure(kind, "sts", "AssumeRole", code, words, e)
                .withStatus(e.statusCode())
                .beforeTheCall();
    }

    /** The message of the default chain lists all providers; its first sentence is enough. */
    private static String brief(RuntimeException e) {
        String message = String.valueOf(e.getMessage());
        int end = message.indexOf(": [");
        return end < 0 ? message : message.substring(0, end);
    }
}
