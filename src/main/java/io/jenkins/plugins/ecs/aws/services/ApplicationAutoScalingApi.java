package io.jenkins.plugins.ecs.aws.services;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.AwsCall;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.JsonPages;
import io.jenkins.plugins.ecs.aws.Listing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Application Auto Scaling of ECS services. Policies and scheduled actions stay JSON, so that members that are not known
 * here pass both ways. Each method throws {@link AwsFailure} when there is no usable answer.
 */
public final class ApplicationAutoScalingApi {

    private static final String NAMESPACE = "ServiceNamespace";

    private final AwsCall scaling;

    public ApplicationAutoScalingApi(@NonNull AwsCall scaling) {
        this.scaling = scaling;
    }

    /** Names one service: {@code service/prod/api}. */
    @NonNull
    public static String resourceId(@NonNull String clusterName, @NonNull String serviceName) {
        return "service/" + clusterName + "/" + serviceName;
    }

    /** Whether a failure means that there is no such target, policy or action. */
    public static boolean isNotFound(@NonNull AwsFailure failure) {
        return "ObjectNotFoundException".equals(failure.code());
    }

    /** {@code DescribeScalableTargets}; empty if the service has no scaling. */
    @NonNull
    public Optional<ScalableTarget> target(@NonNull String resourceId) {
        ObjectNode input = input();
        input.putArray("ResourceIds").add(resourceId);
        input.put("ScalableDimension", "ecs:service:DesiredCount");
        JsonNode targets = scaling.call("DescribeScalableTargets", input).path("ScalableTargets");
        for (JsonNode target : targets) {
            if (target.path("ResourceId").asText().equals(resourceId)) {
                return Optional.of(ScalableTarget.of(target));
            }
        }
        return Optional.empty();
    }

    /**
     * {@code RegisterScalableTarget}. It moves the desired count into the range, whatever is sent.
     *
     * @param min null for the present one
     * @param max null for the present one
     * @param suspension null for the present one
     */
    public void register(
            @NonNull String resourceId,
            @CheckForNull Integer min,
            @CheckForNull Integer max,
            @CheckForNull ScalableTarget.Suspension suspension) {
        ObjectNode input = key(resourceId);
        if (min != null) {
            input.put("MinCapacity", min);
        }
        if (max != null) {
            input.put("MaxCapacity", max);
        }
        if (suspension != null) {
            input.set("SuspendedState", suspension.json());
        }
        scaling.call("RegisterScalableTarget", input);
    }

    /**
     * {@code DeregisterScalableTarget}: deletes its policies and scheduled actions as well.
     *
     * @return whether there was one
     */
    public boolean deregister(@NonNull String resourceId) {
        return delete("DeregisterScalableTarget", key(resourceId));
    }

    /** {@code DescribeScalingPolicies}. */
    @NonNull
    public Listing<ObjectNode> policies(@NonNull String resourceId) {
        // AWS takes no larger pages.
        return list("DescribeScalingPolicies", resourceId, "ScalingPolicies", 10);
    }

    /** {@code DescribeScheduledActions}. */
    @NonNull
    public Listing<ObjectNode> scheduledActions(@NonNull String resourceId) {
        return list("DescribeScheduledActions", resourceId, "ScheduledActions", 50);
    }

    /** @param policy {@code PolicyName}, {@code PolicyType} and the configuration */
    public void putPolicy(@NonNull String resourceId, @NonNull ObjectNode policy) {
        scaling.call("PutScalingPolicy", key(resourceId).setAll(policy));
    }

    /** @param action {@code ScheduledActionName} and all that must stay; start and end that are missing are deleted */
    public void putScheduledAction(@NonNull String resourceId, @NonNull ObjectNode action) {
        scaling.call("PutScheduledAction", key(resourceId).setAll(action));
    }

    /** @return whether there was one */
    public boolean deletePolicy(@NonNull String resourceId, @NonNull String name) {
        return delete("DeleteScalingPolicy", key(resourceId).put("PolicyName", name));
    }

    /** @return whether there was one */
    public boolean deleteScheduledAction(@NonNull String resourceId, @NonNull String name) {
        return delete("DeleteScheduledAction", key(resourceId).put("ScheduledActionName", name));
    }

    private boolean delete(String operation, ObjectNode input) {
        try {
            scaling.call(operation, input);
            return true;
        } catch (AwsFailure failure) {
            if (isNotFound(failure)) {
                return false;
            }
            throw failure;
        }
    }

    private Listing<ObjectNode> list(String operation, String resourceId, String items, int page) {
        List<ObjectNode> all = new ArrayList<>();
        ObjectNode input = input().put("ResourceId", resourceId).put("MaxResults", page);
        boolean isWhole = new JsonPages(scaling, "NextToken").each(operation, input, items, each -> {
            addObject(all, each);
            return true;
        });
        return new Listing<>(all, isWhole);
    }

    private static void addObject(List<ObjectNode> to, JsonNode each) {
        if (each instanceof ObjectNode object) {
            to.add(object);
        }
    }

    private static ObjectNode key(String resourceId) {
        return input().put("ResourceId", resourceId).put("ScalableDimension", "ecs:service:DesiredCount");
    }

    private static ObjectNode input() {
        return JsonNodeFactory.instance.objectNode().put(NAMESPACE, "ecs");
    }
}
