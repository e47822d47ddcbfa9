package io.jenkins.plugins.ecs.operations.state;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.services.ApplicationAutoScalingApi;
import io.jenkins.plugins.ecs.text.Arns;
import java.io.Serializable;

/**
 * The service as AWS answered when it was planned what to do with it.
 *
 * @param taskDefinition ARN of its revision; empty if it has none
 * @param createdAt AWS's clock, as the service shows it: a service of the same name that was created since is another one
 * @param circuitBreaker whether its deployment circuit breaker is enabled
 * @param ephemeral whether it has the tag {@code jenkins:ephemeral}
 */
public record LocatedService(
        @NonNull String arn,
        @NonNull String clusterArn,
        @NonNull String taskDefinition,
        @NonNull String createdAt,
        @CheckForNull Boolean circuitBreaker,
        boolean ephemeral)
        implements Serializable {

    private static final long serialVersionUID = 1L;

    @NonNull
    public LocatedService tagged(boolean isEphemeral) {
        return new LocatedService(arn, clusterArn, taskDefinition, createdAt, circuitBreaker, isEphemeral);
    }

    @NonNull
    public String clusterName() {
        return Arns.brief(clusterArn);
    }

    /** {@code service/prod/api}: its name in Application Auto Scaling. */
    @NonNull
    public String resourceId() {
        return ApplicationAutoScalingApi.resourceId(clusterName(), Arns.brief(arn));
    }

    /** The family of its task definition; empty if it has none. */
    @NonNull
    public String family() {
        String revision = Arns.brief(taskDefinition);
        return taskDefinition.isEmpty() ? "" : revision.replaceFirst(":\\d+$", "");
    }
}
