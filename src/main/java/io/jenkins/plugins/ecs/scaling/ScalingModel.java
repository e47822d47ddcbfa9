package io.jenkins.plugins.ecs.scaling;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The members of Application Auto Scaling that a file may have, and the values that AWS fills in. */
final class ScalingModel {

    static final String TARGET_TRACKING = "TargetTrackingScaling";
    static final String STEP = "StepScaling";
    static final String PREDICTIVE = "PredictiveScaling";

    static final List<String> TOP = List.of("minCapacity", "maxCapacity", "policies", "scheduledActions", "exclusive");
    static final List<String> POLICY = List.of(
            "PolicyName",
            "PolicyType",
            "TargetTrackingScalingPolicyConfiguration",
            "StepScalingPolicyConfiguration",
            "PredictiveScalingPolicyConfiguration");
    static final List<String> ACTION =
            List.of("ScheduledActionName", "Schedule", "Timezone", "StartTime", "EndTime", "ScalableTargetAction");
    static final List<String> RANGE = List.of("MinCapacity", "MaxCapacity");

    /** By policy type. */
    static final Map<String, List<String>> CONFIGURATION = Map.of(
            TARGET_TRACKING,
            List.of(
                    "TargetValue",
                    "PredefinedMetricSpecification",
                    "CustomizedMetricSpecification",
                    "ScaleOutCooldown",
                    "ScaleInCooldown",
                    "DisableScaleIn"),
            STEP,
            List.of("AdjustmentType", "StepAdjustments", "MinAdjustmentMagnitude", "Cooldown", "MetricAggregationType"),
            PREDICTIVE,
            List.of(
                    "MetricSpecifications",
                    "Mode",
                    "SchedulingBufferTime",
                    "MaxCapacityBreachBehavior",
                    "MaxCapacityBuffer"));

    /** What AWS shows where nothing was sent, by policy type. */
    static final Map<String, Map<String, Object>> DEFAULTS = Map.of(
            TARGET_TRACKING,
            Map.of("ScaleOutCooldown", 300, "ScaleInCooldown", 300, "DisableScaleIn", false),
            STEP,
            Map.of("Cooldown", 300, "MetricAggregationType", "Average"),
            PREDICTIVE,
            Map.of(
                    "Mode",
                    "ForecastOnly",
                    "SchedulingBufferTime",
                    300,
                    "MaxCapacityBreachBehavior",
                    "HonorMaxCapacity"));

    /** Members whose values are numbers, in lower camel case. */
    static final Set<String> NUMBERS = Set.of(
            "minCapacity",
            "maxCapacity",
            "targetValue",
            "scaleOutCooldown",
            "scaleInCooldown",
            "cooldown",
            "minAdjustmentMagnitude",
            "scalingAdjustment",
            "metricIntervalLowerBound",
            "metricIntervalUpperBound",
            "schedulingBufferTime",
            "maxCapacityBuffer");

    private ScalingModel() {}

    /** The member with the configuration of a type. */
    @NonNull
    static String configuration(@NonNull String policyType) {
        return policyType + "PolicyConfiguration";
    }
}
