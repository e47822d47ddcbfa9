package io.jenkins.plugins.ecs.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.sandbox.Operation.Context;
import java.util.List;
import java.util.Map;

/** Scheduled actions of Application Auto Scaling. They run at their time, also one that was put in the past. */
final class ScheduledActions {

    private static final int PAGE = 50;
    private static final int MOST = 200;

    private ScheduledActions() {}

    static void addTo(Map<String, Operation> operations) {
        operations.put("PutScheduledAction", ScheduledActions::put);
        operations.put("DescribeScheduledActions", ScheduledActions::describe);
        operations.put("DeleteScheduledAction", ScheduledActions::delete);
    }

    /** Start and end that are not sent are deleted; other members stay. */
    private static ObjectNode put(Input input, Context context) {
        ScalableTarget target = ScalingOperations.target(input, context);
        String name = input.text("ScheduledActionName", "");
        ObjectNode before = target.actions.get(name);
        if (name.isEmpty() || (before == null && !input.has("Schedule"))) {
            throw Scaling.validation("A scheduled action needs a name and a schedule");
        }
        if (before == null && target.actions.size() >= MOST) {
            throw new AwsError(400, "LimitExceededException", "Too many scheduled actions for the scalable target");
        }
        ObjectNode action = before == null ? Json.object() : before.deepCopy();
        action.remove(List.of("StartTime", "EndTime"));
        action.put("ScheduledActionName", name).put("ServiceNamespace", "ecs");
        action.put("ScheduledActionARN", target.arn.replace("scalable-target/", "scheduledAction:") + ":name/" + name);
        action.put("ResourceId", target.resourceId).put("ScalableDimension", Scaling.DIMENSION);
        Json.copy(input.json(), action, "Schedule", "Timezone", "StartTime", "EndTime", "ScalableTargetAction");
        ScalingTimes.check(
                action.path("Schedule").asText(), action.path("Timezone").asText("UTC"));
        JsonNode range = action.path("ScalableTargetAction");
        if (range.has("MinCapacity")
                && range.has("MaxCapacity")
                && range.path("MaxCapacity").asInt() < range.path("MinCapacity").asInt()) {
            throw Scaling.validation("Maximum capacity cannot be less than minimum capacity");
        }
        if (before == null) {
            action.put("CreationTime", Json.time(context.region().stamp()));
        }
        target.actions.put(name, action);
        target.plan(name, ScalingTimes.next(action, context.region().now()));
        return Json.object();
    }

    private static ObjectNode describe(Input input, Context context) {
        ScalingOperations.checkNamespace(input);
        List<String> names = input.texts("ScheduledActionNames");
        return ScalingOperations.page(
                input,
                "ScheduledActions",
                context.region().scaling.targets.values().stream()
                        .filter(target -> target.resourceId.equals(input.text("ResourceId", target.resourceId)))
                        .flatMap(target -> target.actions.values().stream())
                        .filter(action -> names.isEmpty()
                                || names.contains(
                                        action.path("ScheduledActionName").asText()))
                        .toList(),
                PAGE);
    }

    private static ObjectNode delete(Input input, Context context) {
        ScalableTarget target = ScalingOperations.target(input, context);
        String name = input.text("ScheduledActionName", "");
        if (!target.actions.containsKey(name)) {
            throw Scaling.notFound("No scheduled action found for service namespace: ecs, resource ID: "
                    + target.resourceId + ", scalable dimension: " + Scaling.DIMENSION + ", scheduled action name: "
                    + name);
        }
        target.forget(name);
        return Json.object();
    }
}
