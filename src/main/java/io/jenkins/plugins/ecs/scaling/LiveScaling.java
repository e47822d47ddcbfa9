package io.jenkins.plugins.ecs.scaling;

import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.NonNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import io.jenkins.plugins.ecs.aws.Listing;
import io.jenkins.plugins.ecs.aws.services.ApplicationAutoScalingApi;
import io.jenkins.plugins.ecs.aws.services.ScalableTarget;
import java.util.List;
import java.util.Optional;

/**
 * The scaling of a service as AWS shows it.
 *
 * @param target null if the service has no scaling
 * @param policies as {@code DescribeScalingPolicies} shows them
 * @param actions as {@code DescribeScheduledActions} shows them
 * @param isWhole false if there are more policies or actions than were read
 */
public record LiveScaling(
        @Nullable ScalableTarget target,
        @NonNull List<ObjectNode> policies,
        @NonNull List<ObjectNode> actions,
        boolean isWhole) {

    public static final LiveScaling NONE = new LiveScaling(null, List.of(), List.of(), true);

    /** Throws {@link io.jenkins.plugins.ecs.aws.AwsFailure}. Policies and actions exist only with a target. */
    @NonNull
    public static LiveScaling read(@NonNull ApplicationAutoScalingApi api, @NonNull String resourceId) {
        Optional<ScalableTarget> target = api.target(resourceId);
        if (target.isEmpty()) {
            return NONE;
        }
        Listing<ObjectNode> policies = api.policies(resourceId);
        Listing<ObjectNode> actions = api.scheduledActions(resourceId);
        return new LiveScaling(
                target.get(), policies.items(), actions.items(), policies.isWhole() && actions.isWhole());
    }
}
