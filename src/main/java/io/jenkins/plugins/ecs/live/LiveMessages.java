package io.jenkins.plugins.ecs.live;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.AwsFailureMessages;

/** Why the live state of a service cannot be shown. */
final class LiveMessages {

    static final String NOT_READ = "not read";
    static final String SEE_LOG = "an error in the plugin; the log of Jenkins has it";
    private static final String NO_ANSWER = "no answer for two minutes";

    private LiveMessages() {}

    @NonNull
    static String tagsNotRead(@NonNull String why) {
        return "The tags in Amazon ECR could not be read, so only versions that this Jenkins deployed are listed: "
                + why;
    }

    @NonNull
    static String readCredentials(@NonNull String target) {
        return "the read credentials of target " + target;
    }

    @NonNull
    static LiveAnswer refused(
            long at,
            @NonNull AwsFailure failure,
            @NonNull String region,
            @NonNull String cluster,
            @NonNull String service) {
        return LiveAnswer.refused(
                at, brief(failure.kind()), AwsFailureMessages.cause(failure, region, cluster, service));
    }

    @NonNull
    static LiveAnswer noAnswer(long at) {
        return LiveAnswer.refused(at, brief(AwsFailure.Kind.LOST), NO_ANSWER);
    }

    private static String brief(AwsFailure.Kind kind) {
        return switch (kind) {
            case DENIED -> "not allowed to read";
            case UNAUTHENTICATED -> "credentials not accepted";
            case NO_CREDENTIALS -> "no credentials";
            case THROTTLED -> "throttled by AWS";
            case UNREACHABLE, LOST, NOT_AWS -> "AWS not reached";
            case CLUSTER_NOT_FOUND -> "no such cluster";
            default -> NOT_READ;
        };
    }
}
