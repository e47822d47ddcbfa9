package io.jenkins.plugins.ecs.rollout.messages;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.AwsFailureMessages;

/**
 * Why nothing can be done with a service, in the same words for every step.
 *
 * @param advice what to do; may be empty
 */
public record ServiceProblem(String cause, String advice) {

    @NonNull
    public static ServiceProblem missing(@NonNull String region, @NonNull String cluster, @NonNull String service) {
        return new ServiceProblem(
                "there is no " + name(cluster, service) + " in " + region,
                "create the service first, for example with ecsDeploy and 'serviceDefinition', or check"
                        + " 'service', 'cluster', 'region' and the account of the credentials");
    }

    @NonNull
    public static ServiceProblem notActive(@NonNull String cluster, @NonNull String service, @NonNull String status) {
        return new ServiceProblem(
                name(cluster, service) + " is " + status + ", not ACTIVE",
                "the service is being deleted or has been deleted; create it again");
    }

    /** A call that failed. */
    @NonNull
    public static ServiceProblem of(
            @NonNull AwsFailure failure, @NonNull String region, @NonNull String cluster, @NonNull String service) {
        return new ServiceProblem(AwsFailureMessages.cause(failure, region, cluster, service), advice(failure));
    }

    /** What to do about a call that failed; may be empty. */
    @NonNull
    public static String advice(@NonNull AwsFailure failure) {
        return AwsFailureMessages.advice(failure);
    }

    public static String name(String cluster, String service) {
        return "service '" + service + "' in cluster '" + cluster + "'";
    }
}
