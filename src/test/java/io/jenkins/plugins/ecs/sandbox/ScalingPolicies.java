package io.jenkins.plugins.ecs.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.sandbox.Operation.Context;
import java.util.List;
import java.util.Map;

/** Scaling policies of Application Auto Scaling. They are kept, with AWS's defaults filled in, and do nothing. */
final class ScalingPolicies {

    private static final int PAGE = 10;
    private static final int MOST = 50;
    private static final int MOST_STEPS = 20;
    private static final Map<String, String> CONFIGURATIONS = Map.of(
            "StepScaling", "StepScalingPolicyConfiguration",
            "TargetTrackingScaling", "TargetTrackingScalingPolicyConfiguration",
            "PredictiveScaling", "PredictiveScalingPolicyConfiguration");

    private ScalingPolicies() {}

    static void addTo(Map<String, Operation> operations) {
        operations.put("PutScalingPolicy", ScalingPolicies::put);
        operations.put("DescribeScalingPolicies", ScalingPolicies::describe);
        operations.put("DeleteScalingPolicy", ScalingPolicies::delete);
    }

    private static ObjectNode put(Input input, Context context) {
        ScalableTarget target = ScalingOperations.target(input, context);
        String name = input.text("PolicyName", "");
        ObjectNode before = target.policies.get(name);
        String type = input.text(
                "PolicyType", before == null ? "" : before.path("PolicyType").asText());
        String member = CONFIGURATIONS.get(type);
        if (name.isEmpty()
                || name.length() > 256
                || member == null
                || !input.get(member).isObject()) {
            throw Scaling.validation("A policy needs a name, a type and the configuration of that type");
        }
        if (before != null && !before.path("PolicyType").asText().equals(type)) {
            throw Scaling.validation("The type of a scaling policy cannot be changed");
        }
        if (before == null && target.policies.size() >= MOST) {
            throw new AwsError(400, "LimitExceededException", "Too many scaling policies for the scalable target");
        }
        ObjectNode configuration = input.get(member).deepCopy();
        fill(type, configuration);
        ObjectNode policy = Json.object().put("PolicyName", name).put("PolicyType", type);
        policy.put("PolicyARN", target.arn.replace("scalable-target/", "scalingPolicy:") + ":policyName/" + name);
        policy.put("ServiceNamespace", "ecs").put("ResourceId", target.resourceId);
        policy.put("ScalableDimension", Scaling.DIMENSION);
        policy.set(member, configuration);
        policy.set("Alarms", Json.array());
        if (type.equals("TargetTrackingScaling")) {
            for (String end : List.of("AlarmHigh", "AlarmLow")) {
                String alarm = "TargetTracking-" + target.resourceId + "-" + end + "-" + name;
                policy.withArrayProperty("Alarms")
                        .addObject()
                        .put("AlarmName", alarm)
                        .put("AlarmARN", context.region().arns.alarm(alarm));
            }
        }
        policy.put("CreationTime", Json.time(context.region().stamp()));
        target.policies.put(name, policy);
        ObjectNode answer = Json.object();
        Json.copy(policy, answer, "PolicyARN", "Alarms");
        return answer;
    }

    private static void fill(String type, ObjectNode configuration) {
        switch (type) {
            case "TargetTrackingScaling" -> {
                boolean predefined =
                        configuration.path("PredefinedMetricSpecification").isObject();
                boolean customized =
                        configuration.path("CustomizedMetricSpecification").isObject();
                if (!configuration.path("TargetValue").isNumber() || predefined == customized) {
                    throw Scaling.validation("Target tracking needs TargetValue and one metric specification");
                }
                byDefault(configuration, "ScaleOutCooldown", 300);
                byDefault(configuration, "ScaleInCooldown", 300);
                if (!configuration.has("DisableScaleIn")) {
                    configuration.put("DisableScaleIn", false);
                }
            }
            case "StepScaling" -> {
                JsonNode steps = configuration.path("StepAdjustments");
                if (!configuration.hasNonNull("AdjustmentType") || steps.isEmpty() || steps.size() > MOST_STEPS) {
                    throw Scaling.validation("Step scaling needs AdjustmentType and 1 to 20 StepAdjustments");
                }
                byDefault(configuration, "Cooldown", 300);
                if (!configuration.has("MetricAggregationType")) {
                    configuration.put("MetricAggregationType", "Average");
                }
            }
            default -> {
                if (configuration.path("MetricSpecifications").size() != 1) {
                    throw Scaling.validation("Predictive scaling needs one metric specification");
                }
                byDefault(configuration, "SchedulingBufferTime", 300);
                if (!configuration.has("Mode")) {
                    configuration.put("Mode", "ForecastOnly");
                }
            }
        }
    }

    private static void byDefault(ObjectNode configuration, String member, int value) {
        if (!configuration.has(member)) {
            configuration.put(member, value);
        }
    }

    private static ObjectNode describe(Input input, Context context) {
        ScalingOperations.checkNamespace(input);
        List<String> names = input.texts("PolicyNames");
        return ScalingOperations.page(
                input,
                "ScalingPolicies",
                context.region().scaling.targets.values().stream()
                        .filter(target -> target.resourceId.equals(input.text("ResourceId", target.resourceId)))
                        .flatMap(target -> target.policies.values().stream())
                        .filter(policy -> names.isEmpty()
                                || names.contains(policy.path("PolicyName").asText()))
                        .toList(),
                PAGE);
    }

    private static ObjectNode delete(Input input, Context context) {
        ScalableTarget target = ScalingOperations.target(input, context);
        if (target.policies.remove(input.text("PolicyName", "")) == null) {
            throw Scaling.notFound("No scaling policy found for service namespace: ecs, resource ID: "
                    + target.resourceId + ", scalable dimension: " + Scaling.DIMENSION + ", policy name: "
                    + input.text("PolicyName", ""));
        }
        return Json.object();
    }
}
