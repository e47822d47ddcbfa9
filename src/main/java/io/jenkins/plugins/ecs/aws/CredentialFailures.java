package io.jenkins.plugins.ecs.aws;

import io.jenkins.plugins.ecs.aws.AwsFailure.Kind;
import java.io.IOException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;

/** What it means when no credentials could be had: mostly an answer of STS to {@code AssumeRole}. */
final class CredentialFailures {

    private CredentialFailures() {}

    /** @param obtained whether this connection had credentials before: then it is a hiccup, and they will come again */
    static AwsFailure of(String operation, SdkException e, boolean obtained) {
        if (e instanceof AwsServiceException service && service.awsErrorDetails() != null) {
            String code = service.awsErrorDetails().errorCode();
            Kind kind = FailureKinds.of(service.statusCode(), code);
            // Nothing of the operation itself was sent: it did not happen, whatever STS did.
            Kind own = kind == Kind.SERVER || kind == Kind.LOST ? Kind.UNREACHABLE : kind;
            return new AwsFailure(
                    own, "AssumeRole", code, service.awsErrorDetails().errorMessage(), e);
        }
        if (e instanceof AbortedException) {
            return new AwsFailure(Kind.UNREACHABLE, operation, null, "interrupted", e);
        }
        boolean hiccup = obtained || e.getCause() instanceof IOException;
        return new AwsFailure(
                hiccup ? Kind.UNREACHABLE : Kind.INVALID,
                "credentials",
                null,
                "there are none to be had: " + brief(e),
                e);
    }

    /** The default chain tells of each of its links; the first sentence says it all. */
    private static String brief(SdkException e) {
        String message = String.valueOf(e.getMessage());
        int end = message.indexOf(": [");
        return end < 0 ? message : message.substring(0, end);
    }
}
