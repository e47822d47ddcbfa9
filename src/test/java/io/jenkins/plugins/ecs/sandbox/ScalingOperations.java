package io.jenkins.plugins.ecs.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.sandbox.Operation.Context;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Scalable targets and scaling activities of Application Auto Scaling. */
final class ScalingOperations {

    private static final int MOST_IDS = 50;

    private ScalingOperations() {}

    static void addTo(Map<String, Operation> operations) {
        operations.put("DescribeScalableTargets", ScalingOperations::describe);
        operations.put("RegisterScalableTarget", ScalingOperations::register);
        operations.put("DeregisterScalableTarget", ScalingOperations::deregister);
        operations.put("DescribeScalingActivities", ScalingOperations::activities);
        ScalingPolicies.addTo(operations);
        ScheduledActions.addTo(operations);
    }

    private static ObjectNode describe(Input input, Context context) {
        checkNamespace(input);
        List<String> ids = input.texts("ResourceIds");
        if (ids.size() > MOST_IDS) {
            throw Scaling.validation("1 validation error detected: Value at 'resourceIds' failed to satisfy constraint:"
                    + " Member must have length less than or equal to " + MOST_IDS);
        }
        if (input.has("ScalableDimension") && ids.isEmpty()) {
            throw Scaling.validation("A scalable dimension needs a resource ID");
        }
        return page(
                input,
                "ScalableTargets",
                context.region().scaling.targets.values().stream()
                        .filter(target -> ids.isEmpty() || ids.contains(target.resourceId))
                        .map(target -> target.json(context.region().arns))
                        .toList(),
                50);
    }

    /** What is not named stays; on an existing target the count moves into the range, whatever was sent. */
    private static ObjectNode register(Input input, Context context) {
        Scaling scaling = context.region().scaling;
        String id = key(input);
        if (scaling.service(id) == null || scaling.service(id).status.equals("INACTIVE")) {
            throw Scaling.validation("ECS service doesn't exist: " + id);
        }
        ScalableTarget target = scaling.targets.get(id);
        boolean isNew = target == null;
        if (isNew && !(input.has("MinCapacity") && input.has("MaxCapacity"))) {
            throw Scaling.validation(
                    "Parameters MinCapacity and MaxCapacity must be specified for a new scalable target");
        }
        if (!isNew && !input.get("Tags").isEmpty()) {
            throw Scaling.validation("Tags can be given at the creation of a scalable target only");
        }
        int min = input.get("MinCapacity").asInt(isNew ? 0 : target.min);
        int max = input.get("MaxCapacity").asInt(isNew ? 0 : target.max);
        if (min < 0 || max < min) {
            throw Scaling.validation("Maximum capacity cannot be less than minimum capacity");
        }
        if (isNew) {
            target = scaling.add(id);
        }
        target.min = min;
        target.max = max;
        suspend(target, input.get("SuspendedState"));
        scaling.moveIntoRange(
                target,
                "maximum capacity or minimum capacity was changed",
                context.region().now());
        return Json.object().put("ScalableTargetARN", target.arn);
    }

    private static void suspend(ScalableTarget target, JsonNode state) {
        flag(state, "DynamicScalingInSuspended", value -> target.inSuspended = value);
        flag(state, "DynamicScalingOutSuspended", value -> target.outSuspended = value);
        flag(state, "ScheduledScalingSuspended", value -> target.scheduledSuspended = value);
    }

    private static void flag(JsonNode state, String name, Consumer<Boolean> set) {
        if (state.hasNonNull(name)) {
            set.accept(state.path(name).asBoolean());
        }
    }

    private static ObjectNode deregister(Input input, Context context) {
        ScalableTarget target = target(input, context);
        context.region().scaling.remove(target.resourceId);
        return Json.object();
    }

    private static ObjectNode activities(Input input, Context context) {
        checkNamespace(input);
        return page(
                input,
                "ScalingActivities",
                context.region().scaling.activities.stream()
                        .filter(each -> !input.has("ResourceId")
                                || each.path("ResourceId").asText().equals(input.text("ResourceId")))
                        .toList(),
                50);
    }

    /** The target that the three keys name. */
    static ScalableTarget target(Input input, Context context) {
        String id = key(input);
        ScalableTarget target = context.region().scaling.targets.get(id);
        if (target == null) {
            throw Scaling.notFound("No scalable target registered for service namespace: ecs, resource ID: " + id
                    + ", scalable dimension: " + Scaling.DIMENSION);
        }
        return target;
    }

    private static String key(Input input) {
        checkNamespace(input);
        if (!Scaling.DIMENSION.equals(input.text("ScalableDimension")) || !input.has("ResourceId")) {
            throw Scaling.validation("Unsupported service namespace, resource type or scalable dimension");
        }
        return input.text("ResourceId");
    }

    static void checkNamespace(Input input) {
        if (!"ecs".equals(input.text("ServiceNamespace"))) {
            throw Scaling.validation("1 validation error detected: Value '" + input.text("ServiceNamespace", "null")
                    + "' at 'serviceNamespace' failed to satisfy constraint");
        }
    }

    static ObjectNode page(Input input, String name, List<? extends JsonNode> all, int most) {
        int size = input.get("MaxResults").asInt(most);
        if (size < 1 || size > most) {
            throw Scaling.validation("MaxResults must be between 1 and " + most);
        }
        return ScheduledEvents.page(input.text("NextToken"), name, all, size);
    }
}
