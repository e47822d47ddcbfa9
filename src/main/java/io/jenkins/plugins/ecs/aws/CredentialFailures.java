package io.jenkins.plugins.ecs.aws;

import io.jenkins.plugins.ecs.aws.AwsFailure.Kind;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;

/** What it means when no credentials could be had: mostly an answer of STS to {@code AssumeRole}. */
final class CredentialFailures {

    private CredentialFailures() {}

    static AwsFailure of(String operation, SdkException e) {
        if (e instanceof AwsServiceException service && service.awsErrorDetails() != null) {
            String code = service.awsErrorDetails().errorCode();
            Kind kind = FailureKinds.of(service.statusCode(), code);
            // Nothing of the operation itself was sent: it did not happen, whatever STS did.
            Kind own = kind == Kind.SERVER || kind == Kind.LOST ? Kind.UNREACHABLE : kind;
            return new AwsFailure(own, "AssumeRole", code, service.awsErrorDetails().errorMessage(), e);
        }
        if (e instanceof AbortedException) {
            return new AwsFailure(Kind.UNREACHABLE, operation, null, "interrupted", e);
        }
        boolean connection = e.getCause() instanceof java.io.IOException;
        return new AwsFailure(connection ? Kind.UNREACHABLE : Kind.DENIED, operation, null, e.getMessage(), e);
    }
}
