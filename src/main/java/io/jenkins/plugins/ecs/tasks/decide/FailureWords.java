package io.jenkins.plugins.ecs.tasks.decide;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.tasks.request.TaskRequest;
import io.jenkins.plugins.ecs.text.PlainText;

/** A failed call in words, and what to do about it. */
final class FailureWords {

    private FailureWords() {}

    @NonNull
    static String cause(@NonNull AwsFailure failure, @NonNull TaskRequest request) {
        return switch (failure.kind()) {
            case DENIED ->
                "access denied: these credentials are not authorized to perform " + failure.iamAction() + ": "
                        + words(failure);
            case UNAUTHENTICATED -> "these credentials are not accepted by AWS: " + words(failure);
            case UNREACHABLE -> "cannot reach AWS in " + request.region() + ": " + words(failure);
            case CLUSTER_NOT_FOUND ->
                "there is no cluster '" + PlainText.line(request.clusterName()) + "' in " + request.region();
            case UNSUPPORTED -> "this endpoint does not support the operation " + failure.operation();
            default -> PlainText.line(failure.getMessage());
        };
    }

    private static String words(AwsFailure failure) {
        return PlainText.line(failure.awsMessage().isEmpty() ? failure.getMessage() : failure.awsMessage());
    }

    @NonNull
    static String advice(@NonNull AwsFailure failure) {
        return switch (failure.kind()) {
            case DENIED ->
                failure.denial().advice(failure.iamAction(), "these credentials") + ", or use other credentials";
            case UNAUTHENTICATED, NO_CREDENTIALS -> "check the credentials and the clock of the Jenkins controller";
            case UNREACHABLE, NOT_AWS ->
                "check 'region', and ask an administrator to check the endpoint, the network and the proxy of Jenkins";
            case CLUSTER_NOT_FOUND -> "check 'cluster', 'region' and the account of the credentials";
            default -> "";
        };
    }
}
